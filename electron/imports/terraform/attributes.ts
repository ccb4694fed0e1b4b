/** The attributes of one resource, with references to others followed where the value is known only after apply. */
import { isWire, text, texts, type Wire, wires } from '#shared/model/wire.ts';
import type { PlannedPlace } from '../planned/fact.ts';
import { placeOfArn, regionOfZoneName } from '../places.ts';
import { plannedId } from '../planned/planned-id.ts';
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { References } from './references.ts';
import type { TerraformResource } from './resources.ts';

export interface Attributes {
  readonly type: string;
  readonly id: string;
  readonly values: Wire;
  readonly place: PlannedPlace;
  text(name: string): string | null;
  flag(name: string): boolean | null;
  number(name: string): number | null;
  texts(name: string): readonly string[];
  blocks(name: string): readonly Wire[];
  /** The id that stands there, or will; `null`: nobody can tell before apply. */
  ref(name: string): string | null;
  refs(name: string): readonly string[];
}

/** Prefixes of AWS ids by type; types without one are parts of others. */
const prefixes: Readonly<Record<string, string>> = {
  aws_vpc: 'vpc',
  aws_default_vpc: 'vpc',
  aws_subnet: 'subnet',
  aws_default_subnet: 'subnet',
  aws_route_table: 'rtb',
  aws_default_route_table: 'rtb',
  aws_internet_gateway: 'igw',
  aws_egress_only_internet_gateway: 'eigw',
  aws_nat_gateway: 'nat',
  aws_vpc_endpoint: 'vpce',
  aws_vpc_endpoint_service: 'vpce-svc',
  aws_security_group: 'sg',
  aws_default_security_group: 'sg',
  aws_ec2_transit_gateway: 'tgw',
  aws_ec2_transit_gateway_vpc_attachment: 'tgw-attach',
  aws_vpc_peering_connection: 'pcx',
  aws_lb: 'lb',
  aws_alb: 'lb',
};

/** The id of a resource, before or after apply: its own, or one made from its address. Load balancers go by their ARN. */
export function idOf(resource: TerraformResource, side: 'before' | 'after'): string {
  const field = resource.type === 'aws_lb' || resource.type === 'aws_alb' ? 'arn' : 'id';
  const own = side === 'before' ? resource.before : resource.after;
  const kept = resource.action === 'update' || resource.action === 'keep' ? resource.before : null;
  const known = (own === null ? null : text(own, field)) ?? (kept === null ? null : text(kept, field));
  return known ?? plannedId(prefixes[resource.type] ?? resource.type, resource.address);
}

export function attributesOf(
  resource: TerraformResource,
  side: 'before' | 'after',
  references: References,
  place: PlannedPlace,
  tellOpen: (attribute: string) => void,
): Attributes {
  const values = (side === 'before' ? resource.before : resource.after) ?? {};
  const targets = (name: string): readonly string[] => {
    if (side === 'before') return [];
    const found = references.targets(resource, name).map((target) => idOf(target, 'after'));
    if (found.length === 0 && resource.unknown.has(name)) tellOpen(name);
    return found;
  };
  return {
    type: resource.type,
    id: idOf(resource, side),
    values,
    place: placeOf(resource, values, references, place),
    text: (name) => text(values, name),
    flag: (name) => (typeof values[name] === 'boolean' ? values[name] : null),
    number: (name) => (typeof values[name] === 'number' ? values[name] : null),
    texts: (name) => texts(values, name),
    blocks: (name) => (isWire(values[name]) ? [values[name]] : wires(values, name)),
    ref: (name) => {
      const known = text(values, name);
      if (known !== null) return known;
      const found = targets(name);
      return found.length === 1 ? (found[0] ?? null) : null;
    },
    refs: (name) => {
      const known = texts<string>(values, name);
      return known.length > 0 && !resource.unknown.has(name) ? known : [...new Set([...known, ...targets(name)])];
    },
  };
}

function placeOf(resource: TerraformResource, values: Wire, references: References, place: PlannedPlace): PlannedPlace {
  const arn = text(values, 'arn') ?? (resource.before === null ? null : text(resource.before, 'arn'));
  const told = arn === null ? { accountId: null, region: null } : placeOfArn(arn);
  const zone = text(values, 'availability_zone');
  const owner = text<AccountId>(values, 'owner_id');
  return {
    accountId: owner ?? told.accountId ?? place.accountId,
    region:
      text<Region>(values, 'region') ??
      told.region ??
      (zone === null ? null : regionOfZoneName(zone)) ??
      (references.providerRegion(resource) as Region | null) ??
      place.region,
  };
}

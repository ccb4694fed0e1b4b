import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, RouteTableId, SubnetId, VpcId } from '#shared/base/ids.ts';
import { idSchema, optionalText, originFields, tagsSchema, z } from './schema.ts';
import { flag, nameOf, tags, text, type Wire, type WireContext, wires } from './wire.ts';

/**
 * Where a route leads. `gateway` covers `GatewayId` in all its uses: `local`,
 * internet and VPN gateways, and both gateway endpoints and Gateway Load
 * Balancer endpoints (`vpce-…`), which have no field of their own in answers.
 */
export const routeTargetKinds = [
  'gateway',
  'nat-gateway',
  'transit-gateway',
  'peering',
  'network-interface',
  'egress-only-internet-gateway',
  'local-gateway',
  'carrier-gateway',
  'core-network',
  'odb-network',
  'unknown',
] as const;
export type RouteTargetKind = (typeof routeTargetKinds)[number];

export const routeSchema = z.object({
  /** An IPv4 or IPv6 block, or a prefix list id. */
  destination: z.string(),
  destinationKind: z.enum(['ipv4', 'ipv6', 'prefix-list']),
  targetKind: z.enum(routeTargetKinds),
  /** The id of the target, `local` for the VPC itself. */
  target: z.string(),
  /** `active`, `blackhole`, `filtered`. */
  state: optionalText,
  origin: optionalText,
});

export interface Route extends Immutable<z.infer<typeof routeSchema>> {}

export const routeTableSchema = z.object({
  ...originFields,
  routeTableId: idSchema<RouteTableId>(),
  vpcId: idSchema<VpcId>(),
  name: optionalText,
  /** The VPC's main table: it serves every subnet without a table of its own. */
  isMain: z.boolean(),
  subnetIds: z.array(idSchema<SubnetId>()),
  /** Gateways with an edge association. */
  gatewayIds: z.array(z.string()),
  routes: z.array(routeSchema),
  tags: tagsSchema,
});

export interface RouteTable extends Immutable<z.infer<typeof routeTableSchema>> {}

/** A table of `DescribeRouteTables`. */
export function parseRouteTable(wire: Wire, context: WireContext): RouteTable | null {
  const routeTableId = text<RouteTableId>(wire, 'RouteTableId');
  const vpcId = text<VpcId>(wire, 'VpcId');
  if (routeTableId === null || vpcId === null) return null;
  const tagList = tags(wire);
  const associations = wires(wire, 'Associations');
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    routeTableId,
    vpcId,
    name: nameOf(tagList),
    isMain: associations.some((association) => flag(association, 'Main') === true),
    subnetIds: associations.flatMap((association) => text<SubnetId>(association, 'SubnetId') ?? []),
    gatewayIds: associations.flatMap((association) => text(association, 'GatewayId') ?? []),
    routes: wires(wire, 'Routes').flatMap((route) => parseRoute(route) ?? []),
    tags: tagList,
  };
}

const targetFields: readonly (readonly [string, RouteTargetKind])[] = [
  ['NatGatewayId', 'nat-gateway'],
  ['TransitGatewayId', 'transit-gateway'],
  ['VpcPeeringConnectionId', 'peering'],
  ['EgressOnlyInternetGatewayId', 'egress-only-internet-gateway'],
  ['LocalGatewayId', 'local-gateway'],
  ['CarrierGatewayId', 'carrier-gateway'],
  ['CoreNetworkArn', 'core-network'],
  ['OdbNetworkArn', 'odb-network'],
  ['GatewayId', 'gateway'],
  ['NetworkInterfaceId', 'network-interface'],
  ['InstanceId', 'network-interface'],
];

function parseRoute(wire: Wire): Route | null {
  const ipv4 = text(wire, 'DestinationCidrBlock');
  const ipv6 = text(wire, 'DestinationIpv6CidrBlock');
  const destination = ipv4 ?? ipv6 ?? text(wire, 'DestinationPrefixListId');
  if (destination === null) return null;
  const found = targetFields.find(([field]) => text(wire, field) !== null);
  return {
    destination,
    destinationKind: ipv4 !== null ? 'ipv4' : ipv6 !== null ? 'ipv6' : 'prefix-list',
    targetKind: found?.[1] ?? 'unknown',
    target: (found === undefined ? null : text(wire, found[0])) ?? 'unknown',
    state: text(wire, 'State'),
    origin: text(wire, 'Origin'),
  };
}

/** Which services of which VPCs must get a private path, and in which zones a new endpoint stands. */
import type { VpcId, ZoneId } from '#shared/base/ids.ts';
import { hostedZoneIndex, type HostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import type { DemandClass } from '#shared/model/usage.ts';
import type { ServiceName } from '#shared/base/ids.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import { endpointZones } from '../candidates.ts';
import { type Added, existingEndpoint, serviceKey } from '../decision.ts';
import type { CostModel, ModelVpc } from '../model.ts';
import { demandedService } from '../service-demand.ts';
import { type Constraints, servicesOf } from './constraints.ts';
import type { ChosenWhy } from './plan.ts';

/** A service that a VPC must reach by a private path and does not yet. */
export interface RequiredPath {
  readonly vpc: ModelVpc;
  readonly class: DemandClass;
  readonly added: Added;
  readonly why: ChosenWhy;
}

/** A required path that cannot be: no endpoint serves it, or it stands in no zone of the VPC. */
export interface ImpossiblePath {
  readonly vpcId: VpcId;
  readonly service: string;
  readonly why: ChosenWhy;
  readonly because: string;
}

export interface RequiredPaths {
  readonly paths: readonly RequiredPath[];
  readonly impossible: readonly ImpossiblePath[];
}

/** Included services go to every VPC with callers or a way out; those that must be private to every VPC with a way out, too. */
export function requiredPaths(model: CostModel, constraints: Constraints): RequiredPaths {
  const excluded = new Set(servicesOf(constraints.services.exclude));
  const mustBePrivate = new Set(servicesOf(constraints.services.mustBePrivate));
  const included = servicesOf(constraints.services.include).filter((service) => !excluded.has(service));
  const zones = hostedZoneIndex(model.topology);
  const paths: RequiredPath[] = [];
  const impossible: ImpossiblePath[] = [];
  for (const vpc of model.vpcs) {
    const listed = [...new Set([...mustBePrivate, ...(hasUsers(vpc) ? included : [])])].sort();
    const connections = constraints.connections.filter((each) => each.vpcId === vpc.vpcId).map((each): string => each.serviceName);
    for (const service of [...(hasWayOut(vpc) ? listed : hasUsers(vpc) ? included : []), ...connections]) {
      const why = mustBePrivate.has(service) ? 'must-be-private' : 'included';
      const found = requiredPath(model, zones, constraints, vpc, service, why);
      if (found !== null && 'added' in found) paths.push(found);
      else if (found !== null) impossible.push(found);
    }
  }
  return { paths, impossible };
}

function requiredPath(
  model: CostModel,
  zones: HostedZoneIndex,
  constraints: Constraints,
  vpc: ModelVpc,
  service: string,
  why: ChosenWhy,
): RequiredPath | ImpossiblePath | null {
  const demanded = demandedService(model.topology.index, vpc.owner, vpc.region, service);
  const named = { vpcId: vpc.vpcId, service: demanded.service };
  if (isServed(vpc, zones, demanded.service)) return null;
  if (demanded.class === 'N') return { ...named, why, because: `AWS lists no endpoint service ${service} in ${vpc.region}` };
  const base = { ...named, remoteRegion: demanded.remoteRegion };
  if (demanded.class === 'G') return { vpc, class: 'G', why, added: { ...base, how: 'gateway', zones: [] } };
  const stands = plannedZones(model, vpc, demanded.service, constraints.zones);
  if (stands !== null && stands.length === 0) return { ...named, why, because: 'the service is offered in no zone of the VPC' };
  return { vpc, class: demanded.class, why, added: { ...base, how: demanded.class === 'X' ? 'cross-region' : 'interface', zones: stands } };
}

/** By an endpoint of its own, or through a hosted zone that names one of another VPC. */
function isServed(vpc: ModelVpc, zones: HostedZoneIndex, service: string): boolean {
  if (existingEndpoint(vpc, { service, path: 'nat' }) !== null) return true;
  return (zones.endpointsFor(vpc.node) ?? []).some((node) => serviceWord(node) === service);
}

function serviceWord(node: EndpointNode): string {
  const name: ServiceName | null = node.endpoint.serviceName;
  return name === null ? node.shortName : node.reference?.kind === 'custom' ? name : shortServiceName(name);
}

function hasWayOut(vpc: ModelVpc): boolean {
  return vpc.nats.length > 0 || vpc.remoteNats.length > 0 || vpc.centralEgress !== null;
}

function hasUsers(vpc: ModelVpc): boolean {
  return hasWayOut(vpc) || vpc.callerZones.length > 0;
}

/** The zones to cover that the service offers in the VPC, filled up to the least number. The cheapest: each zone costs, none saves. */
export function plannedZones(model: CostModel, vpc: ModelVpc, service: string, wanted: Constraints['zones']): readonly ZoneId[] | null {
  const possible = endpointZones(model, vpc, service, vpc.subnetZones);
  return possible === null ? null : chooseZones(possible, wanted.cover === 'callers' ? vpc.callerZones : wanted.cover, wanted.min ?? 2);
}

/** Of the possible zones: all that must be covered, and others, by id, until there are enough. */
export function chooseZones(possible: readonly ZoneId[], cover: readonly ZoneId[], least: number): readonly ZoneId[] {
  const covered = possible.filter((zone) => cover.includes(zone));
  const others = possible.filter((zone) => !covered.includes(zone));
  return [...covered, ...others.slice(0, Math.max(0, least - covered.length))].sort();
}

export function requiredKey(path: RequiredPath): string {
  return serviceKey(path.added.vpcId, path.added.service);
}

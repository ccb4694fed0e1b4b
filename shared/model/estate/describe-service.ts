/** Endpoint services and the load balancers behind them. */
import type { EndpointService, ServiceDetail } from '../endpoint-service.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import { words } from './words.ts';

export interface LoadBalancerDescription {
  /** Unique in the estate. */
  readonly name: string;
  readonly type: 'network' | 'gateway';
  readonly vpc: string;
  /** The tier whose subnets it stands in. */
  readonly tier: string;
  readonly zones: readonly string[];
  readonly crossZone: boolean;
  readonly port: number;
  readonly targetType: 'ip' | 'instance';
  /** Targets per zone: how many are healthy, and how many are not. The zone need not be one of the load balancer's. */
  readonly targets: Readonly<Record<string, { readonly healthy: number; readonly unhealthy: number }>>;
  /** The target group's own cross-zone setting; it defers to the load balancer where absent. */
  readonly targetCrossZone?: boolean;
  /** Groups of the VPC; none where absent, as NLBs made before August 2023. */
  readonly securityGroups?: readonly string[];
  readonly override?: Partial<LoadBalancer>;
}

export interface ServiceDescription {
  /** Unique in the estate. */
  readonly name: string;
  readonly type: 'Interface' | 'GatewayLoadBalancer';
  /** By name. */
  readonly loadBalancers: readonly string[];
  /** The zones it offers; the union of its load balancers' where absent. */
  readonly zones?: readonly string[];
  readonly acceptance: boolean;
  /** Account ids, ARNs, or `*`. */
  readonly principals: readonly string[];
  readonly privateDnsName?: string;
  /** `verified` where absent. */
  readonly privateDnsNameState?: string;
  /** Regions beside its own from which it may be reached. */
  readonly remoteRegions?: readonly string[];
  /** Connections of consumers that are no part of this estate. */
  readonly strangers?: readonly StrangerDescription[];
  readonly override?: Partial<EndpointService>;
  /** What every consumer's view of it says differently. */
  readonly detailOverride?: Partial<ServiceDetail>;
}

export interface StrangerDescription {
  readonly endpoint: string;
  readonly accountId: string;
  readonly state: string;
  readonly region?: string;
}

type LoadBalancerRest = Partial<Omit<LoadBalancerDescription, 'name' | 'type' | 'vpc' | 'tier' | 'zones'>>;

/** A network load balancer on port 443 with two healthy IP targets per zone and cross-zone off, unless told. */
export function networkLoadBalancer(
  name: string,
  vpc: string,
  tier: string,
  zones: string,
  rest: LoadBalancerRest = {},
): LoadBalancerDescription {
  return loadBalancer('network', 443, { name, vpc, tier, zones: words(zones) }, rest);
}

/** A Gateway Load Balancer with two healthy instance targets per zone. */
export function gatewayLoadBalancer(
  name: string,
  vpc: string,
  tier: string,
  zones: string,
  rest: LoadBalancerRest = {},
): LoadBalancerDescription {
  return loadBalancer('gateway', 6081, { name, vpc, tier, zones: words(zones) }, { targetType: 'instance', ...rest });
}

function loadBalancer(
  type: LoadBalancerDescription['type'],
  port: number,
  place: Pick<LoadBalancerDescription, 'name' | 'vpc' | 'tier' | 'zones'>,
  rest: LoadBalancerRest,
): LoadBalancerDescription {
  const targets = Object.fromEntries(place.zones.map((zone) => [zone, { healthy: 2, unhealthy: 0 }]));
  return { crossZone: false, port, targetType: 'ip', targets, ...rest, ...place, type };
}

/** `healthy(2, 'az4 az6')`: that many healthy targets in each zone, none that are not. */
export function healthy(count: number, zones: string): LoadBalancerDescription['targets'] {
  return Object.fromEntries(words(zones).map((zone) => [zone, { healthy: count, unhealthy: 0 }]));
}

/** The same, all failing their health checks. */
export function unhealthy(count: number, zones: string): LoadBalancerDescription['targets'] {
  return Object.fromEntries(words(zones).map((zone) => [zone, { healthy: 0, unhealthy: count }]));
}

/** A custom endpoint service in front of one load balancer of the same name, unless told. */
export function endpointService(
  name: string,
  rest: Partial<Omit<ServiceDescription, 'name'>> & Pick<ServiceDescription, 'acceptance' | 'principals'>,
): ServiceDescription {
  return { type: 'Interface', loadBalancers: [name], ...rest, name };
}

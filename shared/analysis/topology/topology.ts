/**
 * The topology: who connects to whom, resolved from a snapshot once and shared
 * by every other analysis. Types only; `build-topology.ts` makes it.
 */
import type {
  AccountId,
  NetworkInterfaceId,
  Region,
  ServiceId,
  ServiceName,
  SubnetId,
  VpcEndpointId,
  VpcId,
  ZoneId,
  ZoneName,
} from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { AllowedPrincipal, EndpointConnection, EndpointService, ServiceDetail } from '#shared/model/endpoint-service.ts';
import type { LoadBalancer } from '#shared/model/load-balancer.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import type { ServiceReference } from '#shared/model/service-name.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import type { Vpc } from '#shared/model/vpc.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { SnapshotIndex } from './snapshot-index.ts';

/**
 * How sure a zone ID is: told by AWS; mapped from a name with the table of the
 * account that made the call; mapped with another account's table in a Region
 * whose mapping is the same for all; or not known.
 */
export const confidences = ['native-id', 'mapped-name', 'uniform-region', 'unknown'] as const;
export type Confidence = (typeof confidences)[number];

/** Zones by ID and how they are known. Sorted, without duplicates. */
export interface ZoneSet {
  readonly zones: readonly ZoneId[];
  /** The weakest confidence among them. */
  readonly confidence: Confidence;
  /** Names that no table could turn into an ID: the set is then a lower bound. */
  readonly unmapped: readonly ZoneName[];
}

/** One network interface of an endpoint: where it stands. */
export interface EndpointPin {
  readonly subnetId: SubnetId;
  readonly zoneId: ZoneId | null;
  readonly networkInterfaceId: NetworkInterfaceId | null;
}

/** A VPC endpoint with what is known about where it is and what it leads to. */
export interface EndpointNode {
  readonly endpoint: VpcEndpoint;
  /** Of the service; a custom service's id included. `null` where the endpoint names no service (Resource, ServiceNetwork). */
  readonly reference: ServiceReference | null;
  /** What people call the service: `ecr.api`, the service's own name tag, or its id. */
  readonly shortName: string;
  /** E of alignment; `null` where its subnets could not be read. Empty for gateway endpoints. */
  readonly zones: ZoneSet | null;
  readonly pins: readonly EndpointPin[];
  /** The Region the service lives in. */
  readonly serviceRegion: Region;
  readonly isCrossRegion: boolean;
}

export type CrossZone = 'on' | 'off' | 'mixed' | 'unknown';

/** A load balancer behind a service. */
export interface LoadBalancerNode {
  readonly loadBalancer: LoadBalancer;
  /** `null` where no zone of it could be resolved. */
  readonly zones: ZoneSet | null;
  /** Effective over its target groups: a group's own value beats the load balancer's. */
  readonly crossZone: CrossZone;
  /** Zones with at least one healthy target; `null` where health or places could not be read. */
  readonly targetZones: ZoneSet | null;
  /** Healthy and all targets by zone; `null` where unread. Targets whose zone is unknown stand under `null`. */
  readonly targets: readonly TargetCount[] | null;
  /** What each listener leads to; one for all target groups together where the listeners do not tell theirs. */
  readonly ways: readonly ListenerWay[];
  readonly listenerPorts: readonly number[] | null;
  /** The ports with what is spoken on them; `null` where the listeners were not read. */
  readonly doors: readonly Door[] | null;
}

/** A port of a listener: TCP and TLS are TCP, TCP_UDP is both. */
export interface Door {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** What stands behind one listener: its port answers in a zone only where its own target groups do. */
export type ListenerWay = Pick<LoadBalancerNode, 'crossZone' | 'targetZones'>;

export interface TargetCount {
  readonly zoneId: ZoneId | null;
  readonly healthy: number;
  readonly total: number;
}

/** An endpoint service as far as anybody scanned can see it. */
export interface ServiceNode {
  /** The service id of a custom service; AWS services have none. */
  readonly serviceId: ServiceId | null;
  readonly serviceName: ServiceName;
  readonly region: Region;
  readonly shortName: string;
  /** The provider's own configuration; `null` where the provider is not scanned. */
  readonly configuration: EndpointService | null;
  /** The views of the consumers. */
  readonly details: readonly ServiceDetail[];
  /** The provider's account; `null` where nobody tells. */
  readonly providerAccountId: AccountId | null;
  /** Whether AWS owns it: load balancers, targets and cross-zone then do not apply. */
  readonly isAwsOwned: boolean;
  /** S of alignment, from the provider before the consumer; `null` where unread. */
  readonly zones: ZoneSet | null;
  readonly zonesFrom: 'provider' | 'consumer' | 'none';
  /** Empty for AWS services and for providers that are not scanned. */
  readonly loadBalancers: readonly LoadBalancerNode[];
  /** Load balancer ARNs of the configuration that could not be read. */
  readonly unreadLoadBalancers: readonly string[];
  /** `null` where unread. */
  readonly allowedPrincipals: readonly AllowedPrincipal[] | null;
}

/** One consumer and one provider of a custom service, joined on the endpoint id. */
export interface ConnectionNode {
  readonly endpointId: VpcEndpointId;
  readonly serviceId: ServiceId;
  readonly serviceName: ServiceName;
  /** The consumer's word where there is one, else the provider's. */
  readonly state: string | null;
  readonly consumerState: string | null;
  readonly providerState: string | null;
  readonly seenFrom: readonly ('consumer' | 'provider')[];
  readonly consumer: { readonly accountId: AccountId | null; readonly region: Region; readonly vpcId: VpcId | null };
  readonly provider: { readonly accountId: AccountId | null; readonly region: Region };
  /** The provider's sighting. */
  readonly connection: EndpointConnection | null;
}

/** Where the default route of a subnet leads. */
export type EgressKind =
  | 'internet-gateway'
  | 'nat-gateway'
  | 'transit-gateway'
  | 'gateway-load-balancer-endpoint'
  | 'peering'
  | 'other'
  | 'none'
  | 'unknown';

/** A subnet with its effective routing. */
export interface SubnetNode {
  readonly subnet: Subnet;
  readonly zoneId: ZoneId | null;
  readonly zoneConfidence: Confidence;
  /** `availability-zone`, `local-zone`, `wavelength-zone`, or `outpost`. */
  readonly place: string;
  readonly routeTable: RecordOf<'routeTables'> | null;
  readonly egress: EgressKind;
  /** The target of the IPv4 default route. */
  readonly egressTarget: string | null;
  /** Network interfaces that call others; `null` where interfaces could not be read. */
  readonly callers: number | null;
}

/** Zones with callers in one VPC: W of alignment. */
export interface Callers {
  readonly zones: ZoneSet;
  /** `interfaces`: seen; `subnets`: interfaces were not readable, so every private subnet counts. */
  readonly from: 'interfaces' | 'subnets';
}

/** A VPC with everything in it. */
export interface VpcNode {
  readonly vpc: Vpc;
  readonly subnets: readonly SubnetNode[];
  readonly endpoints: readonly EndpointNode[];
  readonly natGateways: readonly NatGatewayNode[];
  readonly callers: Callers;
}

/** A NAT gateway with the zones it stands in. */
export interface NatGatewayNode {
  readonly natGateway: NatGateway;
  readonly zones: ZoneSet | null;
  /** Subnets whose default route leads here. */
  readonly subnetIds: readonly SubnetId[];
}

export interface Topology {
  readonly index: SnapshotIndex;
  readonly vpcs: readonly VpcNode[];
  readonly endpoints: readonly EndpointNode[];
  readonly services: readonly ServiceNode[];
  readonly connections: readonly ConnectionNode[];
  readonly natGateways: readonly NatGatewayNode[];
  /** Finds the service of an endpoint; `undefined` where it names none. */
  serviceOf(endpoint: EndpointNode): ServiceNode | undefined;
  vpcNode(vpcId: VpcId): VpcNode | undefined;
  endpointNode(endpointId: VpcEndpointId): EndpointNode | undefined;
}

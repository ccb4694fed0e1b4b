/**
 * The words in which a made-up estate is written: plain data with short
 * functions around it. `build-estate.ts` turns a description into a snapshot.
 *
 * Zones are written by ID, short (`az4`) or whole (`use1-az4`); which name an
 * account has for them follows from the order of `zones` of its Region. Parts
 * point at each other by name. `override` at any part is the way to plant what
 * no word here can say.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { CellStatus } from '../ledger.ts';
import type { NetworkAcl } from '../network-acl.ts';
import type { ResourceParts } from '../collections.ts';
import type { Permission, SecurityGroup } from '../security-group.ts';
import type { SnapshotKind } from '../snapshot.ts';
import type { Vpc } from '../vpc.ts';
import type { EndpointDescription, NatDescription } from './describe-vpc.ts';
import type { LoadBalancerDescription, ServiceDescription } from './describe-service.ts';
import { words } from './words.ts';

/** Everything that is to be in the snapshot. */
export interface EstateDescription {
  readonly title?: string;
  readonly kind?: SnapshotKind;
  /** ISO time; every other time in the estate lies before it. */
  readonly takenAt?: string;
  /** The profile of every ledger cell; each account's own name where absent. */
  readonly profile?: string;
  readonly accounts: readonly AccountDescription[];
  /** Zones of AWS services that are not in every zone of their Region, by `us-east-1/cognito-idp`. */
  readonly awsServiceZones?: Readonly<Record<string, readonly string[]>>;
  /** Records as they are, for what no description can say. */
  readonly records?: ResourceParts;
}

export interface AccountDescription {
  readonly accountId: AccountId;
  readonly name: string;
  readonly regions: readonly RegionDescription[];
  /** `false`: the account exists and others connect to it, but nobody read it. */
  readonly scanned: boolean;
}

/** How a cell of the ledger is to end instead of `ok`. */
export type CellFault = Exclude<CellStatus, 'ok'>;

export interface RegionDescription {
  readonly region: Region;
  /** Zone IDs in the order of this account's names: the first is its `…a`. */
  readonly zones: readonly string[];
  readonly localZones?: readonly { readonly zoneName: string; readonly zoneId: string; readonly parent: string }[];
  readonly vpcs?: readonly VpcDescription[];
  readonly loadBalancers?: readonly LoadBalancerDescription[];
  readonly services?: readonly ServiceDescription[];
  readonly transitGateways?: readonly TransitGatewayDescription[];
  readonly peerings?: readonly PeeringDescription[];
  /** Blocks of prefix lists of the account's own, by name; `prefixListIdOf` gives the id that rules and routes name. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /** AWS services that the account looked at without having an endpoint for them. */
  readonly knownServices?: readonly string[];
  /** Operations that did not end well; their records are left out. `*` stands for every operation. */
  readonly cells?: Readonly<Record<string, CellFault>>;
}

export interface VpcDescription {
  /** Unique in the estate: ids follow from it. */
  readonly name: string;
  readonly cidr: string;
  readonly moreCidrs?: readonly string[];
  readonly isDefault?: boolean;
  readonly dnsSupport?: boolean;
  readonly dnsHostnames?: boolean;
  /** Custom DNS servers; the VPC's own Resolver where absent. */
  readonly dnsServers?: readonly string[];
  readonly tiers?: readonly TierDescription[];
  /** Routes of the main table. */
  readonly mainRoutes?: readonly RouteDescription[];
  readonly nats?: readonly NatDescription[];
  readonly endpoints?: readonly EndpointDescription[];
  /** Beside `default`, `workload` (which calls anybody) and `endpoints` (443 from the VPC) that every VPC has. */
  readonly securityGroups?: Readonly<Record<string, Partial<SecurityGroup>>>;
  readonly networkAcls?: readonly { readonly name: string; readonly tiers: readonly string[]; readonly entries: NetworkAcl['entries'] }[];
  readonly hostedZones?: readonly HostedZoneDescription[];
  /** Domains that a Resolver rule forwards to somebody else. */
  readonly forwardedDomains?: readonly string[];
  /** Names of Route 53 Profiles the VPC uses. */
  readonly profiles?: readonly string[];
  readonly firewalls?: readonly { readonly name: string; readonly tier: string }[];
  readonly attachments?: readonly AttachmentDescription[];
  /** Accounts that the subnets are shared with. */
  readonly participants?: readonly string[];
  readonly override?: Partial<Vpc>;
}

/** What stands in a subnet. The first five call others; the rest is only called. */
export const holdings = ['instance', 'lambda', 'ecs', 'eks', 'workspaces', 'rds', 'elasticache', 'efs', 'alb'] as const;
export type Holding = (typeof holdings)[number];

/** One subnet per zone, alike but for the zone. */
export interface TierDescription {
  readonly name: string;
  readonly zones: readonly string[];
  /** A list gives one table for the tier, a function one table per zone; absent: the VPC's main table. */
  readonly routes?: readonly RouteDescription[] | ((zone: string) => readonly RouteDescription[]);
  /** How many of each stand in every subnet, or in the subnet of a zone. */
  readonly holds?: Holdings | ((zone: string) => Holdings);
  /** The same, owned by a participant account of a shared VPC. */
  readonly holdsOf?: Readonly<Record<string, Holdings>>;
  /** Length of the subnets' blocks; 24 where absent. */
  readonly bits?: number;
  readonly availableIpAddressCount?: number;
  readonly outpostArn?: string;
}

export type Holdings = Readonly<Partial<Record<Holding, number>>>;

export type RouteVia = 'internet' | 'egress-only' | 'nat' | 'transit-gateway' | 'peering' | 'endpoint' | 'network-interface';

export interface RouteDescription {
  readonly to: string;
  readonly via: RouteVia;
  /** The name of the target; the internet gateway is the VPC's own. */
  readonly target: string;
  readonly state: 'active' | 'blackhole';
}

export interface HostedZoneDescription {
  readonly domain: string;
  /** The owner where it is not the VPC's account. */
  readonly owner?: string;
  /** Records of the zone, read by its owner: an alias to an endpoint, or fixed values. Name without the domain. */
  readonly records?: readonly {
    readonly name: string;
    readonly endpoint?: string;
    readonly zonal?: boolean;
    readonly values?: readonly string[];
  }[];
}

export interface AttachmentDescription {
  readonly transitGateway: string;
  readonly tier: string;
  readonly applianceMode?: boolean;
}

export interface TransitGatewayDescription {
  readonly name: string;
  /** Static routes of its one route table, beside one propagated route per attached VPC. */
  readonly staticRoutes?: readonly { readonly to: string; readonly vpc: string | null }[];
}

/** A peering between two VPCs of the estate, or with a VPC nobody knows (`vpc: null`). */
export interface PeeringDescription {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly status?: string;
  readonly dnsResolution?: boolean;
}

export function account(accountId: string, name: string, regions: readonly RegionDescription[]): AccountDescription {
  return { accountId: accountId as AccountId, name, regions, scanned: true };
}

/** An account that nobody read: it is known only by what others see of it. */
export function unscannedAccount(accountId: string, name: string, regions: readonly RegionDescription[]): AccountDescription {
  return { accountId: accountId as AccountId, name, regions, scanned: false };
}

/** `zones` is a list of zone IDs such as `az4 az6 az1`, in the order of the account's zone names. */
export function region(name: string, zones: string, rest: Omit<RegionDescription, 'region' | 'zones'> = {}): RegionDescription {
  return { ...rest, region: name as Region, zones: words(zones) };
}

export function vpc(name: string, cidr: string, rest: Omit<VpcDescription, 'name' | 'cidr'> = {}): VpcDescription {
  return { ...rest, name, cidr };
}

/** The VPC AWS makes in every Region: public subnets of /20 in the given zones, nothing else. Its name is for ids only. */
export function defaultVpc(name: string, zones: string): VpcDescription {
  return vpc(name, '172.31.0.0/16', { isDefault: true, mainRoutes: [toInternet()], tiers: [tier('default', zones, { bits: 20 })] });
}

/** `zones` as for `region`. */
export function tier(name: string, zones: string, rest: Omit<TierDescription, 'name' | 'zones'> = {}): TierDescription {
  return { ...rest, name, zones: words(zones) };
}

const everywhere = '0.0.0.0/0';

/** The default route to the VPC's internet gateway; the VPC gets one. */
export function toInternet(to: string = everywhere): RouteDescription {
  return { to, via: 'internet', target: '', state: 'active' };
}

export function toNat(nat: string, to: string = everywhere): RouteDescription {
  return { to, via: 'nat', target: nat, state: 'active' };
}

export function toTransitGateway(transitGateway: string, to: string = everywhere): RouteDescription {
  return { to, via: 'transit-gateway', target: transitGateway, state: 'active' };
}

export function toPeering(peering: string, to: string): RouteDescription {
  return { to, via: 'peering', target: peering, state: 'active' };
}

/** A route to a Gateway Load Balancer endpoint, by the endpoint's name. */
export function toEndpoint(endpoint: string, to: string = everywhere): RouteDescription {
  return { to, via: 'endpoint', target: endpoint, state: 'active' };
}

/** The same route with its target gone. */
export function blackhole(route: RouteDescription): RouteDescription {
  return { ...route, state: 'blackhole' };
}

/** A permission for one TCP port (or all, with -1) from blocks. */
export function allow(port: number, ...cidrBlocks: readonly string[]): Permission {
  const all = port === -1;
  return {
    protocol: all ? '-1' : 'tcp',
    fromPort: all ? null : port,
    toPort: all ? null : port,
    cidrBlocks,
    ipv6CidrBlocks: [],
    prefixListIds: [],
    securityGroupIds: [],
  };
}

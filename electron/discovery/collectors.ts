/**
 * In which order the operations of one Region are read, and with which
 * arguments. Most are asked once; some need to know what others found.
 */
import type { PrefixListId, Region } from '#shared/base/ids.ts';
import { compareText, groupBy, sortedUnique } from '#shared/base/sort.ts';
import { operations } from '#shared/model/operation.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { RegionRecords } from './region-records.ts';
import type { ReadInput } from './ports.ts';

/** How one operation is asked. */
export interface Collector {
  readonly operation: string;
  /** Operations whose records `inputs` looks at; they end before. */
  readonly after: readonly string[];
  /** One entry per chain of pages. */
  readonly inputs: (records: RegionRecords) => readonly ReadInput[];
}

/** Read first, in every Region: cheap, and tells whether the rest is worth reading. */
export const probeOperations = [
  'DescribeAvailabilityZones',
  'DescribeVpcs',
  'DescribeVpcEndpoints',
  'DescribeVpcEndpointServiceConfigurations',
  'DescribeNatGateways',
] as const;

/** Optional operations that are read unless the request names others. */
export const defaultOptionalOperations: readonly string[] = [
  'DescribeManagedPrefixLists',
  'GetManagedPrefixListEntries',
  'DescribeTransitGateways',
  'DescribeTransitGatewayAttachments',
  'DescribeTransitGatewayVpcAttachments',
  'DescribeTransitGatewayRouteTables',
  'SearchTransitGatewayRoutes',
  'ListHostedZonesByVPC',
  'ListResourceRecordSets',
  'ListResolverRules',
  'ListResolverRuleAssociations',
  'ListResolverEndpoints',
  'ListProfiles',
  'ListProfileAssociations',
  'ListProfileResourceAssociations',
  'ListFirewalls',
  'DescribeFirewall',
  'ListAccountAliases',
];

/** EC2 takes up to 200 values per filter, ELBv2 up to 20 ARNs per call. */
const filterValues = 200;
const loadBalancersPerCall = 20;

const dependent: readonly Collector[] = [
  {
    operation: 'DescribeVpcAttribute',
    after: ['DescribeVpcs'],
    inputs: (records) =>
      records.all('vpcs').flatMap(({ vpcId }) => [
        { ids: [vpcId], attribute: 'enableDnsSupport' },
        { ids: [vpcId], attribute: 'enableDnsHostnames' },
      ]),
  },
  { operation: 'DescribeVpcEndpointServices', after: ['DescribeVpcEndpoints'], inputs: (records) => servicesInUse(records) },
  {
    operation: 'DescribeVpcEndpointServicePermissions',
    after: ['DescribeVpcEndpointServiceConfigurations'],
    inputs: (records) => oneEach(records.all('endpointServices').map((service) => service.serviceId)),
  },
  {
    operation: 'DescribeLoadBalancers',
    after: ['DescribeVpcEndpointServiceConfigurations'],
    inputs: (records) => chunks(loadBalancerArns(records), loadBalancersPerCall).map((ids) => ({ ids })),
  },
  perLoadBalancer('DescribeLoadBalancerAttributes'),
  perLoadBalancer('DescribeListeners'),
  perLoadBalancer('DescribeTargetGroups'),
  perTargetGroup('DescribeTargetGroupAttributes'),
  perTargetGroup('DescribeTargetHealth'),
  {
    operation: 'GetManagedPrefixListEntries',
    after: ['DescribePrefixLists', 'DescribeSecurityGroups', 'DescribeRouteTables'],
    inputs: (records) => oneEach(listsInUse(records)),
  },
  {
    operation: 'SearchTransitGatewayRoutes',
    after: ['DescribeTransitGatewayRouteTables'],
    inputs: (records) => oneEach(records.all('transitGatewayRouteTables').map((table) => table.transitGatewayRouteTableId)),
  },
  {
    operation: 'ListResolverRuleAssociations',
    after: ['ListResolverRules'],
    // Where AWS's own rule for the internet is the only one, no association says anything.
    inputs: (records) => onceIf(records.all('resolverRules').some((rule) => rule.ruleType !== 'RECURSIVE')),
  },
  {
    operation: 'ListProfileAssociations',
    after: ['ListProfiles'],
    inputs: (records) => onceIf(records.all('dnsProfiles').length > 0),
  },
  {
    operation: 'ListProfileResourceAssociations',
    after: ['ListProfiles'],
    inputs: (records) => oneEach(records.all('dnsProfiles').map((profile) => profile.profileId)),
  },
  {
    operation: 'DescribeFirewall',
    after: ['ListFirewalls'],
    inputs: (records) => oneEach(records.all('firewalls').map((firewall) => firewall.firewallArn)),
  },
  {
    operation: 'ListHostedZonesByVPC',
    after: ['DescribeVpcs', 'DescribeVpcEndpoints'],
    // Only the owner of a VPC is told its zones.
    inputs: (records) => oneEach(records.all('vpcs').flatMap((vpc) => (vpc.accountId === vpc.readBy ? vpc.vpcId : []))),
  },
];

/**
 * Every regional operation of the catalogue, each after those it depends on.
 * Those that most others wait for begin, so that no chain of questions is left for the end of a Region.
 */
export const regionalCollectors: readonly Collector[] = longestChainFirst(
  [...operations.values()]
    .filter((operation) => operation.scope === 'region')
    .map((operation) => dependent.find((entry) => entry.operation === operation.operation) ?? plain(operation.operation)),
);

function plain(operation: string): Collector {
  return { operation, after: [], inputs: () => [{}] };
}

function onceIf(isNeeded: boolean): ReadInput[] {
  return isNeeded ? [{}] : [];
}

function perLoadBalancer(operation: string): Collector {
  return {
    operation,
    after: ['DescribeLoadBalancers'],
    inputs: (records) => oneEach(records.all('loadBalancers').map((loadBalancer) => loadBalancer.loadBalancerArn)),
  };
}

function perTargetGroup(operation: string): Collector {
  return {
    operation,
    after: ['DescribeTargetGroups'],
    inputs: (records) => oneEach(records.all('targetGroups').map((group) => group.targetGroupArn)),
  };
}

function longestChainFirst(list: readonly Collector[]): Collector[] {
  const steps = (collector: Collector): number => {
    const next = list.filter((other) => other.after.includes(collector.operation));
    return 1 + Math.max(0, ...next.map(steps));
  };
  return list.toSorted((a, b) => steps(b) - steps(a));
}

function oneEach(ids: readonly string[]): ReadInput[] {
  return sortedUnique(ids).map((id) => ({ ids: [id] }));
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** The prefix lists that rules and routes name and that nobody told the blocks of: those of customers, and few of AWS's own. */
function listsInUse(records: RegionRecords): string[] {
  const told = new Set(records.all('prefixLists').flatMap((list) => (list.cidrBlocks === null ? [] : list.prefixListId)));
  const permissions = records.all('securityGroups').flatMap((group) => [...group.ingress, ...group.egress]);
  const routes = records.all('routeTables').flatMap((table) => table.routes);
  const named = [
    ...permissions.flatMap((permission) => permission.prefixListIds),
    ...routes.flatMap((route) => (route.destinationKind === 'prefix-list' ? [route.destination as PrefixListId] : [])),
  ];
  return named.filter((id) => !told.has(id));
}

function loadBalancerArns(records: RegionRecords): string[] {
  const services = records.all('endpointServices');
  return sortedUnique(services.flatMap((service) => [...service.networkLoadBalancerArns, ...service.gatewayLoadBalancerArns]));
}

/** The services that endpoints use, by the Region that offers them: the API answers for one such Region per call. */
function servicesInUse(records: RegionRecords): ReadInput[] {
  const byRegion = groupBy(records.all('vpcEndpoints').filter(namesService), (endpoint) => endpoint.serviceRegion ?? endpoint.region);
  const groups = [...byRegion].sort(([a], [b]) => compareText(a, b));
  return groups.flatMap(([serviceRegion, endpoints]) =>
    chunks(sortedUnique(endpoints.flatMap((endpoint) => endpoint.serviceName ?? [])), filterValues).map((values) => ({
      filters: [{ name: 'service-name', values }],
      ...elsewhere(serviceRegion, endpoints),
      otherwise: { ids: values, ...elsewhere(serviceRegion, endpoints) },
    })),
  );
}

function namesService(endpoint: VpcEndpoint): boolean {
  return endpoint.serviceName !== null;
}

function elsewhere(serviceRegion: Region, endpoints: readonly VpcEndpoint[]): Pick<ReadInput, 'serviceRegions'> {
  return endpoints.some((endpoint) => endpoint.region !== serviceRegion) ? { serviceRegions: [serviceRegion] } : {};
}

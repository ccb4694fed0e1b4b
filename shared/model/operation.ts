/**
 * Every AWS operation the product reads: the IAM action it needs, the list its
 * answer holds, and the parser of one item. Live discovery and the import of
 * AWS CLI JSON both go through `readAnswer`, so an answer means the same
 * wherever it comes from.
 *
 * Sources: AWS service authorization reference for the actions; page sizes from
 * the service models (domain facts in docs/ARCHITECTURE).
 */
import { type Outcome, failed, ok } from '#shared/base/outcome.ts';
import { parseRegion } from './account.ts';
import { parseAccountAlias } from './account-alias.ts';
import { parseAddress } from './address.ts';
import type { CollectionName, RecordOf, ResourceParts } from './collections.ts';
import {
  parseDnsRecord,
  parseHostedZoneAssociation,
  parseProfileAssociation,
  parseResolverRule,
  parseResolverRuleAssociation,
} from './dns.ts';
import { parseDnsProfile, parseProfileResource } from './dns-profile.ts';
import {
  parseAllowedPrincipal,
  parseEndpointAssociation,
  parseEndpointConnection,
  parseEndpointService,
  parseServiceDetail,
} from './endpoint-service.ts';
import { parseFirewall } from './firewall.ts';
import { parseReservation } from './instance.ts';
import { parseInternetGateway } from './internet-gateway.ts';
import {
  parseListener,
  parseLoadBalancer,
  parseLoadBalancerAttributes,
  parseTargetGroup,
  parseTargetGroupAttributes,
  parseTargetHealth,
} from './load-balancer.ts';
import { parseNatGateway } from './nat-gateway.ts';
import { parseNetworkAcl } from './network-acl.ts';
import { parseNetworkInterface } from './network-interface.ts';
import { parsePrefixList, parsePrefixListEntries } from './prefix-list.ts';
import { parseResolverEndpoint } from './resolver-endpoint.ts';
import { parseRouteTable } from './route-table.ts';
import { parseSecurityGroup } from './security-group.ts';
import { parseSubnet } from './subnet.ts';
import {
  parsePeeringConnection,
  parseTransitGateway,
  parseTransitGatewayAttachment,
  parseTransitGatewayRoute,
  parseTransitGatewayRouteTable,
} from './transit.ts';
import { parseDhcpOptions, parseVpc, parseVpcDnsAttributes } from './vpc.ts';
import { parseVpcEndpoint } from './vpc-endpoint.ts';
import { isWire, type Wire, type WireContext } from './wire.ts';
import { parseZone } from './zone.ts';

/** How one operation is read. */
export interface Operation {
  readonly operation: string;
  /** The IAM action a role needs for it. */
  readonly action: string;
  /**
   * The list in the answer. An answer without it is malformed, not empty.
   * `null`: the answer is itself the one item.
   */
  readonly member: string | null;
  readonly collection: CollectionName;
  readonly parse: (wire: Wire, context: WireContext) => unknown;
  /** `required` operations carry the product; without `optional` ones some answers become "unknown". */
  readonly need: 'required' | 'optional';
  readonly scope: 'region' | 'global';
  /** Called once per VPC, service, …: its ledger cell counts calls. */
  readonly fanOut: boolean;
}

function define(
  operation: string,
  action: string,
  member: string | null,
  collection: CollectionName,
  parse: Operation['parse'],
  rest: Partial<Pick<Operation, 'need' | 'scope' | 'fanOut'>> = {},
): Operation {
  return { operation, action, member, collection, parse, need: 'required', scope: 'region', fanOut: false, ...rest };
}

const ec2 = (operation: string): string => `ec2:${operation}`;
const elb = (operation: string): string => `elasticloadbalancing:${operation}`;
const optional = { need: 'optional' } as const;
const fanOut = { fanOut: true } as const;

const list: readonly Operation[] = [
  define('DescribeRegions', ec2('DescribeRegions'), 'Regions', 'regions', parseRegion, { scope: 'global' }),
  define('ListAccountAliases', 'iam:ListAccountAliases', 'AccountAliases', 'accountAliases', parseAccountAlias, {
    ...optional,
    scope: 'global',
  }),
  define('DescribeAvailabilityZones', ec2('DescribeAvailabilityZones'), 'AvailabilityZones', 'zones', parseZone),
  define('DescribeVpcs', ec2('DescribeVpcs'), 'Vpcs', 'vpcs', parseVpc),
  define('DescribeVpcAttribute', ec2('DescribeVpcAttribute'), null, 'vpcDnsAttributes', parseVpcDnsAttributes, fanOut),
  define('DescribeDhcpOptions', ec2('DescribeDhcpOptions'), 'DhcpOptions', 'dhcpOptions', parseDhcpOptions),
  define('DescribeSubnets', ec2('DescribeSubnets'), 'Subnets', 'subnets', parseSubnet),
  define('DescribeRouteTables', ec2('DescribeRouteTables'), 'RouteTables', 'routeTables', parseRouteTable),
  define('DescribeSecurityGroups', ec2('DescribeSecurityGroups'), 'SecurityGroups', 'securityGroups', parseSecurityGroup),
  define('DescribeNetworkAcls', ec2('DescribeNetworkAcls'), 'NetworkAcls', 'networkAcls', parseNetworkAcl),
  define('DescribeNetworkInterfaces', ec2('DescribeNetworkInterfaces'), 'NetworkInterfaces', 'networkInterfaces', parseNetworkInterface),
  define('DescribeInternetGateways', ec2('DescribeInternetGateways'), 'InternetGateways', 'internetGateways', parseInternetGateway),
  define(
    'DescribeEgressOnlyInternetGateways',
    ec2('DescribeEgressOnlyInternetGateways'),
    'EgressOnlyInternetGateways',
    'internetGateways',
    parseInternetGateway,
  ),
  define('DescribeNatGateways', ec2('DescribeNatGateways'), 'NatGateways', 'natGateways', parseNatGateway),
  define('DescribeAddresses', ec2('DescribeAddresses'), 'Addresses', 'addresses', parseAddress),
  define('DescribeInstances', ec2('DescribeInstances'), 'Reservations', 'instances', parseReservation),
  define('DescribePrefixLists', ec2('DescribePrefixLists'), 'PrefixLists', 'prefixLists', parsePrefixList),
  define('DescribeManagedPrefixLists', ec2('DescribeManagedPrefixLists'), 'PrefixLists', 'prefixLists', parsePrefixList, optional),
  define('GetManagedPrefixListEntries', ec2('GetManagedPrefixListEntries'), null, 'prefixLists', parsePrefixListEntries, {
    ...optional,
    ...fanOut,
  }),
  define('DescribeVpcEndpoints', ec2('DescribeVpcEndpoints'), 'VpcEndpoints', 'vpcEndpoints', parseVpcEndpoint),
  define('DescribeVpcEndpointServices', ec2('DescribeVpcEndpointServices'), 'ServiceDetails', 'serviceDetails', parseServiceDetail),
  define(
    'DescribeVpcEndpointServiceConfigurations',
    ec2('DescribeVpcEndpointServiceConfigurations'),
    'ServiceConfigurations',
    'endpointServices',
    parseEndpointService,
  ),
  define(
    'DescribeVpcEndpointConnections',
    ec2('DescribeVpcEndpointConnections'),
    'VpcEndpointConnections',
    'endpointConnections',
    parseEndpointConnection,
  ),
  define(
    'DescribeVpcEndpointServicePermissions',
    ec2('DescribeVpcEndpointServicePermissions'),
    'AllowedPrincipals',
    'allowedPrincipals',
    parseAllowedPrincipal,
    fanOut,
  ),
  define(
    'DescribeVpcEndpointAssociations',
    ec2('DescribeVpcEndpointAssociations'),
    'VpcEndpointAssociations',
    'endpointAssociations',
    parseEndpointAssociation,
  ),
  define('DescribeLoadBalancers', elb('DescribeLoadBalancers'), 'LoadBalancers', 'loadBalancers', parseLoadBalancer),
  define(
    'DescribeLoadBalancerAttributes',
    elb('DescribeLoadBalancerAttributes'),
    null,
    'loadBalancerAttributes',
    parseLoadBalancerAttributes,
    fanOut,
  ),
  define('DescribeListeners', elb('DescribeListeners'), 'Listeners', 'listeners', parseListener, fanOut),
  define('DescribeTargetGroups', elb('DescribeTargetGroups'), 'TargetGroups', 'targetGroups', parseTargetGroup, fanOut),
  define(
    'DescribeTargetGroupAttributes',
    elb('DescribeTargetGroupAttributes'),
    null,
    'targetGroupAttributes',
    parseTargetGroupAttributes,
    fanOut,
  ),
  define('DescribeTargetHealth', elb('DescribeTargetHealth'), null, 'targetHealth', parseTargetHealth, fanOut),
  define('DescribeTransitGateways', ec2('DescribeTransitGateways'), 'TransitGateways', 'transitGateways', parseTransitGateway, optional),
  define(
    'DescribeTransitGatewayAttachments',
    ec2('DescribeTransitGatewayAttachments'),
    'TransitGatewayAttachments',
    'transitGatewayAttachments',
    parseTransitGatewayAttachment,
    optional,
  ),
  define(
    'DescribeTransitGatewayVpcAttachments',
    ec2('DescribeTransitGatewayVpcAttachments'),
    'TransitGatewayVpcAttachments',
    'transitGatewayAttachments',
    parseTransitGatewayAttachment,
    optional,
  ),
  define(
    'DescribeTransitGatewayRouteTables',
    ec2('DescribeTransitGatewayRouteTables'),
    'TransitGatewayRouteTables',
    'transitGatewayRouteTables',
    parseTransitGatewayRouteTable,
    optional,
  ),
  define('SearchTransitGatewayRoutes', ec2('SearchTransitGatewayRoutes'), 'Routes', 'transitGatewayRoutes', parseTransitGatewayRoute, {
    ...optional,
    ...fanOut,
  }),
  define(
    'DescribeVpcPeeringConnections',
    ec2('DescribeVpcPeeringConnections'),
    'VpcPeeringConnections',
    'peeringConnections',
    parsePeeringConnection,
  ),
  define(
    'ListHostedZonesByVPC',
    'route53:ListHostedZonesByVPC',
    'HostedZoneSummaries',
    'hostedZoneAssociations',
    parseHostedZoneAssociation,
    { ...optional, ...fanOut },
  ),
  define('ListResourceRecordSets', 'route53:ListResourceRecordSets', 'ResourceRecordSets', 'dnsRecords', parseDnsRecord, {
    ...optional,
    ...fanOut,
    scope: 'global',
  }),
  define('ListResolverRules', 'route53resolver:ListResolverRules', 'ResolverRules', 'resolverRules', parseResolverRule, optional),
  define(
    'ListResolverRuleAssociations',
    'route53resolver:ListResolverRuleAssociations',
    'ResolverRuleAssociations',
    'resolverRuleAssociations',
    parseResolverRuleAssociation,
    optional,
  ),
  define(
    'ListResolverEndpoints',
    'route53resolver:ListResolverEndpoints',
    'ResolverEndpoints',
    'resolverEndpoints',
    parseResolverEndpoint,
    optional,
  ),
  define('ListProfiles', 'route53profiles:ListProfiles', 'ProfileSummaries', 'dnsProfiles', parseDnsProfile, optional),
  define(
    'ListProfileResourceAssociations',
    'route53profiles:ListProfileResourceAssociations',
    'ProfileResourceAssociations',
    'profileResources',
    parseProfileResource,
    { ...optional, ...fanOut },
  ),
  define(
    'ListProfileAssociations',
    'route53profiles:ListProfileAssociations',
    'ProfileAssociations',
    'profileAssociations',
    parseProfileAssociation,
    optional,
  ),
  define('ListFirewalls', 'network-firewall:ListFirewalls', 'Firewalls', 'firewalls', parseFirewall, optional),
  define('DescribeFirewall', 'network-firewall:DescribeFirewall', null, 'firewalls', parseFirewall, { ...optional, ...fanOut }),
];

/** The catalogue, by operation name. */
export const operations: ReadonlyMap<string, Operation> = new Map(list.map((entry) => [entry.operation, entry]));

/** The operation of that name. Throws on a name the catalogue does not hold: that is a bug of the caller. */
export function operationNamed(name: string): Operation {
  const found = operations.get(name);
  if (found === undefined) throw new Error(`no such operation in the catalogue: ${name}`);
  return found;
}

/** What one answer held. */
export interface ReadAnswer {
  readonly parts: ResourceParts;
  /** Records that were read. */
  readonly items: number;
  /** Entries of the list that lack the id that makes them one. */
  readonly unreadable: number;
}

/** Why an answer could not be read: the list it must hold is no list. */
export interface MalformedAnswer {
  readonly code: 'malformed';
  readonly message: string;
}

/**
 * Reads one answer of an operation. An answer whose list is missing is
 * malformed: the SDK resolves an HTML page with status 200 just so, and calling
 * that "none" would be a lie.
 */
export function readAnswer(operation: Operation, answer: unknown, context: WireContext): Outcome<ReadAnswer, MalformedAnswer> {
  const entries = isWire(answer) ? entriesOf(operation, answer) : null;
  if (entries === null) {
    const expected = operation.member === null ? 'an object' : `a list "${operation.member}"`;
    return failed({ code: 'malformed', message: `${operation.operation} answered without ${expected}` });
  }
  const parsed = entries.flatMap((entry) => (isWire(entry) ? (operation.parse(entry, context) ?? []) : [])) as RecordOf<CollectionName>[];
  const isNested = operation.operation === 'DescribeInstances';
  return ok({
    parts: { [operation.collection]: parsed },
    items: parsed.length,
    unreadable: isNested ? 0 : entries.length - parsed.length,
  });
}

function entriesOf(operation: Operation, answer: Wire): readonly unknown[] | null {
  if (operation.member === null) return [answer];
  const entries = answer[operation.member];
  if (!Array.isArray(entries)) return null;
  // The one list of bare texts.
  return operation.operation === 'ListAccountAliases' ? entries.map((AccountAlias: unknown) => ({ AccountAlias })) : entries;
}

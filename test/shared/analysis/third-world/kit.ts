/** Network resources as the AWS CLI prints them. Each function adds what AWS would show of one thing, to whoever sees it. */
import { add, addCall, id, type Place, type Wire, type World } from './world.ts';

/** Whatever one account reads of itself. */
export function account(world: World, place: Place): void {
  for (const [letter, zoneId] of Object.entries(place.zones)) add(world, place, 'DescribeAvailabilityZones', zone(place, letter, zoneId));
  for (const operation of emptyLists) add(world, place, operation);
}

const emptyLists = [
  'DescribeVpcs',
  'DescribeDhcpOptions',
  'DescribeSubnets',
  'DescribeRouteTables',
  'DescribeSecurityGroups',
  'DescribeNetworkAcls',
  'DescribeNetworkInterfaces',
  'DescribeInternetGateways',
  'DescribeEgressOnlyInternetGateways',
  'DescribeNatGateways',
  'DescribeAddresses',
  'DescribeInstances',
  'DescribePrefixLists',
  'DescribeManagedPrefixLists',
  'DescribeVpcEndpoints',
  'DescribeVpcEndpointServices',
  'DescribeVpcEndpointServiceConfigurations',
  'DescribeVpcEndpointConnections',
  'DescribeVpcEndpointAssociations',
  'DescribeLoadBalancers',
  'DescribeTargetGroups',
  'DescribeTransitGateways',
  'DescribeTransitGatewayAttachments',
  'DescribeTransitGatewayVpcAttachments',
  'DescribeTransitGatewayRouteTables',
  'DescribeVpcPeeringConnections',
  'ListResolverRules',
  'ListResolverRuleAssociations',
  'ListResolverEndpoints',
  'ListProfiles',
  'ListProfileAssociations',
  'ListFirewalls',
];

function zone(place: Place, letter: string, ZoneId: string): Wire {
  const isLocal = letter.includes('-');
  return {
    OptInStatus: isLocal ? 'opted-in' : 'opt-in-not-required',
    Messages: [],
    RegionName: place.region,
    ZoneName: `${place.region}${letter}`,
    ZoneId,
    GroupName: isLocal ? `${place.region}${letter.slice(0, -1)}` : `${place.region}-zg-1`,
    NetworkBorderGroup: isLocal ? `${place.region}${letter.slice(0, -1)}` : place.region,
    ZoneType: isLocal ? 'local-zone' : 'availability-zone',
    ...(isLocal ? { ParentZoneName: `${place.region}a`, ParentZoneId: place.zones['a'] } : {}),
    State: 'available',
  };
}

export function named(name: string): Wire {
  return { Tags: [{ Key: 'Name', Value: name }] };
}

export interface VpcOptions {
  readonly ipv6?: string;
  readonly owner?: string;
  readonly dopt?: string;
}

/** A VPC with its DNS attributes, default ACL, default security group and DHCP options. */
export function vpc(world: World, place: Place, name: string, cidr: string, options: VpcOptions = {}): string {
  const VpcId = id('vpc', name);
  const OwnerId = options.owner ?? place.account;
  const ipv6 =
    options.ipv6 === undefined
      ? {}
      : {
          Ipv6CidrBlockAssociationSet: [
            {
              AssociationId: id('vpc-cidr-assoc', `${name}6`),
              Ipv6CidrBlock: options.ipv6,
              Ipv6CidrBlockState: { State: 'associated' },
              NetworkBorderGroup: place.region,
              Ipv6Pool: 'Amazon',
            },
          ],
        };
  add(world, place, 'DescribeVpcs', {
    OwnerId,
    InstanceTenancy: 'default',
    ...ipv6,
    CidrBlockAssociationSet: [{ AssociationId: id('vpc-cidr-assoc', name), CidrBlock: cidr, CidrBlockState: { State: 'associated' } }],
    IsDefault: false,
    ...named(name),
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    VpcId,
    State: 'available',
    CidrBlock: cidr,
    DhcpOptionsId: id('dopt', options.dopt ?? OwnerId),
  });
  for (const [attribute, field] of [
    ['enableDnsSupport', 'EnableDnsSupport'],
    ['enableDnsHostnames', 'EnableDnsHostnames'],
  ] as const) {
    addCall(
      world,
      place,
      'DescribeVpcAttribute',
      `${VpcId}.${attribute}`,
      `ec2 describe-vpc-attribute --vpc-id ${VpcId} --attribute ${attribute}`,
      { VpcId, [field]: { Value: true } },
    );
  }
  hostedZones(world, place, name, []);
  return VpcId;
}

/** What `list-hosted-zones-by-vpc` prints for a VPC. */
export function hostedZones(world: World, place: Place, vpcName: string, summaries: readonly Wire[]): void {
  const VPCId = id('vpc', vpcName);
  addCall(world, place, 'ListHostedZonesByVPC', VPCId, `route53 list-hosted-zones-by-vpc --vpc-id ${VPCId} --vpc-region ${place.region}`, {
    HostedZoneSummaries: [...summaries],
    MaxItems: '100',
  });
}

export function dhcp(world: World, place: Place, name: string, servers: readonly string[]): void {
  add(world, place, 'DescribeDhcpOptions', {
    OwnerId: place.account,
    Tags: [],
    DhcpOptionsId: id('dopt', name),
    DhcpConfigurations: [
      { Key: 'domain-name', Values: [{ Value: `${place.region}.compute.internal` }] },
      { Key: 'domain-name-servers', Values: servers.map((Value) => ({ Value })) },
    ],
  });
}

export interface SubnetOptions {
  readonly ipv6?: string;
  readonly owner?: string;
  readonly acl?: string;
}

/** A subnet `<vpc>-<tier>-<letter>`. */
export function subnet(
  world: World,
  place: Place,
  vpcName: string,
  name: string,
  letter: string,
  cidr: string,
  options: SubnetOptions = {},
): string {
  const SubnetId = id('subnet', name);
  const OwnerId = options.owner ?? place.account;
  const v6 = options.ipv6;
  add(world, place, 'DescribeSubnets', {
    AvailabilityZoneId: place.zones[letter],
    MapCustomerOwnedIpOnLaunch: false,
    OwnerId,
    AssignIpv6AddressOnCreation: v6 !== undefined,
    Ipv6CidrBlockAssociationSet:
      v6 === undefined
        ? []
        : [
            {
              AssociationId: id('subnet-cidr-assoc', name),
              Ipv6CidrBlock: v6,
              Ipv6CidrBlockState: { State: 'associated' },
              Ipv6AddressAttribute: 'public',
              IpSource: 'amazon',
            },
          ],
    ...named(name),
    SubnetArn: `arn:aws:ec2:${place.region}:${OwnerId}:subnet/${SubnetId}`,
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
    SubnetId,
    State: 'available',
    VpcId: id('vpc', vpcName),
    CidrBlock: cidr,
    AvailableIpAddressCount: 200,
    AvailabilityZone: `${place.region}${letter}`,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
  });
  return SubnetId;
}

/** A network ACL that admits everything, as AWS makes them, for these subnets. */
export function openAcl(world: World, place: Place, vpcName: string, subnets: readonly string[], owner = place.account): void {
  const entry = (Egress: boolean, RuleNumber: number, RuleAction: string, block: Wire): Wire => ({
    ...block,
    Egress,
    Protocol: '-1',
    RuleAction,
    RuleNumber,
  });
  const side = (Egress: boolean): Wire[] => [
    entry(Egress, 100, 'allow', { CidrBlock: '0.0.0.0/0' }),
    entry(Egress, 101, 'allow', { Ipv6CidrBlock: '::/0' }),
    entry(Egress, 32767, 'deny', { CidrBlock: '0.0.0.0/0' }),
    entry(Egress, 32768, 'deny', { Ipv6CidrBlock: '::/0' }),
  ];
  const NetworkAclId = id('acl', vpcName);
  add(world, place, 'DescribeNetworkAcls', {
    Associations: subnets.map((name) => ({ NetworkAclAssociationId: id('aclassoc', name), NetworkAclId, SubnetId: id('subnet', name) })),
    Entries: [...side(true), ...side(false)],
    IsDefault: true,
    NetworkAclId,
    Tags: [],
    VpcId: id('vpc', vpcName),
    OwnerId: owner,
  });
}

export interface TableOptions {
  readonly main?: boolean;
  readonly owner?: string;
  readonly locals: readonly string[];
}

/** A route table; `routes` are beside the local ones. */
export function routeTable(
  world: World,
  place: Place,
  vpcName: string,
  name: string,
  subnets: readonly string[],
  routes: readonly Wire[],
  options: TableOptions,
): void {
  const RouteTableId = id('rtb', name);
  const association = (rest: Wire, key: string): Wire => ({
    ...rest,
    RouteTableAssociationId: id('rtbassoc', key),
    RouteTableId,
    AssociationState: { State: 'associated' },
  });
  const local = (cidr: string): Wire => ({ ...destination(cidr), GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' });
  add(world, place, 'DescribeRouteTables', {
    Associations: [
      ...(options.main === true ? [association({ Main: true }, `${name} main`)] : []),
      ...subnets.map((subnetName) => association({ Main: false, SubnetId: id('subnet', subnetName) }, `${name} ${subnetName}`)),
    ],
    PropagatingVgws: [],
    RouteTableId,
    Routes: [...options.locals.map(local), ...routes],
    ...named(name),
    VpcId: id('vpc', vpcName),
    OwnerId: options.owner ?? place.account,
  });
}

/** A route; a destination that begins with `pl-` is a prefix list, as gateway endpoints make them. */
export function route(to: string, target: Wire): Wire {
  return {
    ...destination(to),
    ...target,
    Origin: to.startsWith('pl-') && 'GatewayId' in target ? undefined : 'CreateRoute',
    State: 'active',
  };
}

function destination(to: string): Wire {
  if (to.startsWith('pl-')) return { DestinationPrefixListId: to };
  return to.includes(':') ? { DestinationIpv6CidrBlock: to } : { DestinationCidrBlock: to };
}

export function igw(world: World, place: Place, vpcName: string, owner = place.account): Wire {
  const InternetGatewayId = id('igw', vpcName);
  add(world, place, 'DescribeInternetGateways', {
    Attachments: [{ State: 'available', VpcId: id('vpc', vpcName) }],
    InternetGatewayId,
    OwnerId: owner,
    Tags: [],
  });
  return { GatewayId: InternetGatewayId };
}

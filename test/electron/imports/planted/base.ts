/** The world in order: a shop with two zones, and the service of another account that it uses. Nothing in it is wrong. */
import { add, home, idOf, type Item, ledger, shop, stranger, type World } from './world.ts';

export const shopVpc = idOf('vpc', 'c1');
export const kms = idOf('vpce', 'c1');
export const toLedger = idOf('vpce', 'c2');
export const s3 = idOf('vpce', 'c3');
export const dynamodb = idOf('vpce', 'c4');
export const service = idOf('vpce-svc', 'e1');
export const serviceName = `com.amazonaws.vpce.${home}.${service}`;
export const balancerArn = `arn:aws:elasticloadbalancing:${home}:${ledger}:loadbalancer/net/ledger/00000000000000e1`;
export const groupArn = `arn:aws:elasticloadbalancing:${home}:${ledger}:targetgroup/ledger/00000000000000e2`;
export const kmsGroup = idOf('sg', 'c2');
export const defaultGroup = idOf('sg', 'c1');
export const zoneIds = { a: 'use1-az4', b: 'use1-az6', c: 'use1-az1' } as const;
export type Letter = keyof typeof zoneIds;

/** Lists that the shop's account has, and that are empty. */
const emptyLists = [
  'DescribeInternetGateways',
  'DescribeEgressOnlyInternetGateways',
  'DescribeAddresses',
  'DescribeVpcEndpointServiceConfigurations',
  'DescribeVpcEndpointConnections',
  'DescribeVpcEndpointAssociations',
  'DescribeLoadBalancers',
  'DescribeTargetGroups',
  'DescribeManagedPrefixLists',
  'ListResolverRules',
  'ListResolverRuleAssociations',
  'ListProfiles',
  'ListProfileAssociations',
  'DescribeTransitGateways',
  'DescribeTransitGatewayAttachments',
  'DescribeTransitGatewayVpcAttachments',
  'DescribeTransitGatewayRouteTables',
  'DescribeVpcPeeringConnections',
  'DescribeVpcEndpoints',
  'DescribeNatGateways',
  'DescribeVpcEndpointServices',
  'DescribePrefixLists',
  'DescribeInstances',
];

export function zone(letter: string, zoneId: string, more: Item = {}): Item {
  return {
    State: 'available',
    OptInStatus: 'opt-in-not-required',
    RegionName: home,
    ZoneName: `${home}${letter}`,
    ZoneId: zoneId,
    ZoneType: 'availability-zone',
    ...more,
  };
}

export function vpc(vpcId: string, block: string, account = shop): Item {
  return {
    VpcId: vpcId,
    OwnerId: account,
    CidrBlock: block,
    CidrBlockAssociationSet: [{ CidrBlock: block, CidrBlockState: { State: 'associated' } }],
    DhcpOptionsId: 'dopt-00000001',
    InstanceTenancy: 'default',
    IsDefault: false,
    State: 'available',
  };
}

export function subnet(subnetId: string, vpcId: string, block: string, letter: Letter, account = shop): Item {
  return {
    SubnetId: subnetId,
    VpcId: vpcId,
    OwnerId: account,
    CidrBlock: block,
    AvailabilityZone: `${home}${letter}`,
    AvailabilityZoneId: zoneIds[letter],
    AvailableIpAddressCount: 240,
    State: 'available',
    MapPublicIpOnLaunch: false,
  };
}

/** A network interface; one with an instance calls others. */
export function networkInterface(name: string, subnetOf: Item, address: string, more: Item = {}): Item {
  return {
    NetworkInterfaceId: idOf('eni', name),
    SubnetId: subnetOf['SubnetId'],
    VpcId: subnetOf['VpcId'],
    OwnerId: subnetOf['OwnerId'],
    AvailabilityZone: subnetOf['AvailabilityZone'],
    InterfaceType: 'interface',
    Status: 'in-use',
    Description: '',
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    Groups: [{ GroupId: idOf('sg', 'c3'), GroupName: 'app' }],
    ...more,
  };
}

/** The interface of an instance, and with it a caller. */
export function caller(name: string, subnetOf: Item, address: string): Item {
  return networkInterface(name, subnetOf, address, { Attachment: { InstanceId: idOf('i', name), Status: 'attached' } });
}

export function routeTable(
  name: string,
  vpcId: string,
  subnetIds: readonly string[],
  routes: readonly Item[],
  block = '10.0.0.0/16',
  account = shop,
): Item {
  const routeTableId = idOf('rtb', name);
  return {
    RouteTableId: routeTableId,
    VpcId: vpcId,
    OwnerId: account,
    Associations: subnetIds.map((subnetId) => ({
      Main: false,
      RouteTableId: routeTableId,
      SubnetId: subnetId,
      AssociationState: { State: 'associated' },
    })),
    Routes: [{ DestinationCidrBlock: block, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' }, ...routes],
  };
}

export function route(to: string, field: string, target: string): Item {
  const destination = to.startsWith('pl-') ? 'DestinationPrefixListId' : 'DestinationCidrBlock';
  return { [destination]: to, [field]: target, Origin: 'CreateRoute', State: 'active' };
}

export function nat(name: string, vpcId: string, subnetId: string): Item {
  return {
    NatGatewayId: idOf('nat', name),
    VpcId: vpcId,
    SubnetId: subnetId,
    State: 'available',
    ConnectivityType: 'public',
    CreateTime: '2026-01-10T10:00:00+00:00',
    NatGatewayAddresses: [],
  };
}

/** A policy that lets in the own organisation alone. */
const ownPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    },
  ],
});

export function endpoint(vpcEndpointId: string, type: string, name: string, more: Item = {}): Item {
  return {
    VpcEndpointId: vpcEndpointId,
    VpcEndpointType: type,
    VpcId: shopVpc,
    OwnerId: shop,
    ServiceName: name,
    State: 'available',
    PolicyDocument: ownPolicy,
    RouteTableIds: [],
    SubnetIds: [],
    Groups: [],
    IpAddressType: 'ipv4',
    DnsOptions: { DnsRecordIpType: 'ipv4' },
    PrivateDnsEnabled: false,
    RequesterManaged: false,
    NetworkInterfaceIds: [],
    DnsEntries: [],
    CreationTimestamp: '2026-01-10T10:00:00+00:00',
    Tags: [],
    ...more,
  };
}

/** A service of AWS as every account sees it; in all three zones. */
export function awsService(short: string, type: string, more: Item = {}): Item {
  return {
    ServiceName: `com.amazonaws.${home}.${short}`,
    ServiceType: [{ ServiceType: type }],
    AvailabilityZones: [`${home}a`, `${home}b`, `${home}c`],
    AvailabilityZoneIds: [zoneIds.a, zoneIds.b, zoneIds.c],
    Owner: 'amazon',
    BaseEndpointDnsNames: [`${short}.${home}.vpce.amazonaws.com`],
    ...(type === 'Gateway'
      ? {}
      : { PrivateDnsName: `${short}.${home}.amazonaws.com`, PrivateDnsNames: [{ PrivateDnsName: `${short}.${home}.amazonaws.com` }] }),
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    SupportedIpAddressTypes: ['ipv4'],
    Tags: [],
    ...more,
  };
}

export function securityGroup(groupId: string, name: string, vpcId: string, block: string, account = shop): Item {
  return {
    GroupId: groupId,
    GroupName: name,
    Description: name,
    VpcId: vpcId,
    OwnerId: account,
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        IpRanges: [{ CidrIp: block }],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [],
      },
    ],
    IpPermissionsEgress: [],
  };
}

export function networkAcl(name: string, vpcId: string, subnetIds: readonly string[], account = shop): Item {
  const entry = (Egress: boolean, RuleNumber: number, RuleAction: string): Item => ({
    CidrBlock: '0.0.0.0/0',
    Egress,
    Protocol: '-1',
    RuleAction,
    RuleNumber,
  });
  const networkAclId = idOf('acl', name);
  return {
    NetworkAclId: networkAclId,
    VpcId: vpcId,
    OwnerId: account,
    IsDefault: true,
    Associations: subnetIds.map((subnetId) => ({
      NetworkAclAssociationId: `aclassoc-${subnetId.slice(7)}`,
      NetworkAclId: networkAclId,
      SubnetId: subnetId,
    })),
    Entries: [entry(true, 100, 'allow'), entry(true, 32_767, 'deny'), entry(false, 100, 'allow'), entry(false, 32_767, 'deny')],
  };
}

/** A VPC of the shop's account with everything that is asked about each VPC. */
export function addVpc(world: World, vpcId: string, block: string, account = shop): void {
  add(world, 'DescribeVpcs', [vpc(vpcId, block, account)], { account });
  const attribute = (name: string): Item => ({ VpcId: vpcId, [name]: { Value: true } });
  add(world, 'DescribeVpcAttribute', [attribute('EnableDnsSupport'), attribute('EnableDnsHostnames')], { account, of: vpcId });
  add(world, 'ListHostedZonesByVPC', [], { account, of: vpcId });
}

export const subnets = {
  a: subnet(idOf('subnet', 'c1'), shopVpc, '10.0.0.0/24', 'a'),
  b: subnet(idOf('subnet', 'c2'), shopVpc, '10.0.1.0/24', 'b'),
  publicA: subnet(idOf('subnet', 'c3'), shopVpc, '10.0.100.0/24', 'a'),
  publicB: subnet(idOf('subnet', 'c4'), shopVpc, '10.0.101.0/24', 'b'),
};
const appIds = [idOf('subnet', 'c1'), idOf('subnet', 'c2')];
const publicIds = [idOf('subnet', 'c3'), idOf('subnet', 'c4')];

function addShop(world: World): void {
  for (const operation of emptyLists) add(world, operation, []);
  add(world, 'DescribeAvailabilityZones', [zone('a', zoneIds.a), zone('b', zoneIds.b), zone('c', zoneIds.c)]);
  addVpc(world, shopVpc, '10.0.0.0/16');
  const dhcp = {
    DhcpOptionsId: 'dopt-00000001',
    OwnerId: shop,
    DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
  };
  add(world, 'DescribeDhcpOptions', [dhcp]);
  add(world, 'DescribeSubnets', Object.values(subnets));
  const free = [route('pl-63a5400a', 'GatewayId', s3), route('pl-02cd2c6b', 'GatewayId', dynamodb)];
  add(world, 'DescribeRouteTables', [
    routeTable('c1', shopVpc, [appIds[0] ?? ''], [route('0.0.0.0/0', 'NatGatewayId', idOf('nat', 'c1')), ...free]),
    routeTable('c2', shopVpc, [appIds[1] ?? ''], [route('0.0.0.0/0', 'NatGatewayId', idOf('nat', 'c2')), ...free]),
    routeTable('c3', shopVpc, publicIds, [route('0.0.0.0/0', 'GatewayId', 'igw-000000000000000c1')]),
    {
      ...routeTable('c4', shopVpc, [], []),
      Associations: [{ Main: true, RouteTableId: idOf('rtb', 'c4'), AssociationState: { State: 'associated' } }],
    },
  ]);
  add(world, 'DescribeNatGateways', [nat('c1', shopVpc, publicIds[0] ?? ''), nat('c2', shopVpc, publicIds[1] ?? '')]);
  add(world, 'DescribeNetworkAcls', [networkAcl('c1', shopVpc, [...appIds, ...publicIds])]);
  add(world, 'DescribeSecurityGroups', [
    securityGroup(defaultGroup, 'default', shopVpc, '10.0.0.0/16'),
    securityGroup(kmsGroup, 'kms', shopVpc, '10.0.0.0/16'),
    securityGroup(idOf('sg', 'c3'), 'app', shopVpc, '10.0.0.0/16'),
    securityGroup(idOf('sg', 'c4'), 'to-ledger', shopVpc, '10.0.0.0/16'),
  ]);
  add(world, 'DescribePrefixLists', [
    { PrefixListId: 'pl-63a5400a', PrefixListName: `com.amazonaws.${home}.s3`, Cidrs: ['52.216.0.0/15', '54.231.0.0/16'] },
    { PrefixListId: 'pl-02cd2c6b', PrefixListName: `com.amazonaws.${home}.dynamodb`, Cidrs: ['52.94.0.0/22'] },
  ]);
}

/** The interface of an endpoint in one of the subnets. */
export function pin(name: string, subnetOf: Item, address: string): Item {
  return networkInterface(name, subnetOf, address, {
    InterfaceType: 'vpc_endpoint',
    Description: `VPC Endpoint Interface ${name}`,
    RequesterManaged: true,
  });
}

function addEndpoints(world: World): void {
  const routeTables = [idOf('rtb', 'c1'), idOf('rtb', 'c2')];
  const interfaces = (first: string, second: string): Item => ({
    SubnetIds: appIds,
    NetworkInterfaceIds: [idOf('eni', first), idOf('eni', second)],
  });
  add(world, 'DescribeVpcEndpoints', [
    endpoint(kms, 'Interface', `com.amazonaws.${home}.kms`, {
      ...interfaces('a1', 'a2'),
      Groups: [{ GroupId: kmsGroup, GroupName: 'kms' }],
      PrivateDnsEnabled: true,
      DnsEntries: [{ DnsName: `${kms}-abcdefgh.kms.${home}.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' }],
    }),
    endpoint(toLedger, 'Interface', serviceName, {
      ...interfaces('a3', 'a4'),
      Groups: [{ GroupId: idOf('sg', 'c4'), GroupName: 'to-ledger' }],
    }),
    endpoint(s3, 'Gateway', `com.amazonaws.${home}.s3`, { RouteTableIds: routeTables }),
    endpoint(dynamodb, 'Gateway', `com.amazonaws.${home}.dynamodb`, { RouteTableIds: routeTables }),
  ]);
  add(world, 'DescribeNetworkInterfaces', [
    caller('b1', subnets.a, '10.0.0.10'),
    caller('b2', subnets.b, '10.0.1.10'),
    pin('a1', subnets.a, '10.0.0.20'),
    pin('a2', subnets.b, '10.0.1.20'),
    pin('a3', subnets.a, '10.0.0.21'),
    pin('a4', subnets.b, '10.0.1.21'),
  ]);
  add(world, 'DescribeVpcEndpointServices', [
    awsService('kms', 'Interface'),
    awsService('s3', 'Gateway'),
    awsService('dynamodb', 'Gateway'),
    ledgerDetail,
  ]);
}

const ledgerDetail: Item = {
  ServiceName: serviceName,
  ServiceId: service,
  ServiceType: [{ ServiceType: 'Interface' }],
  AvailabilityZones: [`${home}a`, `${home}b`],
  AvailabilityZoneIds: [zoneIds.a, zoneIds.b],
  Owner: ledger,
  BaseEndpointDnsNames: [`${service}.${home}.vpce.amazonaws.com`],
  PrivateDnsNames: [],
  VpcEndpointPolicySupported: false,
  AcceptanceRequired: true,
  ManagesVpcEndpoints: false,
  SupportedIpAddressTypes: ['ipv4'],
  Tags: [],
};

export const inLedger = { account: ledger };
export const ledgerVpc = idOf('vpc', 'e1');
export const ledgerSubnets = {
  a: subnet(idOf('subnet', 'e1'), ledgerVpc, '10.1.0.0/24', 'a', ledger),
  b: subnet(idOf('subnet', 'e2'), ledgerVpc, '10.1.1.0/24', 'b', ledger),
  c: subnet(idOf('subnet', 'e3'), ledgerVpc, '10.1.2.0/24', 'c', ledger),
};

export function instance(name: string, subnetOf: Item): Item {
  const placed = {
    InstanceId: idOf('i', name),
    SubnetId: subnetOf['SubnetId'],
    VpcId: subnetOf['VpcId'],
    State: { Code: 16, Name: 'running' },
  };
  return {
    ReservationId: idOf('r', name),
    OwnerId: subnetOf['OwnerId'],
    Instances: [{ ...placed, Placement: { AvailabilityZone: subnetOf['AvailabilityZone'] } }],
  };
}

export function inZone(subnetOf: Item): Item {
  return { ZoneName: subnetOf['AvailabilityZone'], SubnetId: subnetOf['SubnetId'], LoadBalancerAddresses: [] };
}

export function health(name: string, state: string): Item {
  return { Target: { Id: idOf('i', name), Port: 443 }, HealthCheckPort: '443', TargetHealth: { State: state } };
}

export function listener(arn: string, target: string, port: number): Item {
  return {
    ListenerArn: `${arn.replace(':loadbalancer/', ':listener/')}/${port}`,
    LoadBalancerArn: arn,
    Port: port,
    Protocol: 'TCP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: target }],
  };
}

function addLedger(world: World): void {
  for (const operation of emptyLists) add(world, operation, [], inLedger);
  add(world, 'DescribeAvailabilityZones', [zone('a', zoneIds.a), zone('b', zoneIds.b), zone('c', zoneIds.c)], inLedger);
  addVpc(world, ledgerVpc, '10.1.0.0/16', ledger);
  add(world, 'DescribeSubnets', Object.values(ledgerSubnets), inLedger);
  const ids = [idOf('subnet', 'e1'), idOf('subnet', 'e2'), idOf('subnet', 'e3')];
  add(world, 'DescribeRouteTables', [routeTable('e1', ledgerVpc, ids, [], '10.1.0.0/16', ledger)], inLedger);
  add(world, 'DescribeNetworkAcls', [networkAcl('e1', ledgerVpc, ids, ledger)], inLedger);
  add(world, 'DescribeSecurityGroups', [securityGroup(idOf('sg', 'e1'), 'default', ledgerVpc, '10.1.0.0/16', ledger)], inLedger);
  add(
    world,
    'DescribeDhcpOptions',
    [
      {
        DhcpOptionsId: 'dopt-00000001',
        OwnerId: ledger,
        DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
      },
    ],
    inLedger,
  );
  add(
    world,
    'DescribeNetworkInterfaces',
    [caller('e1', ledgerSubnets.a, '10.1.0.10'), caller('e2', ledgerSubnets.b, '10.1.1.10')],
    inLedger,
  );
  add(world, 'DescribeInstances', [instance('e1', ledgerSubnets.a), instance('e2', ledgerSubnets.b)], inLedger);
  addService(world);
}

function addService(world: World): void {
  add(
    world,
    'DescribeVpcEndpointServiceConfigurations',
    [
      {
        ServiceId: service,
        ServiceName: serviceName,
        ServiceState: 'Available',
        ServiceType: [{ ServiceType: 'Interface' }],
        AvailabilityZones: [`${home}a`, `${home}b`],
        AvailabilityZoneIds: [zoneIds.a, zoneIds.b],
        AcceptanceRequired: true,
        ManagesVpcEndpoints: false,
        NetworkLoadBalancerArns: [balancerArn],
        SupportedIpAddressTypes: ['ipv4'],
        BaseEndpointDnsNames: [`${service}.${home}.vpce.amazonaws.com`],
        SupportedRegions: [{ Region: home, ServiceState: 'Available' }],
        Tags: [],
      },
    ],
    inLedger,
  );
  add(world, 'DescribeVpcEndpointServicePermissions', [principal(`arn:aws:iam::${shop}:root`)], { ...inLedger, of: service });
  add(world, 'DescribeVpcEndpointConnections', [connection(toLedger, shop)], inLedger);
  addBalancer(
    world,
    balancerArn,
    groupArn,
    [inZone(ledgerSubnets.a), inZone(ledgerSubnets.b)],
    [health('e1', 'healthy'), health('e2', 'healthy')],
  );
}

export function principal(arn: string): Item {
  return { PrincipalType: arn === '*' ? 'All' : 'Account', Principal: arn, ServiceId: service };
}

export function connection(endpointId: string, owner: string, state = 'available', of = service): Item {
  return {
    ServiceId: of,
    VpcEndpointId: endpointId,
    VpcEndpointOwner: owner,
    VpcEndpointState: state,
    VpcEndpointRegion: home,
    CreationTimestamp: '2026-01-10T10:00:00+00:00',
    DnsEntries: [],
    NetworkLoadBalancerArns: [balancerArn],
    IpAddressType: 'ipv4',
    Tags: [],
  };
}

/** A Network Load Balancer with one target group behind port 443. */
export function addBalancer(world: World, arn: string, group: string, zones: readonly Item[], targets: readonly Item[]): void {
  const name = arn.split('/')[2] ?? '';
  const balancer = {
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    Type: 'network',
    Scheme: 'internal',
    State: { Code: 'active' },
    VpcId: ledgerVpc,
    IpAddressType: 'ipv4',
    SecurityGroups: [],
    AvailabilityZones: zones,
  };
  add(world, 'DescribeLoadBalancers', [balancer], inLedger);
  add(
    world,
    'DescribeLoadBalancerAttributes',
    [
      {
        Attributes: [
          { Key: 'load_balancing.cross_zone.enabled', Value: 'false' },
          { Key: 'deletion_protection.enabled', Value: 'false' },
        ],
      },
    ],
    { ...inLedger, of: arn },
  );
  add(world, 'DescribeListeners', [listener(arn, group, 443)], { ...inLedger, of: arn });
  add(
    world,
    'DescribeTargetGroups',
    [
      {
        TargetGroupArn: group,
        TargetGroupName: name,
        Protocol: 'TCP',
        Port: 443,
        VpcId: ledgerVpc,
        TargetType: 'instance',
        LoadBalancerArns: [arn],
      },
    ],
    inLedger,
  );
  add(
    world,
    'DescribeTargetGroupAttributes',
    [
      {
        Attributes: [
          { Key: 'load_balancing.cross_zone.enabled', Value: 'use_load_balancer_configuration' },
          { Key: 'deregistration_delay.timeout_seconds', Value: '300' },
        ],
      },
    ],
    { ...inLedger, of: group },
  );
  add(world, 'DescribeTargetHealth', [{ TargetHealthDescriptions: targets }], { ...inLedger, of: group });
}

/** The world in order. */
export function baseWorld(): World {
  const world: World = new Map();
  addShop(world);
  addEndpoints(world);
  addLedger(world);
  return world;
}

/** An account that nobody scanned, as a principal. */
export const strangerPrincipal = principal(`arn:aws:iam::${stranger}:root`);

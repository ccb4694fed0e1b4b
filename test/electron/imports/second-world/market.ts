/**
 * A second world in order. Frankfurt, three zones: a VPC with two blocks and
 * IPv6 whose public subnets use the main route table without saying so, whose
 * private ones are shared with another account and have a NAT gateway each, and
 * a service of a third account behind a load balancer with two ports. Nothing in
 * it is wrong, and little in it looks like the first world.
 */
import { idOf, type Item, type World } from '../planted/world.ts';
import {
  endpointItem,
  frankfurt,
  functionItem,
  groupItem,
  interfaceItem,
  type Letter,
  letters,
  net,
  permit,
  prov,
  put,
  serviceItem,
  subnetItem,
  tableItem,
  taskItem,
  team,
  via,
  withSix,
  zoneIds,
  zoneItem,
} from './words.ts';

export const core = idOf('vpc', '40');
export const blocks = ['10.40.0.0/16', '10.41.0.0/20', '2a05:d014:abc:c00::/56'] as const;
export const s3List = 'pl-6ea54007';
export const dynamoList = 'pl-66a5400f';
export const callersList = 'pl-0c0ffee0c0ffee0c0';
export const kms = idOf('vpce', '4a');
export const secrets = idOf('vpce', '4b');
export const toLedger = idOf('vpce', '4c');
export const s3 = idOf('vpce', '4d');
export const s3ForOffice = idOf('vpce', '4f');
export const ledger = idOf('vpce-svc', '30');
export const ledgerName = `com.amazonaws.vpce.${frankfurt}.${ledger}`;
export const balancer = `arn:aws:elasticloadbalancing:${frankfurt}:${prov}:loadbalancer/net/ledger/3030303030303030`;
export const targets = { 8443: targetArn('api'), 5432: targetArn('db') } as const;
export const appOf = {
  a: subnetItem('4a', '40', 'a', '10.40.0.0/22', withSix(0)),
  b: subnetItem('4b', '40', 'b', '10.40.4.0/22', withSix(1)),
  c: subnetItem('4c', '40', 'c', '10.41.0.0/22', withSix(2)),
} as const;
export const publicOf = {
  a: subnetItem('4d', '40', 'a', '10.40.100.0/26'),
  b: subnetItem('4e', '40', 'b', '10.40.100.64/26'),
  c: subnetItem('4f', '40', 'c', '10.40.100.128/26'),
} as const;
export const natOf = { a: idOf('nat', '4a'), b: idOf('nat', '4b'), c: idOf('nat', '4c') } as const;
export const tableOf = { a: idOf('rtb', '4a'), b: idOf('rtb', '4b'), c: idOf('rtb', '4c') } as const;
export const mainTable = idOf('rtb', '4f');
export const igw = idOf('igw', '40');
export const eigw = idOf('eigw', '40');
const apps = ['4a', '4b', '4c'] as const;

function targetArn(name: string): string {
  return `arn:aws:elasticloadbalancing:${frankfurt}:${prov}:targetgroup/${name}/4040404040404040`;
}

/** What an account answers where it has nothing. */
export const quiet = [
  'DescribeVpcEndpointServiceConfigurations',
  'DescribeVpcEndpointConnections',
  'DescribeVpcEndpointAssociations',
  'DescribeVpcEndpoints',
  'DescribeVpcEndpointServices',
  'DescribeNatGateways',
  'DescribeInternetGateways',
  'DescribeEgressOnlyInternetGateways',
  'DescribeAddresses',
  'DescribeLoadBalancers',
  'DescribeTargetGroups',
  'DescribeInstances',
  'DescribePrefixLists',
  'DescribeManagedPrefixLists',
  'DescribeNetworkInterfaces',
  'DescribeTransitGateways',
  'DescribeTransitGatewayAttachments',
  'DescribeTransitGatewayVpcAttachments',
  'DescribeTransitGatewayRouteTables',
  'DescribeVpcPeeringConnections',
  'ListResolverRules',
  'ListResolverRuleAssociations',
  'ListProfiles',
  'ListProfileAssociations',
];

function vpcItem(name: string, owner: string, more: Item): Item {
  return { VpcId: idOf('vpc', name), OwnerId: owner, DhcpOptionsId: 'dopt-0a0a0a0a', IsDefault: false, State: 'available', ...more };
}

const coreItem = vpcItem('40', net, {
  CidrBlock: blocks[0],
  CidrBlockAssociationSet: [
    { CidrBlock: blocks[0], CidrBlockState: { State: 'associated' } },
    { CidrBlock: blocks[1], CidrBlockState: { State: 'associated' } },
    { CidrBlock: '172.16.0.0/16', CidrBlockState: { State: 'failed', StatusMessage: 'restricted' } },
  ],
  Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: blocks[2], Ipv6CidrBlockState: { State: 'associated' } }],
});

/** What is asked about each VPC, and the empty lists of an account. */
export function opened(world: World, account: string, vpcNames: readonly string[]): void {
  const at = { account };
  for (const operation of quiet) put(world, operation, [], at);
  put(
    world,
    'DescribeAvailabilityZones',
    letters.map((letter) => zoneItem(letter)),
    at,
  );
  put(
    world,
    'DescribeDhcpOptions',
    [
      {
        DhcpOptionsId: 'dopt-0a0a0a0a',
        OwnerId: net,
        DhcpConfigurations: [
          { Key: 'domain-name', Values: [{ Value: 'eu-central-1.compute.internal' }] },
          { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
        ],
      },
    ],
    at,
  );
  for (const name of vpcNames) {
    const of = { ...at, of: idOf('vpc', name) };
    put(
      world,
      'DescribeVpcAttribute',
      [
        { VpcId: of.of, EnableDnsSupport: { Value: true } },
        { VpcId: of.of, EnableDnsHostnames: { Value: true } },
      ],
      of,
    );
    put(world, 'ListHostedZonesByVPC', [], of);
  }
}

function aclItem(name: string, vpcName: string, subnets: readonly string[], owner = net): Item {
  const NetworkAclId = idOf('acl', name);
  const entry = (Egress: boolean, RuleNumber: number, RuleAction: string, block: string, more: Item = {}): Item => ({
    Egress,
    Protocol: '-1',
    RuleNumber,
    RuleAction,
    [block.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: block,
    ...more,
  });
  // Custom entries, in no order: HTTPS and the ports of the ledger in, answers back, and all of it out.
  const open = (from: number, to: number, number: number, block: string): Item =>
    entry(false, number, 'allow', block, { Protocol: '6', PortRange: { From: from, To: to } });
  return {
    NetworkAclId,
    VpcId: idOf('vpc', vpcName),
    OwnerId: owner,
    IsDefault: false,
    Associations: subnets.map((subnet) => ({
      NetworkAclAssociationId: idOf('aclassoc', subnet),
      NetworkAclId,
      SubnetId: idOf('subnet', subnet),
    })),
    Entries: [
      entry(false, 32_767, 'deny', '0.0.0.0/0'),
      entry(false, 32_768, 'deny', '::/0'),
      open(443, 443, 130, '10.40.0.0/15'),
      open(443, 443, 131, '::/0'),
      open(1024, 65_535, 110, '0.0.0.0/0'),
      open(1024, 65_535, 111, '::/0'),
      open(443, 443, 120, '0.0.0.0/0'),
      entry(true, 200, 'allow', '0.0.0.0/0'),
      entry(true, 201, 'allow', '::/0'),
      entry(true, 32_767, 'deny', '0.0.0.0/0'),
    ],
  };
}

function addCore(world: World): void {
  opened(world, net, ['40']);
  put(world, 'DescribeVpcs', [coreItem]);
  put(world, 'DescribeSubnets', [...Object.values(appOf), ...Object.values(publicOf)]);
  put(world, 'DescribeInternetGateways', [{ InternetGatewayId: igw, OwnerId: net, Attachments: [{ State: 'available', VpcId: core }] }]);
  put(world, 'DescribeEgressOnlyInternetGateways', [
    { EgressOnlyInternetGatewayId: eigw, Attachments: [{ State: 'attached', VpcId: core }] },
  ]);
  const free = [via(s3List, s3), via(dynamoList, idOf('vpce', '4e'))];
  put(world, 'DescribeRouteTables', [
    ...letters.map((letter) =>
      tableItem(`4${letter}`, '40', [`4${letter}`], [via('0.0.0.0/0', natOf[letter]), via('::/0', eigw), ...free], blocks),
    ),
    tableItem('4f', '40', [], [via('0.0.0.0/0', igw), via('::/0', igw)], blocks),
  ]);
  put(world, 'DescribeNatGateways', letters.map(natItem));
  put(world, 'DescribeNetworkAcls', [aclItem('40', '40', ['4a', '4b', '4c', '4d', '4e', '4f'])]);
  put(world, 'DescribePrefixLists', [
    { PrefixListId: s3List, PrefixListName: `com.amazonaws.${frankfurt}.s3`, Cidrs: ['3.5.136.0/22', '52.219.0.0/16'] },
    { PrefixListId: dynamoList, PrefixListName: `com.amazonaws.${frankfurt}.dynamodb`, Cidrs: ['52.94.17.0/24'] },
  ]);
  put(world, 'DescribeManagedPrefixLists', [
    {
      PrefixListId: callersList,
      AddressFamily: 'IPv4',
      State: 'create-complete',
      PrefixListName: 'callers',
      MaxEntries: 4,
      Version: 1,
      OwnerId: net,
    },
  ]);
  addGroups(world);
  addEndpoints(world);
}

function natItem(letter: Letter): Item {
  return {
    NatGatewayId: natOf[letter],
    VpcId: core,
    SubnetId: publicOf[letter]['SubnetId'],
    State: 'available',
    CreateTime: '2025-06-01T08:00:00+00:00',
    NatGatewayAddresses: [
      {
        AllocationId: idOf('eipalloc', `4${letter}`),
        NetworkInterfaceId: idOf('eni', `9${letter}`),
        PublicIp: '203.0.113.7',
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
  };
}

function addGroups(world: World): void {
  const all = { IpRanges: [{ CidrIp: '10.40.0.0/15', Description: 'both blocks' }] };
  const members = {
    UserIdGroupPairs: [
      { GroupId: idOf('sg', '4d'), UserId: net },
      { GroupId: idOf('sg', '4e'), UserId: team },
    ],
  };
  put(world, 'DescribeSecurityGroups', [
    groupItem('40', '40', [permit(null, { UserIdGroupPairs: [{ GroupId: idOf('sg', '40'), UserId: net }] })], { GroupName: 'default' }),
    // Numbered protocol, a range of ports, both families.
    groupItem('4a', '40', [
      permit(
        [440, 450],
        { IpRanges: [{ CidrIp: '10.40.0.0/16' }, { CidrIp: '10.41.0.0/20' }], Ipv6Ranges: [{ CidrIpv6: blocks[2] }] },
        '6',
      ),
    ]),
    // Members of the callers' own groups, and nobody by address.
    groupItem('4b', '40', [permit([443, 443], members)]),
    // One permission for each port, each with all blocks.
    groupItem('4c', '40', [permit([8443, 8443], all), permit([5432, 5432], all)]),
    groupItem('4d', '40', [], { GroupName: 'tasks' }),
  ]);
}

/** The interface of an endpoint in one subnet. */
export function pinItem(name: string, subnet: Item, address: string): Item {
  return interfaceItem(name, subnet, address, {
    InterfaceType: 'vpc_endpoint',
    Description: `VPC Endpoint Interface ${name}`,
    RequesterManaged: true,
  });
}

function addEndpoints(world: World): void {
  const tables = letters.map((letter) => tableOf[letter]);
  const gateway = {
    VpcEndpointType: 'Gateway',
    RouteTableIds: tables,
    Groups: [],
    PrivateDnsEnabled: false,
    DnsEntries: [],
    NetworkInterfaceIds: [],
    DnsOptions: {},
  };
  put(world, 'DescribeVpcEndpoints', [
    endpointItem('4a', 'kms', apps, { IpAddressType: 'dualstack', DnsOptions: { DnsRecordIpType: 'dualstack' } }),
    endpointItem('4b', 'secretsmanager', apps, {
      Groups: [{ GroupId: idOf('sg', '4b'), GroupName: 'members' }],
      DnsOptions: { DnsRecordIpType: 'service-defined' },
    }),
    endpointItem('4c', ledgerName, apps, {
      Groups: [{ GroupId: idOf('sg', '4c'), GroupName: 'ledger' }],
      PolicyDocument: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
    }),
    endpointItem('4d', 's3', [], gateway),
    endpointItem('4e', 'dynamodb', [], gateway),
    endpointItem('4f', 's3', apps, { DnsOptions: { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: true } }),
  ]);
  const pins = ['4a', '4b', '4c', '4f'].flatMap((name, row) =>
    letters.map((letter) => pinItem(`${name}4${letter}`, appOf[letter], address(letter, 20 + row))),
  );
  const tasks = letters.map((letter, index) => taskItem(`7${letter}`, appOf[letter], address(letter, 60), `2a05:d014:abc:c0${index}::60`));
  const nats = letters.map((letter) =>
    interfaceItem(`9${letter}`, publicOf[letter], '10.40.100.5', {
      InterfaceType: 'nat_gateway',
      Description: `Interface for NAT Gateway ${natOf[letter]}`,
    }),
  );
  put(world, 'DescribeNetworkInterfaces', [...pins, ...tasks, ...nats]);
  put(world, 'DescribeVpcEndpointServices', [
    serviceItem('kms'),
    serviceItem('secretsmanager'),
    serviceItem('s3', { SupportedIpAddressTypes: ['ipv4'] }),
    serviceItem('s3', { ServiceType: [{ ServiceType: 'Gateway' }], PrivateDnsName: undefined, PrivateDnsNames: undefined }),
    serviceItem('dynamodb', { ServiceType: [{ ServiceType: 'Gateway' }], PrivateDnsName: undefined, PrivateDnsNames: undefined }),
    ledgerDetail,
  ]);
}

export function address(letter: Letter, host: number): string {
  return { a: `10.40.0.${host}`, b: `10.40.4.${host}`, c: `10.41.0.${host}` }[letter];
}

const ledgerDetail: Item = {
  ServiceName: ledgerName,
  ServiceId: ledger,
  ServiceType: [{ ServiceType: 'Interface' }],
  ServiceRegion: frankfurt,
  AvailabilityZones: letters.map((letter) => `${frankfurt}${letter}`),
  Owner: prov,
  PrivateDnsName: 'ledger.example.net',
  PrivateDnsNames: [{ PrivateDnsName: 'ledger.example.net' }],
  VpcEndpointPolicySupported: false,
  AcceptanceRequired: true,
  ManagesVpcEndpoints: false,
  SupportedIpAddressTypes: ['ipv4'],
};

/** The team sees the shared subnets and the tables, and nothing of the owner's endpoints. */
function addTeam(world: World): void {
  opened(world, team, []);
  const at = { account: team };
  put(world, 'DescribeVpcs', [coreItem], at);
  put(world, 'DescribeSubnets', Object.values(appOf), at);
  put(
    world,
    'DescribeRouteTables',
    letters.map((letter) => tableItem(`4${letter}`, '40', [`4${letter}`], [via('0.0.0.0/0', natOf[letter]), via('::/0', eigw)], blocks)),
    at,
  );
  put(world, 'DescribeSecurityGroups', [groupItem('4e', '40', [], { OwnerId: team, GroupName: 'functions' })], at);
  put(
    world,
    'DescribeNetworkInterfaces',
    letters.map((letter) => functionItem(`6${letter}`, appOf[letter], address(letter, 90))),
    at,
  );
  put(world, 'DescribeNetworkAcls', [], at);
}

export const home = {
  a: provSubnet('3a', 'a', '10.8.0.0/24'),
  b: provSubnet('3b', 'b', '10.8.1.0/24'),
  c: provSubnet('3c', 'c', '10.8.2.0/24'),
} as const;
export const inProv = { account: prov };

function provSubnet(name: string, letter: Letter, block: string): Item {
  return subnetItem(name, '30', letter, block, {
    OwnerId: prov,
    SubnetArn: `arn:aws:ec2:${frankfurt}:${prov}:subnet/${idOf('subnet', name)}`,
  });
}

export function connectionItem(endpointId: string, owner: string, state = 'available'): Item {
  return {
    ServiceId: ledger,
    VpcEndpointId: endpointId,
    VpcEndpointOwner: owner,
    VpcEndpointState: state,
    VpcEndpointRegion: frankfurt,
    CreationTimestamp: '2025-06-01T08:00:00+00:00',
    NetworkLoadBalancerArns: [balancer],
    IpAddressType: 'ipv4',
  };
}

export function principalItem(principal: string, type = 'Account'): Item {
  return { PrincipalType: type, Principal: principal, ServiceId: ledger };
}

/** Targets by address; cross-zone load balancing is on, so that one target in a zone serves all of them. */
function addProvider(world: World): void {
  opened(world, prov, ['30']);
  put(
    world,
    'DescribeVpcs',
    [
      vpcItem('30', prov, {
        CidrBlock: '10.8.0.0/16',
        CidrBlockAssociationSet: [{ CidrBlock: '10.8.0.0/16', CidrBlockState: { State: 'associated' } }],
      }),
    ],
    inProv,
  );
  put(world, 'DescribeSubnets', Object.values(home), inProv);
  put(world, 'DescribeRouteTables', [{ ...tableItem('30', '30', [], [], ['10.8.0.0/16']), OwnerId: prov }], inProv);
  put(world, 'DescribeNetworkAcls', [aclItem('30', '30', ['3a', '3b', '3c'], prov)], inProv);
  const inside = { IpRanges: [{ CidrIp: '10.40.0.0/16' }, { CidrIp: '10.41.0.0/20' }] };
  put(world, 'DescribeSecurityGroups', [groupItem('30', '30', [permit([5000, 9000], inside)], { OwnerId: prov })], inProv);
  put(
    world,
    'DescribeVpcEndpointServiceConfigurations',
    [
      {
        ServiceType: [{ ServiceType: 'Interface' }],
        ServiceId: ledger,
        ServiceName: ledgerName,
        ServiceState: 'Available',
        AvailabilityZoneIds: letters.map((letter) => zoneIds[letter]),
        AvailabilityZones: letters.map((letter) => `${frankfurt}${letter}`),
        AcceptanceRequired: true,
        ManagesVpcEndpoints: false,
        NetworkLoadBalancerArns: [balancer],
        SupportedIpAddressTypes: ['ipv4'],
        BaseEndpointDnsNames: [`${ledger}.${frankfurt}.vpce.amazonaws.com`],
        PrivateDnsName: 'ledger.example.net',
        PrivateDnsNameConfiguration: { State: 'verified', Type: 'TXT', Value: 'vpce:x', Name: '_x' },
      },
    ],
    inProv,
  );
  put(
    world,
    'DescribeVpcEndpointServicePermissions',
    [
      principalItem(`arn:aws:iam::${net}:root`),
      principalItem('arn:aws:organizations::222200001111:ou/o-a1b2c3d4e5/ou-1111-22222222', 'OrganizationUnit'),
    ],
    { ...inProv, of: ledger },
  );
  put(world, 'DescribeVpcEndpointConnections', [connectionItem(toLedger, net)], inProv);
  addLoadBalancer(world);
}

export function attributes(value: string): Item {
  return { Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: value }] };
}

export function zoneOfBalancer(letter: Letter): Item {
  return { ZoneName: `${frankfurt}${letter}`, SubnetId: home[letter]['SubnetId'], LoadBalancerAddresses: [] };
}

export function healthItem(letter: Letter, port: number, state = 'healthy'): Item {
  const host = { a: '10.8.0.10', b: '10.8.1.10', c: '10.8.2.10' }[letter];
  return { Target: { Id: host, Port: port, AvailabilityZone: `${frankfurt}${letter}` }, TargetHealth: { State: state } };
}

function addLoadBalancer(world: World): void {
  put(
    world,
    'DescribeLoadBalancers',
    [
      {
        LoadBalancerArn: balancer,
        LoadBalancerName: 'ledger',
        Type: 'network',
        Scheme: 'internal',
        State: { Code: 'active' },
        VpcId: idOf('vpc', '30'),
        IpAddressType: 'ipv4',
        SecurityGroups: [idOf('sg', '30')],
        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'on',
        AvailabilityZones: letters.map(zoneOfBalancer),
      },
    ],
    inProv,
  );
  put(world, 'DescribeLoadBalancerAttributes', [attributes('true')], { ...inProv, of: balancer });
  const ports = [8443, 5432] as const;
  put(
    world,
    'DescribeListeners',
    ports.map((Port) => ({
      ListenerArn: `${balancer}/${Port}`,
      LoadBalancerArn: balancer,
      Port,
      Protocol: 'TCP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targets[Port] }],
    })),
    { ...inProv, of: balancer },
  );
  for (const port of ports) {
    const of = { ...inProv, of: targets[port] };
    put(
      world,
      'DescribeTargetGroups',
      [
        {
          TargetGroupArn: targets[port],
          TargetGroupName: `t${port}`,
          Protocol: 'TCP',
          Port: port,
          VpcId: idOf('vpc', '30'),
          TargetType: 'ip',
          LoadBalancerArns: [balancer],
        },
      ],
      inProv,
    );
    put(world, 'DescribeTargetGroupAttributes', [attributes('use_load_balancer_configuration')], of);
    put(world, 'DescribeTargetHealth', [{ TargetHealthDescriptions: letters.map((letter) => healthItem(letter, port)) }], of);
  }
}

/** The second world in order. */
export function market(): World {
  const world: World = new Map();
  addCore(world);
  addTeam(world);
  addProvider(world);
  return world;
}

/**
 * A hub in order. Ireland, where zone names mean other zones in each account:
 * one VPC with endpoints, inspection and NAT gateways for two spokes, one of them
 * of another account. Names of services lead to the hub by a hosted zone.
 */
import { idOf, type Item, type World } from '../planted/world.ts';
import {
  type At,
  endpointItem,
  functionItem,
  groupItem,
  interfaceItem,
  ireland,
  type Letter,
  letters,
  net,
  permit,
  put,
  serviceItem,
  subnetItem,
  tableItem,
  team,
  via,
} from './words.ts';

/** The same three zones; `us` and `they` call them differently. */
const ours = { a: 'euw1-az3', b: 'euw1-az1', c: 'euw1-az2' } as const;
const theirs = { a: 'euw1-az1', b: 'euw1-az2', c: 'euw1-az3' } as const;
export const [hub, nearSpoke, farSpoke] = [idOf('vpc', '60'), idOf('vpc', '62'), idOf('vpc', '61')];
export const tgw = idOf('tgw', '60');
export const tgwTable = idOf('tgw-rtb', '60');
export const kmsZone = 'Z0600000000000000KMS';
export const hubKms = idOf('vpce', '60');
export const inspectionOf = { a: idOf('vpce', '6a'), b: idOf('vpce', '6b'), c: idOf('vpce', '6c') } as const;
export const nearS3 = idOf('vpce', '62');
export const farS3 = idOf('vpce', '61');
export const s3InIreland = 'pl-6da54004';
export const here = { region: ireland };
export const inTeam = { account: team, region: ireland };
const inspector = idOf('vpce-svc', '99');

/** A subnet of Ireland; `zones` is how its account calls them. */
export function placed(name: string, vpcName: string, letter: Letter, block: string, zones: Readonly<Record<Letter, string>> = ours): Item {
  const owner = zones === ours ? net : team;
  return subnetItem(name, vpcName, letter, block, {
    AvailabilityZone: `${ireland}${letter}`,
    AvailabilityZoneId: zones[letter],
    OwnerId: owner,
    SubnetArn: undefined,
  });
}

const third = { a: 0, b: 1, c: 2 } as const;
export const attachOf = byLetter((letter) => placed(`60${letter}1`, '60', letter, `10.60.1${third[letter]}.0/28`));
export const inspectOf = byLetter((letter) => placed(`60${letter}2`, '60', letter, `10.60.2${third[letter]}.0/28`));
export const shelfOf = byLetter((letter) => placed(`60${letter}3`, '60', letter, `10.60.3${third[letter]}.0/24`));
export const outerOf = byLetter((letter) => placed(`60${letter}4`, '60', letter, `10.60.4${third[letter]}.0/28`));
export const farOf = byLetter((letter) => placed(`61${letter}`, '61', letter, `10.61.${third[letter]}.0/24`, theirs));
export const nearOf = byLetter((letter) => placed(`62${letter}`, '62', letter, `10.62.${third[letter]}.0/24`));

function byLetter<Made>(make: (letter: Letter) => Made): Readonly<Record<Letter, Made>> {
  return { a: make('a'), b: make('b'), c: make('c') };
}

const quiet = [
  'DescribeVpcEndpointServiceConfigurations',
  'DescribeVpcEndpointConnections',
  'DescribeVpcEndpointAssociations',
  'DescribeEgressOnlyInternetGateways',
  'DescribeInternetGateways',
  'DescribeAddresses',
  'DescribeLoadBalancers',
  'DescribeTargetGroups',
  'DescribeInstances',
  'DescribeManagedPrefixLists',
  'DescribeVpcPeeringConnections',
  'DescribeNatGateways',
  'ListResolverRules',
  'ListResolverRuleAssociations',
  'ListProfiles',
  'ListProfileAssociations',
];

function opened(world: World, at: At, zones: Readonly<Record<Letter, string>>): void {
  for (const operation of quiet) put(world, operation, [], at);
  put(
    world,
    'DescribeAvailabilityZones',
    letters.map((letter) => ({
      RegionName: ireland,
      ZoneName: `${ireland}${letter}`,
      ZoneId: zones[letter],
      ZoneType: 'availability-zone',
      State: 'available',
      OptInStatus: 'opt-in-not-required',
    })),
    at,
  );
  put(
    world,
    'DescribeDhcpOptions',
    [{ DhcpOptionsId: 'dopt-60', DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }] }],
    at,
  );
  put(
    world,
    'DescribePrefixLists',
    [{ PrefixListId: s3InIreland, PrefixListName: `com.amazonaws.${ireland}.s3`, Cidrs: ['3.5.64.0/21', '52.218.0.0/17'] }],
    at,
  );
}

function addVpc(world: World, name: string, block: string, at: At, subnets: readonly Item[]): void {
  const VpcId = idOf('vpc', name);
  put(
    world,
    'DescribeVpcs',
    [
      {
        VpcId,
        OwnerId: at.account ?? net,
        CidrBlock: block,
        CidrBlockAssociationSet: [{ CidrBlock: block, CidrBlockState: { State: 'associated' } }],
        DhcpOptionsId: 'dopt-60',
        State: 'available',
        Tags: [{ Key: 'Name', Value: `vpc ${name}` }],
      },
    ],
    at,
  );
  const of = { ...at, of: VpcId };
  put(
    world,
    'DescribeVpcAttribute',
    [
      { VpcId, EnableDnsSupport: { Value: true } },
      { VpcId, EnableDnsHostnames: { Value: true } },
    ],
    of,
  );
  put(world, 'ListHostedZonesByVPC', [{ HostedZoneId: kmsZone, Name: `kms.${ireland}.amazonaws.com.`, Owner: { OwningAccount: net } }], of);
  put(world, 'DescribeSubnets', subnets, at);
  const entry = (Egress: boolean, RuleNumber: number, RuleAction: string): Item => ({
    CidrBlock: '0.0.0.0/0',
    Egress,
    Protocol: '-1',
    RuleAction,
    RuleNumber,
  });
  put(
    world,
    'DescribeNetworkAcls',
    [
      {
        NetworkAclId: idOf('acl', name),
        VpcId,
        OwnerId: at.account ?? net,
        IsDefault: true,
        Associations: subnets.map(({ SubnetId }) => ({ SubnetId, NetworkAclId: idOf('acl', name) })),
        Entries: [entry(false, 100, 'allow'), entry(true, 100, 'allow'), entry(false, 32_767, 'deny'), entry(true, 32_767, 'deny')],
      },
    ],
    at,
  );
}

function atIreland(name: string, service: string, vpcName: string, subnets: readonly string[], more: Item): Item {
  const dnsName = `${idOf('vpce', name)}-z1z2z3z4.${service}.${ireland}.vpce.amazonaws.com`;
  return endpointItem(name, `com.amazonaws.${ireland}.${service}`, subnets, {
    VpcId: idOf('vpc', vpcName),
    ServiceRegion: ireland,
    DnsEntries: [{ DnsName: dnsName, HostedZoneId: 'Z38GZ743OKFT7T' }],
    ...more,
  });
}

/** An S3 gateway endpoint of a spoke. */
export function gatewayItem(name: string, vpcName: string, tables: readonly string[], owner = net): Item {
  return atIreland(name, 's3', vpcName, [], {
    VpcEndpointType: 'Gateway',
    OwnerId: owner,
    RouteTableIds: tables,
    Groups: [],
    PrivateDnsEnabled: false,
    DnsEntries: [],
    NetworkInterfaceIds: [],
  });
}

/** An interface endpoint of the hub with private DNS off, in all three zones. */
export function hubEndpoint(name: string, service: string, more: Item = {}): Item {
  return atIreland(
    name,
    service,
    '60',
    letters.map((letter) => `60${letter}3`),
    { Groups: [{ GroupId: idOf('sg', '60'), GroupName: 'shelf' }], PrivateDnsEnabled: false, ...more },
  );
}

export function pinned(name: string, subnet: Item, address: string, more: Item = {}): Item {
  return interfaceItem(name, subnet, address, {
    InterfaceType: 'vpc_endpoint',
    Description: 'VPC Endpoint Interface',
    RequesterManaged: true,
    ...more,
  });
}

const natOf = byLetter((letter) => idOf('nat', `6${letter}`));

function addHub(world: World): void {
  opened(world, here, ours);
  addVpc(
    world,
    '60',
    '10.60.0.0/16',
    here,
    [attachOf, inspectOf, shelfOf, outerOf].flatMap((each) => letters.map((letter) => each[letter])),
  );
  const local = ['10.60.0.0/16'];
  put(
    world,
    'DescribeRouteTables',
    letters.flatMap((letter) => [
      tableItem(`60${letter}1`, '60', [`60${letter}1`], [via('0.0.0.0/0', inspectionOf[letter])], local),
      tableItem(`60${letter}2`, '60', [`60${letter}2`], [via('0.0.0.0/0', natOf[letter]), via('10.0.0.0/8', tgw)], local),
      tableItem(`60${letter}3`, '60', [`60${letter}3`], [via('10.0.0.0/8', tgw)], local),
      tableItem(
        `60${letter}4`,
        '60',
        [`60${letter}4`],
        [via('0.0.0.0/0', idOf('igw', '60')), via('10.0.0.0/8', inspectionOf[letter])],
        local,
      ),
    ]),
    here,
  );
  put(
    world,
    'DescribeNatGateways',
    letters.map((letter) => ({
      NatGatewayId: natOf[letter],
      VpcId: hub,
      SubnetId: outerOf[letter]['SubnetId'],
      State: 'available',
      ConnectivityType: 'public',
      AvailabilityMode: 'zonal',
      CreateTime: '2025-06-01T08:00:00Z',
    })),
    here,
  );
  put(world, 'DescribeSecurityGroups', [groupItem('60', '60', [permit([443, 443], { IpRanges: [{ CidrIp: '10.0.0.0/8' }] })])], here);
  const gwlb = (letter: Letter): Item =>
    endpointItem(`6${letter}`, `com.amazonaws.vpce.${ireland}.${inspector}`, [`60${letter}2`], {
      VpcEndpointType: 'GatewayLoadBalancer',
      VpcId: hub,
      ServiceRegion: ireland,
      Groups: [],
      PrivateDnsEnabled: false,
      DnsEntries: [],
      PolicyDocument: undefined,
    });
  put(
    world,
    'DescribeVpcEndpoints',
    [
      hubEndpoint('60', 'kms'),
      ...letters.map(gwlb),
      gatewayItem(
        '62',
        '62',
        letters.map((letter) => idOf('rtb', `62${letter}`)),
      ),
    ],
    here,
  );
  put(
    world,
    'DescribeNetworkInterfaces',
    letters.flatMap((letter) => [
      pinned(`6060${letter}3`, shelfOf[letter], `10.60.3${third[letter]}.20`),
      pinned(`6${letter}60${letter}2`, inspectOf[letter], `10.60.2${third[letter]}.5`, { InterfaceType: 'gateway_load_balancer_endpoint' }),
      interfaceItem(`8${letter}`, attachOf[letter], `10.60.1${third[letter]}.5`, {
        InterfaceType: 'transit_gateway',
        Description: 'Network Interface for Transit Gateway Attachment',
      }),
      functionItem(`62${letter}`, nearOf[letter], `10.62.${third[letter]}.9`, { OwnerId: net }),
    ]),
    here,
  );
  const services = [
    serviceItem('kms'),
    serviceItem('s3', { ServiceType: [{ ServiceType: 'Gateway' }], PrivateDnsName: undefined, PrivateDnsNames: undefined }),
  ];
  const inspection = {
    ServiceName: `com.amazonaws.vpce.${ireland}.${inspector}`,
    ServiceId: inspector,
    ServiceType: [{ ServiceType: 'GatewayLoadBalancer' }],
    Owner: '999900001111',
    PrivateDnsName: undefined,
    PrivateDnsNames: [],
  };
  put(world, 'DescribeVpcEndpointServices', [...services.map(movedHere), movedHere(serviceItem('x', inspection))], here);
  addNear(world);
}

/** The service as Ireland has it. */
function movedHere(service: Item): Item {
  return JSON.parse(JSON.stringify(service).replaceAll('eu-central-1', ireland)) as Item;
}

function addNear(world: World): void {
  addVpc(
    world,
    '62',
    '10.62.0.0/16',
    here,
    letters.map((letter) => nearOf[letter]),
  );
  put(
    world,
    'DescribeRouteTables',
    letters.map((letter) =>
      tableItem(`62${letter}`, '62', [`62${letter}`], [via('0.0.0.0/0', tgw), via(s3InIreland, nearS3)], ['10.62.0.0/16']),
    ),
    here,
  );
  put(
    world,
    'ListResourceRecordSets',
    [
      {
        Name: `kms.${ireland}.amazonaws.com.`,
        Type: 'A',
        AliasTarget: {
          HostedZoneId: 'Z38GZ743OKFT7T',
          DNSName: `${hubKms}-z1z2z3z4.kms.${ireland}.vpce.amazonaws.com.`,
          EvaluateTargetHealth: false,
        },
      },
    ],
    { region: 'global', of: kmsZone },
  );
}

/** The other account has its own names for the zones, and its subnets use the main table. */
function addFar(world: World): void {
  opened(world, inTeam, theirs);
  addVpc(
    world,
    '61',
    '10.61.0.0/16',
    inTeam,
    letters.map((letter) => farOf[letter]),
  );
  put(
    world,
    'DescribeRouteTables',
    [{ ...tableItem('61', '61', [], [via('0.0.0.0/0', tgw), via(s3InIreland, farS3)], ['10.61.0.0/16']), OwnerId: team }],
    inTeam,
  );
  put(world, 'DescribeSecurityGroups', [], inTeam);
  put(world, 'DescribeVpcEndpoints', [gatewayItem('61', '61', [idOf('rtb', '61')], team)], inTeam);
  put(
    world,
    'DescribeVpcEndpointServices',
    [
      movedHere(serviceItem('kms')),
      movedHere(serviceItem('s3', { ServiceType: [{ ServiceType: 'Gateway' }], PrivateDnsName: undefined, PrivateDnsNames: undefined })),
    ],
    inTeam,
  );
  put(
    world,
    'DescribeNetworkInterfaces',
    letters.map((letter) => functionItem(`61${letter}`, farOf[letter], `10.61.${third[letter]}.9`)),
    inTeam,
  );
}

export function attachmentItem(vpcName: string, owner: string, subnets: readonly Item[]): Item {
  return {
    TransitGatewayAttachmentId: idOf('tgw-attach', vpcName),
    TransitGatewayId: tgw,
    TransitGatewayOwnerId: net,
    ResourceOwnerId: owner,
    ResourceType: 'vpc',
    ResourceId: idOf('vpc', vpcName),
    VpcId: idOf('vpc', vpcName),
    VpcOwnerId: owner,
    SubnetIds: subnets.map(({ SubnetId }) => SubnetId),
    State: 'available',
    Association: { TransitGatewayRouteTableId: tgwTable, State: 'associated' },
  };
}

export function transitRoute(block: string, vpcName: string): Item {
  return {
    DestinationCidrBlock: block,
    Type: 'propagated',
    State: 'active',
    TransitGatewayAttachments: [
      { ResourceId: idOf('vpc', vpcName), ResourceType: 'vpc', TransitGatewayAttachmentId: idOf('tgw-attach', vpcName) },
    ],
  };
}

function addTransit(world: World): void {
  const [ofHub, ofNear, ofFar] = [
    attachmentItem('60', net, Object.values(attachOf)),
    attachmentItem('62', net, Object.values(nearOf)),
    attachmentItem('61', team, Object.values(farOf)),
  ];
  put(world, 'DescribeTransitGateways', [{ TransitGatewayId: tgw, OwnerId: net, State: 'available' }], here);
  put(world, 'DescribeTransitGateways', [{ TransitGatewayId: tgw, OwnerId: net, State: 'available' }], inTeam);
  put(world, 'DescribeTransitGatewayAttachments', [ofHub, ofNear, ofFar], here);
  put(world, 'DescribeTransitGatewayVpcAttachments', [ofHub, ofNear], here);
  put(world, 'DescribeTransitGatewayAttachments', [{ ...ofFar, Association: undefined }], inTeam);
  put(world, 'DescribeTransitGatewayVpcAttachments', [ofFar], inTeam);
  put(
    world,
    'DescribeTransitGatewayRouteTables',
    [{ TransitGatewayRouteTableId: tgwTable, TransitGatewayId: tgw, State: 'available' }],
    here,
  );
  put(world, 'DescribeTransitGatewayRouteTables', [], inTeam);
  put(
    world,
    'SearchTransitGatewayRoutes',
    [
      transitRoute('0.0.0.0/0', '60'),
      transitRoute('10.60.0.0/16', '60'),
      transitRoute('10.61.0.0/16', '61'),
      transitRoute('10.62.0.0/16', '62'),
    ],
    { ...here, of: tgwTable },
  );
}

/** The hub and its spokes in order. */
export function hubWorld(): World {
  const world: World = new Map();
  addHub(world);
  addFar(world);
  addTransit(world);
  return world;
}

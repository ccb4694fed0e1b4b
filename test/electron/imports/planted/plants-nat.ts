/** Faults of NAT gateways, gateway endpoints, hubs and the whole, planted. */
import { addVpc, caller, dynamodb, endpoint, nat, networkAcl, route, routeTable, s3, shopVpc, subnet } from './base.ts';
import type { Plant } from './plant.ts';
import { add, change, drop, home, idOf, type Item, shop, stranger, type World } from './world.ts';

const publicIds = [idOf('subnet', 'c3'), idOf('subnet', 'c4')];
const natA = idOf('nat', 'c1');
const natB = idOf('nat', 'c2');
const tables = ['c1', 'c2'].map((name) => idOf('rtb', name));

function changeRoutes(world: World, tableName: string, make: (routes: readonly Item[]) => readonly Item[]): void {
  change(world, 'DescribeRouteTables', idOf('rtb', tableName), (table) => ({ Routes: make(table['Routes'] as readonly Item[]) }));
}

/** Takes a gateway endpoint away, with its routes. */
function without(world: World, gateway: string): void {
  drop(world, 'DescribeVpcEndpoints', gateway);
  for (const name of ['c1', 'c2']) changeRoutes(world, name, (routes) => routes.filter((one) => one['GatewayId'] !== gateway));
}

/** Sends the default route of a table elsewhere. */
function defaultTo(world: World, tableName: string, field: string, target: string): void {
  changeRoutes(world, tableName, (routes) => [
    ...routes.filter((one) => one['DestinationCidrBlock'] !== '0.0.0.0/0'),
    route('0.0.0.0/0', field, target),
  ]);
}

/** The second zone leaves through the NAT gateway of the first; the other one is gone. */
function oneNat(world: World): void {
  defaultTo(world, 'c2', 'NatGatewayId', natA);
  drop(world, 'DescribeNatGateways', natB);
}

const lonely = idOf('vpc', '81');

/** A VPC with one subnet that calls, and what else is told. */
function addSmallVpc(world: World, name: string, block: string, routes: readonly Item[], letter: 'a' | 'b' = 'a'): Item {
  const vpcId = idOf('vpc', name);
  const prefix = block.replace(/\.0\.0\/16$/, '');
  const home0 = subnet(idOf('subnet', name), vpcId, `${prefix}.0.0/24`, letter);
  addVpc(world, vpcId, block);
  add(world, 'DescribeSubnets', [home0]);
  add(world, 'DescribeNetworkAcls', [networkAcl(name, vpcId, [idOf('subnet', name)])]);
  add(world, 'DescribeNetworkInterfaces', [caller(name, home0, `${prefix}.0.10`)]);
  add(world, 'DescribeRouteTables', [routeTable(name, vpcId, [idOf('subnet', name)], routes, block)]);
  return home0;
}

const tgw = idOf('tgw', '71');
const tgwTable = idOf('tgw-rtb', '71');

function attachment(vpcId: string): Item {
  return {
    TransitGatewayAttachmentId: idOf('tgw-attach', vpcId.slice(-2)),
    TransitGatewayId: tgw,
    TransitGatewayOwnerId: shop,
    ResourceOwnerId: shop,
    ResourceType: 'vpc',
    ResourceId: vpcId,
    State: 'available',
    Association: { TransitGatewayRouteTableId: tgwTable, State: 'associated' },
  };
}

/** A transit gateway with these VPCs; what it does not know goes to the last of them, if so told. */
function addTransit(world: World, vpcIds: readonly string[], hub: string | null): void {
  add(world, 'DescribeTransitGateways', [{ TransitGatewayId: tgw, OwnerId: shop, State: 'available', Options: {} }]);
  add(world, 'DescribeTransitGatewayRouteTables', [
    { TransitGatewayRouteTableId: tgwTable, TransitGatewayId: tgw, State: 'available', DefaultAssociationRouteTable: true },
  ]);
  add(world, 'DescribeTransitGatewayAttachments', vpcIds.map(attachment));
  add(
    world,
    'DescribeTransitGatewayVpcAttachments',
    vpcIds.map((vpcId) => ({ ...attachment(vpcId), VpcId: vpcId, VpcOwnerId: shop, SubnetIds: [] })),
  );
  const to = (cidr: string, vpcId: string): Item => ({
    DestinationCidrBlock: cidr,
    TransitGatewayAttachments: [
      { ResourceId: vpcId, TransitGatewayAttachmentId: idOf('tgw-attach', vpcId.slice(-2)), ResourceType: 'vpc' },
    ],
    Type: 'static',
    State: 'active',
  });
  add(world, 'SearchTransitGatewayRoutes', hub === null ? [to('10.0.0.0/16', vpcIds[0] ?? '')] : [to('0.0.0.0/0', hub)], { of: tgwTable });
}

const egress = idOf('vpc', '72');
const egressS3 = idOf('vpce', '72');

/** A hub whose NAT gateway carries what the shop sends out; nobody calls in it. */
function behindHub(world: World): void {
  const prefix = '10.2';
  addVpc(world, egress, `${prefix}.0.0/16`);
  const inner = subnet(idOf('subnet', '72'), egress, `${prefix}.0.0/24`, 'a');
  const outer = subnet(idOf('subnet', '73'), egress, `${prefix}.1.0/24`, 'a');
  add(world, 'DescribeSubnets', [inner, outer]);
  add(world, 'DescribeNetworkAcls', [networkAcl('72', egress, [idOf('subnet', '72'), idOf('subnet', '73')])]);
  add(world, 'DescribeNatGateways', [nat('72', egress, idOf('subnet', '73'))]);
  const back = route('10.0.0.0/16', 'TransitGatewayId', tgw);
  add(world, 'DescribeRouteTables', [
    routeTable('72', egress, [idOf('subnet', '72')], [route('0.0.0.0/0', 'NatGatewayId', idOf('nat', '72'))], '10.2.0.0/16'),
    routeTable('73', egress, [idOf('subnet', '73')], [route('0.0.0.0/0', 'GatewayId', 'igw-00000000000000072'), back], '10.2.0.0/16'),
  ]);
  addTransit(world, [shopVpc, egress], egress);
  for (const name of ['c1', 'c2']) defaultTo(world, name, 'TransitGatewayId', tgw);
  drop(world, 'DescribeNatGateways', natA);
  drop(world, 'DescribeNatGateways', natB);
}

const regional = idOf('nat', '61');

/** One NAT gateway for the whole VPC, whose zones are added by hand. */
function regionalNat(world: World): void {
  drop(world, 'DescribeNatGateways', natA);
  drop(world, 'DescribeNatGateways', natB);
  add(world, 'DescribeNatGateways', [
    {
      NatGatewayId: regional,
      VpcId: shopVpc,
      State: 'available',
      ConnectivityType: 'public',
      AvailabilityMode: 'regional',
      AutoProvisionZones: 'disabled',
      CreateTime: '2026-01-10T10:00:00+00:00',
      NatGatewayAddresses: [{ AllocationId: 'eipalloc-1', AvailabilityZone: `${home}a`, AvailabilityZoneId: 'use1-az4', IsPrimary: true }],
    },
  ]);
  for (const name of ['c1', 'c2']) defaultTo(world, name, 'NatGatewayId', regional);
}

/** KMS endpoints in two further VPCs on the transit gateway of the shop. */
function threeOfAKind(world: World): void {
  for (const [name, block] of [
    ['74', '10.3.0.0/16'],
    ['75', '10.4.0.0/16'],
  ] as const) {
    addSmallVpc(world, name, block, []);
    const id = idOf('subnet', name);
    const second = subnet(idOf('subnet', `${name}b`), idOf('vpc', name), block.replace('.0.0/16', '.1.0/24'), 'b');
    add(world, 'DescribeSubnets', [second]);
    add(world, 'DescribeNetworkAcls', [networkAcl(`${name}b`, idOf('vpc', name), [idOf('subnet', `${name}b`)])]);
    add(world, 'DescribeRouteTables', [routeTable(`${name}b`, idOf('vpc', name), [idOf('subnet', `${name}b`)], [], block)]);
    add(world, 'DescribeSecurityGroups', [
      {
        GroupId: idOf('sg', name),
        GroupName: 'kms',
        VpcId: idOf('vpc', name),
        OwnerId: shop,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: block }] }],
        IpPermissionsEgress: [],
      },
    ]);
    add(world, 'DescribeVpcEndpoints', [
      endpoint(idOf('vpce', name), 'Interface', `com.amazonaws.${home}.kms`, {
        VpcId: idOf('vpc', name),
        SubnetIds: [id, idOf('subnet', `${name}b`)],
        Groups: [{ GroupId: idOf('sg', name), GroupName: 'kms' }],
        PrivateDnsEnabled: true,
      }),
    ]);
  }
  addTransit(world, [shopVpc, idOf('vpc', '74'), idOf('vpc', '75')], null);
}

const shared = idOf('vpc', '65');

export const natPlants: readonly Plant[] = [
  { rule: 'NT-01', what: 'no S3 gateway endpoint', plant: (world) => without(world, s3), subjects: [shopVpc] },
  { rule: 'NT-02', what: 'no DynamoDB gateway endpoint', plant: (world) => without(world, dynamodb), subjects: [shopVpc] },
  {
    rule: 'NT-03',
    what: 'a gateway endpoint on one of two tables',
    plant: (world) => {
      change(world, 'DescribeVpcEndpoints', s3, { RouteTableIds: [tables[0]] });
      changeRoutes(world, 'c2', (routes) => routes.filter((one) => one['GatewayId'] !== s3));
    },
    subjects: [s3],
  },
  { rule: 'NT-04', what: 'one NAT gateway for two zones', plant: oneNat, subjects: [natA], also: ['NT-05'] },
  { rule: 'NT-05', what: 'a single NAT gateway', plant: oneNat, subjects: [shopVpc], also: ['NT-04'] },
  {
    rule: 'NT-06',
    what: 'a NAT gateway that no route names',
    plant: (world) => add(world, 'DescribeNatGateways', [nat('62', shopVpc, publicIds[0] ?? '')]),
    subjects: [idOf('nat', '62')],
  },
  {
    rule: 'NT-07',
    what: 'a route to what is gone',
    plant: (world) =>
      changeRoutes(world, 'c1', (routes) => [
        ...routes,
        { ...route('192.168.0.0/16', 'VpcPeeringConnectionId', 'pcx-1'), State: 'blackhole' },
      ]),
    subjects: [idOf('rtb', 'c1')],
  },
  { rule: 'NT-08', what: 'a regional NAT gateway without the second zone', plant: regionalNat, subjects: [regional] },
  {
    rule: 'NT-10',
    what: 'much traffic of one service through NAT',
    plant: () => undefined,
    subjects: [shopVpc],
    usage: [{ scope: shopVpc, region: home as never, service: 'sqs', path: 'nat', gb_per_month: '50000' }],
  },
  {
    rule: 'EG-01',
    what: 'S3 of a spoke through the NAT gateway of its hub',
    plant: (world) => {
      behindHub(world);
      without(world, s3);
    },
    subjects: [shopVpc],
  },
  { rule: 'TP-01', what: 'three VPCs with the same endpoint', plant: threeOfAKind, subjects: [tgw] },
  {
    rule: 'TP-02',
    what: 'a gateway endpoint in the hub, and none in the spoke',
    plant: (world) => {
      behindHub(world);
      without(world, s3);
      add(world, 'DescribeVpcEndpoints', [
        endpoint(egressS3, 'Gateway', `com.amazonaws.${home}.s3`, { VpcId: egress, RouteTableIds: [idOf('rtb', '72')] }),
      ]);
      changeRoutes(world, '72', (routes) => [...routes, route('pl-63a5400a', 'GatewayId', egressS3)]);
    },
    subjects: [egressS3],
    also: ['EG-01'],
  },
  {
    rule: 'TP-03',
    what: 'a VPC with NAT and nothing else',
    plant: (world) => {
      addSmallVpc(world, '81', '10.5.0.0/16', [route('0.0.0.0/0', 'NatGatewayId', idOf('nat', '81'))]);
      add(world, 'DescribeSubnets', [subnet(idOf('subnet', '82'), lonely, '10.5.1.0/24', 'a')]);
      add(world, 'DescribeNetworkAcls', [networkAcl('82', lonely, [idOf('subnet', '82')])]);
      add(world, 'DescribeRouteTables', [
        routeTable('82', lonely, [idOf('subnet', '82')], [route('0.0.0.0/0', 'GatewayId', 'igw-00000000000000081')], '10.5.0.0/16'),
      ]);
      add(world, 'DescribeNatGateways', [nat('81', lonely, idOf('subnet', '82'))]);
    },
    subjects: [lonely],
    also: ['NT-01', 'NT-02'],
  },
  {
    rule: 'TP-04',
    what: 'a subnet in a VPC of somebody who was not scanned',
    plant: (world) => {
      add(world, 'DescribeVpcs', [
        {
          VpcId: shared,
          OwnerId: stranger,
          CidrBlock: '10.6.0.0/16',
          CidrBlockAssociationSet: [{ CidrBlock: '10.6.0.0/16', CidrBlockState: { State: 'associated' } }],
          DhcpOptionsId: 'dopt-00000001',
          IsDefault: false,
          State: 'available',
        },
      ]);
      add(world, 'DescribeSubnets', [subnet(idOf('subnet', '65'), shared, '10.6.0.0/24', 'a', stranger)]);
    },
    subjects: [shared],
  },
];

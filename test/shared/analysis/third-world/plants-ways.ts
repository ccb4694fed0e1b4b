/** Faults of the ways out: NAT gateways, gateway endpoints, hubs and network ACLs, one at a time. */
import { igw, openAcl, route, routeTable, subnet, vpc } from './kit.ts';
import { group, instance } from './kit-callers.ts';
import { endpoint, type Spot } from './kit-links.ts';
import { nat } from './kit-ways.ts';
import { sqs } from './base-app.ts';
import { app, net, places as makePlaces } from './places.ts';
import type { Plant } from './plants-zones.ts';
import { add, change, drop, entries, id, type Place, type Wire, type World } from './world.ts';

const places = makePlaces();
const here: Place = places(app);
const letters = ['a', 'b', 'c'] as const;
const endpoints = 'DescribeVpcEndpoints';

/** Takes a gateway endpoint off route tables, route and association. */
function offTables(world: World, vpcName: string, service: string, tables: readonly string[]): void {
  const VpcEndpointId = id('vpce', `${vpcName} ${service}`);
  const [found] = entries(world, endpoints, { VpcEndpointId });
  const gone = new Set(tables.map((name) => id('rtb', name)));
  change(
    world,
    endpoints,
    { VpcEndpointId },
    { RouteTableIds: ((found?.['RouteTableIds'] ?? []) as string[]).filter((one) => !gone.has(one)) },
  );
  for (const RouteTableId of gone) {
    const [table] = entries(world, 'DescribeRouteTables', { RouteTableId });
    change(
      world,
      'DescribeRouteTables',
      { RouteTableId },
      { Routes: ((table?.['Routes'] ?? []) as Wire[]).filter((one) => one['GatewayId'] !== VpcEndpointId) },
    );
  }
}

function withoutGateway(world: World, vpcName: string, service: string): void {
  const [found] = entries(world, endpoints, { VpcEndpointId: id('vpce', `${vpcName} ${service}`) });
  for (const one of entries(world, 'DescribeRouteTables', { VpcId: id('vpc', vpcName) }))
    change(
      world,
      'DescribeRouteTables',
      { RouteTableId: one['RouteTableId'] },
      { Routes: (one['Routes'] as Wire[]).filter((each) => each['GatewayId'] !== found?.['VpcEndpointId']) },
    );
  drop(world, endpoints, { VpcEndpointId: found?.['VpcEndpointId'] });
}

/** The default route of a table, to something else. */
function defaultTo(world: World, table: string, target: Wire): void {
  const [found] = entries(world, 'DescribeRouteTables', { RouteTableId: id('rtb', table) });
  const rest = ((found?.['Routes'] ?? []) as Wire[]).filter((one) => one['DestinationCidrBlock'] !== '0.0.0.0/0');
  change(world, 'DescribeRouteTables', { RouteTableId: id('rtb', table) }, { Routes: [...rest, route('0.0.0.0/0', target)] });
}

function withoutNat(world: World, name: string): void {
  drop(world, 'DescribeNatGateways', { NatGatewayId: id('nat', name) });
  drop(world, 'DescribeNetworkInterfaces', { NetworkInterfaceId: id('eni', name) });
  drop(world, 'DescribeAddresses', { AllocationId: id('eipalloc', name) });
}

const natOf = (letter: string): Wire => ({ NatGatewayId: id('nat', `shop nat ${letter}`) });

/** A VPC with a NAT gateway and nothing else. */
function bare(world: World): void {
  vpc(world, here, 'bare', '10.77.0.0/16');
  const out = igw(world, here, 'bare');
  subnet(world, here, 'bare', 'bare-pub', 'a', '10.77.0.0/24');
  subnet(world, here, 'bare', 'bare-app', 'a', '10.77.1.0/24');
  openAcl(world, here, 'bare', ['bare-pub', 'bare-app']);
  const NatGatewayId = nat(world, here, 'bare', 'bare-pub', 'a', 'bare nat', '10.77.0.9', '198.51.100.99');
  routeTable(world, here, 'bare', 'bare-pub', ['bare-pub'], [route('0.0.0.0/0', out)], { locals: ['10.77.0.0/16'] });
  routeTable(world, here, 'bare', 'bare', [], [route('0.0.0.0/0', { NatGatewayId })], { main: true, locals: ['10.77.0.0/16'] });
  instance(world, here, 'bare', 'bare-app', 'a', 'bare worker', '10.77.1.40', [group(world, here, 'bare', 'bare workers', [], [])]);
}

/** The same service in hub and spoke as in the shop. */
function sqsEverywhere(world: World): void {
  const hub = places(net);
  const admits = group(world, hub, 'hub', 'hub queues', ['443'], ['10.0.0.0/8']);
  endpoint(
    world,
    hub,
    'hub',
    'hub sqs',
    [
      ['hub-end-a', 'a', '10.40.0.11'],
      ['hub-end-b', 'b', '10.40.1.11'],
    ],
    { service: sqs, groups: [admits], privateDns: true },
  );
  const spots = letters.map((letter, index): Spot => [`spoke-${letter}`, letter, `10.42.${index}.11`]);
  endpoint(world, here, 'spoke', 'spoke sqs', spots, {
    service: sqs,
    groups: [group(world, here, 'spoke', 'spoke queues', ['443'], ['10.42.0.0/16'])],
    privateDns: true,
  });
  const [seen] = entries(world, 'DescribeVpcEndpointServices', { ServiceName: sqs });
  if (seen !== undefined) add(world, hub, 'DescribeVpcEndpointServices', seen);
}

function entryOf(world: World, vpcName: string, entry: Wire): void {
  for (const acl of entries(world, 'DescribeNetworkAcls', { NetworkAclId: id('acl', vpcName) }))
    (acl['Entries'] as Wire[]).unshift({ RuleNumber: 50, RuleAction: 'deny', ...entry });
}

export const wayPlants: readonly Plant[] = [
  {
    name: 'no S3 endpoint beside NAT',
    plant: (world) => withoutGateway(world, 'shop', 's3'),
    tells: [`NT-01 medium ${id('vpc', 'shop')}`],
  },
  {
    name: 'no DynamoDB endpoint beside NAT',
    plant: (world) => withoutGateway(world, 'shop', 'dynamodb'),
    tells: [`NT-02 medium ${id('vpc', 'shop')}`],
  },
  {
    name: 'a table without the S3 endpoint',
    plant: (world) => offTables(world, 'shop', 's3', ['shop-app-c']),
    tells: [`NT-03 high ${id('vpce', 'shop s3')}`],
  },
  {
    name: 'NAT of another zone',
    plant: (world) => {
      defaultTo(world, 'shop-app-c', natOf('a'));
      withoutNat(world, 'shop nat c');
    },
    tells: [`NT-04 high ${id('nat', 'shop nat a')}`],
  },
  {
    name: 'one NAT for three zones',
    plant: (world) => {
      defaultTo(world, 'shop-app-c', natOf('a'));
      defaultTo(world, 'shop-app-b', natOf('a'));
      withoutNat(world, 'shop nat c');
      withoutNat(world, 'shop nat b');
    },
    tells: [`NT-04 high ${id('nat', 'shop nat a')}`, `NT-05 medium ${id('vpc', 'shop')}`],
  },
  {
    name: 'a NAT that nothing leads to',
    plant: (world) => void nat(world, here, 'shop', 'shop-pub-a', 'a', 'spare nat', '10.41.0.77', '198.51.100.77'),
    tells: [`NT-06 medium ${id('nat', 'spare nat')}`],
  },
  {
    name: 'a NAT that failed',
    plant: (world) =>
      add(world, here, 'DescribeNatGateways', {
        NatGatewayId: id('nat', 'failed nat'),
        State: 'failed',
        FailureCode: 'Gateway.NotAttached',
        FailureMessage: 'Network vpc has no Internet gateway attached',
        SubnetId: id('subnet', 'shop-pub-a'),
        VpcId: id('vpc', 'shop'),
        ConnectivityType: 'public',
        NatGatewayAddresses: [],
        Tags: [],
      }),
    tells: [`NT-07 high ${id('nat', 'failed nat')}`],
  },
  {
    name: 'a route to what is gone',
    plant: (world) => {
      const [table] = entries(world, 'DescribeRouteTables', { RouteTableId: id('rtb', 'spoke') });
      ((table?.['Routes'] ?? []) as Wire[]).push({
        ...route('10.200.0.0/16', { VpcPeeringConnectionId: id('pcx', 'gone') }),
        State: 'blackhole',
      });
    },
    tells: [`NT-07 high ${id('rtb', 'spoke')}`],
  },
  {
    name: 'a regional NAT by hand, short of a zone',
    plant: (world) => {
      const [found] = entries(world, 'DescribeNatGateways', { NatGatewayId: id('nat', 'hub') });
      change(
        world,
        'DescribeNatGateways',
        { NatGatewayId: id('nat', 'hub') },
        {
          AutoProvisionZones: 'disabled',
          AutoScalingIps: 'disabled',
          NatGatewayAddresses: ((found?.['NatGatewayAddresses'] ?? []) as Wire[]).slice(0, 2),
        },
      );
      instance(world, places(net), 'hub', 'hub-end-c', 'c', 'hub worker', '10.40.2.40', [
        group(world, places(net), 'hub', 'hub workers', [], []),
      ]);
    },
    tells: [`NT-08 medium ${id('nat', 'hub')}`],
  },
  { name: 'one service in three VPCs of a transit gateway', plant: sqsEverywhere, tells: [`TP-01 info ${id('tgw', 'core')}`] },
  {
    name: 'a spoke without DynamoDB behind a hub that has it',
    plant: (world) => withoutGateway(world, 'spoke', 'dynamodb'),
    tells: [`TP-02 info ${id('vpce', 'hub dynamodb')}`],
  },
  {
    name: 'a spoke without S3 behind a hub that has it',
    plant: (world) => withoutGateway(world, 'spoke', 's3'),
    tells: [`EG-01 medium ${id('vpc', 'spoke')}`, `TP-02 info ${id('vpce', 'hub s3')}`],
  },
  {
    name: 'NAT and nothing else',
    plant: bare,
    tells: [`NT-01 medium ${id('vpc', 'bare')}`, `NT-02 medium ${id('vpc', 'bare')}`, `TP-03 low ${id('vpc', 'bare')}`],
  },
  {
    name: 'calls between subnets are denied',
    plant: (world) =>
      entryOf(world, 'common', { Egress: false, Protocol: '6', CidrBlock: '10.45.0.0/16', PortRange: { From: 443, To: 443 } }),
    tells: [`NACL-01 high ${id('vpce', 'common logs')}`],
  },
  {
    name: 'answers between subnets are denied',
    plant: (world) =>
      entryOf(world, 'common', { Egress: true, Protocol: '6', CidrBlock: '10.45.0.0/16', PortRange: { From: 1024, To: 65535 } }),
    tells: [`NACL-01 high ${id('vpce', 'common logs')}`],
  },
  {
    name: 'a part of S3 is denied',
    plant: (world) => entryOf(world, 'spoke', { Egress: true, Protocol: '6', CidrBlock: '3.5.64.0/21', PortRange: { From: 443, To: 443 } }),
    tells: [`NACL-01 medium ${id('vpce', 'spoke s3')}`],
  },
  {
    name: 'something else is denied',
    plant: (world) => entryOf(world, 'spoke', { Egress: false, Protocol: '17', CidrBlock: '0.0.0.0/0', PortRange: { From: 1, To: 65535 } }),
    tells: [],
  },
];

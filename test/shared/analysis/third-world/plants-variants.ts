/** Other ways to be in order, and rarer faults: what must not be told, and what must although it looks unlike the textbook. */
import { route } from './kit.ts';
import { fullPolicy } from './kit-links.ts';
import { balancerArn, permissions } from './kit-services.ts';
import { nat } from './kit-ways.ts';
import { app, data, part, places as makePlaces } from './places.ts';
import { type Plant, withoutWorker } from './plants-zones.ts';
import { add, change, changeCall, entries, id, type Wire, type World } from './world.ts';

const places = makePlaces();
const here = places(app);
const provider = places(data);
const endpoints = 'DescribeVpcEndpoints';
const sqsId = id('vpce', 'shop sqs');
const partRole = ['Role', `arn:aws:iam::${places(part).account}:role/net/builder`] as const;
const unit = ['OrganizationUnit', 'arn:aws:organizations::410000000101:ou/o-meridian01/ou-ab12-cd34ef56'] as const;

/** Every entry of a list without these fields, as older recordings have them. */
function strip(world: World, operation: string, ...fields: readonly string[]): void {
  for (const one of entries(world, operation, {})) for (const field of fields) delete one[field];
}

function listenersOf(world: World, balancer: string, changed: (listener: Wire) => Wire): void {
  changeCall(world, 'DescribeListeners', balancerArn(provider, balancer), (answer) => ({
    Listeners: (answer['Listeners'] as Wire[]).map(changed),
  }));
}

export const variants: readonly Plant[] = [
  {
    name: 'UDP listeners, and UDP is admitted',
    plant: (world) => {
      for (const one of ['ledger-one', 'ledger-two']) listenersOf(world, one, (listener) => ({ ...listener, Protocol: 'UDP' }));
      change(
        world,
        'DescribeSecurityGroups',
        { GroupId: id('sg', 'ledger access') },
        { IpPermissions: [{ IpProtocol: 'udp', FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: '10.47.0.0/16' }] }] },
      );
    },
    tells: [],
  },
  {
    name: 'the ACL of a hub admits its own VPC only',
    plant: (world) => {
      for (const acl of entries(world, 'DescribeNetworkAcls', { NetworkAclId: id('acl', 'hub') }))
        (acl['Entries'] as Wire[]).unshift({
          RuleNumber: 40,
          RuleAction: 'deny',
          Egress: false,
          Protocol: '-1',
          CidrBlock: '10.42.0.0/16',
        });
    },
    tells: [`NACL-01 high ${id('vpce', 'hub secrets')}`],
  },
  {
    name: 'nobody calls in the third zone',
    plant: (world) => {
      withoutWorker(world, 'shop worker c');
      withoutFunction(world, 'shop function c');
    },
    tells: [`AZ-05 low ${id('vpce', 'shop pay')}`, `AZ-05 low ${sqsId}`],
  },
  { name: 'an organisational unit may ask', plant: (world) => permissions(world, provider, 'ledger', [partRole, unit]), tells: [] },
  {
    name: 'only an organisational unit is allowed',
    plant: (world) => permissions(world, provider, 'ledger', [unit]),
    tells: [`CN-06 unknown ${id('vpce', 'part ledger')}`],
  },
  {
    name: 'a route of IPv6 to what is gone',
    plant: (world) => {
      const [table] = entries(world, 'DescribeRouteTables', { RouteTableId: id('rtb', 'shop-pub') });
      ((table?.['Routes'] ?? []) as Wire[]).push({
        DestinationIpv6CidrBlock: '2001:db8::/32',
        NetworkInterfaceId: id('eni', 'gone'),
        Origin: 'CreateRoute',
        State: 'blackhole',
      });
    },
    tells: [`NT-07 high ${id('rtb', 'shop-pub')}`],
  },
  {
    name: 'a private NAT that nothing leads to',
    plant: (world) => {
      nat(world, here, 'shop', 'shop-app-a', 'a', 'private nat', '10.41.16.77', '198.51.100.78');
      change(world, 'DescribeNatGateways', { NatGatewayId: id('nat', 'private nat') }, { ConnectivityType: 'private' });
    },
    tells: [`NT-06 medium ${id('nat', 'private nat')}`],
  },
  {
    name: 'a NAT that is deleted',
    plant: (world) =>
      add(world, here, 'DescribeNatGateways', {
        NatGatewayId: id('nat', 'old nat'),
        State: 'deleted',
        DeleteTime: '2026-11-21T11:30:00+00:00',
        SubnetId: id('subnet', 'shop-pub-a'),
        VpcId: id('vpc', 'shop'),
        ConnectivityType: 'public',
        NatGatewayAddresses: [],
      }),
    tells: [],
  },
  {
    name: 'a NAT whose own subnet has no way out',
    plant: (world) => {
      const [table] = entries(world, 'DescribeRouteTables', { RouteTableId: id('rtb', 'shop-pub') });
      const c = id('subnet', 'shop-pub-c');
      change(
        world,
        'DescribeRouteTables',
        { RouteTableId: id('rtb', 'shop-pub') },
        { Associations: ((table?.['Associations'] ?? []) as Wire[]).filter((one) => one['SubnetId'] !== c) },
      );
      add(world, here, 'DescribeRouteTables', {
        RouteTableId: id('rtb', 'shop-pub-c'),
        VpcId: id('vpc', 'shop'),
        OwnerId: here.account,
        Tags: [],
        PropagatingVgws: [],
        Routes: [route('10.41.0.0/16', { GatewayId: 'local' })],
        Associations: [
          {
            Main: false,
            SubnetId: c,
            RouteTableId: id('rtb', 'shop-pub-c'),
            RouteTableAssociationId: 'rtbassoc-1',
            AssociationState: { State: 'associated' },
          },
        ],
      });
    },
    tells: [`NT-07 high ${id('nat', 'shop nat c')}`],
  },
  {
    name: 'an endpoint that is being deleted',
    plant: (world) => change(world, endpoints, { VpcEndpointId: sqsId }, { State: 'deleting' }),
    tells: [],
  },
  {
    name: 'an endpoint in part',
    plant: (world) => change(world, endpoints, { VpcEndpointId: sqsId }, { State: 'Partial' }),
    tells: [`CN-02 high ${sqsId}`],
  },
  {
    name: 'an endpoint that AWS manages, with the default policy',
    plant: (world) =>
      change(world, endpoints, { VpcEndpointId: sqsId }, { RequesterManaged: true, PolicyDocument: JSON.stringify(fullPolicy) }),
    tells: [],
  },
  {
    name: 'words in other cases',
    plant: (world) => {
      change(world, endpoints, { VpcEndpointId: sqsId }, { State: 'Available', VpcEndpointType: 'interface', IpAddressType: 'DualStack' });
      change(world, 'DescribeNetworkInterfaces', { InterfaceType: 'nat_gateway' }, { InterfaceType: 'natGateway' });
      change(world, 'DescribeLoadBalancers', { Type: 'network' }, { Type: 'Network' });
    },
    tells: [],
  },
  {
    name: 'nothing has tags',
    plant: (world) => {
      for (const operation of [
        'DescribeVpcs',
        'DescribeSubnets',
        'DescribeRouteTables',
        'DescribeVpcEndpoints',
        'DescribeSecurityGroups',
        'DescribeNatGateways',
        'DescribeVpcEndpointServiceConfigurations',
      ])
        strip(world, operation, 'Tags');
    },
    tells: [],
  },
  {
    name: 'names full of markup',
    plant: (world) =>
      change(
        world,
        'DescribeVpcs',
        { VpcId: id('vpc', 'shop') },
        {
          Tags: [
            { Key: 'Name', Value: '<img src=x>"\u202e`${1}`' },
            { Key: 'aws:cloudformation:stack-id', Value: null },
          ],
        },
      ),
    tells: [],
  },
];

function withoutFunction(world: World, name: string): void {
  for (const place of world.places) {
    const lists = world.lists.get(`${place.account}/${place.region}`);
    lists?.set(
      'DescribeNetworkInterfaces',
      (lists.get('DescribeNetworkInterfaces') ?? []).filter((one) => one['NetworkInterfaceId'] !== id('eni', name)),
    );
  }
}

/** Faults of zones and load balancers, one at a time, with what they must be called. */
import { route, subnet } from './kit.ts';
import { networkInterface } from './kit-callers.ts';
import { balancerArn, targetGroupArn } from './kit-services.ts';
import { sqs } from './base-app.ts';
import { app, appCentral, data, places as makePlaces } from './places.ts';
import { change, changeCall, drop, entries, id, type Wire, type World } from './world.ts';
import { cleanWorld } from './files.ts';

/** A fault, the worlds it is planted in, and the lines that must appear that the clean world does not have. */
export interface Plant {
  readonly name: string;
  readonly world?: () => World;
  readonly plant: (world: World) => void;
  readonly tells: readonly string[];
}

const places = makePlaces();
const provider = places(data);
const configurations = 'DescribeVpcEndpointServiceConfigurations';
const west = (letters: string): Wire => ({
  AvailabilityZoneIds: letters.split('').map((letter) => provider.zones[letter]),
  AvailabilityZones: letters.split('').map((letter) => `eu-west-1${letter}`),
});

/** The service and what consumers see of it, in other zones. */
function offered(world: World, name: string, letters: string): void {
  change(world, configurations, { ServiceId: id('vpce-svc', name) }, west(letters));
  change(world, 'DescribeVpcEndpointServices', { ServiceId: id('vpce-svc', name) }, west(letters));
}

function balancerIn(world: World, name: string, letters: string): void {
  const AvailabilityZones = letters.split('').map((letter) => ({
    ZoneName: `eu-west-1${letter}`,
    SubnetId: id('subnet', `data-${letter}`),
    LoadBalancerAddresses: [],
  }));
  change(world, 'DescribeLoadBalancers', { LoadBalancerName: name }, { AvailabilityZones });
}

/** Takes the interfaces of an endpoint in a zone away. */
export function withoutSpot(world: World, name: string, subnetName: string, letter: string): void {
  const VpcEndpointId = id('vpce', name);
  for (const entry of entries(world, 'DescribeVpcEndpoints', { VpcEndpointId })) {
    const without = (field: string, gone: string): unknown[] => (entry[field] as unknown[]).filter((one) => one !== gone);
    change(
      world,
      'DescribeVpcEndpoints',
      { VpcEndpointId },
      {
        SubnetIds: without('SubnetIds', id('subnet', subnetName)),
        NetworkInterfaceIds: without('NetworkInterfaceIds', id('eni', `${name} ${letter}`)),
      },
    );
  }
  drop(world, 'DescribeNetworkInterfaces', { NetworkInterfaceId: id('eni', `${name} ${letter}`) });
}

/** An instance, gone. */
export function withoutWorker(world: World, name: string): void {
  drop(world, 'DescribeNetworkInterfaces', { NetworkInterfaceId: id('eni', name) });
  drop(world, 'DescribeInstances', { ReservationId: id('r', name) });
}

function unhealthy(world: World, group: string, target: string): void {
  changeCall(world, 'DescribeTargetHealth', targetGroupArn(provider, group), (answer) => ({
    ...answer,
    TargetHealthDescriptions: (answer['TargetHealthDescriptions'] as Wire[]).map((one) =>
      (one['Target'] as Wire)['Id'] === target
        ? { ...one, TargetHealth: { State: 'unhealthy', Reason: 'Target.FailedHealthChecks' } }
        : one,
    ),
  }));
}

function crossZone(world: World, operation: string, subject: string, Value: string): void {
  changeCall(world, operation, subject, (answer) => ({ ...answer, Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value }] }));
}

const tableOf = (name: string): Wire => ({ RouteTableId: id('rtb', name) });
const shopPay = id('vpce', 'shop pay');
const partLedger = id('vpce', 'part ledger');

export const zonePlants: readonly Plant[] = [
  {
    name: 'the provider left a zone that the endpoint stands in and callers are in',
    plant: (world) => {
      offered(world, 'pay', 'ab');
      balancerIn(world, 'pay', 'ab');
    },
    tells: [`AZ-01 high ${shopPay}`, `AZ-04 low ${shopPay}`],
  },
  {
    name: 'an endpoint in one zone, callers in two',
    plant: (world) => withoutSpot(world, 'common logs', 'common-b', 'b'),
    tells: [`AZ-02 high ${id('vpce', 'common logs')}`, `AZ-03 medium ${id('vpce', 'common logs')}`],
  },
  {
    name: 'an endpoint in one zone, and the callers too',
    plant: (world) => {
      withoutSpot(world, 'common logs', 'common-b', 'b');
      withoutWorker(world, 'guest b');
    },
    tells: [`AZ-02 medium ${id('vpce', 'common logs')}`],
  },
  {
    name: 'a resource endpoint in one zone',
    plant: (world) => {
      withoutSpot(world, 'shop database', 'shop-app-b', 'b');
      withoutSpot(world, 'shop database', 'shop-app-c', 'c');
    },
    tells: [`AZ-02 high ${id('vpce', 'shop database')}`],
  },
  {
    name: 'callers in a zone that the service has and the endpoint lacks',
    plant: (world) => withoutSpot(world, 'shop sqs', 'shop-app-c', 'c'),
    tells: [`AZ-03 medium ${id('vpce', 'shop sqs')}`],
  },
  {
    name: 'callers in a zone that AWS does not offer',
    plant: (world) => {
      change(world, 'DescribeVpcEndpointServices', { ServiceName: sqs }, west('ab'));
      withoutSpot(world, 'shop sqs', 'shop-app-c', 'c');
    },
    tells: [`AZ-04 low ${id('vpce', 'shop sqs')}`],
  },
  {
    name: 'a third zone of a central endpoint that no spoke calls from',
    plant: (world) => withoutWorker(world, 'spoke worker c'),
    tells: [`AZ-05 low ${id('vpce', 'hub secrets')}`],
  },
  {
    name: 'consumer and providers name zones differently',
    world: () => cleanWorld(makePlaces({ app: { a: 'euw1-az2', b: 'euw1-az1', c: 'euw1-az3' } })),
    plant: () => undefined,
    tells: [`AZ-06 info ${shopPay}`, `AZ-06 info ${id('vpce', 'edge wall a')}`],
  },
  {
    name: 'both load balancers stand in a zone that the service does not list',
    plant: (world) => {
      balancerIn(world, 'ledger-one', 'abc');
      balancerIn(world, 'ledger-two', 'abc');
    },
    tells: [`AZ-07 medium ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'a service of one zone',
    plant: (world) => {
      offered(world, 'ledger', 'a');
      balancerIn(world, 'ledger-one', 'a');
      balancerIn(world, 'ledger-two', 'a');
      withoutSpot(world, 'part ledger', 'part-b', 'b');
      withoutWorker(world, 'part worker b');
    },
    tells: [`AZ-02 medium ${partLedger}`, `AZ-08 high ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'one listener has no healthy instance in a zone',
    plant: (world) => unhealthy(world, 'pay-1', id('i', 'server b')),
    tells: [`AZ-09 high ${balancerArn(provider, 'pay')}`],
  },
  {
    name: 'the same, and the target group overrules the cross-zone of its load balancer',
    plant: (world) => {
      unhealthy(world, 'pay-1', id('i', 'server b'));
      crossZone(world, 'DescribeLoadBalancerAttributes', balancerArn(provider, 'pay'), 'true');
      crossZone(world, 'DescribeTargetGroupAttributes', targetGroupArn(provider, 'pay-1'), 'false');
    },
    tells: [`AZ-09 high ${balancerArn(provider, 'pay')}`],
  },
  {
    name: 'the same, and the target group crosses zones by itself',
    plant: (world) => {
      unhealthy(world, 'pay-1', id('i', 'server b'));
      crossZone(world, 'DescribeTargetGroupAttributes', targetGroupArn(provider, 'pay-1'), 'true');
    },
    tells: [],
  },
  {
    name: 'one of two load balancers lacks a zone',
    plant: (world) => balancerIn(world, 'ledger-two', 'a'),
    tells: [`AZ-10 medium ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'one of two load balancers lacks a listener',
    plant: (world) =>
      changeCall(world, 'DescribeListeners', balancerArn(provider, 'ledger-two'), (answer) => ({
        Listeners: (answer['Listeners'] as Wire[]).map((one) => ({ ...one, Protocol: 'TCP', Port: 853 })),
      })),
    tells: [`AZ-10 medium ${id('vpce-svc', 'ledger')}`, `EP-04 high ${partLedger}`],
  },
  {
    name: 'a zone of the service that nobody uses',
    plant: (world) => {
      offered(world, 'ledger', 'abc');
      balancerIn(world, 'ledger-one', 'abc');
      balancerIn(world, 'ledger-two', 'abc');
    },
    tells: [`AZ-11 info ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'a subnet is routed to the firewall endpoint of another zone',
    plant: (world) =>
      change(world, 'DescribeRouteTables', tableOf('edge-app-a'), {
        Routes: [route('10.46.0.0/16', { GatewayId: 'local' }), route('0.0.0.0/0', { GatewayId: id('vpce', 'edge wall b') })],
      }),
    tells: [`AZ-12 medium ${id('vpce', 'edge wall b')}`],
  },
  {
    name: 'a cross-Region endpoint in one zone',
    plant: (world) => {
      withoutSpot(world, 'central pay', 'central-b', 'b');
      withoutSpot(world, 'central pay', 'central-c', 'c');
    },
    tells: [`AZ-13 medium ${id('vpce', 'central pay')}`],
  },
  {
    name: 'a cross-Region endpoint in a zone that AWS excludes',
    world: () =>
      cleanWorld(
        makePlaces(
          {},
          {
            [appCentral]: {
              account: places(app).account,
              region: 'ap-northeast-1',
              zones: { a: 'apne1-az4', b: 'apne1-az3', c: 'apne1-az1' },
            },
          },
        ),
      ),
    plant: (world) =>
      change(
        world,
        configurations,
        { ServiceId: id('vpce-svc', 'pay') },
        {
          SupportedRegions: [
            { Region: 'eu-west-1', ServiceState: 'Available' },
            { Region: 'ap-northeast-1', ServiceState: 'Available' },
          ],
        },
      ),
    tells: [`AZ-13 high ${id('vpce', 'central pay')}`],
  },
  {
    name: 'callers in a Local Zone',
    world: () => cleanWorld(makePlaces({ app: { a: 'euw1-az1', b: 'euw1-az2', c: 'euw1-az3', '-lhr-1a': 'euw1-lhr1-az1' } })),
    plant: (world) => {
      const here = world.places.find((place) => place.account === places(app).account && place.region === 'eu-west-1') ?? places(app);
      subnet(world, here, 'shop', 'shop-local', '-lhr-1a', '10.41.99.0/24');
      networkInterface(world, here, 'shop', 'shop-local', '-lhr-1a', 'local worker', { ip: '10.41.99.40', groups: [id('sg', 'workers')] });
    },
    tells: [`AZ-14 info ${id('vpc', 'shop')}`],
  },
];

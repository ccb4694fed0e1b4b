/** Faults of zones, planted. */
import {
  addBalancer,
  awsService,
  balancerArn,
  caller,
  endpoint,
  groupArn,
  health,
  inLedger,
  instance,
  inZone,
  kms,
  ledgerSubnets,
  networkAcl,
  pin,
  route,
  service,
  serviceName,
  shopVpc,
  subnet,
  subnets,
  toLedger,
  zone,
  zoneIds,
} from './base.ts';
import type { Plant } from './plant.ts';
import { add, change, home, idOf, type Item, ledger, type World } from './world.ts';

const thirdId = idOf('subnet', 'd1');
const third = subnet(thirdId, shopVpc, '10.0.2.0/24', 'c');
const appIds = [idOf('subnet', 'c1'), idOf('subnet', 'c2')];

/** A third zone of the shop, with or without somebody who calls. */
function addThird(world: World, hasCaller: boolean): void {
  add(world, 'DescribeSubnets', [third]);
  add(world, 'DescribeNetworkAcls', [networkAcl('d1', shopVpc, [thirdId])]);
  if (hasCaller) add(world, 'DescribeNetworkInterfaces', [caller('d1', third, '10.0.2.10')]);
}

function kmsInThird(world: World): void {
  add(world, 'DescribeNetworkInterfaces', [pin('d2', third, '10.0.2.20')]);
  change(world, 'DescribeVpcEndpoints', kms, {
    SubnetIds: [...appIds, thirdId],
    NetworkInterfaceIds: [idOf('eni', 'a1'), idOf('eni', 'a2'), idOf('eni', 'd2')],
  });
}

/** What the provider's configuration, and what the consumer's view lists. */
function offer(world: World, own: readonly string[], seen: readonly string[]): void {
  const names = (ids: readonly string[]): readonly string[] =>
    ids.map((id) => `${home}${Object.entries(zoneIds).find(([, zoneId]) => zoneId === id)?.[0] ?? '?'}`);
  change(world, 'DescribeVpcEndpointServiceConfigurations', service, { AvailabilityZoneIds: own, AvailabilityZones: names(own) }, inLedger);
  change(world, 'DescribeVpcEndpointServices', serviceName, { AvailabilityZoneIds: seen, AvailabilityZones: names(seen) });
}

/** The load balancer of the service in a third zone, with a target there. */
function balancerInThird(world: World): void {
  add(world, 'DescribeNetworkInterfaces', [caller('d3', ledgerSubnets.c, '10.1.2.10')], inLedger);
  add(world, 'DescribeInstances', [instance('d3', ledgerSubnets.c)], inLedger);
  change(
    world,
    'DescribeLoadBalancers',
    balancerArn,
    { AvailabilityZones: [inZone(ledgerSubnets.a), inZone(ledgerSubnets.b), inZone(ledgerSubnets.c)] },
    inLedger,
  );
  targets(world, [health('e1', 'healthy'), health('e2', 'healthy'), health('d3', 'healthy')]);
}

function targets(world: World, list: readonly Item[]): void {
  world.set([ledger, home, 'DescribeTargetHealth', groupArn].join(' '), [{ TargetHealthDescriptions: list }]);
}

function onlyInA(world: World, id: string, pinName: string): void {
  change(world, 'DescribeVpcEndpoints', id, { SubnetIds: [appIds[0]], NetworkInterfaceIds: [idOf('eni', pinName)] });
}

const inspection = idOf('vpce', 'd4');
const inspectionName = `com.amazonaws.vpce.${home}.${idOf('vpce-svc', 'd4')}`;
const far = idOf('vpce', 'd5');
const fourth = {
  ...subnet(idOf('subnet', 'd5'), shopVpc, '10.0.3.0/24', 'a'),
  AvailabilityZone: `${home}d`,
  AvailabilityZoneId: 'use1-az3',
};
const boston = {
  ...subnet(idOf('subnet', 'd6'), shopVpc, '10.0.4.0/24', 'a'),
  AvailabilityZone: 'us-east-1-bos-1a',
  AvailabilityZoneId: 'use1-bos1-az1',
};
const secondArn = balancerArn.replace('/ledger/', '/second/');

export const zonePlants: readonly Plant[] = [
  {
    rule: 'AZ-01',
    what: 'the provider no longer lists a zone in which the endpoint stands',
    plant: (world) => offer(world, [zoneIds.a, zoneIds.c], [zoneIds.a]),
    subjects: [toLedger],
    // Its load balancer still stands there, callers too, and nobody uses the zone that is offered instead.
    also: ['AZ-04', 'AZ-07', 'AZ-11'],
  },
  { rule: 'AZ-02', what: 'an endpoint in one zone', plant: (world) => onlyInA(world, kms, 'a1'), subjects: [kms], also: ['AZ-03'] },
  {
    rule: 'AZ-03',
    what: 'callers in a third zone',
    plant: (world) => addThird(world, true),
    subjects: [kms],
    // The ledger is not offered there at all.
    also: ['AZ-04'],
  },
  {
    rule: 'AZ-04',
    what: 'callers in a third zone, which KMS covers and the ledger does not offer',
    plant: (world) => {
      addThird(world, true);
      kmsInThird(world);
    },
    subjects: [toLedger],
  },
  {
    rule: 'AZ-05',
    what: 'an endpoint in a third zone without callers',
    plant: (world) => {
      addThird(world, false);
      kmsInThird(world);
    },
    subjects: [kms],
  },
  {
    rule: 'AZ-06',
    what: 'the provider calls the zones by each other’s names',
    plant: (world) => {
      world.set(`${ledger} ${home} DescribeAvailabilityZones`, [zone('b', zoneIds.a), zone('a', zoneIds.b), zone('c', zoneIds.c)]);
      for (const [id, letter] of [
        [idOf('subnet', 'e1'), 'b'],
        [idOf('subnet', 'e2'), 'a'],
      ] as const)
        change(world, 'DescribeSubnets', id, { AvailabilityZone: `${home}${letter}` }, inLedger);
    },
    subjects: [toLedger],
  },
  { rule: 'AZ-07', what: 'a zone of the load balancer that the service does not offer', plant: balancerInThird, subjects: [service] },
  {
    rule: 'AZ-08',
    what: 'a service in one zone',
    plant: (world) => {
      offer(world, [zoneIds.a], [zoneIds.a]);
      change(world, 'DescribeLoadBalancers', balancerArn, { AvailabilityZones: [inZone(ledgerSubnets.a)] }, inLedger);
      onlyInA(world, toLedger, 'a3');
    },
    subjects: [service],
    also: ['AZ-02', 'AZ-04'],
  },
  {
    rule: 'AZ-09',
    what: 'a zone of the load balancer whose only target is ill',
    plant: (world) => targets(world, [health('e1', 'healthy'), health('e2', 'unhealthy')]),
    subjects: [balancerArn],
  },
  {
    rule: 'AZ-10',
    what: 'a second load balancer in one zone only',
    plant: (world) => {
      addBalancer(world, secondArn, groupArn.replace('/ledger/', '/second/'), [inZone(ledgerSubnets.a)], [health('e1', 'healthy')]);
      change(world, 'DescribeVpcEndpointServiceConfigurations', service, { NetworkLoadBalancerArns: [balancerArn, secondArn] }, inLedger);
    },
    subjects: [service],
  },
  {
    rule: 'AZ-11',
    what: 'a zone of the service that its only consumer does not use',
    plant: (world) => {
      balancerInThird(world);
      offer(world, [zoneIds.a, zoneIds.b, zoneIds.c], [zoneIds.a, zoneIds.b, zoneIds.c]);
    },
    subjects: [service],
  },
  {
    rule: 'AZ-12',
    what: 'a route to an inspection endpoint of another zone',
    plant: (world) => {
      add(world, 'DescribeVpcEndpoints', [
        endpoint(inspection, 'GatewayLoadBalancer', inspectionName, { SubnetIds: [appIds[0]], NetworkInterfaceIds: [idOf('eni', 'd4')] }),
      ]);
      add(world, 'DescribeVpcEndpointServices', [
        awsService('inspection', 'GatewayLoadBalancer', {
          ServiceName: inspectionName,
          ServiceId: idOf('vpce-svc', 'd4'),
          Owner: '999900001111',
          PrivateDnsNames: [],
        }),
      ]);
      add(world, 'DescribeNetworkInterfaces', [pin('d4', subnets.a, '10.0.0.40')]);
      change(world, 'DescribeRouteTables', idOf('rtb', 'c2'), (table) => ({
        Routes: [...(table['Routes'] as readonly Item[]), route('192.168.0.0/16', 'GatewayId', inspection)],
      }));
    },
    subjects: [inspection],
    // The service is offered in the zone of those callers as well.
    also: ['AZ-03'],
  },
  {
    rule: 'AZ-13',
    what: 'an endpoint to another Region in a zone that cannot hold one',
    plant: (world) => {
      add(world, 'DescribeSubnets', [fourth]);
      add(world, 'DescribeNetworkAcls', [networkAcl('d5', shopVpc, [idOf('subnet', 'd5')])]);
      add(world, 'DescribeAvailabilityZones', [zone('d', 'use1-az3')]);
      add(world, 'DescribeNetworkInterfaces', [pin('d5', fourth, '10.0.3.20'), pin('d6', subnets.a, '10.0.0.41')]);
      add(world, 'DescribeVpcEndpoints', [
        endpoint(far, 'Interface', 'com.amazonaws.eu-west-1.kms', {
          ServiceRegion: 'eu-west-1',
          SubnetIds: [idOf('subnet', 'd5'), appIds[0]],
          NetworkInterfaceIds: [idOf('eni', 'd5'), idOf('eni', 'd6')],
          Groups: [{ GroupId: idOf('sg', 'c2'), GroupName: 'kms' }],
          PrivateDnsEnabled: true,
        }),
      ]);
    },
    subjects: [far],
  },
  {
    rule: 'AZ-14',
    what: 'callers in a Local Zone',
    plant: (world) => {
      add(world, 'DescribeSubnets', [boston]);
      add(world, 'DescribeNetworkAcls', [networkAcl('d6', shopVpc, [idOf('subnet', 'd6')])]);
      add(world, 'DescribeAvailabilityZones', [
        {
          ...zone('', 'use1-bos1-az1'),
          ZoneName: 'us-east-1-bos-1a',
          ZoneType: 'local-zone',
          ParentZoneId: zoneIds.a,
          ParentZoneName: `${home}a`,
        },
      ]);
      add(world, 'DescribeNetworkInterfaces', [caller('d7', boston, '10.0.4.10')]);
    },
    subjects: [shopVpc],
  },
];

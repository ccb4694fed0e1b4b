/** The provider with two services, one behind two load balancers, and the participant's own VPC that uses the second. */
import { dhcp, openAcl, routeTable, subnet, vpc } from './kit.ts';
import { group, instance } from './kit-callers.ts';
import { endpoint } from './kit-links.ts';
import { balancer, connection, seenService, service, serviceName } from './kit-services.ts';
import { app, appCentral, data, part, type Places } from './places.ts';
import type { World } from './world.ts';

const letters = ['a', 'b', 'c'] as const;

export function providerAccount(world: World, places: Places): void {
  const here = places(data);
  dhcp(world, here, here.account, ['AmazonProvidedDNS']);
  vpc(world, here, 'data', '10.43.0.0/16');
  const names = letters.map((letter) => `data-${letter}`);
  for (const [index, letter] of letters.entries()) subnet(world, here, 'data', `data-${letter}`, letter, `10.43.${index}.0/24`);
  openAcl(world, here, 'data', names);
  routeTable(world, here, 'data', 'data', names, [], { main: true, locals: ['10.43.0.0/16'] });
  const admits = group(world, here, 'data', 'balancers', ['443', '5432'], ['10.41.0.0/16', '10.48.0.0/16']);
  const behind = group(world, here, 'data', 'servers', ['443', '5432'], [admits]);
  const servers = letters.map(
    (letter, index) =>
      [instance(world, here, 'data', `data-${letter}`, letter, `server ${letter}`, `10.43.${index}.60`, [behind]), letter] as const,
  );
  const addresses = letters.map((letter, index) => [`10.43.${index}.60`, letter] as const);
  const pay = balancer(
    world,
    here,
    'data',
    'pay',
    letters.map((letter, index) => [`data-${letter}`, letter, `10.43.${index}.5`]),
    [
      { port: 443, protocol: 'TLS', targets: addresses },
      { port: 5432, protocol: 'TCP', targets: servers },
    ],
    { type: 'network', groups: [admits] },
  );
  service(world, here, 'pay', {
    letters: 'abc',
    balancers: [pay],
    principals: [['Account', `arn:aws:iam::${places(app).account}:root`]],
    fields: {
      PrivateDnsName: 'pay.meridian.example',
      PrivateDnsNameConfiguration: { State: 'verified', Type: 'TXT', Value: 'vpce:abc', Name: '_x1' },
      RemoteAccessEnabled: true,
      SupportedRegions: [
        { Region: 'eu-west-1', ServiceState: 'Available' },
        { Region: 'eu-central-1', ServiceState: 'Available' },
      ],
    },
  });
  connection(world, here, 'pay', 'shop pay', places(app), { NetworkLoadBalancerArns: [pay] });
  connection(world, here, 'pay', 'central pay', places(appCentral), { NetworkLoadBalancerArns: [pay] });
  ledger(world, places);
}

/** A service with two load balancers, and its one consumer. */
function ledger(world: World, places: Places): void {
  const here = places(data);
  const arns = ['ledger-one', 'ledger-two'].map((name, nth) =>
    balancer(
      world,
      here,
      'data',
      name,
      [
        ['data-a', 'a', `10.43.0.${20 + nth}`],
        ['data-b', 'b', `10.43.1.${20 + nth}`],
      ],
      [
        {
          port: 53,
          protocol: 'TCP_UDP',
          targets: [
            ['10.43.0.60', 'a'],
            ['10.43.1.60', 'b'],
          ],
        },
      ],
      { type: 'network', crossZone: 'true' },
    ),
  );
  const there = places(part);
  service(world, here, 'ledger', {
    letters: 'ab',
    balancers: arns,
    principals: [['Role', `arn:aws:iam::${there.account}:role/net/builder`]],
  });
  connection(world, here, 'ledger', 'part ledger', there, { NetworkLoadBalancerArns: [arns[0]] });
  dhcp(world, there, there.account, ['AmazonProvidedDNS']);
  seenService(world, there, here, 'ledger', 'ab');
  vpc(world, there, 'part', '10.47.0.0/16');
  for (const [index, letter] of ['a', 'b'].entries()) subnet(world, there, 'part', `part-${letter}`, letter, `10.47.${index}.0/24`);
  openAcl(world, there, 'part', ['part-a', 'part-b']);
  routeTable(world, there, 'part', 'part', [], [], { main: true, locals: ['10.47.0.0/16'] });
  const admits = group(world, there, 'part', 'ledger access', ['53', '53/udp'], ['10.47.0.0/16']);
  endpoint(
    world,
    there,
    'part',
    'part ledger',
    [
      ['part-a', 'a', '10.47.0.10'],
      ['part-b', 'b', '10.47.1.10'],
    ],
    { service: serviceName(here, 'ledger'), groups: [admits] },
  );
  const workers = group(world, there, 'part', 'part workers', [], []);
  for (const [index, letter] of ['a', 'b'].entries())
    instance(world, there, 'part', `part-${letter}`, letter, `part worker ${letter}`, `10.47.${index}.40`, [workers]);
}

/** The consumers: a dual-stack shop with a NAT gateway per zone, a spoke behind the hub, an edge behind the firewall, and a VPC in another Region. */
import { dhcp, hostedZones, igw, openAcl, route, routeTable, subnet, vpc } from './kit.ts';
import { group, instance, networkInterface } from './kit-callers.ts';
import { awsService, endpoint, gatewayEndpoint, gatewayRoutes, prefixLists, type Spot } from './kit-links.ts';
import { nat } from './kit-ways.ts';
import { seenService, serviceName } from './kit-services.ts';
import { secrets, zoneId } from './base-net.ts';
import { app, appCentral, data, net, type Places } from './places.ts';
import { add, id, type Place, type World } from './world.ts';

export const sqs = 'com.amazonaws.eu-west-1.sqs';
const letters = ['a', 'b', 'c'] as const;
const six = (index: number): string => `2a05:d018:0041:41${index}0::/64`;

export function consumerAccount(world: World, places: Places): void {
  const here = places(app);
  dhcp(world, here, here.account, ['AmazonProvidedDNS']);
  prefixLists(world, here);
  awsService(world, here, sqs, 'abc');
  awsService(world, here, secrets, 'abc');
  seenService(world, here, places(data), 'pay', 'abc', {
    PrivateDnsName: 'pay.meridian.example',
    PrivateDnsNames: [{ PrivateDnsName: 'pay.meridian.example' }],
    PrivateDnsNameVerificationState: 'verified',
  });
  seenService(world, here, places(net), 'wall', 'ab', { ServiceType: [{ ServiceType: 'GatewayLoadBalancer' }], AcceptanceRequired: false });
  shop(world, here, places);
  spoke(world, here, places);
  edge(world, here, places);
  elsewhere(world, places(appCentral), places);
}

function shop(world: World, here: Place, places: Places): void {
  vpc(world, here, 'shop', '10.41.0.0/16', { ipv6: '2a05:d018:0041:4100::/56' });
  const out = igw(world, here, 'shop');
  const EgressOnlyInternetGatewayId = id('eigw', 'shop');
  add(world, here, 'DescribeEgressOnlyInternetGateways', {
    EgressOnlyInternetGatewayId,
    Attachments: [{ State: 'attached', VpcId: id('vpc', 'shop') }],
    Tags: [],
  });
  const locals = ['10.41.0.0/16', '2a05:d018:0041:4100::/56'];
  const names = letters.flatMap((letter) => [`shop-pub-${letter}`, `shop-app-${letter}`]);
  for (const [index, letter] of letters.entries()) {
    subnet(world, here, 'shop', `shop-pub-${letter}`, letter, `10.41.${index}.0/24`, { ipv6: six(index) });
    subnet(world, here, 'shop', `shop-app-${letter}`, letter, `10.41.${16 + index}.0/24`, { ipv6: six(index + 4) });
    const NatGatewayId = nat(
      world,
      here,
      'shop',
      `shop-pub-${letter}`,
      letter,
      `shop nat ${letter}`,
      `10.41.${index}.9`,
      `198.51.100.${10 + index}`,
    );
    const routes = [
      route('0.0.0.0/0', { NatGatewayId }),
      route('::/0', { EgressOnlyInternetGatewayId }),
      route('10.40.0.0/16', { TransitGatewayId: id('tgw', 'core') }),
      ...gatewayRoutes('shop'),
    ];
    routeTable(world, here, 'shop', `shop-app-${letter}`, [`shop-app-${letter}`], routes, { locals });
  }
  routeTable(
    world,
    here,
    'shop',
    'shop-pub',
    letters.map((letter) => `shop-pub-${letter}`),
    [route('0.0.0.0/0', out), route('::/0', out)],
    { main: true, locals },
  );
  openAcl(world, here, 'shop', names);
  for (const name of ['s3', 'dynamodb'] as const)
    gatewayEndpoint(
      world,
      here,
      'shop',
      name,
      letters.map((letter) => `shop-app-${letter}`),
    );
  const workers = group(world, here, 'shop', 'workers', [], []);
  for (const [index, letter] of letters.entries()) {
    instance(
      world,
      here,
      'shop',
      `shop-app-${letter}`,
      letter,
      `shop worker ${letter}`,
      `10.41.${16 + index}.40`,
      [workers],
      `2a05:d018:41:41${index + 4}0::40`,
    );
    networkInterface(world, here, 'shop', `shop-app-${letter}`, letter, `shop function ${letter}`, {
      type: 'lambda',
      ip: `10.41.${16 + index}.41`,
      groups: [workers],
      description: 'AWS Lambda VPC ENI-checkout-0aa',
      requester: 'AROAEXAMPLE:checkout',
    });
  }
  shopEndpoints(world, here, places);
}

function shopEndpoints(world: World, here: Place, places: Places): void {
  const v6 = (index: number, host: number): string => `2a05:d018:41:41${index + 4}0::${host}`;
  const spots = (host: number, dual: boolean): Spot[] =>
    letters.map(
      (letter, index) =>
        [`shop-app-${letter}`, letter, `10.41.${16 + index}.${host}`, ...(dual ? ([v6(index, host)] as const) : [])] as Spot,
    );
  const forQueues = group(world, here, 'shop', 'queues', ['443'], ['10.41.0.0/16', '2a05:d018:41:4100::/56']);
  endpoint(world, here, 'shop', 'shop sqs', spots(10, true), { service: sqs, groups: [forQueues], privateDns: true });
  const forPay = group(world, here, 'shop', 'payments', ['443', '5432'], ['10.41.0.0/16']);
  endpoint(world, here, 'shop', 'shop pay', spots(11, false), {
    service: serviceName(places(data), 'pay'),
    groups: [forPay],
    privateDns: true,
  });
  const forLattice = group(world, here, 'shop', 'lattice', ['443', '3306'], ['10.41.0.0/16']);
  const ResourceConfigurationArn = `arn:aws:vpc-lattice:eu-west-1:${places(data).account}:resourceconfiguration/rcfg-0abc`;
  const resource = endpoint(world, here, 'shop', 'shop database', spots(12, false), {
    service: '',
    type: 'Resource',
    groups: [forLattice],
    fields: { ServiceName: undefined, ResourceConfigurationArn },
  });
  const network = endpoint(world, here, 'shop', 'shop mesh', spots(13, false), {
    service: '',
    type: 'ServiceNetwork',
    groups: [forLattice],
    fields: { ServiceName: undefined, ServiceNetworkArn: `arn:aws:vpc-lattice:eu-west-1:${here.account}:servicenetwork/sn-0abc` },
  });
  add(world, here, 'DescribeVpcEndpointAssociations', {
    Id: 'vpce-rsc-asc-0aaa',
    VpcEndpointId: resource,
    AssociatedResourceAccessibility: 'Accessible',
    AssociatedResourceArn: ResourceConfigurationArn,
    DnsEntry: { DnsName: 'x.rcfg.on.aws', HostedZoneId: 'Z1' },
    Tags: [],
  });
  add(world, here, 'DescribeVpcEndpointAssociations', {
    Id: 'vpce-sn-asc-0bbb',
    VpcEndpointId: network,
    AssociatedResourceAccessibility: 'Accessible',
    AssociatedResourceArn: `arn:aws:vpc-lattice:eu-west-1:${here.account}:service/svc-0abc`,
    DnsEntry: { DnsName: 'y.sn.on.aws', HostedZoneId: 'Z1' },
    Tags: [],
  });
}

function spoke(world: World, here: Place, places: Places): void {
  vpc(world, here, 'spoke', '10.42.0.0/16');
  const names = letters.map((letter) => `spoke-${letter}`);
  for (const [index, letter] of letters.entries()) subnet(world, here, 'spoke', `spoke-${letter}`, letter, `10.42.${index}.0/24`);
  openAcl(world, here, 'spoke', names);
  routeTable(
    world,
    here,
    'spoke',
    'spoke',
    names,
    [route('0.0.0.0/0', { TransitGatewayId: id('tgw', 'core') }), ...gatewayRoutes('spoke')],
    { main: true, locals: ['10.42.0.0/16'] },
  );
  for (const name of ['s3', 'dynamodb'] as const) gatewayEndpoint(world, here, 'spoke', name, ['spoke']);
  hostedZones(world, here, 'spoke', [
    { HostedZoneId: zoneId, Name: 'secretsmanager.eu-west-1.amazonaws.com.', Owner: { OwningAccount: places(net).account } },
  ]);
  const workers = group(world, here, 'spoke', 'spoke workers', [], []);
  for (const [index, letter] of letters.entries())
    instance(world, here, 'spoke', `spoke-${letter}`, letter, `spoke worker ${letter}`, `10.42.${index}.40`, [workers]);
}

/** Application subnets whose way out leads through the firewall's endpoint of their own zone. */
function edge(world: World, here: Place, places: Places): void {
  vpc(world, here, 'edge', '10.46.0.0/16');
  const out = igw(world, here, 'edge');
  const locals = ['10.46.0.0/16'];
  const pair = ['a', 'b'] as const;
  const workers = group(world, here, 'edge', 'edge workers', [], []);
  for (const [index, letter] of pair.entries()) {
    subnet(world, here, 'edge', `edge-app-${letter}`, letter, `10.46.${index}.0/24`);
    subnet(world, here, 'edge', `edge-wall-${letter}`, letter, `10.46.${8 + index}.0/24`);
    const GatewayId = endpoint(world, here, 'edge', `edge wall ${letter}`, [[`edge-wall-${letter}`, letter, `10.46.${8 + index}.10`]], {
      service: serviceName(places(net), 'wall'),
      type: 'GatewayLoadBalancer',
    });
    routeTable(world, here, 'edge', `edge-app-${letter}`, [`edge-app-${letter}`], [route('0.0.0.0/0', { GatewayId })], { locals });
    instance(world, here, 'edge', `edge-app-${letter}`, letter, `edge worker ${letter}`, `10.46.${index}.40`, [workers]);
  }
  routeTable(
    world,
    here,
    'edge',
    'edge-wall',
    pair.map((letter) => `edge-wall-${letter}`),
    [route('0.0.0.0/0', out)],
    { main: true, locals },
  );
  openAcl(
    world,
    here,
    'edge',
    pair.flatMap((letter) => [`edge-app-${letter}`, `edge-wall-${letter}`]),
  );
}

function elsewhere(world: World, here: Place, places: Places): void {
  dhcp(world, here, here.account, ['AmazonProvidedDNS']);
  seenService(world, here, places(data), 'pay', 'abc');
  vpc(world, here, 'central', '10.48.0.0/16');
  const names = letters.map((letter) => `central-${letter}`);
  for (const [index, letter] of letters.entries()) subnet(world, here, 'central', `central-${letter}`, letter, `10.48.${index}.0/24`);
  openAcl(world, here, 'central', names);
  routeTable(world, here, 'central', 'central', names, [], { main: true, locals: ['10.48.0.0/16'] });
  const admits = group(world, here, 'central', 'far payments', ['443', '5432'], ['10.48.0.0/16']);
  const spots = letters.map((letter, index) => [`central-${letter}`, letter, `10.48.${index}.10`] as const);
  endpoint(world, here, 'central', 'central pay', spots, {
    service: serviceName(places(data), 'pay'),
    groups: [admits],
    fields: { ServiceRegion: 'eu-west-1' },
  });
  const workers = group(world, here, 'central', 'central workers', [], []);
  for (const [index, letter] of letters.entries())
    instance(world, here, 'central', `central-${letter}`, letter, `central worker ${letter}`, `10.48.${index}.40`, [workers]);
}

/** The network account: transit gateway, hub with a regional NAT gateway and central names, inspection behind a Gateway Load Balancer, and a VPC it shares. */
import { dhcp, hostedZones, igw, openAcl, route, routeTable, subnet, vpc } from './kit.ts';
import { group, instance, networkInterface } from './kit-callers.ts';
import { awsService, endpoint, gatewayEndpoint, gatewayRoutes, prefixLists, regionalName } from './kit-links.ts';
import { attachment, regionalNat, transitGateway } from './kit-ways.ts';
import { balancer, connection, service } from './kit-services.ts';
import { app, net, part, type Places } from './places.ts';
import { add, addCall, id, type World } from './world.ts';

export const secrets = 'com.amazonaws.eu-west-1.secretsmanager';
export const zoneId = 'Z0CENTRAL00000001';

export function networkAccount(world: World, places: Places): void {
  const here = places(net);
  const spoke = places(app);
  dhcp(world, here, here.account, ['AmazonProvidedDNS']);
  prefixLists(world, here);
  awsService(world, here, secrets, 'abc');
  awsService(world, here, 'com.amazonaws.eu-west-1.logs', 'abc');
  transitGateway(
    world,
    here,
    [here, spoke],
    [
      ['0.0.0.0/0', 'hub'],
      ['10.40.0.0/16', 'hub'],
      ['10.41.0.0/16', 'shop'],
      ['10.42.0.0/16', 'spoke'],
    ],
  );
  attachment(world, [here], here, here, 'hub', ['hub-tgw-a', 'hub-tgw-b', 'hub-tgw-c']);
  attachment(world, [here, spoke], here, spoke, 'shop', ['shop-app-a', 'shop-app-b', 'shop-app-c']);
  attachment(world, [here, spoke], here, spoke, 'spoke', ['spoke-a', 'spoke-b', 'spoke-c']);
  hub(world, places);
  inspection(world, places);
  shared(world, places);
}

function hub(world: World, places: Places): void {
  const here = places(net);
  vpc(world, here, 'hub', '10.40.0.0/16');
  for (const [index, letter] of ['a', 'b', 'c'].entries()) {
    subnet(world, here, 'hub', `hub-end-${letter}`, letter, `10.40.${index}.0/24`);
    subnet(world, here, 'hub', `hub-tgw-${letter}`, letter, `10.40.16.${index * 16}/28`);
    networkInterface(world, here, 'hub', `hub-tgw-${letter}`, letter, `tgw hub ${letter}`, {
      type: 'transit_gateway',
      ip: `10.40.16.${index * 16 + 4}`,
      description: 'Network Interface for Transit Gateway Attachment',
      requester: '585702525712',
    });
  }
  const names = (tier: string): string[] => ['a', 'b', 'c'].map((letter) => `hub-${tier}-${letter}`);
  openAcl(world, here, 'hub', [...names('end'), ...names('tgw')]);
  const out = igw(world, here, 'hub');
  const nat = { NatGatewayId: regionalNat(world, here, 'hub', 'hub', 'hub-nat', 'abc') };
  const back = ['10.41.0.0/16', '10.42.0.0/16'].map((cidr) => route(cidr, { TransitGatewayId: id('tgw', 'core') }));
  const locals = ['10.40.0.0/16'];
  routeTable(world, here, 'hub', 'hub-end', names('end'), [route('0.0.0.0/0', nat), ...back, ...gatewayRoutes('hub')], {
    main: true,
    locals,
  });
  routeTable(world, here, 'hub', 'hub-tgw', names('tgw'), [route('0.0.0.0/0', nat), ...gatewayRoutes('hub')], { locals });
  routeTable(world, here, 'hub', 'hub-nat', [], [route('0.0.0.0/0', out), ...back], { locals });
  for (const name of ['s3', 'dynamodb'] as const) gatewayEndpoint(world, here, 'hub', name, ['hub-end', 'hub-tgw']);
  const admits = group(world, here, 'hub', 'hub-endpoints', ['443'], ['10.0.0.0/8']);
  const spots = [
    ['hub-end-a', 'a', '10.40.0.10'],
    ['hub-end-b', 'b', '10.40.1.10'],
    ['hub-end-c', 'c', '10.40.2.10'],
  ] as const;
  endpoint(world, here, 'hub', 'hub secrets', spots, { service: secrets, groups: [admits], privateDns: false });
  const central = { HostedZoneId: zoneId, Name: 'secretsmanager.eu-west-1.amazonaws.com.', Owner: { OwningAccount: here.account } };
  hostedZones(world, here, 'hub', [central]);
  const DNSName = `${regionalName(here, 'hub secrets', secrets)}.`;
  addCall(world, here, 'ListResourceRecordSets', zoneId, `route53 list-resource-record-sets --hosted-zone-id ${zoneId}`, {
    ResourceRecordSets: [
      { Name: central.Name, Type: 'A', AliasTarget: { HostedZoneId: 'Z38GZ743OKFT7T', DNSName, EvaluateTargetHealth: false } },
      { Name: central.Name, Type: 'NS', TTL: 172800, ResourceRecords: [{ Value: 'ns-0.awsdns-00.com.' }] },
      {
        Name: central.Name,
        Type: 'SOA',
        TTL: 900,
        ResourceRecords: [{ Value: 'ns-0.awsdns-00.com. hostmaster.example. 1 7200 900 1209600 86400' }],
      },
    ],
    IsTruncated: false,
    MaxItems: '300',
  });
  add(world, here, 'ListResolverRules', {
    Id: 'rslvr-rr-0000000000000001',
    Arn: `arn:aws:route53resolver:eu-west-1:${here.account}:resolver-rule/rslvr-rr-0000000000000001`,
    DomainName: 'corp.example.',
    Status: 'COMPLETE',
    RuleType: 'FORWARD',
    Name: 'corp',
    TargetIps: [{ Ip: '10.9.0.2', Port: 53 }],
    OwnerId: here.account,
    ShareStatus: 'NOT_SHARED',
  });
  add(world, here, 'ListResolverRuleAssociations', {
    Id: 'rslvr-rrassoc-0000000000000001',
    ResolverRuleId: 'rslvr-rr-0000000000000001',
    VPCId: id('vpc', 'hub'),
    Status: 'COMPLETE',
  });
}

function inspection(world: World, places: Places): void {
  const here = places(net);
  vpc(world, here, 'inspect', '10.44.0.0/16');
  const names = ['inspect-a', 'inspect-b'];
  for (const [index, letter] of ['a', 'b'].entries()) subnet(world, here, 'inspect', `inspect-${letter}`, letter, `10.44.${index}.0/24`);
  openAcl(world, here, 'inspect', names);
  routeTable(world, here, 'inspect', 'inspect', names, [], { main: true, locals: ['10.44.0.0/16'] });
  const admits = group(world, here, 'inspect', 'appliances', ['6081/udp'], ['10.44.0.0/16']);
  const targets = (['a', 'b'] as const).map(
    (letter, index) =>
      [
        instance(world, here, 'inspect', `inspect-${letter}`, letter, `appliance ${letter}`, `10.44.${index}.20`, [admits]),
        letter,
      ] as const,
  );
  const arn = balancer(
    world,
    here,
    'inspect',
    'wall',
    [
      ['inspect-a', 'a', '10.44.0.5'],
      ['inspect-b', 'b', '10.44.1.5'],
    ],
    [{ port: 6081, protocol: 'GENEVE', targets }],
    { type: 'gateway' },
  );
  service(world, here, 'wall', {
    type: 'GatewayLoadBalancer',
    letters: 'ab',
    balancers: [arn],
    principals: [['Account', `arn:aws:iam::${places(app).account}:root`]],
    fields: { AcceptanceRequired: false },
  });
  for (const letter of ['a', 'b']) connection(world, here, 'wall', `edge wall ${letter}`, places(app), { GatewayLoadBalancerArns: [arn] });
}

/** A VPC of the network account, two of whose subnets the participant uses; what both see of it is told by both. */
function shared(world: World, places: Places): void {
  const here = places(net);
  const owner = here.account;
  const guest = places(part);
  for (const place of [here, guest]) {
    vpc(world, place, 'common', '10.45.0.0/16', { owner });
    for (const [index, letter] of ['a', 'b'].entries())
      subnet(world, place, 'common', `common-${letter}`, letter, `10.45.${index}.0/24`, { owner });
    openAcl(world, place, 'common', ['common-a', 'common-b'], owner);
    routeTable(world, place, 'common', 'common', ['common-a', 'common-b'], [], { main: true, owner, locals: ['10.45.0.0/16'] });
  }
  const admits = group(world, here, 'common', 'common-endpoints', ['443'], ['10.45.0.0/16']);
  endpoint(
    world,
    here,
    'common',
    'common logs',
    [
      ['common-a', 'a', '10.45.0.10'],
      ['common-b', 'b', '10.45.1.10'],
    ],
    { service: 'com.amazonaws.eu-west-1.logs', groups: [admits], privateDns: true },
  );
  const guests = group(world, guest, 'common', 'guests', [], []);
  for (const [index, letter] of ['a', 'b'].entries())
    instance(world, guest, 'common', `common-${letter}`, letter, `guest ${letter}`, `10.45.${index}.50`, [guests]);
}

/** Policies, groups, guests and answers with less in them: rarer forms of what is in order, and of what is not. */
import { subnet } from './kit.ts';
import { group, instance, networkInterface } from './kit-callers.ts';
import { awsService, endpoint, type Spot } from './kit-links.ts';
import { balancerArn, targetGroupArn } from './kit-services.ts';
import { app, data, net, part, places as makePlaces } from './places.ts';
import { type Plant } from './plants-zones.ts';
import { change, changeCall, entries, id, type Wire, type World } from './world.ts';

const places = makePlaces();
const here = places(app);
const provider = places(data);
const endpoints = 'DescribeVpcEndpoints';
const sqsId = id('vpce', 'shop sqs');

function policy(world: World, ...statements: readonly Wire[]): void {
  change(world, endpoints, { VpcEndpointId: sqsId }, { PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
}

const everything: Wire = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** Every entry of a list without these fields, as older recordings have them. */
function strip(world: World, operation: string, ...fields: readonly string[]): void {
  for (const one of entries(world, operation, {})) for (const field of fields) delete one[field];
}

function only443(world: World, groupName: string, source: Wire): void {
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [], Ipv6Ranges: [], UserIdGroupPairs: [], PrefixListIds: [], ...source },
  ];
  change(world, 'DescribeSecurityGroups', { GroupId: id('sg', groupName) }, { IpPermissions });
}

/** An endpoint that a participant makes in the VPC it is a guest of. */
function guestEndpoint(world: World, service: string, privateDns: boolean): void {
  const guest = places(part);
  const admits = group(world, guest, 'common', 'guest queues', ['443'], ['10.45.0.0/16']);
  const spots: Spot[] = [
    ['common-a', 'a', '10.45.0.70'],
    ['common-b', 'b', '10.45.1.70'],
  ];
  endpoint(world, guest, 'common', 'guest endpoint', spots, { service, groups: [admits], privateDns });
  awsService(world, guest, service, 'abc');
}

export const otherForms: readonly Plant[] = [
  {
    name: 'owners are blanked out',
    plant: (world) => {
      const lists = ['DescribeVpcs', 'DescribeSubnets', 'DescribeRouteTables', 'DescribeSecurityGroups', 'DescribeNetworkAcls'];
      for (const operation of lists) change(world, operation, { OwnerId: provider.account }, { OwnerId: '   ' });
    },
    tells: [],
  },
  {
    name: 'the balancer admits a part of one consumer',
    plant: (world) => {
      const [one] = entries(world, 'DescribeSecurityGroups', { GroupId: id('sg', 'balancers') });
      for (const permission of (one?.['IpPermissions'] ?? []) as Wire[])
        permission['IpRanges'] = [{ CidrIp: '10.48.0.0/16' }, { CidrIp: '10.41.16.0/24' }];
    },
    tells: [`CN-11 low ${balancerArn(provider, 'pay')}`],
  },
  {
    name: 'an ill target, and cross-zone on',
    plant: (world) => {
      changeCall(world, 'DescribeLoadBalancerAttributes', balancerArn(provider, 'pay'), () => ({
        Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }],
      }));
      ill(world, 'pay-1', id('i', 'server b'));
    },
    tells: [],
  },
  {
    name: 'an address outside the VPC answers for every zone',
    plant: (world) =>
      changeCall(world, 'DescribeTargetHealth', targetGroupArn(provider, 'pay-0'), () => ({
        TargetHealthDescriptions: [{ Target: { Id: '10.9.9.9', Port: 443, AvailabilityZone: 'all' }, TargetHealth: { State: 'healthy' } }],
      })),
    tells: [],
  },
  {
    name: 'callers on an Outpost',
    plant: (world) => {
      subnet(world, here, 'shop', 'shop-outpost', 'a', '10.41.98.0/24');
      change(
        world,
        'DescribeSubnets',
        { SubnetId: id('subnet', 'shop-outpost') },
        { OutpostArn: `arn:aws:outposts:eu-west-1:${here.account}:outpost/op-0abc` },
      );
      networkInterface(world, here, 'shop', 'shop-outpost', 'a', 'outpost worker', { ip: '10.41.98.40', groups: [id('sg', 'workers')] });
      for (const acl of entries(world, 'DescribeNetworkAcls', { NetworkAclId: id('acl', 'shop') }))
        (acl['Associations'] as Wire[]).push({
          NetworkAclAssociationId: 'aclassoc-1',
          NetworkAclId: id('acl', 'shop'),
          SubnetId: id('subnet', 'shop-outpost'),
        });
    },
    tells: [],
  },
  {
    name: 'the Resolver by its own addresses',
    plant: (world) =>
      change(
        world,
        'DescribeDhcpOptions',
        { DhcpOptionsId: id('dopt', places(net).account) },
        { DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '169.254.169.253' }] }] },
      ),
    tells: [],
  },
  {
    name: 'the Resolver by the second address of the VPC',
    plant: (world) =>
      change(
        world,
        'DescribeDhcpOptions',
        { DhcpOptionsId: id('dopt', places(net).account) },
        { DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.45.0.2' }] }] },
      ),
    tells: [],
  },
  {
    name: 'another port open to all',
    plant: (world) => {
      const [one] = entries(world, 'DescribeSecurityGroups', { GroupId: id('sg', 'queues') });
      ((one?.['IpPermissions'] ?? []) as Wire[]).push({
        IpProtocol: 'tcp',
        FromPort: 80,
        ToPort: 80,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [],
        UserIdGroupPairs: [],
        PrefixListIds: [],
      });
    },
    tells: [],
  },
  {
    name: 'callers of both families, and one is admitted',
    plant: (world) => only443(world, 'queues', { IpRanges: [{ CidrIp: '10.41.0.0/16' }] }),
    tells: [`EP-04 low ${sqsId}`],
  },
  {
    name: 'everything from the own account',
    plant: (world) =>
      policy(world, {
        ...everything,
        Condition: { StringEquals: { 'aws:PrincipalAccount': here.account, 'aws:ResourceAccount': here.account } },
      }),
    tells: [],
  },
  {
    name: 'everything but for strangers',
    plant: (world) =>
      policy(world, everything, {
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-meridian01', 'aws:ResourceOrgID': 'o-meridian01' } },
      }),
    tells: [],
  },
  {
    name: 'the own account by name',
    plant: (world) =>
      policy(world, { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${here.account}:root` }, Action: 'sqs:*', Resource: '*' }),
    tells: [],
  },
  { name: 'a guest makes an endpoint', plant: (world) => guestEndpoint(world, 'com.amazonaws.eu-west-1.sqs', true), tells: [] },
  {
    name: 'a guest makes an endpoint that the owner has',
    plant: (world) => guestEndpoint(world, 'com.amazonaws.eu-west-1.logs', false),
    tells: [`EP-08 medium ${id('vpce', 'common logs')}`, `EP-09 info ${id('vpce', 'guest endpoint')}`],
  },
  {
    name: 'gateway endpoints without a type',
    plant: (world) => change(world, endpoints, { VpcEndpointType: 'Gateway' }, { VpcEndpointType: undefined }),
    tells: [],
  },
  {
    name: 'endpoints without a service Region',
    plant: (world) => change(world, endpoints, { ServiceRegion: 'eu-west-1', PrivateDnsEnabled: true }, { ServiceRegion: undefined }),
    tells: [],
  },
  {
    name: 'subnets and interfaces without zone IDs',
    plant: (world) => {
      strip(world, 'DescribeSubnets', 'AvailabilityZoneId');
      strip(world, 'DescribeNetworkInterfaces', 'AvailabilityZoneId');
    },
    tells: [],
  },
  {
    name: 'services without zone IDs',
    plant: (world) => {
      strip(world, 'DescribeVpcEndpointServices', 'AvailabilityZoneIds');
      strip(world, 'DescribeVpcEndpointServiceConfigurations', 'AvailabilityZoneIds');
    },
    tells: [],
  },
  {
    name: 'services without zone IDs, and one lacks a zone',
    plant: (world) => {
      strip(world, 'DescribeVpcEndpointServices', 'AvailabilityZoneIds');
      strip(world, 'DescribeVpcEndpointServiceConfigurations', 'AvailabilityZoneIds');
      change(
        world,
        'DescribeVpcEndpointServices',
        { ServiceId: id('vpce-svc', 'pay') },
        { AvailabilityZones: ['eu-west-1a', 'eu-west-1b'] },
      );
      change(
        world,
        'DescribeVpcEndpointServiceConfigurations',
        { ServiceId: id('vpce-svc', 'pay') },
        { AvailabilityZones: ['eu-west-1a', 'eu-west-1b'] },
      );
      change(
        world,
        'DescribeLoadBalancers',
        { LoadBalancerName: 'pay' },
        { AvailabilityZones: ['a', 'b'].map((letter) => ({ ZoneName: `eu-west-1${letter}`, SubnetId: id('subnet', `data-${letter}`) })) },
      );
    },
    tells: [`AZ-01 unknown ${id('vpce', 'shop pay')}`, `AZ-04 unknown ${id('vpce', 'shop pay')}`],
  },
  {
    name: 'a tunnel, and a type nobody knows',
    plant: (world) => {
      const spots: Spot[] = [
        ['spoke-a', 'a', '10.42.0.90'],
        ['spoke-b', 'b', '10.42.1.90'],
      ];
      endpoint(world, here, 'spoke', 'a tunnel', spots, {
        service: '',
        type: 'Tunnel',
        groups: [group(world, here, 'spoke', 'tunnel', ['6081/udp'], ['10.42.0.0/16'])],
        fields: { ServiceName: undefined },
      });
      endpoint(
        world,
        here,
        'spoke',
        'a riddle',
        spots.map(([name, letter]): Spot => [name, letter, '10.42.0.91']),
        { service: 'com.amazonaws.eu-west-1.riddle', type: 'Quantum' },
      );
    },
    tells: ['AZ-01', 'AZ-03', 'AZ-04'].map((rule) => `${rule} unknown ${id('vpce', 'a riddle')}`),
  },
  {
    name: 'a worker in the hub itself',
    plant: (world) =>
      void instance(world, places(net), 'hub', 'hub-end-a', 'a', 'bastion', '10.40.0.99', [
        group(world, places(net), 'hub', 'bastions', ['22'], ['10.0.0.0/8']),
      ]),
    tells: [],
  },
];

function ill(world: World, groupName: string, target: string): void {
  changeCall(world, 'DescribeTargetHealth', targetGroupArn(provider, groupName), (answer) => ({
    TargetHealthDescriptions: (answer['TargetHealthDescriptions'] as Wire[]).map((one) =>
      (one['Target'] as Wire)['Id'] === target ? { ...one, TargetHealth: { State: 'unhealthy' } } : one,
    ),
  }));
}

/** Faults of endpoints and ways out, one at a time. */
import { routeTable, vpc } from './kit.ts';
import { awsService, endpoint, fullPolicy, gatewayEndpoint, gatewayRoutes, ourPolicy } from './kit-links.ts';
import { sqs } from './base-app.ts';
import { app, net, places as makePlaces } from './places.ts';
import type { Plant } from './plants-zones.ts';
import { change, changeCall, entries, id, type Place, type Wire, type World } from './world.ts';

const places = makePlaces();
const here: Place = places(app);
const letters = ['a', 'b', 'c'] as const;
const endpoints = 'DescribeVpcEndpoints';
const shopSqs: Wire = { VpcEndpointId: id('vpce', 'shop sqs') };

function sources(world: World, groupName: string, fields: Wire): void {
  for (const one of entries(world, 'DescribeSecurityGroups', { GroupId: id('sg', groupName) })) {
    for (const permission of one['IpPermissions'] as Wire[])
      Object.assign(permission, structuredClone({ IpRanges: [], Ipv6Ranges: [], UserIdGroupPairs: [], ...fields }));
  }
}

const wideS3: Wire = { PolicyDocument: JSON.stringify(fullPolicy) };

/** An interface endpoint of S3 beside the gateway endpoint of the shop. */
function s3Interface(world: World, onlyInbound: boolean): void {
  const spots = letters.map((letter, index) => [`shop-app-${letter}`, letter, `10.41.${16 + index}.30`] as const);
  awsService(world, here, 'com.amazonaws.eu-west-1.s3', 'abc', {
    PrivateDnsName: '*.s3.eu-west-1.amazonaws.com',
    PrivateDnsNames: [{ PrivateDnsName: '*.s3.eu-west-1.amazonaws.com' }],
  });
  const DnsOptions = { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: onlyInbound };
  endpoint(world, here, 'shop', 'shop s3 inside', spots, {
    service: 'com.amazonaws.eu-west-1.s3',
    groups: [id('sg', 'queues')],
    privateDns: true,
    fields: { DnsOptions },
  });
}

function manyGateways(world: World): void {
  for (let nth = 0; nth < 12; nth += 1) {
    const name = `tiny-${nth}`;
    vpc(world, here, name, `10.${120 + nth}.0.0/16`);
    routeTable(world, here, name, name, [], gatewayRoutes(name).slice(0, 1), { main: true, locals: [`10.${120 + nth}.0.0/16`] });
    gatewayEndpoint(world, here, name, 's3', [name]);
  }
}

const sqsId = id('vpce', 'shop sqs');

export const endpointPlants: readonly Plant[] = [
  {
    name: 'private DNS off, beside NAT',
    plant: (world) => change(world, endpoints, shopSqs, { PrivateDnsEnabled: false }),
    tells: [`EP-01 medium ${sqsId}`, `NT-09 medium ${sqsId}`],
  },
  {
    name: 'private DNS off, without NAT',
    plant: (world) => change(world, endpoints, { VpcEndpointId: id('vpce', 'common logs') }, { PrivateDnsEnabled: false }),
    tells: [`EP-01 medium ${id('vpce', 'common logs')}`],
  },
  {
    name: 'hostnames off',
    plant: (world) =>
      changeCall(world, 'DescribeVpcAttribute', `${id('vpc', 'shop')}.enableDnsHostnames`, (answer) => ({
        ...answer,
        EnableDnsHostnames: { Value: false },
      })),
    tells: [`EP-02 high ${id('vpc', 'shop')}`],
  },
  {
    name: 'DNS support off',
    plant: (world) =>
      changeCall(world, 'DescribeVpcAttribute', `${id('vpc', 'common')}.enableDnsSupport`, (answer) => ({
        ...answer,
        EnableDnsSupport: { Value: false },
      })),
    tells: [`EP-02 high ${id('vpc', 'common')}`],
  },
  {
    name: 'own DNS servers',
    plant: (world) =>
      change(
        world,
        'DescribeDhcpOptions',
        { DhcpOptionsId: id('dopt', places(net).account) },
        { DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.9.0.2' }, { Value: '10.9.0.3' }] }] },
      ),
    tells: [`EP-03 low ${id('vpc', 'common')}`],
  },
  {
    name: 'nobody of the VPC is admitted',
    plant: (world) => sources(world, 'queues', { IpRanges: [{ CidrIp: '10.99.0.0/16' }] }),
    tells: [`EP-04 high ${sqsId}`],
  },
  {
    name: 'one zone is admitted',
    plant: (world) =>
      sources(world, 'queues', { IpRanges: [{ CidrIp: '10.41.16.0/24' }], Ipv6Ranges: [{ CidrIpv6: '2a05:d018:41:4140::/64' }] }),
    tells: [`EP-04 low ${sqsId}`],
  },
  {
    name: 'the group of the callers is admitted',
    plant: (world) => sources(world, 'queues', { UserIdGroupPairs: [{ UserId: here.account, GroupId: id('sg', 'workers') }] }),
    tells: [],
  },
  {
    name: 'a group that nobody has is admitted',
    plant: (world) => sources(world, 'queues', { UserIdGroupPairs: [{ UserId: here.account, GroupId: id('sg', 'lattice') }] }),
    tells: [`EP-04 high ${sqsId}`],
  },
  {
    name: 'every protocol from the VPC',
    plant: (world) =>
      change(
        world,
        'DescribeSecurityGroups',
        { GroupId: id('sg', 'queues') },
        {
          IpPermissions: [
            {
              IpProtocol: '-1',
              IpRanges: [{ CidrIp: '10.41.0.0/16' }],
              Ipv6Ranges: [{ CidrIpv6: '2a05:d018:41:4100::/56' }],
              UserIdGroupPairs: [],
              PrefixListIds: [],
            },
          ],
        },
      ),
    tells: [],
  },
  {
    name: 'no rule at all',
    plant: (world) => change(world, 'DescribeSecurityGroups', { GroupId: id('sg', 'payments') }, { IpPermissions: [] }),
    tells: [`EP-04 high ${id('vpce', 'shop pay')}`],
  },
  {
    name: 'one of two listeners is not admitted',
    plant: (world) =>
      change(
        world,
        'DescribeSecurityGroups',
        { GroupId: id('sg', 'payments') },
        { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 1024, IpRanges: [{ CidrIp: '10.41.0.0/16' }] }] },
      ),
    tells: [`EP-04 high ${id('vpce', 'shop pay')}`],
  },
  {
    name: 'the spokes of a hub are not admitted',
    plant: (world) => sources(world, 'hub-endpoints', { IpRanges: [{ CidrIp: '10.40.0.0/16' }] }),
    tells: [`EP-04 high ${id('vpce', 'hub secrets')}`],
  },
  {
    name: 'the default group',
    plant: (world) => {
      change(
        world,
        'DescribeSecurityGroups',
        { GroupId: id('sg', 'queues') },
        { GroupName: 'default', Description: 'default VPC security group' },
      );
      change(world, endpoints, shopSqs, { Groups: [{ GroupId: id('sg', 'queues'), GroupName: 'default' }] });
    },
    tells: [`EP-05 low ${sqsId}`],
  },
  {
    name: 'every address of IPv4',
    plant: (world) =>
      sources(world, 'queues', { IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '2a05:d018:41:4100::/56' }] }),
    tells: [`EP-06 info ${sqsId}`],
  },
  {
    name: 'every address of IPv6',
    plant: (world) => sources(world, 'queues', { IpRanges: [{ CidrIp: '10.41.0.0/16' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }),
    tells: [`EP-06 info ${sqsId}`],
  },
  { name: 'the default policy', plant: (world) => change(world, endpoints, shopSqs, wideS3), tells: [`EP-07 low ${sqsId}`] },
  {
    name: 'the default policy as an object',
    plant: (world) => change(world, endpoints, shopSqs, { PolicyDocument: fullPolicy }),
    tells: [`EP-07 low ${sqsId}`],
  },
  { name: 'the own policy as an object', plant: (world) => change(world, endpoints, shopSqs, { PolicyDocument: ourPolicy }), tells: [] },
  {
    name: 'a policy of one statement, with lists',
    plant: (world) =>
      change(world, endpoints, shopSqs, {
        PolicyDocument: JSON.stringify({ Statement: { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['*'], Resource: ['*'] } }),
      }),
    tells: [`EP-07 low ${sqsId}`],
  },
  {
    name: 'the default policy for S3',
    plant: (world) => change(world, endpoints, { VpcEndpointId: id('vpce', 'shop s3') }, wideS3),
    tells: [`EP-07 medium ${id('vpce', 'shop s3')}`],
  },
  {
    name: 'a second endpoint of a service',
    plant: (world) =>
      void endpoint(
        world,
        here,
        'shop',
        'shop sqs again',
        letters.map(
          (letter, index) => [`shop-app-${letter}`, letter, `10.41.${16 + index}.31`, `2a05:d018:41:41${index + 4}0::31`] as const,
        ),
        { service: sqs, groups: [id('sg', 'queues')] },
      ),
    tells: [`EP-08 medium ${id('vpce', 'shop sqs again')}`, `EP-09 info ${id('vpce', 'shop sqs again')}`],
  },
  { name: 'S3 by interface for all', plant: (world) => s3Interface(world, false), tells: [`EP-10 medium ${id('vpce', 'shop s3 inside')}`] },
  { name: 'S3 by interface for what comes from outside', plant: (world) => s3Interface(world, true), tells: [] },
  {
    name: 'a subnet with five addresses left',
    plant: (world) => change(world, 'DescribeSubnets', { SubnetId: id('subnet', 'spoke-a') }, { AvailableIpAddressCount: 5 }),
    tells: [`EP-11 low ${id('subnet', 'spoke-a')}`],
  },
  { name: 'sixteen gateway endpoints in a Region', plant: manyGateways, tells: ['EP-12 low eu-west-1'] },
  {
    name: 'a resource that cannot be reached',
    plant: (world) =>
      change(
        world,
        'DescribeVpcEndpointAssociations',
        { Id: 'vpce-rsc-asc-0aaa' },
        { AssociatedResourceAccessibility: 'Inaccessible', FailureCode: 'ResourceNotFound', FailureReason: 'gone' },
      ),
    tells: [`EP-14 high ${id('vpce', 'shop database')}`],
  },
];

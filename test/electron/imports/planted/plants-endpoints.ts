/** Faults of endpoints, their names and their walls, planted. */
import { awsService, defaultGroup, endpoint, kms, kmsGroup, pin, securityGroup, shopVpc, subnets } from './base.ts';
import type { Plant } from './plant.ts';
import { add, change, home, idOf, type Item, shop, type World } from './world.ts';

const appIds = [idOf('subnet', 'c1'), idOf('subnet', 'c2')];
const kmsName = `kms.${home}.amazonaws.com`;
const second = idOf('vpce', '91');
const zoneId = 'Z0123456789ABCDEFGHIJ';
const acl = idOf('acl', 'c1');
const toLedger = idOf('vpce', 'c2');

/** Another interface endpoint in both subnets. */
function addEndpoint(world: World, id: string, short: string, more: Item = {}): void {
  const eni = (name: string): string => `${id.slice(-3)}${name}`;
  add(world, 'DescribeNetworkInterfaces', [pin(eni('1'), subnets.a, '10.0.0.60'), pin(eni('2'), subnets.b, '10.0.1.60')]);
  add(world, 'DescribeVpcEndpoints', [
    endpoint(id, 'Interface', `com.amazonaws.${home}.${short}`, {
      SubnetIds: appIds,
      NetworkInterfaceIds: [idOf('eni', eni('1')), idOf('eni', eni('2'))],
      Groups: [{ GroupId: kmsGroup, GroupName: 'kms' }],
      PrivateDnsEnabled: true,
      ...more,
    }),
  ]);
}

/** A private hosted zone of the shop with one record. */
function addZone(world: World, domain: string, record: Item): void {
  add(world, 'ListHostedZonesByVPC', [{ HostedZoneId: zoneId, Name: `${domain}.`, Owner: { OwningAccount: shop } }], { of: shopVpc });
  add(world, 'ListResourceRecordSets', [record], { region: 'global', of: zoneId });
}

function attribute(world: World, name: string): void {
  const other = name === 'EnableDnsSupport' ? 'EnableDnsHostnames' : 'EnableDnsSupport';
  world.set([shop, home, 'DescribeVpcAttribute', shopVpc].join(' '), [
    { VpcId: shopVpc, [name]: { Value: false } },
    { VpcId: shopVpc, [other]: { Value: true } },
  ]);
}

function group(world: World, block: string): void {
  change(world, 'DescribeSecurityGroups', kmsGroup, { IpPermissions: securityGroup(kmsGroup, 'kms', shopVpc, block)['IpPermissions'] });
}

const openPolicy = JSON.stringify({ Statement: [{ Action: '*', Effect: 'Allow', Resource: '*', Principal: '*' }] });

export const endpointPlants: readonly Plant[] = [
  {
    rule: 'DNS-01',
    what: 'a rule that forwards the very name',
    plant: (world) => {
      add(world, 'ListResolverRules', [
        { Id: 'rslvr-rr-91', OwnerId: shop, DomainName: `${kmsName}.`, RuleType: 'FORWARD', Status: 'COMPLETE', Name: 'old' },
      ]);
      add(world, 'ListResolverRuleAssociations', [
        { Id: 'rslvr-rrassoc-91', ResolverRuleId: 'rslvr-rr-91', VPCId: shopVpc, Status: 'COMPLETE', Name: 'old' },
      ]);
    },
    subjects: [shopVpc],
  },
  {
    rule: 'DNS-02',
    what: 'a name with the address of one interface',
    plant: (world) =>
      addZone(world, 'keys.internal', { Name: 'keys.internal.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.0.0.20' }] }),
    subjects: [zoneId],
  },
  {
    rule: 'DNS-03',
    what: 'an endpoint of the FIPS names alone',
    plant: (world) => {
      const name = `com.amazonaws.${home}.kms-fips`;
      change(world, 'DescribeVpcEndpoints', kms, { ServiceName: name });
      add(world, 'DescribeVpcEndpointServices', [awsService('kms-fips', 'Interface')]);
    },
    subjects: [kms],
  },
  {
    rule: 'EP-01',
    what: 'private DNS off',
    plant: (world) => change(world, 'DescribeVpcEndpoints', kms, { PrivateDnsEnabled: false }),
    subjects: [kms],
    also: ['NT-09'],
  },
  {
    rule: 'NT-09',
    what: 'private DNS off where NAT is there',
    plant: (world) => change(world, 'DescribeVpcEndpoints', kms, { PrivateDnsEnabled: false }),
    subjects: [kms],
    also: ['EP-01'],
  },
  { rule: 'EP-02', what: 'DNS hostnames off', plant: (world) => attribute(world, 'EnableDnsHostnames'), subjects: [shopVpc] },
  {
    rule: 'EP-03',
    what: 'DNS servers of its own',
    plant: (world) =>
      change(world, 'DescribeDhcpOptions', 'dopt-00000001', {
        DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.9.0.10' }, { Value: '10.9.0.11' }] }],
      }),
    subjects: [shopVpc],
  },
  { rule: 'EP-04', what: 'a group that knows another network', plant: (world) => group(world, '192.168.0.0/16'), subjects: [kms] },
  {
    rule: 'EP-05',
    what: 'the default security group',
    plant: (world) => change(world, 'DescribeVpcEndpoints', kms, { Groups: [{ GroupId: defaultGroup, GroupName: 'default' }] }),
    subjects: [kms],
  },
  { rule: 'EP-06', what: 'a group that admits everybody', plant: (world) => group(world, '0.0.0.0/0'), subjects: [kms] },
  {
    rule: 'EP-07',
    what: 'the default policy',
    plant: (world) => change(world, 'DescribeVpcEndpoints', kms, { PolicyDocument: openPolicy }),
    subjects: [kms],
  },
  {
    rule: 'EP-08',
    what: 'the same service twice, the second with names of its own',
    plant: (world) => addEndpoint(world, second, 'kms', { PrivateDnsEnabled: false }),
    subjects: [second],
    also: ['EP-09'],
  },
  {
    rule: 'EP-09',
    what: 'a second endpoint whose name the first one has',
    plant: (world) => addEndpoint(world, second, 'kms', { PrivateDnsEnabled: false }),
    subjects: [second],
    also: ['EP-08'],
  },
  {
    rule: 'EP-10',
    what: 'S3 names that lead to the paid endpoint',
    plant: (world) =>
      addEndpoint(world, second, 's3', { DnsOptions: { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: false } }),
    subjects: [second],
  },
  {
    rule: 'EP-11',
    what: 'a subnet with five free addresses',
    plant: (world) => change(world, 'DescribeSubnets', appIds[0] ?? '', { AvailableIpAddressCount: 5 }),
    subjects: [appIds[0] ?? ''],
  },
  {
    rule: 'EP-12',
    what: 'forty endpoints in one VPC',
    plant: (world) => {
      for (let index = 0; index < 38; index += 1)
        addEndpoint(world, idOf('vpce', `7${String(index).padStart(2, '0')}`), `service-${index}`);
    },
    subjects: [shopVpc],
  },
  {
    rule: 'EP-13',
    what: 'a month without a byte',
    plant: () => undefined,
    subjects: [kms],
    usage: [{ scope: shopVpc, region: home as never, service: 'kms', path: 'endpoint', gb_per_month: '0' }],
  },
  {
    rule: 'EP-14',
    what: 'a resource that does not answer',
    plant: (world) => {
      const arn = `arn:aws:vpc-lattice:${home}:${shop}:resourceconfiguration/rcfg-0123456789abcdef0`;
      addEndpoint(world, second, 'unused', {
        VpcEndpointType: 'Resource',
        ServiceName: undefined,
        ResourceConfigurationArn: arn,
        PrivateDnsEnabled: false,
      });
      add(world, 'DescribeVpcEndpointAssociations', [
        {
          Id: 'vpce-rsc-asc-1',
          VpcEndpointId: second,
          AssociatedResourceArn: arn,
          AssociatedResourceAccessibility: 'Inaccessible',
          FailureReason: 'The resource gateway is gone.',
          FailureCode: 'ResourceGatewayDeleted',
        },
      ]);
    },
    subjects: [second],
  },
  {
    rule: 'NACL-01',
    what: 'callers of the other zone denied',
    plant: (world) =>
      change(world, 'DescribeNetworkAcls', acl, (item) => ({
        Entries: [
          { CidrBlock: '10.0.1.0/24', Egress: false, Protocol: '6', PortRange: { From: 443, To: 443 }, RuleAction: 'deny', RuleNumber: 90 },
          ...(item['Entries'] as readonly Item[]),
        ],
      })),
    subjects: [kms, toLedger],
  },
];

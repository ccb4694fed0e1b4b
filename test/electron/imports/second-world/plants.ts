/** Faults for the second world, each in a shape that the first world does not have. */
import { idOf, type Item, type World } from '../planted/world.ts';
import {
  address,
  appOf,
  attributes,
  balancer,
  connectionItem,
  core,
  eigw,
  healthItem,
  igw,
  inProv,
  kms,
  ledger,
  ledgerName,
  mainTable,
  natOf,
  pinItem,
  principalItem,
  publicOf,
  s3,
  s3ForOffice,
  s3List,
  secrets,
  tableOf,
  targets,
  toLedger,
  zoneOfBalancer,
} from './market.ts';
import {
  endpointItem,
  edit,
  foreign,
  frankfurt,
  functionItem,
  groupItem,
  interfaceItem,
  ireland,
  net,
  ownOnly,
  permit,
  policyItem,
  put,
  remove,
  replaceItems,
  serviceItem,
  subnetItem,
  tableItem,
  team,
  via,
  zoneIds,
  zoneItem,
} from './words.ts';

/** One fault, what the rule must name, and what else the same fault breaks. */
export interface Fault {
  readonly rule: string;
  readonly what: string;
  readonly plant: (world: World) => void;
  readonly subjects: readonly string[];
  readonly severity: string;
  readonly also?: readonly string[];
}

const configuration = 'DescribeVpcEndpointServiceConfigurations';
const gone = idOf('vpce-svc', 'dead');
const extra = idOf('vpce', '5a');
const group = (name: string): string => idOf('sg', name);

function routes(world: World, tableId: string, make: (list: readonly Item[]) => readonly Item[]): void {
  edit(world, 'DescribeRouteTables', tableId, (table) => ({ Routes: make(table['Routes'] as readonly Item[]) }));
}

function instead(world: World, tableId: string, to: string, target: string): void {
  const field = to.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  routes(world, tableId, (list) => list.map((one) => (one[field] === to ? via(to, target) : one)));
}

/** The endpoint stands in these subnets only. */
function standsIn(world: World, endpointId: string, subnets: readonly string[]): void {
  edit(world, 'DescribeVpcEndpoints', endpointId, {
    SubnetIds: subnets.map((name) => idOf('subnet', name)),
    NetworkInterfaceIds: subnets.map((name) => idOf('eni', `${endpointId.slice(-2)}${name}`)),
  });
}

function policy(world: World, endpointId: string, document: unknown): void {
  edit(world, 'DescribeVpcEndpoints', endpointId, { PolicyDocument: document });
}

/** Another endpoint in all three zones. */
function another(world: World, service: string, more: Item = {}): void {
  put(
    world,
    'DescribeNetworkInterfaces',
    (['a', 'b', 'c'] as const).map((letter) => pinItem(`5a4${letter}`, appOf[letter], address(letter, 120))),
  );
  put(world, 'DescribeVpcEndpoints', [endpointItem('5a', service, ['4a', '4b', '4c'], more)]);
}

function health(world: World, port: 8443 | 5432, list: readonly Item[]): void {
  replaceItems(world, 'DescribeTargetHealth', { ...inProv, of: targets[port] }, () => [{ TargetHealthDescriptions: list }]);
}

function crossZone(world: World, value: string): void {
  replaceItems(world, 'DescribeLoadBalancerAttributes', { ...inProv, of: balancer }, () => [attributes(value)]);
}

/** A private zone on the VPC with one record in it. */
function hostedZone(world: World, domain: string, record: Item): void {
  put(world, 'ListHostedZonesByVPC', [{ HostedZoneId: 'Z05000000000000000005A', Name: `${domain}.`, Owner: { OwningAccount: net } }], {
    of: core,
  });
  put(world, 'ListResourceRecordSets', [record], { region: 'global', of: 'Z05000000000000000005A' });
}

const munich = subnetItem('5c', '40', 'a', '10.40.200.0/24', {
  AvailabilityZone: 'eu-central-1-muc-1a',
  AvailabilityZoneId: 'euc1-muc1-az1',
});

export const zoneFaults: readonly Fault[] = [
  {
    rule: 'AZ-02',
    what: 'callers of two accounts in three zones, an endpoint in one',
    plant: (world) => standsIn(world, secrets, ['4b']),
    subjects: [secrets],
    severity: 'high',
    also: ['AZ-03'],
  },
  {
    rule: 'AZ-03',
    what: 'only functions of the other account call in the third zone',
    plant: (world) => {
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '7c'));
      standsIn(world, kms, ['4a', '4b']);
    },
    subjects: [kms],
    severity: 'medium',
  },
  {
    rule: 'AZ-05',
    what: 'three zones, and in the third one only a database answers',
    plant: (world) => {
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '7c'));
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '6c'), { account: team });
      put(world, 'DescribeNetworkInterfaces', [
        interfaceItem('5d', appOf.c, '10.41.0.77', {
          Description: 'RDSNetworkInterface',
          RequesterId: 'amazon-rds',
          RequesterManaged: true,
        }),
      ]);
    },
    subjects: [kms, secrets, toLedger, s3ForOffice],
    severity: 'low',
  },
  {
    rule: 'AZ-07',
    what: 'a zone of the load balancer that was never added to the service',
    plant: (world) => {
      edit(
        world,
        configuration,
        ledger,
        { AvailabilityZoneIds: [zoneIds.a, zoneIds.b], AvailabilityZones: [`${frankfurt}a`, `${frankfurt}b`] },
        inProv,
      );
      edit(world, 'DescribeVpcEndpointServices', ledger, { AvailabilityZones: [`${frankfurt}a`, `${frankfurt}b`] });
      standsIn(world, toLedger, ['4a', '4b']);
    },
    subjects: [ledger],
    severity: 'medium',
    also: ['AZ-04'],
  },
  {
    rule: 'AZ-08',
    what: 'a provider in one zone, which is all that consumers can use',
    plant: (world) => {
      edit(world, configuration, ledger, { AvailabilityZoneIds: [zoneIds.c], AvailabilityZones: [`${frankfurt}c`] }, inProv);
      edit(world, 'DescribeVpcEndpointServices', ledger, { AvailabilityZones: [`${frankfurt}c`] });
      edit(world, 'DescribeLoadBalancers', balancer, { AvailabilityZones: [zoneOfBalancer('c')] }, inProv);
      for (const port of [8443, 5432] as const) health(world, port, [healthItem('c', port)]);
      standsIn(world, toLedger, ['4c']);
    },
    subjects: [ledger],
    severity: 'high',
    also: ['AZ-02', 'AZ-04'],
  },
  {
    rule: 'AZ-09',
    what: 'cross-zone off on one of two target groups, and nobody healthy there in one zone',
    plant: (world) => {
      replaceItems(world, 'DescribeTargetGroupAttributes', { ...inProv, of: targets[5432] }, () => [attributes('false')]);
      health(world, 5432, [healthItem('a', 5432), healthItem('b', 5432), healthItem('c', 5432, 'unhealthy')]);
    },
    subjects: [balancer],
    severity: 'high',
  },
  {
    rule: 'AZ-09',
    what: 'cross-zone off, and the third zone has no target at all',
    plant: (world) => {
      crossZone(world, 'false');
      for (const port of [8443, 5432] as const) health(world, port, [healthItem('a', port), healthItem('b', port)]);
    },
    subjects: [balancer],
    severity: 'high',
  },
  {
    rule: 'AZ-13',
    what: 'one zone for a service of another Region',
    plant: (world) => {
      put(world, 'DescribeNetworkInterfaces', [pinItem('5a4a', appOf.a, '10.40.0.120')]);
      put(world, 'DescribeVpcEndpoints', [endpointItem('5a', `com.amazonaws.${ireland}.kms`, ['4a'], { ServiceRegion: ireland })]);
      put(world, 'DescribeVpcEndpointServices', [
        serviceItem('kms', { ServiceName: `com.amazonaws.${ireland}.kms`, ServiceRegion: ireland }),
      ]);
    },
    subjects: [extra],
    severity: 'medium',
  },
  {
    rule: 'AZ-14',
    what: 'a function of the other account in a Local Zone',
    plant: (world) => {
      put(world, 'DescribeAvailabilityZones', [
        zoneItem('a', {
          ZoneName: 'eu-central-1-muc-1a',
          ZoneId: 'euc1-muc1-az1',
          ZoneType: 'local-zone',
          ParentZoneId: zoneIds.a,
          OptInStatus: 'opted-in',
        }),
      ]);
      for (const account of [net, team]) put(world, 'DescribeSubnets', [munich], { account });
      edit(world, 'DescribeRouteTables', tableOf.a, (table) => ({
        Associations: [...(table['Associations'] as Item[]), { Main: false, SubnetId: munich['SubnetId'], RouteTableId: tableOf.a }],
      }));
      put(world, 'DescribeNetworkInterfaces', [functionItem('5e', munich, '10.40.200.9')], { account: team });
    },
    subjects: [core],
    severity: 'info',
  },
];

export const wayFaults: readonly Fault[] = [
  {
    rule: 'NT-03',
    what: 'the table of one zone without S3',
    plant: (world) => {
      edit(world, 'DescribeVpcEndpoints', s3, { RouteTableIds: [tableOf.a, tableOf.c] });
      routes(world, tableOf.b, (list) => list.filter((one) => one['DestinationPrefixListId'] !== s3List));
    },
    subjects: [s3],
    severity: 'high',
  },
  {
    rule: 'NT-04',
    what: 'the third zone leaves through the NAT gateway of the first',
    plant: (world) => instead(world, tableOf.c, '0.0.0.0/0', natOf.a),
    subjects: [natOf.a],
    severity: 'high',
    // Nothing leads to the third one any more.
    also: ['NT-06'],
  },
  {
    rule: 'NT-05',
    what: 'a private subnet of every zone on the main table, which leads to one NAT gateway',
    plant: (world) => {
      instead(world, mainTable, '0.0.0.0/0', natOf.a);
      edit(world, 'DescribeRouteTables', mainTable, (table) => ({
        Routes: [...(table['Routes'] as Item[]), via(s3List, s3), via('pl-66a5400f', idOf('vpce', '4e'))],
      }));
      edit(world, 'DescribeVpcEndpoints', s3, { RouteTableIds: [mainTable] });
      edit(world, 'DescribeVpcEndpoints', idOf('vpce', '4e'), { RouteTableIds: [mainTable] });
      for (const account of [net, team])
        for (const letter of ['a', 'b', 'c'] as const) remove(world, 'DescribeRouteTables', tableOf[letter], { account });
      put(world, 'DescribeRouteTables', [tableItem('5f', '40', ['4d', '4e', '4f'], [via('0.0.0.0/0', igw)], ['10.40.0.0/16'])]);
      remove(world, 'DescribeNatGateways', natOf.b);
      remove(world, 'DescribeNatGateways', natOf.c);
    },
    subjects: [core],
    severity: 'medium',
    also: ['NT-04'],
  },
  {
    rule: 'NT-06',
    what: 'a private NAT gateway that nothing leads to',
    plant: (world) =>
      put(world, 'DescribeNatGateways', [
        {
          NatGatewayId: idOf('nat', '5a'),
          VpcId: core,
          SubnetId: appOf.a['SubnetId'],
          State: 'available',
          ConnectivityType: 'private',
          CreateTime: '2025-06-01T08:00:00+00:00',
          NatGatewayAddresses: [],
        },
      ]),
    subjects: [idOf('nat', '5a')],
    severity: 'medium',
  },
  {
    rule: 'NT-07',
    what: 'an IPv6 route whose gateway is gone',
    plant: (world) =>
      routes(world, tableOf.b, (list) =>
        list.map((one) => (one['EgressOnlyInternetGatewayId'] === eigw ? { ...one, State: 'blackhole' } : one)),
      ),
    subjects: [tableOf.b],
    severity: 'high',
  },
  {
    rule: 'NT-07',
    what: 'a NAT gateway that AWS could not make',
    plant: (world) =>
      put(world, 'DescribeNatGateways', [
        {
          NatGatewayId: idOf('nat', '5b'),
          VpcId: core,
          SubnetId: publicOf.a['SubnetId'],
          State: 'failed',
          FailureCode: 'Resource.AlreadyAssociated',
          FailureMessage: 'Elastic IP address is already associated.',
          CreateTime: '2025-06-01T08:00:00+00:00',
        },
      ]),
    subjects: [idOf('nat', '5b')],
    severity: 'high',
  },
  {
    rule: 'NT-07',
    what: 'a NAT gateway in a private subnet, which leaves through the next one',
    plant: (world) => {
      edit(world, 'DescribeNatGateways', natOf.b, { SubnetId: appOf.b['SubnetId'] });
      routes(world, tableOf.b, (list) => list.filter((one) => one['DestinationCidrBlock'] !== '0.0.0.0/0'));
      put(world, 'DescribeSubnets', [subnetItem('5b', '40', 'b', '10.40.8.0/24')]);
      put(world, 'DescribeRouteTables', [
        tableItem(
          '5b',
          '40',
          ['5b'],
          [via('0.0.0.0/0', natOf.b), via(s3List, s3), via('pl-66a5400f', idOf('vpce', '4e'))],
          ['10.40.0.0/16'],
        ),
      ]);
    },
    subjects: [natOf.b],
    severity: 'high',
  },
  {
    rule: 'NT-06',
    what: 'a NAT gateway in a private subnet that nobody uses: unused, and not stranded as well',
    plant: (world) => {
      put(world, 'DescribeSubnets', [subnetItem('5b', '40', 'b', '10.40.8.0/24')]);
      put(world, 'DescribeRouteTables', [tableItem('5b', '40', ['5b'], [], ['10.40.0.0/16'])]);
      put(world, 'DescribeNatGateways', [
        { NatGatewayId: idOf('nat', '5b'), VpcId: core, SubnetId: idOf('subnet', '5b'), State: 'available', ConnectivityType: 'public' },
      ]);
    },
    subjects: [idOf('nat', '5b')],
    severity: 'medium',
  },
  {
    rule: 'NT-07',
    what: 'the internet gateway is gone: its table is to blame, and not the NAT gateways behind it',
    plant: (world) =>
      routes(world, mainTable, (list) => list.map((one) => (one['GatewayId'] === igw ? { ...one, State: 'blackhole' } : one))),
    subjects: [mainTable],
    severity: 'high',
  },
  {
    rule: 'NT-07',
    what: 'a gateway endpoint that was deleted, and its routes were not',
    plant: (world) => {
      for (const account of [net, team])
        for (const letter of ['a', 'b', 'c'] as const)
          edit(
            world,
            'DescribeRouteTables',
            tableOf[letter],
            (table) => ({
              Routes: (table['Routes'] as Item[]).map((one) =>
                one['DestinationPrefixListId'] === s3List ? { ...one, State: 'blackhole' } : one,
              ),
            }),
            { account },
          );
      remove(world, 'DescribeVpcEndpoints', s3);
    },
    subjects: [tableOf.a, tableOf.b, tableOf.c],
    severity: 'high',
    also: ['NT-01'],
  },
  {
    rule: 'NT-01',
    what: 'neither S3 nor DynamoDB free, in three tables',
    plant: (world) => {
      for (const id of [s3, idOf('vpce', '4e')]) {
        remove(world, 'DescribeVpcEndpoints', id);
        for (const letter of ['a', 'b', 'c'] as const)
          routes(world, tableOf[letter], (list) => list.filter((one) => one['GatewayId'] !== id));
      }
    },
    subjects: [core],
    severity: 'medium',
    also: ['NT-02'],
  },
  {
    rule: 'NT-08',
    what: 'a regional NAT gateway with addresses in two zones, added by hand',
    plant: (world) => {
      const addresses = (['a', 'b'] as const).map((letter) => ({
        AllocationId: idOf('eipalloc', letter),
        AvailabilityZoneId: zoneIds[letter],
      }));
      for (const letter of ['a', 'b', 'c'] as const) {
        remove(world, 'DescribeNatGateways', natOf[letter]);
        for (const account of [net, team])
          edit(
            world,
            'DescribeRouteTables',
            tableOf[letter],
            (table) => ({
              Routes: (table['Routes'] as Item[]).map((one) =>
                one['NatGatewayId'] === undefined ? one : via('0.0.0.0/0', idOf('nat', '5d')),
              ),
            }),
            { account },
          );
      }
      put(world, 'DescribeNatGateways', [
        {
          NatGatewayId: idOf('nat', '5d'),
          VpcId: core,
          State: 'available',
          ConnectivityType: 'public',
          AvailabilityMode: 'regional',
          AutoProvisionZones: 'disabled',
          NatGatewayAddresses: addresses,
        },
      ]);
    },
    subjects: [idOf('nat', '5d')],
    severity: 'medium',
  },
  {
    rule: 'NT-09',
    what: 'a second service with private DNS off, of the names of which another zone holds only the parent of another',
    plant: (world) => {
      another(world, 'sqs', { PrivateDnsEnabled: false });
      put(world, 'DescribeVpcEndpointServices', [serviceItem('sqs')]);
      hostedZone(world, 'corp.internal', {
        Name: 'git.corp.internal.',
        Type: 'CNAME',
        TTL: 60,
        ResourceRecords: [{ Value: 'git.example.net' }],
      });
    },
    subjects: [extra],
    severity: 'medium',
    also: ['EP-01'],
  },
];

export const endpointFaults: readonly Fault[] = [
  {
    rule: 'EP-02',
    what: 'DNS support off, told as the CLI does, in a call of its own',
    plant: (world) =>
      replaceItems(world, 'DescribeVpcAttribute', { of: core }, () => [
        { VpcId: core, EnableDnsSupport: { Value: false } },
        { VpcId: core, EnableDnsHostnames: { Value: true } },
      ]),
    subjects: [core],
    severity: 'high',
  },
  {
    rule: 'EP-03',
    what: 'a server of its own before the Resolver',
    plant: (world) => {
      for (const account of [net, team])
        edit(
          world,
          'DescribeDhcpOptions',
          'dopt-0a0a0a0a',
          { DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.40.9.9' }, { Value: 'AmazonProvidedDNS' }] }] },
          { account },
        );
    },
    subjects: [core],
    severity: 'low',
  },
  {
    rule: 'EP-04',
    what: 'members of a group that no caller is in',
    plant: (world) =>
      edit(world, 'DescribeSecurityGroups', group('4b'), {
        IpPermissions: [permit([443, 443], { UserIdGroupPairs: [{ GroupId: group('40'), UserId: net }] })],
      }),
    subjects: [secrets],
    severity: 'high',
  },
  {
    rule: 'EP-04',
    what: 'the right blocks on UDP',
    plant: (world) =>
      edit(world, 'DescribeSecurityGroups', group('4a'), {
        IpPermissions: [permit([443, 443], { IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, 'udp')],
      }),
    subjects: [kms, s3ForOffice],
    severity: 'high',
  },
  {
    rule: 'EP-04',
    what: 'the second port of the ledger is shut',
    plant: (world) =>
      edit(world, 'DescribeSecurityGroups', group('4c'), {
        IpPermissions: [permit([8443, 8443], { IpRanges: [{ CidrIp: '10.40.0.0/15' }] })],
      }),
    subjects: [toLedger],
    severity: 'high',
  },
  {
    rule: 'EP-04',
    what: 'the second block of the VPC is shut out, and with it the callers of one zone',
    plant: (world) =>
      edit(world, 'DescribeSecurityGroups', group('4c'), { IpPermissions: [permit(null, { IpRanges: [{ CidrIp: '10.40.0.0/16' }] })] }),
    subjects: [toLedger],
    severity: 'low',
  },
  {
    rule: 'EP-04',
    what: 'a dualstack endpoint whose group knows no IPv6',
    plant: (world) => {
      put(world, 'DescribeSecurityGroups', [groupItem('5a', '40', [permit([443, 443], { IpRanges: [{ CidrIp: '10.40.0.0/15' }] })])]);
      edit(world, 'DescribeVpcEndpoints', kms, { Groups: [{ GroupId: group('5a'), GroupName: 'four' }] });
    },
    subjects: [kms],
    severity: 'low',
  },
  {
    rule: 'EP-05',
    what: 'the default group beside one of its own',
    plant: (world) =>
      edit(world, 'DescribeVpcEndpoints', kms, {
        Groups: [
          { GroupId: group('4a'), GroupName: 'endpoints' },
          { GroupId: group('40'), GroupName: 'default' },
        ],
      }),
    subjects: [kms],
    severity: 'low',
  },
  {
    rule: 'EP-06',
    what: 'everything from everywhere by IPv6',
    plant: (world) =>
      edit(world, 'DescribeSecurityGroups', group('4b'), (item) => ({
        IpPermissions: [...(item['IpPermissions'] as Item[]), permit(null, { Ipv6Ranges: [{ CidrIpv6: '::/0' }] })],
      })),
    subjects: [secrets],
    severity: 'info',
  },
  {
    rule: 'EP-07',
    what: 'a policy with lists of stars and of every action of the service',
    plant: (world) =>
      policy(
        world,
        secrets,
        policyItem({ Sid: 'a', Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['secretsmanager:*'], Resource: ['*'] }),
      ),
    subjects: [secrets],
    severity: 'medium',
  },
  {
    rule: 'EP-07',
    what: 'one statement that is no list, on the gateway endpoint',
    plant: (world) =>
      policy(world, s3, '{"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}'),
    subjects: [s3],
    severity: 'medium',
  },
  {
    rule: 'EP-07',
    what: 'the policy as an object, as people write it by hand',
    plant: (world) => policy(world, s3, { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }] }),
    subjects: [s3],
    severity: 'medium',
  },
  {
    rule: 'EP-07',
    what: 'an account that nobody knows, by name',
    plant: (world) =>
      policy(
        world,
        kms,
        policyItem(...(JSON.parse(ownOnly) as { Statement: Item[] }).Statement, {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${foreign}:role/reader` },
          Action: 'kms:Decrypt',
          Resource: '*',
        }),
      ),
    subjects: [kms],
    severity: 'low',
  },
  {
    rule: 'EP-08',
    what: 'the ledger twice',
    plant: (world) => {
      another(world, ledgerName, {
        Groups: [{ GroupId: group('4c'), GroupName: 'ledger' }],
        PrivateDnsEnabled: false,
        PolicyDocument: undefined,
      });
      put(world, 'DescribeVpcEndpointConnections', [connectionItem(extra, net)], inProv);
    },
    subjects: [toLedger],
    severity: 'medium',
    also: ['EP-09'],
  },
  {
    rule: 'EP-10',
    what: 'S3 names that lead to the paid endpoint',
    plant: (world) =>
      edit(world, 'DescribeVpcEndpoints', s3ForOffice, {
        DnsOptions: { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: false },
      }),
    subjects: [s3ForOffice],
    severity: 'medium',
  },
  {
    rule: 'EP-11',
    what: 'a shared subnet that is full',
    plant: (world) => {
      for (const account of [net, team])
        edit(world, 'DescribeSubnets', appOf.b['SubnetId'] as string, { AvailableIpAddressCount: 0 }, { account });
    },
    subjects: [appOf.b['SubnetId'] as string],
    severity: 'low',
  },
  {
    rule: 'NACL-01',
    what: 'the answers to two of three zones are shut in',
    plant: (world) =>
      edit(world, 'DescribeNetworkAcls', idOf('acl', '40'), (acl) => ({
        Entries: [
          {
            CidrBlock: '10.40.0.0/16',
            Egress: true,
            Protocol: '6',
            PortRange: { From: 32768, To: 65535 },
            RuleAction: 'deny',
            RuleNumber: 10,
          },
          ...(acl['Entries'] as Item[]),
        ],
      })),
    subjects: [kms, secrets, toLedger, s3ForOffice],
    severity: 'medium',
  },
  {
    rule: 'NACL-01',
    what: 'a network ACL in words: TCP by name, and no entry for the port of the database',
    plant: (world) => {
      const subnets = ['4a', '4b', '4c'].map((name) => idOf('subnet', name));
      edit(world, 'DescribeNetworkAcls', idOf('acl', '40'), (acl) => ({
        Associations: (acl['Associations'] as Item[]).filter((one) => !subnets.includes(one['SubnetId'] as string)),
      }));
      const entry = (Egress: boolean, RuleNumber: number, RuleAction: string, more: Item): Item => ({
        CidrBlock: '0.0.0.0/0',
        Egress,
        RuleNumber,
        RuleAction,
        ...more,
      });
      put(world, 'DescribeNetworkAcls', [
        {
          NetworkAclId: idOf('acl', '5a'),
          VpcId: core,
          OwnerId: net,
          IsDefault: false,
          Associations: subnets.map((SubnetId) => ({ NetworkAclId: idOf('acl', '5a'), SubnetId })),
          Entries: [
            entry(false, 10, 'allow', { Protocol: 'tcp', PortRange: { From: 443, To: 443 } }),
            entry(false, 20, 'allow', { Protocol: 'tcp', PortRange: { From: 8443, To: 8443 } }),
            entry(false, 30, 'allow', { Protocol: 'tcp', PortRange: { From: 32_768, To: 65_535 } }),
            { ...entry(false, 40, 'allow', { Protocol: '-1' }), CidrBlock: undefined, Ipv6CidrBlock: '::/0' },
            entry(true, 10, 'allow', { Protocol: '-1' }),
            { ...entry(true, 11, 'allow', { Protocol: '-1' }), CidrBlock: undefined, Ipv6CidrBlock: '::/0' },
            entry(false, 32_767, 'deny', { Protocol: '-1' }),
            entry(true, 32_767, 'deny', { Protocol: '-1' }),
          ],
        },
      ]);
    },
    subjects: [toLedger],
    severity: 'high',
  },
];

export const providerFaults: readonly Fault[] = [
  {
    rule: 'CN-03',
    what: 'everyone, told by type alone',
    plant: (world) => {
      put(world, 'DescribeVpcEndpointServicePermissions', [principalItem('*', 'All')], { ...inProv, of: ledger });
      edit(world, configuration, ledger, { AcceptanceRequired: false }, inProv);
    },
    subjects: [ledger],
    severity: 'critical',
  },
  {
    rule: 'CN-04',
    what: 'everyone beside the others',
    plant: (world) => put(world, 'DescribeVpcEndpointServicePermissions', [principalItem('*', 'All')], { ...inProv, of: ledger }),
    subjects: [ledger],
    severity: 'medium',
  },
  {
    rule: 'CN-05',
    what: 'a role of a foreign account, unasked',
    plant: (world) => {
      put(world, 'DescribeVpcEndpointServicePermissions', [principalItem(`arn:aws:iam::${foreign}:role/partner`, 'Role')], {
        ...inProv,
        of: ledger,
      });
      edit(world, configuration, ledger, { AcceptanceRequired: false }, inProv);
    },
    subjects: [ledger],
    severity: 'low',
  },
  {
    rule: 'CN-05',
    what: 'a foreign account that may ask and has not',
    plant: (world) =>
      put(world, 'DescribeVpcEndpointServicePermissions', [principalItem(`arn:aws:iam::${foreign}:root`)], { ...inProv, of: ledger }),
    subjects: [ledger],
    severity: 'info',
  },
  {
    rule: 'CN-07',
    what: 'a foreign account that asked and was let in',
    plant: (world) => {
      put(world, 'DescribeVpcEndpointServicePermissions', [principalItem(`arn:aws:iam::${foreign}:root`)], { ...inProv, of: ledger });
      put(world, 'DescribeVpcEndpointConnections', [connectionItem(extra, foreign)], inProv);
    },
    subjects: [extra],
    severity: 'low',
  },
  {
    rule: 'CN-06',
    what: 'the organisation left, the account taken off',
    plant: (world) =>
      replaceItems(world, 'DescribeVpcEndpointServicePermissions', { ...inProv, of: ledger }, () => [
        principalItem(`arn:aws:iam::${team}:root`),
      ]),
    subjects: [toLedger],
    severity: 'medium',
  },
  {
    rule: 'CN-01',
    what: 'a second consumer that waits since summer',
    plant: (world) => {
      put(world, 'DescribeVpcEndpointConnections', [connectionItem(extra, team, 'pendingAcceptance')], inProv);
      put(world, 'DescribeVpcEndpointServicePermissions', [principalItem(`arn:aws:iam::${team}:root`)], { ...inProv, of: ledger });
    },
    subjects: [extra],
    severity: 'high',
  },
  {
    rule: 'CN-09',
    what: 'an endpoint of a service that its owner deleted, beside one that works',
    plant: (world) => {
      const name = `com.amazonaws.vpce.${frankfurt}.${gone}`;
      another(world, name, { Groups: [{ GroupId: group('4a'), GroupName: 'endpoints' }], PrivateDnsEnabled: false });
      put(world, 'DescribeVpcEndpointServices', [
        serviceItem('x', { ServiceName: name, ServiceId: gone, Owner: '333300002222', PrivateDnsName: undefined, PrivateDnsNames: [] }),
      ]);
    },
    subjects: [extra],
    severity: 'high',
  },
  {
    rule: 'CN-10',
    what: 'a name whose proof failed',
    plant: (world) =>
      edit(
        world,
        configuration,
        ledger,
        { PrivateDnsNameConfiguration: { State: 'failed', Type: 'TXT', Name: '_x', Value: 'vpce:x' } },
        inProv,
      ),
    subjects: [ledger],
    severity: 'medium',
  },
  {
    rule: 'CN-11',
    what: 'the group of the load balancer knows the first block of the VPC only',
    plant: (world) =>
      edit(
        world,
        'DescribeSecurityGroups',
        group('30'),
        { IpPermissions: [permit(null, { IpRanges: [{ CidrIp: '10.40.0.0/16' }] })] },
        inProv,
      ),
    subjects: [balancer],
    severity: 'low',
  },
  {
    rule: 'CN-11',
    what: 'the group of the load balancer knows the port of the API only',
    plant: (world) =>
      edit(
        world,
        'DescribeSecurityGroups',
        group('30'),
        { IpPermissions: [permit([8443, 8443], { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, 'TCP')] },
        inProv,
      ),
    subjects: [balancer],
    severity: 'medium',
  },
  {
    rule: 'CN-13',
    what: 'IPv6 promised before a load balancer without it',
    plant: (world) => edit(world, configuration, ledger, { SupportedIpAddressTypes: ['ipv4', 'ipv6'] }, inProv),
    subjects: [ledger],
    severity: 'medium',
  },
  {
    rule: 'CN-13',
    what: 'records of IPv6 for an endpoint of IPv4',
    plant: (world) => edit(world, 'DescribeVpcEndpoints', secrets, { DnsOptions: { DnsRecordIpType: 'ipv6' } }),
    subjects: [secrets],
    severity: 'medium',
  },
  {
    rule: 'DNS-02',
    what: 'an alias for the zonal name of an endpoint',
    plant: (world) => {
      const names = [
        `${secrets}-q1w2e3r4.secretsmanager.${frankfurt}.vpce.amazonaws.com`,
        `${secrets}-q1w2e3r4-eu-central-1b.secretsmanager.${frankfurt}.vpce.amazonaws.com`,
      ];
      edit(world, 'DescribeVpcEndpoints', secrets, { DnsEntries: names.map((DnsName) => ({ DnsName, HostedZoneId: 'Z273ZU8SZ5RJPC' })) });
      hostedZone(world, 'corp.internal', {
        Name: 'vault.corp.internal.',
        Type: 'A',
        AliasTarget: { HostedZoneId: 'Z273ZU8SZ5RJPC', DNSName: `${names[1]}.`, EvaluateTargetHealth: true },
      });
    },
    subjects: ['Z05000000000000000005A'],
    severity: 'medium',
  },
  {
    rule: 'DNS-02',
    what: 'names in capitals, an address of IPv6, and one of two names twice',
    plant: (world) => {
      edit(world, 'DescribeNetworkInterfaces', idOf('eni', '4a4b'), { Ipv6Addresses: [{ Ipv6Address: '2a05:d014:abc:c01::20' }] });
      hostedZone(world, 'corp.internal', {
        Name: 'keys.corp.internal.',
        Type: 'AAAA',
        TTL: 60,
        ResourceRecords: [{ Value: '2A05:D014:ABC:C01::20' }],
      });
      put(
        world,
        'ListResourceRecordSets',
        [{ Name: 'key.corp.internal.', Type: 'CNAME', TTL: 60, ResourceRecords: [{ Value: 'keys.example.net' }] }],
        {
          region: 'global',
          of: 'Z05000000000000000005A',
        },
      );
    },
    subjects: ['Z05000000000000000005A'],
    severity: 'medium',
  },
  {
    rule: 'CN-02',
    what: 'an endpoint that AWS could not make, with its reason',
    plant: (world) => {
      edit(world, 'DescribeVpcEndpoints', secrets, {
        State: 'failed',
        FailureReason: 'InternalError.',
        LastError: { Code: 'Failed', Message: 'No capacity.' },
      });
    },
    subjects: [secrets],
    severity: 'high',
  },
  {
    rule: 'EP-12',
    what: 'sixteen gateway endpoints in a Region of twenty',
    plant: (world) => {
      const gateway = {
        VpcEndpointType: 'Gateway',
        VpcId: idOf('vpc', '5a'),
        Groups: [],
        PrivateDnsEnabled: false,
        DnsEntries: [],
        NetworkInterfaceIds: [],
      };
      for (let index = 0; index < 14; index += 1)
        put(world, 'DescribeVpcEndpoints', [endpointItem(`5a${String(index).padStart(2, '0')}`, 'dynamodb', [], gateway)]);
    },
    subjects: [frankfurt],
    severity: 'low',
  },
  {
    rule: 'TP-05',
    what: 'one endpoint for which the provider pays',
    plant: (world) =>
      edit(world, 'DescribeVpcEndpoints', toLedger, {
        PayerResponsibilities: [{ Scope: 'vpc-endpoint-charges', PayerResponsibilityType: 'vpc-endpoint-service-account' }],
      }),
    subjects: [toLedger],
    severity: 'info',
  },
  {
    rule: 'AZ-10',
    what: 'a second load balancer that does not listen for the database',
    plant: (world) => {
      const second = balancer.replace('/ledger/', '/ledger-2/');
      edit(world, configuration, ledger, { NetworkLoadBalancerArns: [balancer, second] }, inProv);
      put(
        world,
        'DescribeLoadBalancers',
        [
          {
            LoadBalancerArn: second,
            LoadBalancerName: 'ledger-2',
            Type: 'network',
            State: { Code: 'active' },
            VpcId: idOf('vpc', '30'),
            IpAddressType: 'ipv4',
            SecurityGroups: [],
            AvailabilityZones: (['a', 'b', 'c'] as const).map(zoneOfBalancer),
          },
        ],
        inProv,
      );
      put(world, 'DescribeLoadBalancerAttributes', [attributes('true')], { ...inProv, of: second });
      const own = targets[8443].replace('/api/', '/api-2/');
      put(
        world,
        'DescribeListeners',
        [
          {
            ListenerArn: `${second}/1`,
            LoadBalancerArn: second,
            Port: 8443,
            Protocol: 'TCP',
            DefaultActions: [{ Type: 'forward', TargetGroupArn: own }],
          },
        ],
        { ...inProv, of: second },
      );
      put(
        world,
        'DescribeTargetGroups',
        [
          {
            TargetGroupArn: own,
            TargetGroupName: 'api-2',
            Protocol: 'TCP',
            Port: 8443,
            VpcId: idOf('vpc', '30'),
            TargetType: 'ip',
            LoadBalancerArns: [second],
          },
        ],
        inProv,
      );
      put(world, 'DescribeTargetGroupAttributes', [attributes('use_load_balancer_configuration')], { ...inProv, of: own });
      put(
        world,
        'DescribeTargetHealth',
        [{ TargetHealthDescriptions: (['a', 'b', 'c'] as const).map((letter) => healthItem(letter, 8443)) }],
        { ...inProv, of: own },
      );
    },
    subjects: [ledger],
    severity: 'medium',
  },
];

/** Faults of a hub, planted. */
import { idOf, type Item, type World } from '../planted/world.ts';
import {
  attachmentItem,
  farOf,
  farS3,
  gatewayItem,
  here,
  hub as hubVpc,
  hubEndpoint,
  hubKms,
  inspectionOf,
  inTeam,
  kmsZone,
  nearOf,
  nearS3,
  nearSpoke,
  farSpoke,
  pinned,
  s3InIreland,
  shelfOf,
  tgw,
  tgwTable,
  transitRoute,
} from './hub.ts';
import type { Fault } from './plants.ts';
import { edit, endpointItem, ireland, letters, net, permit, put, remove, replaceItems, team, via } from './words.ts';

const ssm = idOf('vpce', '6d');

function reroute(world: World, table: string, make: (routes: readonly Item[]) => readonly Item[], at = here): void {
  edit(world, 'DescribeRouteTables', idOf('rtb', table), (item) => ({ Routes: make(item['Routes'] as readonly Item[]) }), at);
}

function withoutNearS3(world: World): void {
  remove(world, 'DescribeVpcEndpoints', nearS3, here);
  for (const letter of letters) reroute(world, `62${letter}`, (routes) => routes.filter((one) => one['GatewayId'] !== nearS3));
}

/** An endpoint of a spoke of its own, by the names of its subnets. */
function own(name: string, vpcName: string, owner?: string): Item {
  const subnets = letters.map((letter) => `${vpcName}${letter}`);
  return endpointItem(name, `com.amazonaws.${ireland}.ssm`, subnets, {
    VpcId: idOf('vpc', vpcName),
    ServiceRegion: ireland,
    Groups: [],
    ...(owner === undefined ? {} : { OwnerId: owner }),
  });
}

function onlyFrom(world: World, block: string): void {
  edit(world, 'DescribeSecurityGroups', idOf('sg', '60'), { IpPermissions: [permit([443, 443], { IpRanges: [{ CidrIp: block }] })] }, here);
}

function pinsOnShelf(name: string): readonly Item[] {
  return letters.map((letter) => pinned(`${name}${letter}3`, shelfOf[letter], '10.60.30.99'));
}

const s3Interface: Item = {
  ServiceName: `com.amazonaws.${ireland}.s3`,
  ServiceType: [{ ServiceType: 'Interface' }],
  AvailabilityZoneIds: ['euw1-az1', 'euw1-az2', 'euw1-az3'],
  Owner: 'amazon',
  PrivateDnsName: `*.s3.${ireland}.amazonaws.com`,
  PrivateDnsNames: [{ PrivateDnsName: `*.s3.${ireland}.amazonaws.com` }, { PrivateDnsName: `s3.${ireland}.amazonaws.com` }],
  VpcEndpointPolicySupported: true,
  SupportedIpAddressTypes: ['ipv4'],
};

export const hubFaults: readonly Fault[] = [
  {
    rule: 'EG-01',
    what: 'a spoke without S3 of its own, three tables of it',
    plant: withoutNearS3,
    subjects: [nearSpoke],
    severity: 'medium',
  },
  {
    rule: 'EG-01',
    what: 'a spoke of another account, whose one table is the main one',
    plant: (world) => {
      remove(world, 'DescribeVpcEndpoints', farS3, inTeam);
      reroute(world, '61', (routes) => routes.filter((one) => one['GatewayId'] !== farS3), inTeam);
    },
    subjects: [farSpoke],
    severity: 'medium',
  },
  {
    rule: 'TP-02',
    what: 'S3 in the hub, and a spoke that believes it',
    plant: (world) => {
      withoutNearS3(world);
      const [id, tables] = [idOf('vpce', '6e'), letters.map((letter) => idOf('rtb', `60${letter}2`))];
      put(world, 'DescribeVpcEndpoints', [gatewayItem('6e', '60', tables)], here);
      for (const letter of letters) reroute(world, `60${letter}2`, (routes) => [...routes, via(s3InIreland, id)]);
    },
    subjects: [idOf('vpce', '6e')],
    severity: 'info',
    also: ['EG-01'],
  },
  {
    rule: 'AZ-12',
    what: 'two zones of the transit gateway inspected in the first',
    plant: (world) => {
      for (const letter of ['b', 'c'] as const)
        reroute(world, `60${letter}1`, (routes) =>
          routes.map((one) => (one['GatewayId'] === inspectionOf[letter] ? via('0.0.0.0/0', inspectionOf.a) : one)),
        );
    },
    subjects: [inspectionOf.a],
    severity: 'medium',
  },
  {
    rule: 'AZ-03',
    what: 'an endpoint of the hub in two zones, and callers of both spokes in the third',
    plant: (world) =>
      edit(
        world,
        'DescribeVpcEndpoints',
        hubKms,
        { SubnetIds: [shelfOf.a['SubnetId'], shelfOf.b['SubnetId']], NetworkInterfaceIds: [idOf('eni', '6060a3'), idOf('eni', '6060b3')] },
        here,
      ),
    subjects: [hubKms],
    severity: 'medium',
  },
  {
    rule: 'AZ-05',
    what: 'no spoke calls from the third zone, whatever each of them calls it',
    plant: (world) => {
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '62c'), here);
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '61b'), inTeam);
    },
    subjects: [hubKms],
    severity: 'low',
  },
  {
    rule: 'EP-01',
    what: 'an endpoint that no hosted zone of the hub names',
    plant: (world) => {
      put(world, 'DescribeVpcEndpoints', [hubEndpoint('6d', 'ssm')], here);
      put(
        world,
        'DescribeNetworkInterfaces',
        letters.map((letter) => pinned(`6d60${letter}3`, shelfOf[letter], '10.60.30.99')),
        here,
      );
      put(
        world,
        'DescribeVpcEndpointServices',
        [
          {
            ServiceName: `com.amazonaws.${ireland}.ssm`,
            ServiceType: [{ ServiceType: 'Interface' }],
            AvailabilityZoneIds: ['euw1-az1', 'euw1-az2', 'euw1-az3'],
            Owner: 'amazon',
            PrivateDnsName: `ssm.${ireland}.amazonaws.com`,
            PrivateDnsNames: [{ PrivateDnsName: `ssm.${ireland}.amazonaws.com` }],
            VpcEndpointPolicySupported: true,
            SupportedIpAddressTypes: ['ipv4'],
          },
        ],
        here,
      );
    },
    subjects: [ssm],
    severity: 'medium',
    also: ['AZ-05', 'NT-09'],
  },
  {
    rule: 'DNS-01',
    what: 'a rule of the other account for the very name, told with other letters',
    plant: (world) => {
      put(
        world,
        'ListResolverRules',
        [{ Id: 'rslvr-rr-60', OwnerId: team, DomainName: `KMS.${ireland}.amazonaws.com.`, RuleType: 'FORWARD', Status: 'COMPLETE' }],
        inTeam,
      );
      put(
        world,
        'ListResolverRuleAssociations',
        [{ Id: 'rslvr-rrassoc-60', ResolverRuleId: 'rslvr-rr-60', VPCId: farSpoke, Status: 'COMPLETE' }],
        inTeam,
      );
    },
    subjects: [farSpoke],
    severity: 'medium',
  },
  {
    rule: 'DNS-02',
    what: 'another name, with one address of three',
    plant: (world) =>
      put(
        world,
        'ListResourceRecordSets',
        [{ Name: `one.kms.${ireland}.amazonaws.com.`, Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.60.32.20' }] }],
        { region: 'global', of: kmsZone },
      ),
    subjects: [kmsZone],
    severity: 'medium',
  },
  {
    rule: 'TP-01',
    what: 'the same endpoint in hub and spokes, of two accounts',
    plant: (world) => {
      const group = { Groups: [{ GroupId: idOf('sg', '60'), GroupName: 'shelf' }] };
      put(world, 'DescribeVpcEndpoints', [hubEndpoint('6d', 'ssm', { PrivateDnsEnabled: true }), { ...own('6f', '62'), ...group }], here);
      put(world, 'DescribeVpcEndpoints', [{ ...own('7f', '61', team), ...group }], inTeam);
      const pins = (name: string, subnets: Readonly<Record<string, Item>>): readonly Item[] =>
        letters.map((letter) => pinned(`${name}${letter}`, subnets[letter] ?? {}, '10.99.0.1'));
      put(world, 'DescribeNetworkInterfaces', [...pins('6f62', nearOf), ...pins('6d60', shelfOf)], here);
      put(world, 'DescribeNetworkInterfaces', pins('7f61', farOf), inTeam);
    },
    subjects: [tgw],
    severity: 'info',
    // Nobody calls in the hub, and its own names are for nobody else.
    also: ['AZ-05'],
  },
  {
    rule: 'EP-04',
    what: 'a group that knows the hub, where nobody calls',
    plant: (world) => onlyFrom(world, '10.60.0.0/16'),
    subjects: [hubKms],
    severity: 'high',
  },
  {
    rule: 'EP-04',
    what: 'a group that knows one of two spokes',
    plant: (world) => onlyFrom(world, '10.62.0.0/16'),
    subjects: [hubKms],
    severity: 'low',
  },
  {
    rule: 'NT-07',
    what: 'a spoke whose way to the transit gateway is gone',
    plant: (world) =>
      reroute(world, '62b', (routes) => routes.map((one) => (one['TransitGatewayId'] === tgw ? { ...one, State: 'blackhole' } : one))),
    subjects: [idOf('rtb', '62b')],
    severity: 'high',
  },
];

/** What is done to the hub, and nothing may fail because of it. */
export const hubVariants: readonly (readonly [what: string, change: (world: World) => void])[] = [
  [
    'S3 of a spoke by the name of an endpoint in the hub',
    (world) => {
      withoutNearS3(world);
      put(world, 'DescribeVpcEndpoints', [hubEndpoint('6d', 's3')], here);
      put(world, 'DescribeNetworkInterfaces', pinsOnShelf('6d60'), here);
      put(world, 'DescribeVpcEndpointServices', [s3Interface], here);
      const zone = { HostedZoneId: 'Z0600000000000000S3', Name: `s3.${ireland}.amazonaws.com.`, Owner: { OwningAccount: net } };
      for (const vpcId of [hubVpc, nearSpoke]) put(world, 'ListHostedZonesByVPC', [zone], { ...here, of: vpcId });
      put(world, 'ListHostedZonesByVPC', [zone], { ...inTeam, of: farSpoke });
      const name = `${ssm}-z1z2z3z4.s3.${ireland}.vpce.amazonaws.com.`;
      const alias = { HostedZoneId: 'Z38GZ743OKFT7T', DNSName: `dualstack.${name.toUpperCase()}`, EvaluateTargetHealth: false };
      put(world, 'ListResourceRecordSets', [{ Name: `s3.${ireland}.amazonaws.com.`, Type: 'A', AliasTarget: alias }], {
        region: 'global',
        of: 'Z0600000000000000S3',
      });
    },
  ],
  [
    'names that lead to two interfaces, to the whole endpoint and elsewhere',
    (world) =>
      put(
        world,
        'ListResourceRecordSets',
        [
          {
            Name: `two.kms.${ireland}.amazonaws.com.`,
            Type: 'A',
            TTL: 60,
            ResourceRecords: [{ Value: '10.60.30.20' }, { Value: '10.60.31.20' }],
          },
          {
            Name: `whole.kms.${ireland}.amazonaws.com.`,
            Type: 'CNAME',
            TTL: 60,
            ResourceRecords: [{ Value: `${hubKms}-z1z2z3z4.kms.${ireland}.vpce.amazonaws.com` }],
          },
          { Name: `other.kms.${ireland}.amazonaws.com.`, Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.99.0.1' }] },
        ],
        { region: 'global', of: kmsZone },
      ),
  ],
  [
    'an attachment of a VPC that nobody scanned, and one that is gone',
    (world) => {
      const foreign = attachmentItem('6f', '999900001111', []);
      put(world, 'DescribeTransitGatewayAttachments', [foreign, { ...attachmentItem('6e', team, []), State: 'deleted' }], here);
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '62c'), here);
      remove(world, 'DescribeNetworkInterfaces', idOf('eni', '61b'), inTeam);
    },
  ],
];

/** What each spoke reaches, by what is done to the hub. */
export const hubWays: readonly (readonly [what: string, change: (world: World) => void, near: Readonly<Record<string, string>>])[] = [
  ['in order', () => undefined, { kms: `hub ${hubKms}`, s3: `gateway ${nearS3}`, sts: `hub-egress ${tgw}`, internet: `hub-egress ${tgw}` }],
  [
    'whose transit gateway knows no way to the hub but the default one, which is gone',
    (world) =>
      replaceItems(world, 'SearchTransitGatewayRoutes', { ...here, of: tgwTable }, () => [
        transitRoute('10.61.0.0/16', '61'),
        transitRoute('10.62.0.0/16', '62'),
      ]),
    { kms: 'none', s3: `gateway ${nearS3}`, sts: 'none', internet: 'none' },
  ],
  [
    'whose transit gateway sends the block of the hub elsewhere',
    (world) =>
      replaceItems(world, 'SearchTransitGatewayRoutes', { ...here, of: tgwTable }, (routes) => [
        ...routes.filter((one) => one['DestinationCidrBlock'] !== '10.60.0.0/16'),
        transitRoute('10.60.0.0/16', '61'),
      ]),
    { kms: 'none', s3: `gateway ${nearS3}`, sts: `hub-egress ${tgw}`, internet: `hub-egress ${tgw}` },
  ],
  [
    'whose shelf answers nobody',
    (world) => {
      for (const letter of letters) reroute(world, `60${letter}3`, (routes) => routes.filter((one) => one['TransitGatewayId'] !== tgw));
    },
    { kms: 'none', s3: `gateway ${nearS3}`, sts: `hub-egress ${tgw}`, internet: `hub-egress ${tgw}` },
  ],
  [
    'whose security group knows itself only',
    (world) =>
      edit(
        world,
        'DescribeSecurityGroups',
        idOf('sg', '60'),
        { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.60.0.0/16' }] }] },
        here,
      ),
    { kms: 'none', s3: `gateway ${nearS3}`, sts: `hub-egress ${tgw}`, internet: `hub-egress ${tgw}` },
  ],
  [
    'whose NAT gateways are gone',
    (world) => {
      for (const letter of letters)
        reroute(world, `60${letter}2`, (routes) =>
          routes.map((one) => (one['NatGatewayId'] === undefined ? one : { ...one, State: 'blackhole' })),
        );
    },
    { kms: `hub ${hubKms}`, s3: `gateway ${nearS3}`, sts: 'none', internet: 'none' },
  ],
];

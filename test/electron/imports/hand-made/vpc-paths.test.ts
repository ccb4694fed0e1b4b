/**
 * One VPC with every kind of way out, in the words of the AWS CLI. What each
 * subnet reaches was worked out by AWS's rules of routing, DNS, security groups
 * and network ACLs, and stands here as a table.
 */
import { describe, expect, it } from 'vitest';
import { importFiles } from '#electron/imports/import-files.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { IsoTime, VpcId } from '#shared/base/ids.ts';
import { add, filesOf, idOf, type Item, type World } from '../planted/world.ts';
import { acl, endpoint, gateway, group, ipv6Subnet, nat, noHttps, route, subnet, table, vpc } from './cli-words.ts';

const [s3List, officeList] = ['pl-63a5400a', 'pl-0123456789abcdef0'];
const [igw, eigw, tgw] = [idOf('igw', '1'), idOf('eigw', '1'), idOf('tgw', '1')];
const [good, stuck] = [idOf('nat', 'a1'), idOf('nat', 'a2')];
const gateId = idOf('vpce', 'f1');
const toNat = route('0.0.0.0/0', good);
const toGate = route(s3List, gateId);

const withIpv6 = {
  Ipv6CidrBlockAssociationSet: [
    { AssociationId: 'subnet-cidr-assoc-1', Ipv6CidrBlock: '2600:1f18:ab:c10::/64', Ipv6CidrBlockState: { State: 'associated' } },
  ],
};

const subnets: readonly Item[] = [
  ...Object.entries({
    app: 'a',
    app2: 'b',
    lost: 'a',
    pub: 'a',
    badpub: 'a',
    iso: 'b',
    spoke: 'a',
    hole: 'a',
    halves: 'b',
    shut: 'a',
    walled: 'b',
    gone: 'b',
  } as const).map(([name, letter], number) => subnet(name, letter, 'c1', `10.0.${number}.0/24`, name === 'app' ? withIpv6 : {})),
  ipv6Subnet('six', 'a', 'c1', '2600:1f18:ab:c00::/64'),
  ipv6Subnet('six64', 'b', 'c1', '2600:1f18:ab:c01::/64'),
];

const tables: readonly Item[] = [
  table('1', 'c1', ['app'], [toNat, toGate]),
  table('2', 'c1', ['app2', 'shut', 'walled'], [toNat, route(officeList, tgw)]),
  table('3', 'c1', ['lost'], [route('0.0.0.0/0', stuck)]),
  table('4', 'c1', ['pub'], [route('0.0.0.0/0', igw), route('::/0', igw)]),
  table('5', 'c1', ['badpub'], []),
  table('6', 'c1', ['iso'], [toGate]),
  table('7', 'c1', ['spoke'], [route('0.0.0.0/0', tgw), route('10.9.0.0/16', 'pcx-00000000000000001')]),
  table('8', 'c1', ['hole'], [route('0.0.0.0/0', 'nat-00000000000000bad', 'blackhole')]),
  table('9', 'c1', ['halves'], [toNat, route('0.0.0.0/1', tgw), route('128.0.0.0/1', tgw)]),
  table('a', 'c1', ['six'], [route('::/0', eigw)]),
  table('b', 'c1', ['six64'], [route('::/0', eigw), route('64:ff9b::/96', good)]),
  table('c', 'c1', ['gone'], [toNat, route(s3List, idOf('vpce', 'f9'), 'blackhole')]),
];

const endpoints: readonly Item[] = [
  endpoint('e1', 'kms', 'c1', ['app', 'app2']),
  endpoint('e2', 'sts', 'c1', ['app', 'app2'], { PrivateDnsEnabled: false }),
  endpoint('e3', 'sqs', 'c1', ['app', 'app2'], { Groups: [{ GroupId: idOf('sg', 'cd'), GroupName: 'closed' }] }),
  endpoint('e4', 'logs', 'c1', ['walled']),
  endpoint('e5', 's3', 'c1', ['app'], { DnsOptions: { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: true } }),
  endpoint('e6', 'dynamodb', 'c1', ['app', 'app2'], {
    DnsOptions: { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: false },
  }),
  endpoint('e7', 'ssm', 'c1', ['app'], { IpAddressType: 'dualstack', DnsOptions: { DnsRecordIpType: 'dualstack' } }),
  // Of another Region: its name is not the local one.
  endpoint('e8', 'ecr.api', 'c1', ['app'], { ServiceName: 'com.amazonaws.eu-west-1.ecr.api', ServiceRegion: 'eu-west-1' }),
  endpoint('e9', 'secretsmanager', 'c1', ['app'], { State: 'pending' }),
  gateway('f1', 's3', 'c1', ['1', '6']),
];

function world(): World {
  const made: World = new Map();
  const six = [{ AssociationId: 'x', Ipv6CidrBlock: '2600:1f18:ab:c00::/56', Ipv6CidrBlockState: { State: 'associated' } }];
  const attribute = (name: string, value: boolean): Item => ({ [name]: { Value: value }, VpcId: idOf('vpc', 'c1') });
  add(made, 'DescribeVpcs', [vpc('c1', '10.0.0.0/16', { Ipv6CidrBlockAssociationSet: six })]);
  add(made, 'DescribeVpcAttribute', [attribute('EnableDnsSupport', true), attribute('EnableDnsHostnames', true)], {
    of: idOf('vpc', 'c1'),
  });
  add(made, 'DescribeSubnets', subnets);
  add(made, 'DescribeRouteTables', tables);
  add(made, 'DescribeNatGateways', [nat('a1', 'pub', 'c1'), nat('a2', 'badpub', 'c1')]);
  add(made, 'DescribeVpcEndpoints', endpoints);
  add(made, 'DescribeSecurityGroups', [
    group('ab', 'c1', 443, ['10.0.0.0/16', '2600:1f18:ab:c00::/56']),
    group('cd', 'c1', 8443, ['10.0.0.0/16']),
  ]);
  add(made, 'DescribeNetworkAcls', [
    acl('1', 'c1', ['app', 'app2', 'lost', 'pub', 'badpub', 'iso', 'spoke', 'hole', 'halves', 'gone']),
    acl('2', 'c1', ['shut'], [noHttps(true)]),
    acl('3', 'c1', ['walled'], [noHttps(false)]),
  ]);
  add(made, 'DescribePrefixLists', [{ PrefixListId: s3List, PrefixListName: 'com.amazonaws.us-east-1.s3', Cidrs: ['52.216.0.0/15'] }]);
  add(made, 'ListHostedZonesByVPC', [], { of: idOf('vpc', 'c1') });
  return made;
}

function reach(of: World, vpcName = 'c1'): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const outcome = importFiles(filesOf(of), { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(outcome.problem.what);
  const rows = reachOf(buildTopology(indexSnapshot(outcome.value.snapshot)), idOf('vpc', vpcName) as VpcId);
  const told: Record<string, Record<string, string>> = {};
  for (const { subnetId, service, how, via } of rows) {
    const name = subnetId.replace(/^subnet-0*/, '');
    told[name] = { ...told[name], [service]: via === null ? how : `${how} ${via}` };
  }
  return told;
}

/** What is asked of each subnet: the columns of the table. */
const columns = ['internet', 'kms', 'sts', 'sqs', 'logs', 's3', 'dynamodb', 'ssm', 'ecr.api', 'secretsmanager'];
const [nat1, kms, dynamo, ssm, s3] = [
  `nat ${good}`,
  `interface ${idOf('vpce', 'e1')}`,
  `interface ${idOf('vpce', 'e6')}`,
  `interface ${idOf('vpce', 'e7')}`,
  `gateway ${gateId}`,
];
const hub = `hub-egress ${tgw}`;
const truth: Readonly<Record<string, readonly string[]>> = {
  app: [nat1, kms, nat1, 'none', 'none', s3, dynamo, ssm, nat1, nat1],
  app2: [nat1, kms, nat1, 'none', 'none', nat1, dynamo, ssm, nat1, nat1],
  lost: ['none', kms, 'none', 'none', 'none', 'none', dynamo, ssm, 'none', 'none'],
  pub: [`public ${igw}`, kms, `public ${igw}`, 'none', 'none', `public ${igw}`, dynamo, ssm, `public ${igw}`, `public ${igw}`],
  badpub: ['none', kms, 'none', 'none', 'none', 'none', dynamo, ssm, 'none', 'none'],
  iso: ['none', kms, 'none', 'none', 'none', s3, dynamo, ssm, 'none', 'none'],
  spoke: [hub, kms, hub, 'none', 'none', hub, dynamo, ssm, hub, hub],
  hole: ['none', kms, 'none', 'none', 'none', 'none', dynamo, ssm, 'none', 'none'],
  halves: [hub, kms, hub, 'none', 'none', hub, dynamo, ssm, hub, hub],
  shut: ['none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none'],
  walled: [nat1, kms, nat1, 'none', `interface ${idOf('vpce', 'e4')}`, nat1, dynamo, ssm, nat1, nat1],
  gone: [nat1, kms, nat1, 'none', 'none', 'none', dynamo, ssm, nat1, nat1],
  six: [`public ${eigw}`, 'none', `unknown ${eigw}`, 'none', 'none', `unknown ${eigw}`, 'none', ssm, `unknown ${eigw}`, `unknown ${eigw}`],
  six64: [`public ${eigw}`, 'unknown', nat1, 'unknown', 'unknown', nat1, 'unknown', ssm, nat1, nat1],
};

describe('a VPC with every way out', () => {
  const told = reach(world());

  it.each(Object.keys(truth))('%s reaches what AWS lets it reach', (name) => {
    expect(Object.fromEntries(columns.map((column) => [column, told[name]?.[column]]))).toEqual(
      Object.fromEntries(columns.map((column, index) => [column, truth[name]?.[index]])),
    );
  });

  it('keeps services of other Regions apart from the local ones', () => {
    expect(told['app']?.['com.amazonaws.eu-west-1.ecr.api']).toBe(`interface ${idOf('vpce', 'e8')}`);
  });
});

describe('the same VPC', () => {
  it('leaves by NAT where its DNS attributes are off: private DNS does not answer', () => {
    const made = world();
    const of = { of: idOf('vpc', 'c1') };
    made.delete(`111122223333 us-east-1 DescribeVpcAttribute ${of.of}`);
    add(made, 'DescribeVpcAttribute', [{ EnableDnsSupport: { Value: true } }, { EnableDnsHostnames: { Value: false } }], of);
    const { kms: forKms, dynamodb, s3: forS3 } = reach(made)['app'] ?? {};
    expect([forKms, dynamodb, forS3]).toEqual([nat1, nat1, s3]);
  });

  it('is unknown where nobody read its endpoints: one of them may answer', () => {
    const made = world();
    made.delete('111122223333 us-east-1 DescribeVpcEndpoints');
    const { internet, kms: forKms, s3: forS3 } = reach(made)['app'] ?? {};
    // The route to the gateway endpoint is there, and its prefix list has a name.
    expect([internet, forKms, forS3]).toEqual([nat1, 'unknown', s3]);
  });

  it('reaches nothing public while Block Public Access is on, NAT excepted where only ingress is blocked', () => {
    const blocked = (mode: string) => {
      const made = world();
      made.set('111122223333 us-east-1 DescribeVpcs', [
        vpc('c1', '10.0.0.0/16', { BlockPublicAccessStates: { InternetGatewayBlockMode: mode } }),
      ]);
      const told = reach(made);
      return [told['pub']?.['internet'], told['app']?.['internet'], told['app']?.['kms'], told['app']?.['s3'], told['six']?.['internet']];
    };
    expect(blocked('block-ingress')).toEqual(['none', nat1, kms, s3, `public ${eigw}`]);
    expect(blocked('block-bidirectional')).toEqual(['none', 'none', kms, s3, 'none']);
  });
});

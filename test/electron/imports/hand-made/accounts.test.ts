/**
 * Several accounts in the words of the AWS CLI: zone names that mean different
 * zones, and a subnet that one account owns and two others use.
 */
import { describe, expect, it } from 'vitest';
import { importFiles } from '#electron/imports/import-files.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { IsoTime, VpcId } from '#shared/base/ids.ts';
import { add, filesOf, home, idOf, type Item, ledger, shop, stranger, type World } from '../planted/world.ts';
import { endpoint, group, route, subnet, table, vpc } from './cli-words.ts';

function analysed(world: World) {
  const outcome = importFiles(filesOf(world), { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(outcome.problem.what);
  const topology = buildTopology(indexSnapshot(outcome.value.snapshot));
  const alignment = alignTopology(topology);
  return { snapshot: outcome.value.snapshot, topology, alignment, report: runCatalogue(topology, alignment, []) };
}

function zones(world: World, account: string, names: Readonly<Record<string, string>>): void {
  const items = Object.entries(names).map(([letter, zoneId]) => ({
    OptInStatus: 'opt-in-not-required',
    Messages: [],
    RegionName: home,
    ZoneName: `${home}${letter}`,
    ZoneId: zoneId,
    GroupName: `${home}-zg-1`,
    NetworkBorderGroup: home,
    ZoneType: 'availability-zone',
    GroupLongName: 'US East (N. Virginia) 1',
    State: 'available',
  }));
  add(world, 'DescribeAvailabilityZones', items, { account });
}

function networkInterface(name: string, owner: string, subnetName: string, zoneName: string, zoneId: string, more: Item = {}): Item {
  return {
    Attachment: {
      AttachTime: '2025-03-04T05:06:07+00:00',
      AttachmentId: idOf('eni-attach', name),
      DeleteOnTermination: true,
      DeviceIndex: 1,
      NetworkCardIndex: 0,
      InstanceOwnerId: owner,
      Status: 'attached',
    },
    AvailabilityZone: zoneName,
    AvailabilityZoneId: zoneId,
    Description: 'AWS Lambda VPC ENI-orders-0f0f',
    Groups: [],
    InterfaceType: 'lambda',
    Ipv6Addresses: [],
    MacAddress: '0e:00:00:00:00:01',
    NetworkInterfaceId: idOf('eni', name),
    OwnerId: owner,
    PrivateIpAddress: '10.1.0.8',
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.1.0.8' }],
    RequesterId: 'AROA00000000000000001:orders',
    RequesterManaged: true,
    SourceDestCheck: true,
    Status: 'in-use',
    SubnetId: idOf('subnet', subnetName),
    TagSet: [],
    VpcId: idOf('vpc', 'c1'),
    Operator: { Managed: true, Principal: 'lambda.amazonaws.com' },
    ...more,
  };
}

const service = idOf('vpce-svc', 'e1');
const serviceName = `com.amazonaws.vpce.${home}.${service}`;
const balancer = `arn:aws:elasticloadbalancing:${home}:${ledger}:loadbalancer/net/ledger/00000000000000e1`;
const targets = `arn:aws:elasticloadbalancing:${home}:${ledger}:targetgroup/ledger/00000000000000e2`;
const provided = { account: ledger };

/** The provider: `us-east-1a` is use1-az4 and `us-east-1b` use1-az6; the load balancer has both and cross-zone is off. */
function provider(world: World): void {
  zones(world, ledger, { a: 'use1-az4', b: 'use1-az6', c: 'use1-az1' });
  const own = { OwnerId: ledger };
  add(world, 'DescribeVpcs', [vpc('d1', '10.8.0.0/16', own)], provided);
  add(world, 'DescribeSubnets', [subnet('da', 'a', 'd1', '10.8.0.0/24', own), subnet('db', 'b', 'd1', '10.8.1.0/24', own)], provided);
  const configuration = {
    ServiceType: [{ ServiceType: 'Interface' }],
    ServiceId: service,
    ServiceName: serviceName,
    ServiceState: 'Available',
    AvailabilityZoneIds: ['use1-az4', 'use1-az6'],
    AvailabilityZones: ['us-east-1a', 'us-east-1b'],
    AcceptanceRequired: true,
    ManagesVpcEndpoints: false,
    NetworkLoadBalancerArns: [balancer],
    SupportedIpAddressTypes: ['ipv4'],
    BaseEndpointDnsNames: [`${service}.${home}.vpce.amazonaws.com`],
    Tags: [],
    SupportedRegions: [{ Region: home, ServiceState: 'Available' }],
    RemoteAccessEnabled: false,
  };
  add(world, 'DescribeVpcEndpointServiceConfigurations', [configuration], provided);
  const connection = {
    VpcEndpointConnectionId: idOf('vpce-connection', '1'),
    ServiceId: service,
    VpcEndpointId: idOf('vpce', 'e1'),
    VpcEndpointOwner: shop,
    VpcEndpointState: 'available',
    CreationTimestamp: '2025-03-04T05:06:07.123000+00:00',
    DnsEntries: [],
    NetworkLoadBalancerArns: [balancer],
    IpAddressType: 'ipv4',
    Tags: [],
    VpcEndpointRegion: home,
  };
  add(world, 'DescribeVpcEndpointConnections', [connection], provided);
  add(world, 'DescribeLoadBalancers', [loadBalancer], provided);
  const attributes = (value: string): Item => ({ Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: value }] });
  add(world, 'DescribeLoadBalancerAttributes', [attributes('false')], { ...provided, of: balancer });
  add(
    world,
    'DescribeTargetGroups',
    [
      {
        TargetGroupArn: targets,
        TargetGroupName: 'ledger',
        Protocol: 'TCP',
        Port: 443,
        VpcId: idOf('vpc', 'd1'),
        TargetType: 'ip',
        LoadBalancerArns: [balancer],
        IpAddressType: 'ipv4',
        HealthCheckEnabled: true,
      },
    ],
    provided,
  );
  add(world, 'DescribeTargetGroupAttributes', [attributes('use_load_balancer_configuration')], { ...provided, of: targets });
  const target = (address: string, zoneName: string, state: string): Item => ({
    Target: { Id: address, Port: 443, AvailabilityZone: zoneName },
    HealthCheckPort: '443',
    TargetHealth: { State: state },
    AdministrativeOverride: {
      State: 'no_override',
      Reason: 'AdministrativeOverride.NoOverride',
      Description: 'No override is currently active on target',
    },
  });
  add(
    world,
    'DescribeTargetHealth',
    [{ TargetHealthDescriptions: [target('10.8.0.7', 'us-east-1a', 'healthy'), target('10.8.1.7', 'us-east-1b', 'healthy')] }],
    {
      ...provided,
      of: targets,
    },
  );
  add(
    world,
    'DescribeListeners',
    [
      {
        ListenerArn: `${balancer}/1`,
        LoadBalancerArn: balancer,
        Port: 443,
        Protocol: 'TCP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: targets, Order: 1 }],
      },
    ],
    { ...provided, of: balancer },
  );
}

const loadBalancer: Item = {
  LoadBalancerArn: balancer,
  DNSName: `ledger-00000000000000e1.elb.${home}.amazonaws.com`,
  CanonicalHostedZoneId: 'Z26RNL4JYFTOTI',
  CreatedTime: '2025-03-04T05:06:07.123000+00:00',
  LoadBalancerName: 'ledger',
  Scheme: 'internal',
  VpcId: idOf('vpc', 'd1'),
  State: { Code: 'active' },
  Type: 'network',
  AvailabilityZones: [
    { ZoneName: 'us-east-1a', SubnetId: idOf('subnet', 'da'), LoadBalancerAddresses: [] },
    { ZoneName: 'us-east-1b', SubnetId: idOf('subnet', 'db'), LoadBalancerAddresses: [] },
  ],
  IpAddressType: 'ipv4',
  EnablePrefixForIpv6SourceNat: 'off',
};

/** The consumer: `us-east-1a` is use1-az6. Its endpoint stands in its own `us-east-1a` alone; callers in all three zones. */
function zoneMaps(): World {
  const world: World = new Map();
  provider(world);
  zones(world, shop, { a: 'use1-az6', b: 'use1-az4', c: 'use1-az1' });
  const at = (name: string, letter: 'a' | 'b', zoneId: string, zoneName = `${home}${letter}`): Item =>
    subnet(name, letter, 'c1', `10.1.${name.charCodeAt(1)}.0/24`, { AvailabilityZoneId: zoneId, AvailabilityZone: zoneName });
  add(world, 'DescribeVpcs', [vpc('c1', '10.1.0.0/16')]);
  add(world, 'DescribeSubnets', [at('ca', 'a', 'use1-az6'), at('cb', 'b', 'use1-az4'), at('cc', 'b', 'use1-az1', 'us-east-1c')]);
  const mine = { ServiceName: serviceName, PrivateDnsEnabled: false, NetworkInterfaceIds: [idOf('eni', 'e0')] };
  add(world, 'DescribeVpcEndpoints', [endpoint('e1', 'x', 'c1', ['ca'], mine)]);
  add(world, 'DescribeVpcEndpointServices', []);
  const eni = (name: string, of: string, letter: string, zoneId: string): Item =>
    networkInterface(name, shop, of, `us-east-1${letter}`, zoneId);
  add(world, 'DescribeNetworkInterfaces', [
    eni('1', 'ca', 'a', 'use1-az6'),
    eni('2', 'cb', 'b', 'use1-az4'),
    eni('3', 'cc', 'c', 'use1-az1'),
  ]);
  return world;
}

describe('two accounts whose zone names differ', () => {
  const { topology, alignment, report } = analysed(zoneMaps());

  it('are compared by AZ ID: what looks covered by name is not', () => {
    const [row] = alignment;
    expect(
      row && [
        row.verdict,
        row.cells,
        row.survivesLossOf,
        row.uncovered,
        row.unsupportedWorkload,
        row.crossZone,
        row.assurance,
        row.serviceZonesFrom,
      ],
    ).toEqual([
      'single-zone',
      { 'use1-az1': 'unserved', 'use1-az4': 'uncovered', 'use1-az6': 'matched' },
      { 'use1-az1': 'yes', 'use1-az4': 'yes', 'use1-az6': 'no' },
      ['use1-az4'],
      ['use1-az1'],
      'off',
      'zones-and-targets',
      'provider',
    ]);
  });

  it('are joined from both sides', () => {
    expect(
      topology.connections.map(({ seenFrom, consumer, provider: by, state }) => [
        seenFrom,
        consumer.accountId,
        consumer.vpcId,
        by.accountId,
        state,
      ]),
    ).toEqual([[['consumer', 'provider'], shop, idOf('vpc', 'c1'), ledger, 'Available']]);
  });

  it('are told of the trap, of the single zone and of the zone to add', () => {
    const ids = new Set(report.findings.filter((one) => one.status === 'fail').map((one) => one.ruleId));
    expect(['AZ-01', 'AZ-02', 'AZ-03', 'AZ-04', 'AZ-06', 'AZ-07'].filter((id) => ids.has(id))).toEqual([
      'AZ-02',
      'AZ-03',
      'AZ-04',
      'AZ-06',
    ]);
  });
});

const shared = idOf('subnet', 'ca');

/** `shop` owns the VPC and an endpoint in it; the subnet is shared with two accounts, each of which sees only its own interfaces. */
function sharedSubnet(...scanned: readonly string[]): World {
  const world: World = new Map();
  const maps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    [shop]: { a: 'use1-az4', b: 'use1-az6' },
    [ledger]: { a: 'use1-az6', b: 'use1-az4' },
    [stranger]: { a: 'use1-az4', b: 'use1-az6' },
  };
  for (const account of scanned) {
    zones(world, account, maps[account] ?? {});
    const letter = maps[account]?.['a'] === 'use1-az4' ? 'a' : 'b';
    const here = { AvailabilityZone: `${home}${letter}`, AvailabilityZoneId: 'use1-az4' };
    add(world, 'DescribeVpcs', [vpc('c1', '10.0.0.0/16')], { account });
    add(world, 'DescribeSubnets', [subnet('ca', 'a', 'c1', '10.0.0.0/24', here)], { account });
    add(world, 'DescribeRouteTables', [table('1', 'c1', ['ca'], [route('0.0.0.0/0', idOf('nat', 'a1'))])], { account });
    const calls = account === shop ? [] : [networkInterface(account === ledger ? '4' : '5', account, 'ca', `${home}${letter}`, 'use1-az4')];
    add(world, 'DescribeNetworkInterfaces', calls, { account });
    // A participant sees no endpoints and no NAT gateways of the owner, and AWS answers with empty lists.
    add(world, 'DescribeVpcEndpoints', account === shop ? [endpoint('e1', 'kms', 'c1', ['ca'])] : [], { account });
    add(world, 'DescribeNatGateways', [], { account });
    add(world, 'DescribeSecurityGroups', account === shop ? [group('ab', 'c1', 443, ['10.0.0.0/16'])] : [], { account });
  }
  return world;
}

function seen(world: World) {
  const { topology, alignment, report } = analysed(world);
  const kms = reachOf(topology, idOf('vpc', 'c1') as VpcId).find((row) => row.subnetId === shared && row.service === 'kms');
  return {
    vpcs: topology.vpcs.map(({ vpc: of, subnets }) => [
      of.vpcId,
      of.accountId,
      subnets.map((one) => [one.subnet.subnetId, one.subnet.accountId, one.subnet.participants, one.zoneId, one.callers]),
    ]),
    workload: alignment.map((row) => row.workloadZones),
    kms: kms && [kms.how, kms.via],
    told: report.findings.filter((one) => one.status === 'fail' && one.ruleId === 'TP-04').map((one) => one.subjects[0]?.id),
  };
}

describe('a subnet that one account owns and two use', () => {
  it('is one subnet of the owner, with the callers of the participants, whatever they call its zone', () => {
    expect(seen(sharedSubnet(shop, ledger, stranger))).toEqual({
      vpcs: [[idOf('vpc', 'c1'), shop, [[shared, shop, [ledger, stranger], 'use1-az4', 2]]]],
      workload: [['use1-az4']],
      kms: ['interface', idOf('vpce', 'e1')],
      told: [],
    });
  });

  it('is unknown, and never without endpoints, where only participants were read', () => {
    expect(seen(sharedSubnet(ledger, stranger))).toEqual({
      vpcs: [[idOf('vpc', 'c1'), shop, [[shared, shop, [ledger, stranger], 'use1-az4', 2]]]],
      workload: [],
      kms: ['unknown', null],
      told: [idOf('vpc', 'c1')],
    });
  });
});

/** Who calls an endpoint, by zone: those of its own VPC and, for a hub's, those of the spokes that use it by name. */
import { describe, expect, it } from 'vitest';
import { spokesOf, type Workload, workloadOf } from '#shared/analysis/availability/workload.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { consumerOf, gatewayEndpoint, gatewayLoadBalancerEndpoint, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  type PeeringDescription,
  region,
  type RegionDescription,
  tier,
  toPeering,
  toTransitGateway,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { endpointIdOf, subnetIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { AccountId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, ofAccounts, providerAccount, thirdAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const here = 'eu-central-1';
const domain = 'kms.eu-central-1.amazonaws.com';
const lambda = { lambda: 1 };

/** A VPC with endpoints that others are meant to use: its hosted zone leads the name of KMS to `hub-kms`. */
function hubVpc(rest: Partial<VpcDescription> = {}): VpcDescription {
  return vpc('hub', '10.10.0.0/16', {
    tiers: [tier('endpoints', 'az1 az2', { routes: [toTransitGateway('core', '10.0.0.0/8')] })],
    endpoints: [interfaceEndpoint('kms', 'az1 az2', { privateDns: false })],
    attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
    hostedZones: [{ domain, records: [{ name: '', endpoint: 'hub-kms' }] }],
    ...rest,
  });
}

/** A spoke that calls from az1, can call from az2 and does not, and calls from az3, which has no way to the hub. */
function spokeVpc(rest: Partial<VpcDescription> = {}): VpcDescription {
  return vpc('spoke', '10.11.0.0/16', {
    tiers: [
      tier('app', 'az1', { holds: lambda, routes: [toTransitGateway('core')] }),
      tier('quiet', 'az2', { routes: [toTransitGateway('core')] }),
      tier('alone', 'az3', { holds: lambda, routes: [] }),
    ],
    attachments: [{ transitGateway: 'core', tier: 'app' }],
    hostedZones: [{ domain, owner: providerAccount }],
    ...rest,
  });
}

function hubAnd(spoke: VpcDescription, hub: VpcDescription = hubVpc(), rest: Omit<RegionDescription, 'region' | 'zones'> = {}): Snapshot {
  return ofAccounts(
    account(consumerAccount, 'spoke', [region(here, 'az1 az2 az3', { ...rest, vpcs: [spoke] })]),
    account(providerAccount, 'hub', [region(here, 'az1 az2 az3', { vpcs: [hub], transitGateways: [{ name: 'core' }] })]),
  );
}

/** The hub's VPC alone, beside it what `rest` says; in it nobody calls. */
function alone(hub: Partial<VpcDescription> = {}, rest: Omit<RegionDescription, 'region' | 'zones'> = {}): Snapshot {
  const others = rest.vpcs ?? [];
  return ofAccounts(
    account(providerAccount, 'hub', [region(here, 'az1 az2 az3', { ...rest, vpcs: [hubVpc({ attachments: [], ...hub }), ...others] })]),
  );
}

/** The same with a second VPC of the account, joined to the hub by a peering connection that `peering` tells more of. */
function peered(peering: Partial<PeeringDescription>, hub: Partial<VpcDescription> = {}): Snapshot {
  const other = vpc('other', '10.12.0.0/16', { tiers: [tier('app', 'az1', { routes: [] })] });
  return alone(hub, { vpcs: [other], peerings: [{ name: 'peer', from: 'hub', to: 'other', ...peering }] });
}

/** Nobody read the VPC with this name: not itself, its subnets, or what is in them. */
function withoutVpc(snapshot: Snapshot, name: string): Snapshot {
  const gone = vpcIdOf(name);
  const keep = <Row extends { readonly vpcId: string | null }>(rows: readonly Row[]): Row[] => rows.filter((row) => row.vpcId !== gone);
  return {
    ...snapshot,
    vpcs: keep(snapshot.vpcs),
    subnets: keep(snapshot.subnets),
    hostedZoneAssociations: keep(snapshot.hostedZoneAssociations),
  };
}

function workload(snapshot: Snapshot, name = 'hub-kms'): Workload | undefined {
  const { topology } = analysed(snapshot);
  const node = topology.endpointNode(endpointIdOf(name));
  return node && workloadOf(topology, node);
}

/** Zones in full, told by AWS itself. */
function calledFrom(...zones: readonly string[]): Workload['zones'] {
  return { zones: zones.map((zone) => `euc1-${zone}` as ZoneId), confidence: 'native-id', unmapped: [] };
}

/** The names of the VPCs among these that use the hub's endpoint. */
function spokes(snapshot: Snapshot, ...names: readonly string[]): readonly string[] {
  const { topology } = analysed(snapshot);
  const node = topology.endpointNode(endpointIdOf('hub-kms'));
  const found = node === undefined ? [] : spokesOf(topology, node).map(({ vpc: one }) => one.vpcId);
  expect(found).toHaveLength(names.filter((name) => found.includes(vpcIdOf(name))).length);
  return names.filter((name) => found.includes(vpcIdOf(name)));
}

const estate = hubAnd(spokeVpc());
const interfacesOf = (accountId: string) => ({ operation: 'DescribeNetworkInterfaces', accountId });

describe('the callers of an endpoint of a hub', () => {
  it('are those of the spoke whose subnets have a way to it, by zone ID', () => {
    expect(workload(estate)).toEqual({ zones: calledFrom('az1'), isSure: true });
  });

  it('are those of the hub itself as well', () => {
    const hub = hubVpc({
      tiers: [tier('endpoints', 'az1 az2', { routes: [toTransitGateway('core')] }), tier('own', 'az3', { holds: lambda })],
    });
    expect(workload(hubAnd(spokeVpc(), hub))).toEqual({ zones: calledFrom('az1', 'az3'), isSure: true });
  });

  it('may stand in every zone that has a way where nobody read the interfaces of the spoke, for sure in none', () => {
    expect(workload(unread(estate, interfacesOf(consumerAccount)))).toEqual({ zones: calledFrom('az1', 'az2'), isSure: false });
  });

  it('are not known for sure where nobody read the interfaces of the hub', () => {
    expect(workload(unread(estate, interfacesOf(providerAccount)))).toEqual({ zones: calledFrom('az1', 'az2'), isSure: false });
  });

  it('are not known for sure where nobody read the routes of one of the subnets that call', () => {
    const open = altered(estate, 'routeTables', (one) =>
      one.subnetIds.includes(subnetIdOf('spoke', 'alone', 'euc1-az3' as ZoneId)) ? null : one,
    );
    const tables = unread(open, { operation: 'DescribeRouteTables', accountId: 'nobody' });
    const some = altered(tables, 'routeTables', (one) => ({ ...one, isMain: false }));
    expect(workload(some)?.zones).toEqual(calledFrom('az1', 'az3'));
    expect(workload(some)?.isSure).toBe(false);
  });

  it('do not stand in Local Zones, where no endpoint can be', () => {
    const tiers = [
      tier('app', 'az1', { holds: lambda, routes: [toTransitGateway('core')] }),
      tier('edge', 'euc1-ham1-az1', { holds: lambda, routes: [toTransitGateway('core')] }),
    ];
    const localZones = [{ zoneName: 'eu-central-1-ham-1a', zoneId: 'euc1-ham1-az1', parent: 'euc1-az1' }];
    expect(workload(hubAnd(spokeVpc({ tiers }), hubVpc(), { localZones }))).toEqual({ zones: calledFrom('az1'), isSure: true });
  });

  it('are a lower bound where the zone of a subnet is not known', () => {
    const app = subnetIdOf('spoke', 'app', 'euc1-az1' as ZoneId);
    const snapshot = altered(estate, 'subnets', (one) =>
      one.subnetId === app ? { ...one, zoneId: null, zoneName: 'eu-central-1q' as ZoneName } : one,
    );
    expect(workload(snapshot)).toEqual({ zones: { zones: [], confidence: 'unknown', unmapped: [] }, isSure: false });
  });

  it('are not all seen in a spoke that is shared with an account nobody scanned', () => {
    const shared = altered(estate, 'subnets', (one) =>
      one.vpcId === vpcIdOf('spoke') ? { ...one, participants: [thirdAccount as AccountId] } : one,
    );
    expect(workload(shared)).toEqual({ zones: calledFrom('az1'), isSure: false });
  });

  it('are not those of a VPC in another Region, whose zones are others', () => {
    const far = vpc('far', '10.14.0.0/16', {
      tiers: [tier('app', 'use1-az4', { holds: lambda, routes: [toPeering('far', '10.10.0.0/16')] })],
      hostedZones: [{ domain, owner: providerAccount }],
    });
    const hub = hubVpc({ tiers: [tier('endpoints', 'az1 az2', { routes: [toPeering('far', '10.14.0.0/16')] })], attachments: [] });
    const snapshot = ofAccounts(
      account(providerAccount, 'hub', [
        region(here, 'az1 az2 az3', { vpcs: [hub] }),
        region('us-east-1', 'az4 az6', { vpcs: [far], peerings: [] }),
      ]),
    );
    expect([workload(snapshot), spokes(snapshot, 'far')]).toEqual([{ zones: calledFrom(), isSure: true }, []]);
  });

  it('are unknown where its VPC is', () => {
    const nowhere = altered(estate, 'vpcEndpoints', (one) => ({ ...one, vpcId: null }));
    expect(workload(nowhere)).toEqual({ zones: { zones: [], confidence: 'unknown', unmapped: [] }, isSure: false });
  });

  it('are the same for each endpoint in the same subnets, and others for one elsewhere', () => {
    const hub = hubVpc({
      tiers: [tier('endpoints', 'az1 az2', { routes: [toTransitGateway('core', '10.0.0.0/8')] }), tier('shut', 'az3', { routes: [] })],
      endpoints: [
        interfaceEndpoint('kms', 'az1 az2', { privateDns: false, tier: 'endpoints' }),
        interfaceEndpoint('sts', 'az1 az2', { privateDns: false, tier: 'endpoints' }),
        interfaceEndpoint('sqs', 'az3', { privateDns: false, tier: 'shut' }),
      ],
      hostedZones: [
        {
          domain: 'eu-central-1.amazonaws.com',
          records: ['kms', 'sts', 'sqs'].map((name) => ({ name, endpoint: `hub-${name}` })),
        },
      ],
    });
    const snapshot = hubAnd(spokeVpc({ hostedZones: [{ domain: 'eu-central-1.amazonaws.com', owner: providerAccount }] }), hub);
    expect(['hub-kms', 'hub-sts', 'hub-sqs'].map((name) => workload(snapshot, name)?.zones.zones)).toEqual([
      ['euc1-az1'],
      ['euc1-az1'],
      [],
    ]);
  });
});

describe('the spokes of an endpoint', () => {
  it('name it and have a way to it from one of their subnets at least', () => {
    expect(spokes(estate, 'spoke', 'hub')).toEqual(['spoke']);
  });

  it('are not those without any way to it', () => {
    const lost = spokeVpc({ tiers: [tier('app', 'az1', { holds: lambda, routes: [] })], attachments: [] });
    expect(spokes(hubAnd(lost), 'spoke', 'hub')).toEqual([]);
  });

  it('may be those of which nobody read the routes', () => {
    expect(spokes(unread(estate, { operation: 'DescribeRouteTables', accountId: consumerAccount }), 'spoke')).toEqual(['spoke']);
  });

  it('are not those that name another endpoint', () => {
    expect(spokes(hubAnd(spokeVpc({ hostedZones: [] })), 'spoke', 'hub')).toEqual([]);
  });
});

describe('whether all callers of an endpoint are known', () => {
  /** A VPC that the hub's transit gateway leads to, changed by `change`. */
  const attachedTo = (change: Partial<RecordOf<'transitGatewayAttachments'>>): Snapshot => {
    const snapshot = hubAnd(spokeVpc());
    const [one] = snapshot.transitGatewayAttachments.filter(({ resourceId }) => resourceId === vpcIdOf('spoke'));
    if (one === undefined) throw new Error('no attachment');
    const further = { ...one, transitGatewayAttachmentId: 'tgw-attach-0further' as typeof one.transitGatewayAttachmentId };
    return withRecords(snapshot, 'transitGatewayAttachments', [{ ...further, ...change }]);
  };
  const dnsOff = { hostedZones: [] };
  const others = ['other', 'third'].map((name, at) => vpc(name, `10.2${at}.0.0/16`, { tiers: [tier('app', 'az1', { routes: [] })] }));
  const elsewhere = withoutVpc(alone(dnsOff, { vpcs: others, peerings: [{ name: 'peer', from: 'other', to: 'third' }] }), 'third');
  const foreignGateway = altered(estate, 'transitGatewayAttachments', (one) => ({
    ...one,
    transitGatewayOwnerId: thirdAccount as AccountId,
  }));
  const detached = (snapshot: Snapshot): Snapshot =>
    altered(snapshot, 'transitGatewayAttachments', (one) => (one.resourceId === vpcIdOf('hub') ? { ...one, state: 'deleting' } : one));

  it.each([
    ['nothing is connected to its VPC', alone(dnsOff), true],
    ['a peered VPC was read', peered({}, dnsOff), true],
    ['a peered VPC was not read', withoutVpc(peered({}, dnsOff), 'other'), false],
    ['a VPC that asked for the peering was not read', withoutVpc(peered({ from: 'other', to: 'hub' }, dnsOff), 'other'), false],
    ['the peering to a VPC nobody read is waiting', withoutVpc(peered({ status: 'pending-acceptance' }, dnsOff), 'other'), true],
    ['a VPC nobody read is peered with another one', elsewhere, true],
    [
      'the peering does not tell the other VPC',
      altered(peered({}, dnsOff), 'peeringConnections', (one) => ({ ...one, accepter: { ...one.accepter, vpcId: null } })),
      false,
    ],
    [
      'the peering does not tell the VPC that asked for it',
      altered(peered({ from: 'other', to: 'hub' }, dnsOff), 'peeringConnections', (one) => ({
        ...one,
        requester: { ...one.requester, vpcId: null },
      })),
      false,
    ],
    ['a VPC on its transit gateway was not read', attachedTo({ resourceId: 'vpc-0unread' }), false],
    ['an attachment does not tell its VPC', attachedTo({ resourceId: null }), false],
    ['a VPN is on its transit gateway', attachedTo({ resourceType: 'vpn', resourceId: 'vpn-0' }), true],
    ['the VPC on its transit gateway that was not read is gone', attachedTo({ resourceId: 'vpc-0unread', state: 'deleted' }), true],
    ['nobody asked the owner of its transit gateway who else is on it', foreignGateway, false],
    ['the VPC itself is no longer on the transit gateway of a VPC nobody read', detached(attachedTo({ resourceId: 'vpc-0unread' })), true],
    [
      'a VPC nobody read is on another transit gateway',
      attachedTo({ resourceId: 'vpc-0unread', transitGatewayId: 'tgw-0' as never }),
      true,
    ],
  ] as const)('where %s', (_what, snapshot, expected) => {
    expect(workload(snapshot)?.isSure).toBe(expected);
  });

  const zonesOfSpoke = { operation: 'ListHostedZonesByVPC', accountId: consumerAccount };
  const records = { operation: 'ListResourceRecordSets', accountId: providerAccount };
  it.each([
    ['nobody read the hosted zones of a connected VPC', unread(estate, zonesOfSpoke), false],
    ["nobody read the records of a hosted zone for AWS's names", unread(estate, records), false],
    [
      'nobody read the records of a hosted zone for other names',
      unread(hubAnd(spokeVpc({ hostedZones: [{ domain: 'shop.internal', owner: providerAccount }] })), records),
      true,
    ],
    [
      'nobody read the records of one hosted zone of two',
      unread(
        hubAnd(
          spokeVpc({
            hostedZones: [
              { domain: 'shop.internal', owner: providerAccount },
              { domain, owner: providerAccount },
            ],
          }),
        ),
        records,
      ),
      false,
    ],
  ] as const)('where %s', (_what, snapshot, expected) => {
    expect(workload(snapshot)?.isSure).toBe(expected);
  });
});

describe('a VPC that was not read and may use the names of an endpoint', () => {
  const unknown = (hub: Partial<VpcDescription>): Snapshot => withoutVpc(peered({}, { hostedZones: [], ...hub }), 'other');

  it('hides no callers of one that private DNS leads its own VPC to', () => {
    expect(workload(unknown({ endpoints: [interfaceEndpoint('kms', 'az1 az2')] }))?.isSure).toBe(true);
  });

  it('hides none of one that its own VPC alone names beside that', () => {
    const hub = {
      endpoints: [interfaceEndpoint('kms', 'az1 az2')],
      hostedZones: [{ domain: 'keys.internal', records: [{ name: '', endpoint: 'hub-kms' }] }],
    };
    expect(workload(unknown(hub))).toEqual({ zones: calledFrom(), isSure: true });
  });

  it('hides none of a custom service, which has no name of its own', () => {
    const own = consumerOf('ledger', here, 'az1 az2', { name: 'hub-kms', privateDns: false });
    expect(workload(unknown({ endpoints: [own] }))?.isSure).toBe(true);
  });

  it('hides none of gateway endpoints, which no other VPC can use', () => {
    expect(workload(unknown({ endpoints: [gatewayEndpoint('s3', 'endpoints', { name: 'hub-kms' })] }))?.isSure).toBe(true);
  });

  it('hides none of Gateway Load Balancer endpoints, which routes lead to', () => {
    const gate = gatewayLoadBalancerEndpoint('hub-kms', 'inspection', here, 'az1', { tier: 'endpoints' });
    expect(workload(unknown({ endpoints: [gate] }))?.isSure).toBe(true);
  });

  it('leaves callers unsure that were only guessed from subnets', () => {
    const hub = { endpoints: [interfaceEndpoint('kms', 'az1 az2')], tiers: [tier('endpoints', 'az1 az2', { routes: [], holds: lambda })] };
    const guessed = unread(unknown(hub), interfacesOf(providerAccount));
    expect(workload(guessed)).toEqual({ zones: calledFrom('az1', 'az2'), isSure: false });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { endpointService, healthy, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import {
  consumerOf,
  gatewayEndpoint,
  gatewayLoadBalancerEndpoint,
  interfaceEndpoint,
  latticeEndpoint,
} from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import {
  danglingConsumer,
  darkZone,
  ofAccounts,
  oneEndpoint,
  oneVpc,
  pair,
  pendingAcceptance,
  sharedVpc,
  swappedZones,
} from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

function rowOf(snapshot: Snapshot, name: string): AlignmentRow {
  const found = analysed(snapshot).alignment.find((row) => row.endpointId === endpointIdOf(name));
  if (found === undefined) throw new Error(`no row for ${name}`);
  return found;
}

describe('alignTopology', () => {
  it('compares the worked example by ID: by name it would look covered', () => {
    const row = rowOf(swappedZones(), 'shop-ledger');
    expect({
      cells: row.cells,
      survives: row.survivesLossOf,
      verdict: row.verdict,
      tags: row.tags,
      uncovered: row.uncovered,
      unsupportedWorkload: row.unsupportedWorkload,
      singleZone: row.singleZone,
      from: row.serviceZonesFrom,
      confidence: row.confidence,
    }).toEqual({
      cells: { 'use1-az1': 'unserved', 'use1-az4': 'uncovered', 'use1-az6': 'matched' },
      survives: { 'use1-az1': 'yes', 'use1-az4': 'yes', 'use1-az6': 'no' },
      verdict: 'single-zone',
      tags: ['uncovered', 'unserved'],
      uncovered: ['use1-az4'],
      unsupportedWorkload: ['use1-az1'],
      singleZone: true,
      from: 'provider',
      confidence: 'native-id',
    });
  });

  it('is aligned where every zone matches and both zones have targets', () => {
    const row = rowOf(pair(), 'shop-ledger');
    expect([row.verdict, row.cells, row.survivesLossOf, row.assurance]).toEqual([
      'aligned',
      { 'use1-az4': 'matched', 'use1-az6': 'matched' },
      { 'use1-az4': 'yes', 'use1-az6': 'yes' },
      'zones-and-targets',
    ]);
  });

  it('calls a zone dark that has a load balancer node and no target, with cross-zone off', () => {
    const row = rowOf(darkZone(), 'shop-ledger');
    expect([row.verdict, row.cells['use1-az6' as never], row.survivesLossOf]).toEqual([
      'zone-dark',
      'dark',
      { 'use1-az4': 'no', 'use1-az6': 'yes' },
    ]);
  });

  it('keeps that zone matched where cross-zone is on, though all targets stand in one zone', () => {
    const row = rowOf(
      darkZone({ loadBalancer: { targets: { az4: { healthy: 2, unhealthy: 0 }, az6: { healthy: 0, unhealthy: 2 } }, crossZone: true } }),
      'shop-ledger',
    );
    expect([row.verdict, row.cells, row.survivesLossOf, row.crossZone]).toEqual([
      'aligned',
      { 'use1-az4': 'matched', 'use1-az6': 'matched' },
      { 'use1-az4': 'no', 'use1-az6': 'yes' },
      'on',
    ]);
  });

  it('is broken where no zone has a healthy target', () => {
    const row = rowOf(
      pair({ loadBalancer: { targets: { az4: { healthy: 0, unhealthy: 1 }, az6: { healthy: 0, unhealthy: 1 } } } }),
      'shop-ledger',
    );
    expect([row.verdict, row.survivesLossOf]).toEqual(['broken', { 'use1-az4': 'no', 'use1-az6': 'no' }]);
  });

  it('compares zones only, and says so, where the provider is not scanned', () => {
    const row = rowOf(pair({ providerScanned: false }), 'shop-ledger');
    expect([row.verdict, row.assurance, row.serviceZonesFrom, row.survivesLossOf, row.targetZones]).toEqual([
      'aligned',
      'zones-only',
      'consumer',
      { 'use1-az4': 'unknown', 'use1-az6': 'unknown' },
      null,
    ]);
  });

  it('has no zone verdict for a connection that is not available', () => {
    expect(rowOf(pendingAcceptance(), 'shop-ledger').verdict).toBe('not-connected');
  });

  it('does not blame zones where the service is not to be found', () => {
    expect(['not-connected', 'unknown']).toContain(rowOf(danglingConsumer(), 'shop-ledger').verdict);
  });

  it('judges AWS services by their zones alone: they are always live', () => {
    const row = rowOf(oneEndpoint(), 'shop-kms');
    expect([row.verdict, row.crossZone, row.lbZones, row.assurance]).toEqual(['aligned', 'not-applicable', null, 'zones-and-targets']);
  });

  it('marks a zone in which nobody calls as idle', () => {
    const row = rowOf(
      oneVpc({
        tiers: [tier('app', 'az1', { holds: { lambda: 1 }, routes: [] }), tier('rest', 'az2', { routes: [] })],
        endpoints: [interfaceEndpoint('kms', 'az1 az2')],
      }),
      'shop-kms',
    );
    expect([row.verdict, row.idle]).toEqual(['idle-zone', ['euc1-az2']]);
  });

  it('does not count databases, caches and load balancers as callers', () => {
    const row = rowOf(
      oneVpc({
        tiers: [
          tier('app', 'az1', { holds: { ecs: 1 }, routes: [] }),
          tier('data', 'az2 az3', { holds: { rds: 1, elasticache: 1, efs: 1, alb: 1 }, routes: [] }),
        ],
        endpoints: [interfaceEndpoint('kms', 'az1')],
      }),
      'shop-kms',
    );
    expect([row.workloadZones, row.verdict]).toEqual([['euc1-az1'], 'single-zone']);
  });

  it('counts callers of participants in a shared VPC', () => {
    expect(rowOf(sharedVpc(), 'shared-kms').workloadZones).toEqual(['use1-az4', 'use1-az6']);
  });

  it('judges several endpoints of one service in one VPC as a union', () => {
    const { alignment } = analysed(
      oneVpc({
        endpoints: [
          interfaceEndpoint('kms', 'az1', { name: 'first' }),
          interfaceEndpoint('kms', 'az2', { name: 'second', privateDns: false }),
        ],
      }),
    );
    expect(alignment.map((row) => [row.verdict, row.group])).toEqual([
      ['aligned', alignment[0]?.group],
      ['aligned', alignment[0]?.group],
    ]);
    expect(alignment[0]?.group).not.toBeNull();
  });

  it('is not applicable to gateway endpoints', () => {
    expect(rowOf(oneVpc({ endpoints: [gatewayEndpoint('s3', 'app')] }), 'shop-s3').verdict).toBe('not-applicable');
  });

  it('says which call is missing for endpoints of VPC Lattice', () => {
    const row = rowOf(
      oneVpc({
        endpoints: [latticeEndpoint('Resource', 'db', 'arn:aws:vpc-lattice:eu-central-1:1:resourceconfiguration/rcfg-1', 'az1 az2')],
      }),
      'db',
    );
    expect([row.verdict, row.unknownBecause]).toEqual(['unknown', ['zones of Resource endpoints need VPC Lattice, which is not read']]);
  });

  it('asks for no common zone across Regions, but bars the excluded ones', () => {
    const options = { endpoint: { serviceRegion: 'eu-west-1', service: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' } };
    const row = rowOf(pair({ ...options, endpointZones: 'az3 az4', consumerZones: 'az3 az4' }), 'shop-ledger');
    expect([row.mode, row.cells, row.verdict, row.tags]).toEqual([
      'cross-region',
      { 'use1-az3': 'barred', 'use1-az4': 'matched' },
      'single-zone',
      [],
    ]);
  });

  it('says unknown, with the reason, where subnets were denied', () => {
    const shop = vpc('shop', '10.0.0.0/16', {
      tiers: [tier('app', 'az1 az2', { routes: [], holds: { instance: 1 } })],
      endpoints: [interfaceEndpoint('kms', 'az1 az2')],
    });
    const snapshot = ofAccounts(
      account('111122223333', 'shop', [
        region('eu-central-1', 'az1 az2', { vpcs: [shop], cells: { DescribeSubnets: 'denied', DescribeNetworkInterfaces: 'denied' } }),
      ]),
    );
    const row = rowOf(snapshot, 'shop-kms');
    expect([row.verdict, row.unknownBecause]).toEqual(['unknown', ['ec2:DescribeSubnets was denied in 1111 2222 3333 / eu-central-1']]);
  });

  it('gives one endpoint of a gateway load balancer service per zone the union of its group', () => {
    const { alignment } = analysed(
      oneVpc({
        endpoints: [
          gatewayLoadBalancerEndpoint('one', 'inspection', 'eu-central-1', 'az1'),
          gatewayLoadBalancerEndpoint('two', 'inspection', 'eu-central-1', 'az2'),
        ],
      }),
    );
    expect(new Set(alignment.map((row) => row.group)).size).toBe(1);
    expect(alignment.map((row) => row.endpointZones)).toEqual(expect.arrayContaining([['euc1-az1'], ['euc1-az2']]));
  });
});

describe('alignment does not depend on', () => {
  const estates = [swappedZones(), darkZone(), pair(), sharedVpc(), oneEndpoint()];

  it('the names of zones, as long as the IDs stay', () => {
    fc.assert(
      fc.property(fc.constantFrom(...estates), fc.string({ minLength: 1, maxLength: 4 }), (snapshot, suffix) => {
        expect(analysed(renamed(snapshot, suffix)).alignment).toEqual(analysed(snapshot).alignment);
      }),
      { numRuns: 20 },
    );
  });

  it('the order of the records', () => {
    fc.assert(
      fc.property(fc.constantFrom(...estates), fc.infiniteStream(fc.nat()), (snapshot, numbers) => {
        expect(JSON.stringify(analysed(shuffled(snapshot, numbers)).alignment)).toBe(JSON.stringify(analysed(snapshot).alignment));
      }),
      { numRuns: 20 },
    );
  });
});

/** Every zone name gets a suffix, everywhere. */
function renamed(snapshot: Snapshot, suffix: string): Snapshot {
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'zoneName' && typeof inner === 'string'
          ? inner + suffix
          : key === 'zoneNames' && Array.isArray(inner)
            ? inner.map((name) => name + suffix)
            : rename(inner),
      ]),
    );
  };
  return rename(snapshot) as Snapshot;
}

function shuffled(snapshot: Snapshot, numbers: Iterable<number>): Snapshot {
  const source = numbers[Symbol.iterator]();
  const shuffle = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, rank: Number(source.next().value ?? 0) }))
      .sort((a, b) => a.rank - b.rank)
      .map((entry) => entry.item);
  return Object.fromEntries(
    Object.entries(snapshot).map(([key, value]) => [key, Array.isArray(value) && key !== 'ledger' ? shuffle(value) : value]),
  ) as unknown as Snapshot;
}

describe('a service with several load balancers', () => {
  const provider = (second: Record<string, { healthy: number; unhealthy: number }>) =>
    account('444455556666', 'ledger', [
      region('us-east-1', 'az4 az6', {
        vpcs: [vpc('ledger', '10.1.0.0/16', { tiers: [tier('service', 'az4 az6', { routes: [] })] })],
        loadBalancers: [
          networkLoadBalancer('one', 'ledger', 'service', 'az4 az6'),
          networkLoadBalancer('two', 'ledger', 'service', 'az4 az6', { targets: second }),
        ],
        services: [{ ...endpointService('ledger', { acceptance: true, principals: ['111122223333'] }), loadBalancers: ['one', 'two'] }],
      }),
    ]);
  const consumer = account('111122223333', 'shop', [
    region('us-east-1', 'az4 az6', {
      vpcs: [
        vpc('shop', '10.0.0.0/16', {
          tiers: [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [] })],
          endpoints: [consumerOf('ledger', 'us-east-1', 'az4 az6', { name: 'shop-ledger' })],
        }),
      ],
    }),
  ]);

  it('is partly dark in a zone where only one of them has targets: each interface is pinned to one', () => {
    const row = rowOf(
      ofAccounts(consumer, provider({ az4: { healthy: 2, unhealthy: 0 }, az6: { healthy: 0, unhealthy: 2 } })),
      'shop-ledger',
    );
    expect([row.cells, row.verdict]).toEqual([{ 'use1-az4': 'matched', 'use1-az6': 'partly-dark' }, 'zone-dark']);
  });

  it('is live in a zone where each of them has targets', () => {
    const row = rowOf(ofAccounts(consumer, provider(healthy(1, 'az4 az6'))), 'shop-ledger');
    expect([row.cells, row.verdict]).toEqual([{ 'use1-az4': 'matched', 'use1-az6': 'matched' }, 'aligned']);
  });
});

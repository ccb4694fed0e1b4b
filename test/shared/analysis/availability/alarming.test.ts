import { describe, expect, it } from 'vitest';
import { isAlarming, verdicts } from '#shared/analysis/availability/alignment.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { darkZone, oneEndpoint, pair } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

describe('a verdict', () => {
  it('alarms where callers fail or may fail', () => {
    expect(verdicts.filter(isAlarming)).toEqual(['not-connected', 'broken', 'zone-dark']);
  });

  const cells = (snapshot: Snapshot) =>
    analysed(snapshot).alignment.map((row) => [row.verdict, row.crossZone, row.cells, row.assurance] as const);

  it.each([
    [
      'cross-zone serves the zone without targets',
      darkZone({ loadBalancer: { crossZone: true, targets: { az4: { healthy: 2, unhealthy: 0 }, az6: { healthy: 0, unhealthy: 2 } } } }),
      ['aligned', 'on', { 'use1-az4': 'matched', 'use1-az6': 'matched' }, 'zones-and-targets'],
    ],
    [
      'cross-zone serves while the place of some targets is unknown',
      altered(pair({ loadBalancer: { crossZone: true } }), 'targetHealth', (one) => ({
        ...one,
        targets: one.targets.map((target, index) => (index < 2 ? target : { ...target, targetId: '203.0.113.9', availabilityZone: null })),
      })),
      ['aligned', 'on', { 'use1-az4': 'matched', 'use1-az6': 'matched' }, 'zones-only'],
    ],
    [
      'nobody read what cross-zone does',
      unread(darkZone(), { operation: 'DescribeLoadBalancerAttributes' }),
      ['aligned', 'unknown', { 'use1-az4': 'matched', 'use1-az6': 'matched' }, 'zones-only'],
    ],
    [
      'no target is healthy anywhere',
      pair({ loadBalancer: { targets: { az4: { healthy: 0, unhealthy: 1 }, az6: { healthy: 0, unhealthy: 1 } } } }),
      ['broken', 'off', { 'use1-az4': 'dark', 'use1-az6': 'dark' }, 'zones-and-targets'],
    ],
    [
      'the endpoint has no VPC',
      oneEndpoint({ override: { vpcId: null } }),
      ['aligned', 'not-applicable', { 'euc1-az1': 'matched', 'euc1-az2': 'matched', 'euc1-az3': 'spare' }, 'zones-and-targets'],
    ],
  ] as const)('is right where %s', (_what, snapshot, expected) => {
    expect(cells(snapshot)).toEqual([expected]);
  });
});

import { describe, expect, it } from 'vitest';
import { withBill } from '#shared/analysis/cost/bill/flagged.ts';
import { reconcileBill } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import { billedItem, isUnknownHere } from '#shared/analysis/cost/bill/usage-types.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostInput } from '#shared/analysis/cost/comparison.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { parseBill } from '#shared/model/bill.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { row } from '#test/shared/analysis/cost/costs.ts';

/** One NAT gateway and an endpoint in two zones, in us-east-1. */
function shop(): Snapshot {
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [
      tier('public', 'az1 az2', { routes: [toInternet()] }),
      tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('nat')] }),
    ],
    nats: [zonalNat('nat', 'az1')],
    endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  });
  const snapshot = estate({ accounts: [account('111122223333', 'all', [region('us-east-1', 'az1 az2', { vpcs: [described] })])] });
  return altered(snapshot, 'natGateways', (nat) => ({ ...nat, createTime: '2025-01-01T00:00:00.000Z' as never }));
}

function inputOf(snapshot: Snapshot): CostInput {
  const usage = [{ schemaVersion: 1 as const, name: 'test', source: 'test', rows: [row('internet', 1000, { path: 'nat' })] }];
  return { topology: buildTopology(indexSnapshot(snapshot)), usage, book: builtInPriceBook, scopes: [], options: {} };
}

const header = 'usage_type,region,quantity,usd,window_start,window_end,account_id';

function billOf(...lines: string[]) {
  const parsed = parseBill([header, ...lines].join('\n'), 'bill.csv');
  if (parsed.kind === 'problem') throw new Error(parsed.problem.why);
  return parsed.value;
}

function card(...lines: string[]) {
  return reconcileBill(inputOf(shop()), billOf(...lines));
}

describe('reconcileBill', () => {
  it('brings the window to the month of the comparison', () => {
    const { rows, verdict } = card('NatGateway-Hours,us-east-1,744,33.48,2026-10-01,2026-11-01,');
    expect(verdict).toBe('reconciled');
    expect(rows).toEqual([
      {
        usageTypes: ['NatGateway-Hours'],
        region: 'us-east-1',
        accountId: null,
        item: 'nat.zonal.hour',
        billed: { quantity: '730', usd: '32.85' },
        ours: { quantity: '730', usd: '32.85' },
        difference: { quantity: '0', usd: '0' },
        reasons: ['billed over 744 hours, brought to 730'],
        unexplainedShare: '0',
        verdict: 'reconciled',
      },
    ]);
  });

  it('does not reconcile over 5 %, and just does at 5 %', () => {
    const gb = (quantity: string) => card(`NatGateway-Bytes,us-east-1,${quantity},1,,,`).rows[0];
    expect(gb('1052')?.verdict).toBe('reconciled');
    expect(gb('1053')).toMatchObject({ verdict: 'not reconciled', difference: { quantity: '53' } });
    expect(gb('952')?.verdict).toBe('not reconciled');
  });

  it('explains hours of what was made within the window', () => {
    const late = altered(shop(), 'natGateways', (nat) => ({ ...nat, createTime: '2026-10-11T00:00:00.000Z' as never }));
    const bill = billOf('NatGateway-Hours,us-east-1,504,22.68,2026-10-01,2026-11-01,');
    const [found] = reconcileBill(inputOf(late), bill).rows;
    expect(found).toMatchObject({ verdict: 'reconciled', unexplainedShare: '0' });
    expect(found?.reasons).toContain('235.48 hours of resources that were made within the window');
    expect(reconcileBill(inputOf(shop()), bill).verdict).toBe('not reconciled');
  });

  it('takes more of what a bill counts wider for explained, and less not', () => {
    const crossing = (quantity: string) => card(`USE1-PublicIPv4:InUseAddress,us-east-1,${quantity},1,,,`).rows[0]?.verdict;
    expect(crossing('7300')).toBe('reconciled');
    expect(crossing('365')).toBe('not reconciled');
  });

  it('says that a price is private', () => {
    const [found] = card('NatGateway-Hours,us-east-1,730,29.565,,,').rows;
    expect(found).toMatchObject({ verdict: 'reconciled', difference: { quantity: '0', usd: '-3.285' } });
    expect(found?.reasons.at(-1)).toContain('billed at $0.0405 a unit, priced at $0.045');
  });

  it('cannot reconcile what it does not know', () => {
    const [found] = reconcileBill({ ...inputOf(shop()), usage: [] }, billOf('NatGateway-Bytes,us-east-1,10,1,,,')).rows;
    expect(found).toMatchObject({ verdict: 'not reconciled', unexplainedShare: null, ours: { quantity: null, usd: null } });
  });

  it('keeps accounts apart and says of whom nothing was read', () => {
    const { rows } = card('NatGateway-Hours,us-east-1,730,32.85,,,111122223333', 'NatGateway-Hours,us-east-1,730,32.85,,,444455556666');
    expect(rows.map((each) => [each.accountId, each.ours.quantity, each.verdict])).toEqual([
      ['111122223333', '730', 'reconciled'],
      ['444455556666', '0', 'not reconciled'],
    ]);
    expect(rows[1]?.reasons).toContain('nothing of account 444455556666 was read');
  });

  it('lists usage types that no line is about', () => {
    expect(card('BoxUsage:t3.micro,us-east-1,730,7,,,')).toEqual({ rows: [], ignored: ['BoxUsage:t3.micro'], verdict: 'reconciled' });
  });
});

describe('withBill', () => {
  it('puts the doubt on every column of the Region, and on no other', () => {
    const input = inputOf(shop());
    const comparison = compareCosts(input);
    const doubted = withBill(comparison, card('NatGateway-Bytes,us-east-1,2000,90,,,'));
    const [scope] = doubted.scopes;
    const doubt = 'not reconciled with the bill (NatGateway-Bytes: 50 % unexplained)';
    expect([scope?.today, ...(scope?.alternatives ?? [])].map((column) => column?.notReconciled)).toEqual(
      Array.from({ length: (scope?.alternatives.length ?? 0) + 1 }, () => doubt),
    );
    const elsewhere = withBill(comparison, card('EU-NatGateway-Bytes,eu-west-1,2000,90,,,'));
    expect(elsewhere.scopes).toEqual(comparison.scopes);
  });
});

describe('billedItem', () => {
  it.each([
    ['NatGateway-Hours', 'nat.zonal.hour'],
    ['EU-NatGateway-Bytes', 'nat.zonal.gb'],
    ['USE1-RegionalNatGateway-Hours', 'nat.regional.azHour'],
    ['APS3-VpcEndpoint-Hours', 'endpoint.interface.hour'],
    ['USE1-VpcEndpoint-GWLBE-Bytes', 'endpoint.gwlb.gb'],
  ])('%s is %s', (usageType, item) => {
    expect(billedItem(usageType)?.item).toBe(item);
  });

  it.each(['XNatGateway-Hours', 'NatGateway-Hours-More', 'Regional-NatGateway-Hours'])('%s is nothing of the model', (usageType) => {
    expect(billedItem(usageType)).toBeNull();
  });
});

describe('parseBill', () => {
  it('names the places that cannot be read', () => {
    const parsed = parseBill(`${header}\nNatGateway-Hours,here,1,x,,,\n`, 'bill.csv');
    expect(parsed.kind === 'problem' && parsed.problem).toMatchObject({
      where: 'bill.csv',
      why: 'line 2, region: write a Region such as us-east-1; line 2, usd: write a number such as 1488 or 0.5',
    });
  });

  it('reads JSON rows with numbers like CSV', () => {
    const json = parseBill('[{"usage_type":"NatGateway-Hours","region":"us-east-1","quantity":730,"usd":32.85}]', 'bill.json');
    expect(json).toEqual({ kind: 'ok', value: billOf('NatGateway-Hours,us-east-1,730,32.85,,,') });
  });

  it.each([
    ['EU-VpcEndpoint-Tunnel-Hours', true],
    ['USE1-Route53Profile-Hours', true],
    ['USE1-VpcEndpoint-Hours', false],
    ['Requests-Tier1', false],
  ])('tells what belongs here although no item is known for it: %s', (usageType, isIt) => {
    expect(isUnknownHere(usageType)).toBe(isIt);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostColumn, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { compareScenario, type ScenarioInput } from '#shared/analysis/scenario/compare-scenario.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { endpointIdOf, natGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { parseScenario } from '#shared/model/scenario.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { row } from '#test/shared/analysis/cost/costs.ts';
import { buildCase, casePlan } from '#test/shared/analysis/cost/random-estates.ts';

const shopId = vpcIdOf('shop');

function shop(nats: 'one' | 'two' | 'regional' = 'one', regionName = 'us-east-1'): Snapshot {
  const [first, second] = nats === 'two' ? ['nat1', 'nat2'] : ['nat1', 'nat1'];
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [
      tier('public', 'az1 az2', { routes: [toInternet()] }),
      tier('app', 'az1', { holds: { instance: 1 }, routes: [toNat(first)] }),
      tier('db', 'az2', { holds: { instance: 1 }, routes: [toNat(second)] }),
    ],
    nats:
      nats === 'regional'
        ? [regionalNat('nat1', 'az1 az2')]
        : nats === 'two'
          ? [zonalNat('nat1', 'az1'), zonalNat('nat2', 'az2')]
          : [zonalNat('nat1', 'az1')],
    endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  });
  return estate({ accounts: [account('111122223333', 'all', [region(regionName, 'az1 az2', { vpcs: [described] })])] });
}

function setOf(rows: readonly UsageRow[], name = 'measured'): UsageSet {
  return { schemaVersion: 1, name, source: 'test', rows };
}

function inputOf(snapshot: Snapshot, rows: readonly UsageRow[], scenario: object) {
  const parsed = parseScenario({ name: 'test', ...scenario });
  if (parsed.kind === 'problem') throw new Error(parsed.problem.why);
  return {
    topology: buildTopology(indexSnapshot(snapshot)),
    usage: rows.length === 0 ? [] : [setOf(rows)],
    book: builtInPriceBook,
    scenario: parsed.value,
  };
}

function under(snapshot: Snapshot, rows: readonly UsageRow[], scenario: object) {
  const costs = compareScenario(inputOf(snapshot, rows, scenario));
  if (costs.kind === 'problem') throw new Error(`${costs.problem.what} ${costs.problem.why ?? ''}`);
  const [scope] = costs.value.comparison.scopes;
  if (scope === undefined) throw new Error('no scope');
  return { ...costs.value, scope };
}

function plain(snapshot: Snapshot, rows: readonly UsageRow[]): ScopeComparison {
  return under(snapshot, rows, {}).scope;
}

/** Amounts of a column by item. */
function items(column: CostColumn): Record<string, string | null> {
  const found: Record<string, string | null> = {};
  for (const line of column.lines) found[line.item] = line.usd === null ? null : String(Number(found[line.item] ?? 0) + Number(line.usd));
  return found;
}

describe('a scenario that says nothing', () => {
  it('gives what the document alone gives, byte for byte', () => {
    fc.assert(
      fc.property(casePlan, (plan) => {
        const { snapshot, rows } = buildCase(plan);
        const input = inputOf(snapshot, rows, {});
        const costs = compareScenario(input);
        const alone = compareCosts({ topology: input.topology, usage: input.usage, book: builtInPriceBook, scopes: [], options: {} });
        expect(JSON.stringify(costs.kind === 'ok' && costs.value.comparison)).toBe(JSON.stringify(alone));
      }),
      { numRuns: 25 },
    );
  });
});

describe('edits and traffic', () => {
  const control = (gb: number) => row('aws', gb, { kind: 'control', nat_gateway_id: natGatewayIdOf('nat1'), basis: 'measured' });
  const measured = [
    row('s3', 600, { path: 'nat', nat_gateway_id: natGatewayIdOf('nat1'), basis: 'measured' }),
    row('logs', 100, { path: 'nat', nat_gateway_id: natGatewayIdOf('nat1'), basis: 'measured' }),
    control(1000),
  ];

  it('moves measured traffic to the endpoint that an edit adds, and off the control total', () => {
    const edits = [{ op: 'add-endpoint', vpcId: shopId, service: 's3' }];
    const { scope, usage } = under(shop(), measured, { edits });
    expect(scope.today.gigabytes).toMatchObject({ nat: '400', gateway: '600', total: '1000' });
    expect(usage[0]?.rows.map((each) => [each.kind, each.gb_per_month, each.path ?? null])).toEqual([
      ['demand', '600', null],
      ['demand', '100', 'nat'],
      ['control', '400', null],
    ]);
    expect(plain(shop(), measured).today.gigabytes).toMatchObject({ nat: '1000', gateway: '0', total: '1000' });
  });

  it('saves what the offload of the same services saves', () => {
    const edits = [{ op: 'add-endpoint', vpcId: shopId, service: 's3' }];
    const before = plain(shop(), measured);
    const after = under(shop(), measured, { edits }).scope;
    const offload = before.alternatives.find((each) => each.id === 'offload');
    expect(offload?.services).toEqual(['s3']);
    expect(after.today.totalUsd).toBe(offload?.totalUsd);
  });

  it('leaves traffic on the NAT gateway where the endpoint would not be used', () => {
    const edits = [{ op: 'add-endpoint', vpcId: shopId, service: 'logs', privateDns: false }];
    const { scope, usage } = under(shop(), measured, { edits });
    expect(scope.today.gigabytes).toMatchObject({ nat: '1000', endpoint: '0' });
    expect(usage).toEqual([setOf(measured)]);
  });

  it('brings the traffic of a removed endpoint to the NAT gateway, and onto its control total', () => {
    const rows = [...measured, row('kms', 50, { path: 'endpoint', basis: 'measured' })];
    const { scope } = under(shop(), rows, { edits: [{ op: 'remove-endpoint', endpointId: endpointIdOf('shop-kms') }] });
    expect(scope.today.gigabytes).toMatchObject({ nat: '1050', endpoint: '0', total: '1050' });
    expect(scope.problems).toEqual([]);
  });

  it('joins the totals of NAT gateways where one takes over the routes of another', () => {
    const [nat1, nat2] = [natGatewayIdOf('nat1'), natGatewayIdOf('nat2')];
    const rows = [nat1, nat2].map((nat_gateway_id, index) =>
      row('aws', 100 * (index + 1), { kind: 'control', nat_gateway_id, basis: 'measured' }),
    );
    const { scope } = under(shop('two'), rows, { edits: [{ op: 'remove-nat', natGatewayId: nat1, routesTo: nat2 }] });
    expect(scope.today.gigabytes).toMatchObject({ nat: '300', total: '300' });
    expect(scope.reconciliation).toMatchObject([{ natGatewayId: nat2, controlGb: '300' }]);
    expect(items(scope.today)).toMatchObject({ 'nat.zonal.hour': '32.85', 'nat.zonal.gb': '13.5' });
  });

  it('shows no figure where traffic loses its way', () => {
    const { scope } = under(shop(), measured, { edits: [{ op: 'remove-nat', natGatewayId: natGatewayIdOf('nat1') }] });
    expect(scope.today.totalUsd).toBeNull();
    expect(scope.today.reason).toBe(`1000 GB a month of ${shopId} to logs, s3, unattributed would have no path, or part of them`);
    expect(scope.alternatives.map((each) => each.savingUsd).filter((saving) => saving !== null)).toEqual([]);
    expect(scope.best).toBeNull();
  });

  it('carries every gigabyte of the document, whatever is edited', () => {
    fc.assert(
      fc.property(casePlan, fc.constantFrom('s3', 'logs', 'kms', 'sts', 'dynamodb'), fc.nat(2), (plan, service, place) => {
        const { snapshot, rows, vpcNames } = buildCase(plan);
        const edits = [{ op: 'add-endpoint', vpcId: vpcIdOf(vpcNames[place % vpcNames.length] ?? ''), service }];
        const costs = compareScenario(inputOf(snapshot, rows, { edits }));
        if (costs.kind === 'problem') return;
        const before = compareScenario(inputOf(snapshot, rows, {}));
        const totals = (result: ReturnType<typeof compareScenario>) =>
          result.kind === 'problem'
            ? []
            : result.value.comparison.scopes.map((scope) => [scope.scope, scope.today.gigabytes?.total ?? null] as const);
        const after = new Map(totals(costs));
        for (const [scope, total] of totals(before)) expect(after.get(scope)).toBe(total);
      }),
      { numRuns: 25 },
    );
  });
});

describe('prices of a scenario', () => {
  it('takes an override of one Region, and leaves the others', () => {
    const overrides = [{ item: 'nat.zonal.hour', region: 'us-east-1', usd: '0.04' }];
    expect(items(under(shop(), [], { prices: { overrides } }).scope.today)['nat.zonal.hour']).toBe('29.2');
    const elsewhere = [{ item: 'nat.zonal.hour', region: 'eu-west-1', usd: '0.04' }];
    expect(items(under(shop(), [], { prices: { overrides: elsewhere } }).scope.today)['nat.zonal.hour']).toBe('32.85');
  });

  it('shows a discount as a line of its own', () => {
    const discounts = [{ name: 'agreement', items: 'nat.*', percent: '10' }];
    const { scope } = under(shop(), [], { prices: { discounts } });
    const line = scope.today.lines.find((each) => each.usd?.startsWith('-'));
    expect(line?.usd).toBe('-3.285');
    expect(scope.today.lines.find((each) => each.item === 'nat.zonal.hour')?.usd).toBe('32.85');
  });

  it('fills only the gap whose assumption is switched on', () => {
    const at = (prices: object) => items(under(shop('regional', 'ap-south-1'), [], { prices }).scope.today)['nat.regional.azHour'];
    expect(at({})).toBeNull();
    expect(at({ assumptions: ['resource-endpoint-double'] })).toBeNull();
    expect(at({ assumptions: ['regional-nat-as-zonal'] })).toBe('81.76');
    expect(at({ assumptions: true })).toBe('81.76');
  });
});

describe('what else a scenario says', () => {
  it('takes hours, scope and saved traffic by name', () => {
    const costs = under(shop(), [row('s3', 5, { path: 'nat' })], { hoursPerMonth: 720, scope: 'all', usage: ['measured'] });
    expect(costs.comparison.hoursPerMonth).toBe(720);
    expect(costs.scope.scope).toBe('all');
    expect(costs.scope.today.gigabytes?.nat).toBe('5');
  });

  it('takes its options of the columns, unless something else is said beside it', () => {
    const input = inputOf(shop(), [row('s3', 5, { path: 'nat' })], { options: { transitionDays: 60, listed: ['sts'], hubNat: 'goes' } });
    const days = (given: ScenarioInput): unknown => {
      const costs = compareScenario(given);
      return costs.kind === 'ok' && [costs.value.options, costs.value.comparison.scopes[0]?.alternatives[0]?.transition.days];
    };
    expect(days(input)).toEqual([{ transitionDays: 60, listed: ['sts'], hubNat: 'goes' }, 60]);
    expect(days({ ...input, instead: { options: { transitionDays: 10 } } })).toEqual([
      { transitionDays: 10, listed: ['sts'], hubNat: 'goes' },
      10,
    ]);
  });

  it('gives way to what is said beside it', () => {
    const input = inputOf(shop(), [], { hoursPerMonth: 720, scope: 'all' });
    const costs = compareScenario({ ...input, instead: { options: { hoursPerMonth: 744 }, scopes: [{ kind: 'vpc', vpcId: shopId }] } });
    expect(costs.kind === 'ok' && [costs.value.comparison.hoursPerMonth, costs.value.comparison.scopes[0]?.scope]).toEqual([
      744,
      `vpc:${shopId}`,
    ]);
  });

  it.each([
    [{ usage: ['october'] }, 'scenario-usage'],
    [{ scope: 'here' }, 'cost-scope'],
    [{ alternative: 'cheapest' }, 'scenario-alternative'],
    [{ options: { listed: 'everything' } }, 'scenario-options'],
    [{ edits: [{ op: 'remove-endpoint', endpointId: 'vpce-1' }] }, 'scenario-edit'],
  ])('refuses %j', (scenario, code) => {
    const costs = compareScenario(inputOf(shop(), [row('s3', 5)], scenario));
    expect(costs.kind === 'problem' && costs.problem.code).toBe(code);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, type Exact } from '#shared/base/decimal.ts';
import { bestChoices, type Choice } from '#shared/base/min-cut.ts';
import { demandedCandidates } from '#shared/analysis/cost/candidates.ts';
import { priceColumn } from '#shared/analysis/cost/column.ts';
import { type Decision, noChange, serviceKey } from '#shared/analysis/cost/decision.ts';
import { replaceGate } from '#shared/analysis/cost/gate.ts';
import { hubDecision, type HubPair, hubSite } from '#shared/analysis/cost/hub.ts';
import { type CostContext, costContext, costModel, type CostModel } from '#shared/analysis/cost/model.ts';
import { scopeGroups } from '#shared/analysis/cost/scope.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { type UsageRow, usageRowSchema } from '#shared/model/usage.ts';
import { alternative, cost } from './costs.ts';
import { buildCase, casePlan, type RandomCase } from './random-estates.ts';

interface Priced {
  readonly context: CostContext;
  readonly model: CostModel;
}

function modelOf(given: RandomCase, rows: readonly UsageRow[]): Priced {
  const topology = buildTopology(indexSnapshot(given.snapshot));
  const usage = rows.length === 0 ? [] : [{ schemaVersion: 1 as const, name: 'test', source: 'test', rows }];
  const input = { topology, usage, book: builtInPriceBook, scopes: [{ kind: 'all' as const }], options: {} };
  const context = costContext(input, builtInPriceBook, decimal(730));
  const [group] = scopeGroups(topology, usage, input.scopes);
  if (group === undefined) throw new Error('no scope');
  return { context, model: costModel(context, group) };
}

/** Control totals that prove every VPC with one NAT gateway, so that it may go. */
function proven(given: RandomCase): readonly UsageRow[] {
  const named = given.rows.filter((row) => !['internet', 'aws'].includes(row.service));
  const { model } = modelOf(given, named);
  const controls = model.vpcs.flatMap((vpc) => {
    const flows = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat');
    if (vpc.nats.length !== 1 || flows.length === 0) return [];
    const gb = flows.reduce<Exact>((total, flow) => total.plus(flow.gb), decimal(0));
    const window = { window_start: '2026-09-01T00:00:00Z', window_end: '2026-10-01T00:00:00Z' };
    const control = {
      scope: vpc.vpcId,
      region: 'us-east-1',
      service: 'unattributed',
      gb_per_month: decimalText(gb),
      kind: 'control' as const,
    };
    return [usageRowSchema.parse({ ...control, ...window, basis: 'billed' })];
  });
  return [...named, ...controls];
}

/** Every choice there is, priced like a column. */
function cheapestOfAll({ context, model }: Priced): Exact | null {
  const candidates = demandedCandidates(model, undefined);
  const site = hubSite(context, model, {});
  const keys = [...new Set([...candidates.map((each) => serviceKey(each.vpc.vpcId, each.service)), ...(site?.pairs ?? []).map(pairKey)])];
  const leaving = model.vpcs.filter(
    (vpc) => vpc.nats.some((nat) => nat.isPublic) && replaceGate({ ...model, vpcs: [vpc] }).verdict === 'eligible',
  );
  let best: Exact | null = null;
  for (const goes of subsets(leaving.map((vpc) => vpc.vpcId))) {
    for (const through of subsets((site?.pairs ?? []).map(pairKey))) {
      for (const local of subsets(keys.filter((key) => !through.includes(key)))) {
        const added = candidates.filter((each) => local.includes(serviceKey(each.vpc.vpcId, each.service)));
        const pairs: readonly HubPair[] = (site?.pairs ?? []).filter((pair) => through.includes(pairKey(pair)));
        const decision: Decision = {
          ...noChange,
          added: added.map((each) => each.added),
          removedNats: new Set(leaving.filter((vpc) => goes.includes(vpc.vpcId)).flatMap((vpc) => vpc.nats.map((nat) => nat.id))),
          repairs: new Set(leaving.map((vpc) => vpc.vpcId).filter((id) => goes.includes(id))),
          hub: site === null || pairs.length === 0 ? null : hubDecision(site, pairs),
        };
        if (pairs.length > 0 && decision.hub === null) continue;
        const column = priceColumn(model, decision);
        const isWhole = column.flows.every((flow) => flow.target !== 'none');
        if (isWhole && column.sum.total !== null && (best === null || column.sum.total.lt(best))) best = column.sum.total;
      }
    }
  }
  return best;
}

function pairKey(pair: HubPair): string {
  return serviceKey(pair.vpc.vpcId, pair.service);
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>((all, item) => [...all, ...all.map((each) => [...each, item])], [[]]);
}

/** Cases small enough to try everything. */
function isSmall({ context, model }: Priced): boolean {
  const pairs = hubSite(context, model, {})?.pairs.length ?? 0;
  return pairs <= 3 && demandedCandidates(model, undefined).length <= 3;
}

describe('mixed', () => {
  it.each(['as measured', 'with proof'])('is the cheapest of all choices, %s', (kind) => {
    let tried = 0;
    fc.assert(
      fc.property(casePlan, (plan) => {
        const given = buildCase(plan);
        const rows = kind === 'with proof' ? proven(given) : given.rows;
        const priced = modelOf(given, rows);
        if (!isSmall(priced)) return;
        const best = cheapestOfAll(priced);
        const comparison = cost({ snapshot: given.snapshot, rows, scopes: [{ kind: 'all' }] });
        const mixed = alternative(comparison, 'mixed');
        if (best === null) return;
        tried += 1;
        expect(mixed.totalUsd).toBe(decimalText(best));
      }),
      { numRuns: 40 },
    );
    expect({ tried: tried > 5, kind }).toEqual({ tried: true, kind });
  });
});

describe('the best choices', () => {
  const choice: fc.Arbitrary<{ gain: number; needs: readonly number[] }> = fc.record({
    gain: fc.integer({ min: -20, max: 20 }),
    needs: fc.array(fc.nat(7), { maxLength: 2 }),
  });

  it('earn as much as the best of all sets that hold what they need', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 8 }), (raw) => {
        const choices: Choice[] = raw.map((each) => ({ gain: BigInt(each.gain), needs: each.needs.filter((need) => need < raw.length) }));
        const gainOf = (set: readonly number[]): bigint => set.reduce((total, index) => total + (choices[index]?.gain ?? 0n), 0n);
        const isClosed = (set: readonly number[]): boolean =>
          set.every((index) => choices[index]?.needs.every((need) => set.includes(need)));
        const taken = bestChoices(choices);
        const best = subsets(choices.map((_, index) => index))
          .filter(isClosed)
          .map(gainOf)
          .reduce((a, b) => (b > a ? b : a), 0n);
        expect(isClosed(taken)).toBe(true);
        expect(gainOf(taken)).toBe(best);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the VPC names of a case', () => {
  it('are those of its estate', () => {
    const [given] = fc.sample(casePlan, { numRuns: 1, seed: 1 }).map(buildCase);
    const known = new Set<string>(given?.snapshot.vpcs.map((vpc) => vpc.vpcId));
    expect(given?.vpcNames.every((name) => known.has(vpcIdOf(name)))).toBe(true);
  });
});

/** The NAT gateways stay; some services get a path of their own. */
import { type Exact, decimal, decimalText, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import { priceOf } from '#shared/model/price-book.ts';
import type { Proposal } from './assemble.ts';
import type { Baseline } from './baseline.ts';
import { addedBy, type Candidate, listedCandidates } from './candidates.ts';
import type { CostOptions, ServiceRow, UsdRange } from './comparison.ts';
import { type Decision, noChange } from './decision.ts';
import type { Flow } from './demand.ts';
import type { CostModel } from './model.ts';
import { oldPathCost } from './path-costs.ts';
import { presets, presetServices } from './presets.ts';

/** The preset of `offload-listed` unless the person chose otherwise. */
export const defaultPreset = 'common-13';

/** Only services that save by themselves. */
export function offloadProposal(baseline: Baseline): Proposal {
  const { model } = baseline;
  const rows = baseline.demanded.map((entry) => ({ entry, row: baseline.row(entry) }));
  const paying = rows.filter(({ row }) => row.pays === true);
  const total = totalOnly(model);
  return {
    id: 'offload',
    decision: paying.length === 0 ? noChange : { ...noChange, added: paying.map(({ entry }) => entry.added) },
    candidates: paying.map(({ entry }) => entry),
    serviceTable: rows.map(({ row }): ServiceRow => (row.pays === true ? row : { ...row, how: 'as-is' })),
    assumptions: [
      ...baseline.assumptions,
      'Services are taken only where each saves by itself.',
      ...(total === null ? [] : ['Only totals are known, not what they are made of: the saving lies between nothing and all of it.']),
    ],
    ...openSaving(model, total),
  };
}

/** A whole preset or list, whether each service pays or not. */
export function listedProposal(baseline: Baseline): Proposal {
  const { model, options } = baseline;
  const listed = listedServices(options);
  const candidates = listedCandidates(model, listed.services, options.zones, baseline.demanded);
  const decision: Decision = { ...noChange, added: addedBy(candidates, null) };
  const total = totalOnly(model);
  return {
    id: 'offload-listed',
    decision,
    candidates,
    serviceTable: baseline.table(candidates),
    assumptions: [...baseline.assumptions, `Services: ${listed.title}. Those that have an endpoint are not added again.`],
    ...openListedSaving(baseline, decision, candidates, total),
  };
}

export function howOf(entry: Candidate): 'gateway' | 'interface' | 'cross-region' {
  return entry.added.how;
}

/** The services of a preset or of the person's own list. */
export function listedServices(options: CostOptions): { readonly title: string; readonly services: readonly string[] } {
  const listed = options.listed ?? defaultPreset;
  if (typeof listed !== 'string') return { title: 'own list', services: listed };
  return { title: presets[listed].title, services: presetServices(listed) };
}

/** The flows behind the totals where nothing but totals is known; `null` where some row names a service or a destination. */
function totalOnly(model: CostModel): readonly { readonly vpc: CostModel['vpcs'][number]; readonly flows: readonly Flow[] }[] | null {
  const known = model.vpcs.filter((vpc) => vpc.demand !== null);
  if (known.length === 0 || known.some((vpc) => vpc.demand?.hasSplit === true)) return null;
  const flows = known.map((vpc) => ({ vpc, flows: (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat') }));
  return flows.some((each) => each.flows.length > 0) ? flows : null;
}

function pathCost(model: CostModel, total: NonNullable<ReturnType<typeof totalOnly>>): Exact | null {
  const costs = total.map((each) => oldPathCost(model, each, each.flows));
  return costs.includes(null) ? null : sum(costs.flatMap((cost) => cost ?? []));
}

/** Between nothing and everything: gateway endpoints are free, so all of the traffic's cost is the most. */
function openSaving(model: CostModel, total: ReturnType<typeof totalOnly>): Partial<Proposal> {
  if (total !== null) {
    const most = pathCost(model, total);
    const savingRange: UsdRange = { min: '0', max: most === null ? null : decimalText(most) };
    return { savingRange, noSingleSaving: 'only totals are known, not which services they go to' };
  }
  return model.vpcs.every((vpc) => vpc.demand === null) ? { savingRange: { min: '0', max: null } } : {};
}

/** From losing the fixed cost to moving everything; with the share of the total at which the list breaks even. */
function openListedSaving(
  baseline: Baseline,
  decision: Decision,
  candidates: readonly Candidate[],
  total: ReturnType<typeof totalOnly>,
): Partial<Proposal> {
  const { model, today } = baseline;
  const fixed = baseline.column(decision).sum.known.minus(today.sum.known);
  if (total === null) {
    const isUnknown = model.vpcs.every((vpc) => vpc.demand === null);
    return isUnknown ? { savingRange: { min: decimalText(fixed.negated()), max: null } } : {};
  }
  const cost = pathCost(model, total);
  const gb = sum(total.flatMap((each) => each.flows.map((flow) => flow.gb)));
  const price = priceOf(model.book, 'endpoint.interface.gb', model.region);
  const isFree = candidates.some((entry) => entry.added.how === 'gateway');
  const perGb = isFree ? zero : price.kind === 'price' ? decimal(price.usd) : null;
  const most = cost === null || perGb === null ? null : cost.minus(product(gb, perGb)).minus(fixed);
  const share = breakEvenShare(cost, gb, fixed, price.kind === 'price' ? decimal(price.usd) : null);
  return {
    savingRange: { min: decimalText(fixed.negated()), max: most === null ? null : decimalText(most) },
    noSingleSaving: `only totals are known, not which services they go to${share}`,
  };
}

function breakEvenShare(cost: Exact | null, gb: Exact, fixed: Exact, endpointGb: Exact | null): string {
  if (cost === null || endpointGb === null || gb.isZero()) return '';
  const slope = quotient(cost, gb).minus(endpointGb);
  if (slope.lte(0)) return '';
  const percent = product(quotient(quotient(fixed, slope), gb), decimal(100));
  return percent.gt(100)
    ? '; the listed endpoints do not pay even if all of it moves'
    : `; the listed endpoints break even when ${percent.toDecimalPlaces(1).toFixed()} % of it moves`;
}

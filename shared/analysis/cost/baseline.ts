/** What the alternatives of a scope are measured by: today, in every corner, and what they all ask for. */
import { type Exact, sum } from '#shared/base/decimal.ts';
import { commonAssumptions } from './assumptions.ts';
import { type Candidate, demandedCandidates } from './candidates.ts';
import { cornersOf, linesOf, priceColumn, type PricedColumn, todayCorner } from './column.ts';
import type { CostOptions, ServiceRow } from './comparison.ts';
import { type Corner, type Decision, expected, noChange } from './decision.ts';
import { kept } from './desk.ts';
import { poolOf } from './meter.ts';
import type { CostModel } from './model.ts';
import { serviceRow } from './service-row.ts';

/** One scope with today priced in every corner. */
export interface Baseline {
  readonly model: CostModel;
  readonly today: PricedColumn;
  readonly corners: readonly Corner[];
  readonly todayByCorner: readonly PricedColumn[];
  readonly options: CostOptions;
  /** What every alternative takes for granted. */
  readonly assumptions: readonly string[];
  /** What the price pools hold today: new GB fill the tiers from there. */
  readonly filled: ReadonlyMap<string, Exact>;
  /** Endpoints that the demand asks for. */
  readonly demanded: readonly Candidate[];
  /** Prices a decision once per corner. */
  column(decision: Decision, corner?: Corner): PricedColumn;
  /** The table rows of candidates, made once. */
  table(candidates: readonly Candidate[]): readonly ServiceRow[];
  row(entry: Candidate, how?: ServiceRow['how']): ServiceRow;
}

/** `priced` are columns that are known already. */
export function baselineOf(model: CostModel, options: CostOptions, priced: readonly PricedColumn[] = []): Baseline {
  const column = columnMemo(model, priced);
  const today = column(noChange);
  const corners = cornersOf(model, today, options);
  const filled = filledPools(model, today);
  const rows = new Map<Candidate, ServiceRow>();
  const tables = new Map<readonly Candidate[], readonly ServiceRow[]>();
  const row = (entry: Candidate): ServiceRow => kept(rows, entry, () => serviceRow(model, filled, entry));
  return {
    model,
    today,
    corners,
    todayByCorner: corners.map((corner) => column(noChange, todayCorner(corner))),
    options,
    assumptions: commonAssumptions(model),
    filled,
    demanded: demandedCandidates(model, options.zones),
    column,
    table: (candidates) =>
      kept(tables, candidates, () => candidates.map((entry) => (entry.flows.length === 0 ? serviceRow(model, filled, entry) : row(entry)))),
    row: (entry, how) => (how === undefined ? row(entry) : { ...row(entry), how }),
  };
}

interface DecisionColumns {
  readonly decision: Decision;
  readonly byCorner: Map<Corner, PricedColumn>;
}

function columnMemo(model: CostModel, priced: readonly PricedColumn[]): Baseline['column'] {
  const known: DecisionColumns[] = priced.map((column) => ({ decision: column.decision, byCorner: new Map([[expected, column]]) }));
  return (decision, corner = expected) => {
    let own = known.find((each) => isSameDecision(each.decision, decision));
    if (own === undefined) known.push((own = { decision, byCorner: new Map() }));
    const { decision: first, byCorner } = own;
    return kept(byCorner, corner, () => priceColumn(model, first, corner));
  };
}

/** Several alternatives may come to the same: that everything stays, or that the same endpoints are added. */
function isSameDecision(a: Decision, b: Decision): boolean {
  if (a === b) return true;
  return isOnlyAdding(a) && isOnlyAdding(b) && isSameList(a.added, b.added);
}

function isSameList<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}

function isOnlyAdding({ removedNats, repairs, takenOver, hub }: Decision): boolean {
  return removedNats.size === 0 && repairs.size === 0 && takenOver.size === 0 && hub === null;
}

function filledPools(model: CostModel, today: PricedColumn): ReadonlyMap<string, Exact> {
  if (model.vpcs.every((vpc) => vpc.demand === null)) return noPools;
  const own = linesOf(today).flatMap(({ meter, charge }) => (meter.item === 'endpoint.interface.gb' ? (charge.quantity ?? []) : []));
  return own.length === 0 ? noPools : new Map([[poolOf('endpoint.interface.gb', model.region), sum(own)]]);
}

const noPools: ReadonlyMap<string, Exact> = new Map();

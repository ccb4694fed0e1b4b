/** What the alternatives of a scope are measured by: today, in every corner, and what they all ask for. */
import { type Exact, sum } from '#shared/base/decimal.ts';
import { commonAssumptions } from './assumptions.ts';
import { type Candidate, demandedCandidates, serviceRow } from './candidates.ts';
import { cornersOf, priceColumn, type PricedColumn, todayCorner } from './column.ts';
import type { CostOptions, ServiceRow } from './comparison.ts';
import { type Corner, type Decision, expected, noChange } from './decision.ts';
import { kept } from './desk.ts';
import { poolOf } from './meter.ts';
import type { CostModel } from './model.ts';

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
  /** The table row of a candidate, made once. */
  row(entry: Candidate, how?: ServiceRow['how']): ServiceRow;
}

/** `priced` are columns that are known already. */
export function baselineOf(model: CostModel, options: CostOptions, priced: readonly PricedColumn[] = []): Baseline {
  const column = columnMemo(model, priced);
  const today = column(noChange);
  const corners = cornersOf(model, today, options);
  const filled = filledPools(model, today);
  const rows = new Map<Candidate, ServiceRow>();
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
    row: (entry, how) => {
      const row = kept(rows, entry, () => serviceRow(model, filled, entry));
      return how === undefined ? row : { ...row, how };
    },
  };
}

function columnMemo(model: CostModel, priced: readonly PricedColumn[]): Baseline['column'] {
  const known: { readonly decision: Decision; readonly columns: Map<string, PricedColumn> }[] = priced.map((column) => ({
    decision: column.decision,
    columns: new Map([[cornerKey(expected), column]]),
  }));
  return (decision, corner = expected) => {
    let own = known.find((each) => isSameDecision(each.decision, decision));
    if (own === undefined) known.push((own = { decision, columns: new Map<string, PricedColumn>() }));
    const key = cornerKey(corner);
    const column = own.columns.get(key) ?? priceColumn(model, own.decision, corner);
    own.columns.set(key, column);
    return column;
  };
}

function cornerKey(corner: Corner): string {
  return `${corner.crossing}/${corner.unknownAws}`;
}

/** Several alternatives may come to the same: that everything stays, or that the same endpoints are added. */
function isSameDecision(a: Decision, b: Decision): boolean {
  if (a === b) return true;
  return (
    isOnlyAdding(a) && isOnlyAdding(b) && a.added.length === b.added.length && a.added.every((added, index) => added === b.added[index])
  );
}

function isOnlyAdding({ removedNats, repairs, takenOver, hub }: Decision): boolean {
  return removedNats.size === 0 && repairs.size === 0 && takenOver.size === 0 && hub === null;
}

function filledPools(model: CostModel, today: PricedColumn): ReadonlyMap<string, Exact> {
  const own = today.lines.filter((line) => line.item === 'endpoint.interface.gb' && line.quantity !== null);
  return own.length === 0
    ? noPools
    : new Map([[poolOf('endpoint.interface.gb', model.region), sum(own.flatMap((line) => line.quantity ?? []))]]);
}

const noPools: ReadonlyMap<string, Exact> = new Map();

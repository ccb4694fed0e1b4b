import { groupBy } from '#shared/base/sort.ts';
import { type LedgerCell, ledgerKey } from '#shared/model/ledger.ts';
import { cellSentence } from './ledger-words.ts';

/** Calls that ended alike in one place, as one row. */
export interface LedgerRow {
  readonly key: string;
  /** The first of them; what is shown of place and status holds for all. */
  readonly cell: LedgerCell;
  /** The operation, or how many there are. */
  readonly calls: string;
  /** All operations, for the tooltip. */
  readonly operations: readonly string[];
  readonly items: number;
  readonly sentence: string;
}

/** From how many alike on a row says "30 calls". */
const foldFrom = 4;

/** One row per call. */
export function singleRows(cells: readonly LedgerCell[]): LedgerRow[] {
  return cells.map((cell) => rowOf([cell]));
}

/** Calls that failed alike in the same account and Region are folded: a Region that is switched off fails thirty times for one reason. */
export function foldedRows(cells: readonly LedgerCell[]): LedgerRow[] {
  const groups = groupBy(cells, (cell) => [cell.profile, cell.accountId, cell.region, cell.status, cell.code ?? ''].join('\u0000'));
  return [...groups.values()].flatMap((group) => (group.length < foldFrom ? singleRows(group) : [rowOf(group)]));
}

function rowOf(cells: readonly [LedgerCell, ...LedgerCell[]] | readonly LedgerCell[]): LedgerRow {
  const [cell] = cells;
  if (cell === undefined) throw new Error('a row needs a call');
  const { message: _message, ...nameless } = cell;
  return {
    key: `${ledgerKey(cell)}/${String(cells.length)}`,
    cell,
    calls: cells.length === 1 ? cell.operation : `${String(cells.length)} calls`,
    operations: cells.map((each) => each.operation),
    items: cells.reduce((total, each) => total + each.items, 0),
    sentence: cellSentence(cells.length === 1 ? cell : nameless),
  };
}

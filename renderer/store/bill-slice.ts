import type { BillCard } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import type { Problem } from '#shared/base/outcome.ts';
import { type BillRow, parseBill } from '#shared/model/bill.ts';
import type { SliceTools } from './app-state.ts';

/** What AWS billed, beside what the comparison counts; kept as long as the window is open, never saved. */
export interface BillSlice {
  readonly bill: { readonly name: string; readonly rows: readonly BillRow[] } | null;
  /** `null` without a bill, and while it is being compared. */
  readonly billCard: BillCard | null;
  /** Why the last file or text could not be used. */
  readonly billProblem: Problem | null;
  /** CSV or JSON rows of usage types; a text that cannot be used leaves the bill of before. */
  readonly billGiven: (name: string, text: string) => void;
  readonly billTakenAway: () => void;
}

export function createBillSlice({ set, get }: SliceTools): BillSlice {
  return {
    bill: null,
    billCard: null,
    billProblem: null,
    billGiven: (name, text) => {
      const parsed = parseBill(text, name);
      if (parsed.kind === 'problem') return set({ billProblem: parsed.problem, announcement: parsed.problem.what });
      set({ bill: { name, rows: parsed.value }, billCard: null, billProblem: null, announcement: `Comparing with ${name}` });
      get().costsComparedAgain();
    },
    billTakenAway: () => {
      set({ bill: null, billCard: null, billProblem: null });
      get().costsComparedAgain();
    },
  };
}

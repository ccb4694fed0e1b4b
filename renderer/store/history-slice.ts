import type { DocumentEdits } from '#renderer/workers/protocol.ts';
import type { SavedView } from '#shared/model/document.ts';
import type { AppState, SliceTools } from './app-state.ts';
import type { Filters } from './filters.ts';
import { wholeView } from './map-slice.ts';
import { problemOf } from './problem.ts';
import { activeScenario, readingOf } from './active-scenario.ts';
import type { SearchMode } from './search-slice.ts';

/** Everything that undo brings back. */
export interface Kept {
  readonly suppressions: DocumentEdits['suppressions'];
  readonly scenarios: DocumentEdits['scenarios'];
  /** The person's own prices, discounts and assumptions for the whole document. */
  readonly prices: DocumentEdits['prices'];
  readonly notes: string;
  readonly savedViews: readonly SavedView[];
  /** Subject keys of what the person took off the map. */
  readonly hidden: readonly string[];
  /** Subject keys of what stays whatever the filters say. */
  readonly pinned: readonly string[];
  /** Names the person gave, by subject key. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly filters: Filters;
  readonly query: string;
  readonly searchMode: SearchMode;
}

/** What is written into the document; the rest only changes what is looked at. */
export const documentKeys = ['suppressions', 'scenarios', 'prices', 'notes', 'savedViews', 'hidden', 'pinned', 'renamed'] as const;

export interface HistoryStep {
  /** What was done, as in "Undo hide 3 nodes". */
  readonly label: string;
  readonly before: Partial<Kept>;
  readonly after: Partial<Kept>;
  /** Steps of the same kind that follow each other at once are one. */
  readonly merge: string | null;
  readonly at: number;
}

export interface HistorySlice {
  /** Oldest first; at most 200. */
  readonly undoSteps: readonly HistoryStep[];
  readonly redoSteps: readonly HistoryStep[];
  /** The document's part as it was opened or last saved; `null` where it never was. */
  readonly savedAs: Pick<Kept, (typeof documentKeys)[number]> | null;
  /** Whether the document holds something that is not saved. */
  readonly isEdited: boolean;
  /** The one way to change what is kept: `label` continues "Undo …". */
  readonly edited: (label: string, patch: Partial<Kept>, merge?: string) => Promise<void>;
  readonly undoRequested: () => Promise<void>;
  readonly redoRequested: () => Promise<void>;
  /** A document was opened or saved as it is now. */
  readonly savedNow: () => void;
}

/** How many steps can be taken back. */
export const undoLimit = 200;
/** Steps of the same kind within this time are one: typing a note is not forty edits. */
const mergeMs = 1500;

export function createHistorySlice(tools: SliceTools): HistorySlice {
  const { set, get } = tools;
  const apply = async (patch: Partial<Kept>): Promise<void> => {
    const isReading =
      'suppressions' in patch || 'prices' in patch || 'renamed' in patch || ('scenarios' in patch && get().activeScenario !== null);
    set(patch);
    set({ isEdited: isChanged(get()), currentMatch: -1 });
    if (isReading) await readAnew(tools);
    if ('scenarios' in patch || 'prices' in patch) get().figuresNeeded();
    get().mapNarrowed();
    if (documentKeys.some((key) => key in patch)) get().unsavedKeptSoon();
  };
  return {
    undoSteps: [],
    redoSteps: [],
    savedAs: null,
    isEdited: false,
    edited: async (label, patch, merge) => {
      const step = { label, before: partOf(get(), patch), after: patch, merge: merge ?? null, at: Date.now() };
      set({ undoSteps: withStep(get().undoSteps, step), redoSteps: [] });
      await apply(patch);
    },
    undoRequested: async () => {
      const { undoSteps, redoSteps } = get();
      const step = undoSteps.at(-1);
      if (step === undefined) return get().announced('There is nothing to undo');
      set({ undoSteps: undoSteps.slice(0, -1), redoSteps: [...redoSteps, step] });
      get().announced(`Undone: ${step.label}`);
      await apply(step.before);
    },
    redoRequested: async () => {
      const { undoSteps, redoSteps } = get();
      const step = redoSteps.at(-1);
      if (step === undefined) return get().announced('There is nothing to redo');
      set({ undoSteps: [...undoSteps, step], redoSteps: redoSteps.slice(0, -1) });
      get().announced(`Done again: ${step.label}`);
      await apply(step.after);
    },
    savedNow: () => set({ savedAs: documentPart(get()), isEdited: false }),
  };
}

/** Findings, names and maps as the suppressions, names and scenario of the moment make them. */
export async function readAnew({ set, get, engine }: SliceTools): Promise<void> {
  if (get().opened === null) return;
  const reading = readingOf(get());
  const { suppressions, renamed, scenario, prices } = reading;
  try {
    const next = await engine.ask('read', { reading, view: wholeView(get().lastMap) });
    if (get().prices !== prices || get().suppressions !== suppressions || get().renamed !== renamed || activeScenario(get()) !== scenario)
      return;
    set({ opened: next });
    get().documentReplaced();
  } catch (error) {
    set({ documentProblem: problemOf(error) });
  }
}

function withStep(steps: readonly HistoryStep[], step: HistoryStep): readonly HistoryStep[] {
  const last = steps.at(-1);
  if (last !== undefined && step.merge !== null && last.merge === step.merge && step.at - last.at < mergeMs) {
    return [...steps.slice(0, -1), { ...step, before: last.before }];
  }
  return [...steps, step].slice(-undoLimit);
}

function partOf(state: AppState, patch: Partial<Kept>): Partial<Kept> {
  return Object.fromEntries(Object.keys(patch).map((key) => [key, state[key as keyof Kept]]));
}

function documentPart(state: AppState): NonNullable<HistorySlice['savedAs']> {
  const { suppressions, scenarios, prices, notes, savedViews, hidden, pinned, renamed } = state;
  return { suppressions, scenarios, prices, notes, savedViews, hidden, pinned, renamed };
}

function isChanged(state: AppState): boolean {
  const { savedAs } = state;
  return savedAs === null || documentKeys.some((key) => state[key] !== savedAs[key]);
}

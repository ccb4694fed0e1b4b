import type { EventPayload, Output, ProfileList, ScanRequest } from '#shared/api/contract.ts';
import type { Problem } from '#shared/base/outcome.ts';
import { type LedgerCell, ledgerKey } from '#shared/model/ledger.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';

export type ScanPhase = EventPayload<'scan.progress'>['phase'];
export type ScanQuestion = EventPayload<'scan.question'>;

/** A scan as far as its events have told. */
export interface ScanState {
  readonly scanId: string;
  readonly phase: ScanPhase;
  readonly cells: ReadonlyMap<string, LedgerCell>;
  readonly callsDone: number;
  readonly callsPlanned: number;
  readonly resources: number;
  readonly elapsedMs: number;
  readonly etaMs: number | null;
  readonly problem: Problem | null;
}

export interface ScanSlice {
  readonly profiles: ProfileList | null;
  readonly scan: ScanState | null;
  /** Why no profile could be listed or no scan started. */
  readonly scanProblem: Problem | null;
  readonly question: ScanQuestion | null;
  readonly profilesNeeded: () => Promise<void>;
  readonly scanRequested: (request: ScanRequest) => Promise<void>;
  readonly scanProgressed: (progress: EventPayload<'scan.progress'>) => void;
  readonly scanCancelRequested: () => Promise<void>;
  readonly scanRetryRequested: () => Promise<void>;
  /** Back to the profile picker. */
  readonly scanDismissed: () => void;
  /** A scan of an earlier run that was stopped in the middle. */
  readonly unfinishedScan: { readonly profiles: readonly string[]; readonly begunAt: string } | null;
  readonly unfinishedLookedFor: () => Promise<void>;
  /** Goes on with it. */
  readonly unfinishedResumed: () => Promise<void>;
  readonly unfinishedDeclined: () => Promise<void>;
  readonly questionAsked: (question: ScanQuestion) => void;
  readonly questionAnswered: (answer: string | null) => Promise<void>;
}

export function isRunning(scan: ScanState | null): boolean {
  return scan !== null && ['starting', 'reading', 'cancelling'].includes(scan.phase);
}

/** How often the map is drawn anew while a scan fills it. */
const refreshEveryMs = 1500;

export function createScanSlice({ set, get, client }: SliceTools): ScanSlice {
  const mapFilled = mapFiller({ set, get, client });
  const started = (scanId: string): void => {
    set({ scan: emptyScan(scanId), scanProblem: null, isWelcomeOpen: false, announcement: 'The scan has started' });
  };
  const start = async (ask: () => ReturnType<typeof client.call<'scan.start'>>): Promise<void> => {
    try {
      const answer = await ask();
      if (answer.kind === 'started') started(answer.scanId);
      else set({ scanProblem: answer.problem as Problem });
    } catch (error) {
      set({ scanProblem: problemOf(error) });
    }
  };
  return {
    profiles: null,
    scan: null,
    scanProblem: null,
    question: null,
    profilesNeeded: async () => {
      try {
        set({ profiles: (await client.call('profiles.list', {})) as ProfileList });
      } catch (error) {
        set({ scanProblem: problemOf(error) });
      }
    },
    scanRequested: (request) => start(() => client.call('scan.start', request)),
    scanProgressed: (progress) => {
      const { scan } = get();
      if (scan !== null && scan.scanId !== progress.scanId) return;
      const next = progressed(scan ?? emptyScan(progress.scanId), progress);
      set({ scan: next, ...(next.phase === scan?.phase ? {} : { announcement: `Scan: ${next.phase}` }) });
      mapFilled(next);
    },
    scanCancelRequested: async () => {
      const { scan } = get();
      if (scan !== null)
        await client.call('scan.cancel', { scanId: scan.scanId }).catch((error: unknown) => set({ scanProblem: problemOf(error) }));
    },
    scanRetryRequested: async () => {
      const { scan } = get();
      if (scan !== null) await start(() => client.call('scan.retry', { scanId: scan.scanId }));
    },
    scanDismissed: () => set({ scan: null, scanProblem: null }),
    ...unfinishedActions({ set, client }, start),
    questionAsked: (question) => set({ question, dialog: 'scan' }),
    questionAnswered: async (answer) => {
      const { question } = get();
      set({ question: null });
      if (question !== null) await client.call('scan.answer', { questionId: question.questionId, answer });
    },
  };
}

type Start = (ask: () => Promise<Output<'scan.start'>>) => Promise<void>;
type UnfinishedPart = Pick<ScanSlice, 'unfinishedScan' | 'unfinishedLookedFor' | 'unfinishedResumed' | 'unfinishedDeclined'>;

function unfinishedActions({ set, client }: Pick<SliceTools, 'set' | 'client'>, start: Start): UnfinishedPart {
  return {
    unfinishedScan: null,
    unfinishedLookedFor: async () => {
      set({ unfinishedScan: await client.call('scan.unfinished', {}).catch(() => null) });
    },
    unfinishedResumed: async () => {
      set({ unfinishedScan: null, dialog: 'scan' });
      await start(() => client.call('scan.resume', {}));
    },
    unfinishedDeclined: async () => {
      set({ unfinishedScan: null });
      await client.call('scan.forgetUnfinished', {}).catch(() => undefined);
    },
  };
}

function emptyScan(scanId: string): ScanState {
  return {
    scanId,
    phase: 'starting',
    cells: new Map(),
    callsDone: 0,
    callsPlanned: 0,
    resources: 0,
    elapsedMs: 0,
    etaMs: null,
    problem: null,
  };
}

function progressed(scan: ScanState, progress: EventPayload<'scan.progress'>): ScanState {
  const cells = new Map(scan.cells);
  for (const cell of progress.cells as readonly LedgerCell[]) cells.set(ledgerKey(cell), cell);
  return {
    scanId: progress.scanId,
    phase: progress.phase,
    cells,
    callsDone: progress.callsDone,
    callsPlanned: progress.callsPlanned,
    resources: progress.resources,
    elapsedMs: progress.elapsedMs,
    etaMs: progress.etaMs,
    problem: progress.problem as Problem | null,
  };
}

/** Draws what has been read so far: now and then while the scan runs, and once when it is over. */
function mapFiller({ set, get, client }: Pick<SliceTools, 'set' | 'get' | 'client'>): (scan: ScanState) => void {
  let last = 0;
  let isBusy = false;
  const refresh = async (scan: ScanState): Promise<void> => {
    isBusy = true;
    try {
      await get().documentArrived(await client.call('scan.snapshot', { scanId: scan.scanId }));
    } catch (error) {
      if (!isRunning(scan)) set({ scanProblem: problemOf(error) });
    } finally {
      isBusy = false;
      last = performance.now();
    }
    const now = get().scan;
    if (isRunning(scan) && now !== null && !isRunning(now) && now.scanId === scan.scanId) await refresh(now);
  };
  return (scan) => {
    if (isBusy || scan.resources === 0) return;
    if (isRunning(scan) && performance.now() - last < refreshEveryMs) return;
    void refresh(scan);
  };
}

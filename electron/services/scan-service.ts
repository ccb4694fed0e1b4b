/** Scans that a renderer starts, watches, cancels and repeats. One runs at a time; a few finished ones are kept. */
import { randomUUID } from 'node:crypto';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { type Emit, type ScanRequest, scanRequest } from '#shared/api/contract.ts';
import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { resourceCount, type Snapshot, snapshotBuilder, type SnapshotBuilder } from '#shared/model/snapshot.ts';
import type { ScanProgress } from '#electron/discovery/request.ts';
import { checkEndpointUrl } from './endpoint-url.ts';
import type { ScanJournalHead } from '#electron/storage/scan-journal.ts';
import { portionsOf } from './scan-messages.ts';
import type { ScanOptions } from './scan-options.ts';
import { type KeptScan, keptScan, type UnfinishedScans } from './scan-resume.ts';
import { createScanQuestions, type ScanQuestions } from './scan-questions.ts';

export interface ScanService {
  /** The id of the scan that was started. */
  start(request: ScanRequest): Outcome<string, Problem>;
  /** Reads the failed cells of a finished scan again; the id of the new scan. */
  retry(scanId: string): Outcome<string, Problem>;
  /** A scan of an earlier run that never ended; `null` where there is none. */
  unfinished(): Promise<{ readonly profiles: readonly string[]; readonly begunAt: string } | null>;
  /** Goes on with that scan. */
  resume(): Promise<Outcome<string, Problem>>;
  /** That scan is not wanted any more. */
  forgetUnfinished(): Promise<void>;
  cancel(scanId: string): void;
  /** What has been read so far; `undefined` for a scan that is not known. */
  snapshot(scanId: string): Snapshot | undefined;
  answer(questionId: string, answer: string | null): void;
}

interface Running {
  readonly scanId: string;
  readonly request: ScanRequest;
  readonly abort: AbortController;
  readonly builder: SnapshotBuilder;
  last: Pick<ScanProgress, 'callsDone' | 'callsPlanned' | 'resources' | 'elapsedMs'>;
  finished: Snapshot | null;
  isOver: boolean;
}

/** What is known before a scan begins: a scan to continue, or an older one of the same places. */
interface Known {
  readonly previous?: Snapshot | undefined;
  readonly earlier?: Snapshot | undefined;
  /** How the scan is kept while it runs. */
  readonly kept?: KeptScan | undefined;
}

/** Finished scans that are kept for "retry failed". */
const maxKept = 4;

export function createScanService(emit: Emit, kept: UnfinishedScans): ScanService {
  const scans = new Map<string, Running>();
  const questions = createScanQuestions(emit);
  const begin = (request: ScanRequest, known: Known): Outcome<string, Problem> => {
    if ([...scans.values()].some((running) => !running.isOver)) {
      return failed({ code: 'busy', what: 'A scan is running already', remedy: 'Wait for it or cancel it.' });
    }
    const running = newRunning(request);
    scans.set(running.scanId, running);
    for (const [id, old] of scans) if (scans.size > maxKept && old.isOver) scans.delete(id);
    void keep(kept.own(), running, known).then((all) => run(running, emit, questions, all));
    return ok(running.scanId);
  };
  return {
    start: (request) => {
      const checked = checkEndpointUrl(request.endpointUrl);
      return checked.kind === 'problem' ? checked : begin(request, { earlier: lastOf(scans, request) });
    },
    retry: (scanId) => {
      const old = scans.get(scanId);
      if (old === undefined || old.finished === null)
        return failed({ code: 'unknown-scan', what: 'There is no finished scan to repeat', remedy: 'Start a new one.' });
      return begin(old.request, { previous: old.finished });
    },
    unfinished: async () => {
      const found = await kept.find();
      const request = found === null ? null : requestIn(found.head);
      return found === null || request === null ? null : { profiles: request.profiles, begunAt: found.head.begunAt };
    },
    resume: async () => {
      const found = await kept.find();
      const request = found === null ? null : requestIn(found.head);
      if (found === null || request === null) return failed(nothingUnfinished);
      const scan = await keptScan(found.file, askedOf(request), true);
      return scan.kind === 'problem' ? scan : begin(request, { kept: scan.value });
    },
    forgetUnfinished: () => kept.forget(),
    cancel: (scanId) => {
      scans.get(scanId)?.abort.abort();
      questions.declineAll();
    },
    snapshot: (scanId) => {
      const running = scans.get(scanId);
      return (
        running?.finished ??
        running?.builder.build({ id: scanId as SnapshotId, takenAt: now(), kind: 'live', title: running.request.profiles.join(', ') })
      );
    },
    answer: (questionId, answer) => questions.answer(questionId, answer),
  };
}

/** Cells of one event: half a megabyte at most. */
const cellsPerEvent = 1_000;

const nothingUnfinished: Problem = { code: 'no-unfinished-scan', what: 'There is no unfinished scan', remedy: 'Start a new one.' };

/** The request as the scan takes it, in the same form whenever it is written down. */
function askedOf(request: ScanRequest): Pick<ScanOptions, 'request' | 'endpointUrl' | 'consents'> {
  const { profiles, regions, allRegions, organization, endpointUrl, consents } = request;
  return { request: { profiles, regions, allRegions, ...(organization === undefined ? {} : { organization }) }, endpointUrl, consents };
}

/** What an unfinished scan asked for. */
function requestIn({ request, consents }: ScanJournalHead): ScanRequest | null {
  const kept = JSON.parse(request) as { readonly request?: object; readonly endpointUrl?: unknown };
  const read = scanRequest.safeParse({ ...kept.request, endpointUrl: kept.endpointUrl, consents });
  return read.success ? read.data : null;
}

/** A new scan is kept from its begin; one that reads failed cells again has its finished scan to fall back to. */
async function keep(file: string, { request }: Running, known: Known): Promise<Known> {
  if (known.kept !== undefined || known.previous !== undefined) return known;
  const scan = await keptScan(file, askedOf(request), false);
  return scan.kind === 'problem' ? known : { ...known, kept: scan.value };
}

/** The latest finished scan of the same profiles and Regions. */
function lastOf(scans: ReadonlyMap<string, Running>, request: ScanRequest): Snapshot | undefined {
  const same = JSON.stringify(request);
  const finished = [...scans.values()].filter((running) => running.finished !== null && JSON.stringify(running.request) === same);
  return finished.at(-1)?.finished ?? undefined;
}

function newRunning(request: ScanRequest): Running {
  return {
    scanId: randomUUID(),
    request,
    abort: new AbortController(),
    builder: snapshotBuilder(),
    last: { callsDone: 0, callsPlanned: 0, resources: 0, elapsedMs: 0 },
    finished: null,
    isOver: false,
  };
}

/** Runs to the end and tells it once, when the snapshot is complete. */
async function run(running: Running, emit: Emit, questions: ScanQuestions, { previous, earlier, kept }: Known): Promise<void> {
  const { request, abort } = running;
  try {
    await showEarlier(running, emit, kept?.options.previous);
    const { scan } = await import('./scan.ts');
    running.finished = await scan({
      ...askedOf(request),
      ...kept?.options,
      ask: (question) => questions.ask(running.scanId, question),
      onProgress: (progress) => report(running, emit, progress),
      onParts: (parts) => running.builder.add(parts),
      signal: abort.signal,
      ...(previous === undefined ? {} : { previous }),
      ...(earlier === undefined ? {} : { earlier }),
    });
    running.isOver = true;
    kept?.forget();
    const untold = running.finished.ledger.length <= cellsPerEvent || previous !== undefined ? running.finished.ledger : [];
    await tellEnd(running, emit, abort.signal.aborted ? 'cancelled' : 'done', null, untold);
  } catch (error) {
    running.isOver = true;
    const why = error instanceof Error ? error.message : String(error);
    await tellEnd(running, emit, 'failed', { code: 'scan', what: 'The scan stopped', why, remedy: 'Start it again.' }, []);
  }
}

/** A scan that goes on shows what it had from the begin. */
async function showEarlier(running: Running, emit: Emit, earlier: Snapshot | undefined): Promise<void> {
  if (earlier === undefined) return;
  running.builder.add(earlier);
  const unknown = { phase: 'starting' as const, etaMs: null, problem: null, concurrency: 0 };
  const progress = { ...unknown, ...running.last, resources: resourceCount(earlier) };
  for (const cells of portionsOf(earlier.ledger, cellsPerEvent)) {
    report(running, emit, { ...progress, cells });
    await othersFirst();
  }
}

function report(running: Running, emit: Emit, progress: ScanProgress): void {
  for (const cell of progress.cells) running.builder.setCell(cell);
  running.last = progress;
  // The last event of the scan itself comes before its snapshot is there to be asked for.
  const isEnd = progress.phase === 'done' || progress.phase === 'cancelled' || progress.phase === 'failed';
  const problem = progress.problem === null ? null : { ...progress.problem };
  const { concurrency: _, ...told } = progress;
  emit('scan.progress', {
    scanId: running.scanId,
    ...told,
    problem,
    phase: isEnd ? 'reading' : progress.phase,
    cells: progress.cells.map((cell) => ({ ...cell })),
  });
}

/** The last event, with the cells that were not told before; the whole ledger of a scan that is small. */
async function tellEnd(
  running: Running,
  emit: Emit,
  end: 'done' | 'cancelled' | 'failed',
  problem: Problem | null,
  untold: readonly LedgerCell[],
): Promise<void> {
  const { callsDone, callsPlanned, resources, elapsedMs } = running.last;
  const portions = portionsOf(untold, cellsPerEvent);
  for (const [index, portion] of portions.entries()) {
    const phase = index === portions.length - 1 ? end : 'reading';
    const cells = portion.map((cell) => ({ ...cell }));
    emit('scan.progress', { scanId: running.scanId, phase, cells, callsDone, callsPlanned, resources, elapsedMs, etaMs: null, problem });
    if (phase === 'reading') await othersFirst();
  }
}

function now(): IsoTime {
  return new Date().toISOString() as IsoTime;
}

/** Scans that a renderer or the command line starts, watches and cancels. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Emit, ScanRequest } from '#shared/api/contract.ts';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { type Snapshot, snapshotBuilder, type SnapshotBuilder } from '#shared/model/snapshot.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { Question } from '#electron/discovery/ports.ts';
import type { DiscoveryRequest, ScanPorts, ScanProgress } from '#electron/discovery/request.ts';
import { retryFailed, runScan } from '#electron/discovery/run-scan.ts';
import { checkEndpointUrl } from './endpoint-url.ts';

/** What a scan needs from whoever starts it. */
export interface ScanOptions {
  readonly request: DiscoveryRequest;
  readonly endpointUrl: string | null;
  readonly consents: readonly string[];
  readonly ask: (question: Question) => Promise<string | null>;
  readonly onProgress: (progress: ScanProgress) => void;
  readonly onParts?: (parts: ResourceParts) => void;
  readonly signal: AbortSignal;
  /** A finished scan whose failed cells are to be read again. */
  readonly previous?: Snapshot;
}

/** Runs one scan to its end against AWS or a loopback stand-in. */
export function scan(options: ScanOptions): Promise<Snapshot> {
  const ports: ScanPorts = {
    sessions: awsSessions({ env: process.env, endpointUrl: options.endpointUrl, consents: options.consents, ask: options.ask }),
    clock: () => Date.now(),
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    ...(options.onParts === undefined ? {} : { onParts: options.onParts }),
  };
  if (options.previous !== undefined) return retryFailed(options.previous, options.request, ports, options.onProgress, options.signal);
  return runScan(options.request, ports, options.onProgress, options.signal);
}

export interface ScanService {
  start(request: ScanRequest): Outcome<string, Problem>;
  retry(scanId: string): Outcome<string, Problem>;
  cancel(scanId: string): void;
  /** What has been read so far; `undefined` for a scan that is not known. */
  snapshot(scanId: string): Snapshot | undefined;
  answer(questionId: string, answer: string | null): void;
}

interface Running {
  readonly request: ScanRequest;
  readonly abort: AbortController;
  readonly builder: SnapshotBuilder;
  finished: Snapshot | null;
}

/** Finished scans that are kept for "retry failed". */
const maxKept = 4;

export function createScanService(emit: Emit): ScanService {
  const scans = new Map<string, Running>();
  const questions = new Map<string, (answer: string | null) => void>();

  function begin(request: ScanRequest, previous?: Snapshot): string {
    const scanId = randomUUID();
    const running: Running = { request, abort: new AbortController(), builder: snapshotBuilder(), finished: null };
    scans.set(scanId, running);
    for (const [id, old] of scans) if (scans.size > maxKept && old.finished !== null) scans.delete(id);
    void run(scanId, running, previous);
    return scanId;
  }

  async function run(scanId: string, running: Running, previous?: Snapshot): Promise<void> {
    const { request } = running;
    try {
      running.finished = await scan({
        request: { profiles: request.profiles, regions: request.regions, allRegions: request.allRegions },
        endpointUrl: request.endpointUrl,
        consents: request.consents,
        ask: (question) => ask(scanId, question),
        onProgress: (progress) => report(scanId, running, progress),
        onParts: (parts) => running.builder.add(parts),
        signal: running.abort.signal,
        ...(previous === undefined ? {} : { previous }),
      });
      emit('scan.progress', endEvent(scanId, running.abort.signal.aborted ? 'cancelled' : 'done', running.finished.ledger, null));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      emit('scan.progress', endEvent(scanId, 'failed', [], { code: 'scan', what: 'The scan stopped', why, remedy: 'Start it again.' }));
    }
  }

  function report(scanId: string, running: Running, progress: ScanProgress): void {
    for (const cell of progress.cells) running.builder.setCell(cell);
    // The end is told once, when the snapshot is complete.
    const isEnd = progress.phase === 'done' || progress.phase === 'cancelled' || progress.phase === 'failed';
    emit('scan.progress', {
      scanId,
      ...progress,
      phase: isEnd ? 'reading' : progress.phase,
      cells: progress.cells.map((cell) => ({ ...cell })),
    });
  }

  async function ask(scanId: string, question: Question): Promise<string | null> {
    const questionId = randomUUID();
    const answer = new Promise<string | null>((resolve) => questions.set(questionId, resolve));
    emit('scan.question', { questionId, scanId, ...question });
    return answer;
  }

  return {
    start: (request) => {
      if ([...scans.values()].some((running) => running.finished === null && !running.abort.signal.aborted)) {
        return failed({ code: 'busy', what: 'A scan is running already', remedy: 'Wait for it or cancel it.' });
      }
      const checked = checkEndpointUrl(request.endpointUrl);
      return checked.kind === 'problem' ? checked : ok(begin(request));
    },
    retry: (scanId) => {
      const old = scans.get(scanId);
      if (old?.finished === undefined || old.finished === null)
        return failed({ code: 'unknown-scan', what: 'There is no finished scan to repeat', remedy: 'Start a new one.' });
      return ok(begin(old.request, old.finished));
    },
    cancel: (scanId) => {
      scans.get(scanId)?.abort.abort();
      for (const resolve of questions.values()) resolve(null);
      questions.clear();
    },
    snapshot: (scanId) => {
      const running = scans.get(scanId);
      return (
        running?.finished ??
        running?.builder.build({ id: scanId as SnapshotId, takenAt: now(), kind: 'live', title: running.request.profiles.join(', ') })
      );
    },
    answer: (questionId, answer) => {
      questions.get(questionId)?.(answer);
      questions.delete(questionId);
    },
  };
}

function endEvent(scanId: string, phase: 'done' | 'cancelled' | 'failed', cells: readonly LedgerCell[], problem: Problem | null) {
  return {
    scanId,
    phase,
    cells: cells.map((cell) => ({ ...cell })),
    callsDone: 0,
    callsPlanned: 0,
    resources: 0,
    elapsedMs: 0,
    etaMs: null,
    problem: problem === null ? null : { ...problem },
  };
}

function now(): IsoTime {
  return new Date().toISOString() as IsoTime;
}

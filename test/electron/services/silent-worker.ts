/** Stands in for the thread of a scan that parses something for ever: it reports once, then says nothing until it is told to stop. */
import { parentPort } from 'node:worker_threads';
import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import type { FromScanWorker, ToScanWorker } from '#electron/services/scan-messages.ts';

function send(message: FromScanWorker): void {
  parentPort?.postMessage(message);
}

const progress = {
  phase: 'reading',
  cells: [],
  callsDone: 1,
  callsPlanned: 2,
  resources: 0,
  elapsedMs: 0,
  etaMs: null,
  problem: null,
  concurrency: 1,
} as const;
const head = { id: 'silent' as SnapshotId, takenAt: '2026-11-01T00:00:00.000Z' as IsoTime, kind: 'live', title: 'silent' } as const;

parentPort?.on('message', ({ kind }: ToScanWorker) => {
  if (kind === 'start') send({ kind: 'progress', progress, memoryMb: 1 });
  if (kind === 'cancel') send({ kind: 'end', end: { head, accounts: [] } });
});
send({ kind: 'ready' });

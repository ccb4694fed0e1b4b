/**
 * The program of the thread that scans. Credentials are resolved here and stay
 * here; what leaves are records, cells and questions.
 */
import { parentPort } from 'node:worker_threads';
import { type Snapshot, snapshotBuilder } from '#shared/model/snapshot.ts';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { Question } from '#electron/discovery/ports.ts';
import type { ScanProgress } from '#electron/discovery/request.ts';
import type { ScanJournal } from '#electron/storage/scan-journal.ts';
import { openJournal, scanHere } from './scan-here.ts';
import { type FromScanWorker, newPacker, portionsOf, type ToScanWorker } from './scan-messages.ts';
import type { ScanOptions, ScanOrder } from './scan-options.ts';

/** Pieces on their way that were not taken in yet; more would fill the other thread's queue and stop it for long. */
const piecesUnderway = 2;
/** Pieces that wait for it; with more, nothing further is read: what is found would only pile up here. */
const piecesWaiting = 10;

function send(message: FromScanWorker): void {
  parentPort?.postMessage(message);
}

/** Sends in order, never more at once than the other side has shown it can take, and asks whoever fills it to wait while it is behind. */
function newOutbox() {
  const waiting: FromScanWorker[] = [];
  let underway = 0;
  let pause = Promise.withResolvers<void>();
  const pump = (): void => {
    for (let next = waiting[0]; next !== undefined && underway < piecesUnderway; next = waiting[0]) {
      waiting.shift();
      underway += 1;
      send(next);
    }
  };
  const goOn = (): void => {
    pause.resolve();
    pause = Promise.withResolvers();
  };
  return {
    put: (message: FromScanWorker): void => {
      waiting.push(message);
      pump();
    },
    taken: (): void => {
      underway -= 1;
      pump();
      if (waiting.length <= piecesWaiting) goOn();
    },
    room: (): Promise<void> | null => (waiting.length > piecesWaiting ? pause.promise : null),
    goOn,
  };
}

const outbox = newOutbox();
let journal: ScanJournal | null = null;
const packer = newPacker(
  (text) => outbox.put({ kind: 'parts', text }),
  (name, text) => journal?.record(name, text),
);
const abort = new AbortController();
const questions = new Map<number, (answer: string | null) => void>();
const previous = snapshotBuilder();
let previousScan: Snapshot | null = null;
let questionCount = 0;

function ask(question: Question): Promise<string | null> {
  const questionId = (questionCount += 1);
  send({ kind: 'question', questionId, question });
  return new Promise((resolve) => questions.set(questionId, resolve));
}

function report(progress: ScanProgress): void {
  packer.flush();
  const { heapTotal, external } = process.memoryUsage();
  const memoryMb = Math.round((heapTotal + external) / 1_048_576);
  const problem = progress.problem ?? journal?.problem() ?? null;
  for (const cells of portionsOf(progress.cells)) send({ kind: 'progress', progress: { ...progress, cells, problem }, memoryMb });
}

async function run({ journal: place, ...order }: ScanOrder): Promise<void> {
  try {
    journal = place === null ? null : openJournal(place);
    const options: ScanOptions = {
      ...order,
      keepsRecords: false,
      ask,
      onProgress: report,
      onParts: (parts) => packer.add(parts),
      room: () => (abort.signal.aborted ? null : outbox.room()),
      signal: abort.signal,
      ...(order.hasPrevious && previousScan !== null ? { previous: previousScan } : {}),
    };
    const { id, takenAt, kind, title, accounts } = await scanHere(options, journal);
    journal?.close();
    packer.flush();
    outbox.put({ kind: 'end', end: { head: { id, takenAt, kind, title }, accounts } });
  } catch (bug) {
    send({ kind: 'failed', message: bug instanceof Error ? bug.message : String(bug) });
  }
}

function take(message: ToScanWorker): void {
  switch (message.kind) {
    case 'previous':
      previous.add(JSON.parse(message.text) as ResourceParts);
      return;
    case 'previous-cells':
      for (const cell of message.cells) previous.setCell(cell);
      return;
    case 'previous-end':
      for (const account of message.end.accounts) previous.addAccount(account);
      previousScan = previous.build(message.end.head);
      return;
    case 'start':
      void run(message.order);
      return;
    case 'cancel':
      abort.abort();
      outbox.goOn();
      for (const answer of questions.values()) answer(null);
      return;
    case 'answer':
      questions.get(message.questionId)?.(message.answer);
      questions.delete(message.questionId);
      return;
    case 'taken':
      outbox.taken();
  }
}

parentPort?.on('message', take);
send({ kind: 'ready' });

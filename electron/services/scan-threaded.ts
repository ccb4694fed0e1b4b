/** The near side of a scan in a thread of its own: starts it, takes in what it finds, and knows when it has ended. */
import type { Worker } from 'node:worker_threads';
import type { ResourceParts } from '#shared/model/collections.ts';
import { type Snapshot, snapshotBuilder } from '#shared/model/snapshot.ts';
import { joined, seedEarlier } from '#electron/discovery/earlier-records.ts';
import { type FromScanWorker, newPacker, portionsOf, type ToScanWorker } from './scan-messages.ts';
import type { ScanOptions } from './scan-options.ts';

/** Runs a scan in the worker. `null`: the worker could not even start, and nothing was asked. Rejects only on a bug. */
export function scanThreaded(worker: Worker, options: ScanOptions): Promise<Snapshot | null> {
  const builder = snapshotBuilder();
  const how = options.resumes === true ? 'resume' : 'retry';
  if (options.previous !== undefined) seedEarlier(builder, options.previous, how, options.request.profiles);
  const post = (message: ToScanWorker): void => worker.postMessage(message);
  const cancel = (): void => post({ kind: 'cancel' });
  return new Promise<Snapshot | null>((resolve, reject) => {
    let isReady = false;
    const stopped = (error: Error): void => (isReady ? reject(error) : resolve(null));
    worker.on('error', stopped);
    worker.on('exit', (code) => stopped(new Error(`the scan's thread ended with code ${code}`)));
    worker.on('message', (message: FromScanWorker) => {
      switch (message.kind) {
        case 'ready':
          isReady = true;
          begin(post, options);
          options.signal.addEventListener('abort', cancel, { once: true });
          if (options.signal.aborted) cancel();
          return;
        case 'parts': {
          const parts = JSON.parse(message.text) as ResourceParts;
          builder.add(parts);
          options.onParts?.(parts);
          post({ kind: 'taken' });
          return;
        }
        case 'progress':
          for (const cell of message.progress.cells) builder.setCell(cell);
          options.onWorkerMemory?.(message.memoryMb);
          options.onProgress(message.progress);
          return;
        case 'question':
          void options.ask(message.question).then((answer) => post({ kind: 'answer', questionId: message.questionId, answer }));
          return;
        case 'end': {
          for (const account of message.end.accounts) builder.addAccount(account);
          const found = builder.build(message.end.head);
          resolve(options.previous === undefined ? found : joined({ scan: options.previous, how }, found));
          return;
        }
        case 'failed':
          reject(new Error(message.message));
      }
    });
  }).finally(() => {
    options.signal.removeEventListener('abort', cancel);
    worker.removeAllListeners();
    void worker.terminate();
  });
}

function begin(post: (message: ToScanWorker) => void, options: ScanOptions): void {
  const { request, endpointUrl, consents, previous, settings = {}, resumes = false, journal = null } = options;
  if (previous !== undefined) {
    const packer = newPacker((text) => post({ kind: 'previous', text }));
    packer.add(previous);
    packer.flush();
    for (const cells of portionsOf(previous.ledger)) post({ kind: 'previous-cells', cells });
    const { id, takenAt, kind, title, accounts } = previous;
    post({ kind: 'previous-end', end: { head: { id, takenAt, kind, title }, accounts } });
  }
  post({ kind: 'start', order: { request, endpointUrl, consents, settings, hasPrevious: previous !== undefined, resumes, journal } });
}

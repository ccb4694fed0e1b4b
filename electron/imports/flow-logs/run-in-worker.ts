import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { engineProblem } from './engine-problem.ts';
import type { EngineAnswer, EngineProgress, EngineTask } from './run-query.ts';

/** What the worker says. */
export type FromFlowLogWorker =
  | { readonly kind: 'progress'; readonly progress: EngineProgress }
  | { readonly kind: 'answer'; readonly answer: EngineAnswer }
  | { readonly kind: 'failed'; readonly why: string };

/** What DuckDB may use beside what the program itself needs: a gigabyte together. */
const memory = '400MB';
/** How long a stopped engine may take until its thread is ended. */
const stopMs = 5000;

/** Who waits for the work. */
export interface Waiting {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EngineProgress) => void;
}

/**
 * Runs the engine in a worker, so that the program stays responsive and a
 * cancelled import stops at once. What the engine writes to disk goes with it,
 * however it ends.
 */
export async function runInWorker(
  task: Pick<EngineTask, 'groups' | 'ground'>,
  waiting: Waiting = {},
): Promise<Outcome<EngineAnswer, Problem>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkscape-flow-logs-'));
  try {
    return await inWorker({ ...task, folder, memory }, waiting);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a build the worker is a file beside the program's own, `flow-logs.js`. */
function inWorker(task: EngineTask, { signal, onProgress }: Waiting): Promise<Outcome<EngineAnswer, Problem>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './flow-logs.js', import.meta.url), {
      workerData: task,
    });
    let outcome: Outcome<EngineAnswer, Problem> = failed(engineProblem('the worker ended without an answer', task.folder));
    let ending: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => {
      worker.postMessage('stop');
      ending ??= setTimeout(() => void worker.terminate(), stopMs);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromFlowLogWorker) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'answer') outcome = ok(message.answer);
      else outcome = failed(engineProblem(message.why, task.folder));
    });
    worker.once('error', (error) => {
      outcome = failed(engineProblem(error instanceof Error ? error.message : String(error), task.folder));
    });
    worker.once('exit', () => {
      clearTimeout(ending);
      signal?.removeEventListener('abort', stop);
      const isCancelled = signal?.aborted === true;
      resolve(isCancelled ? failed({ code: 'cancelled', what: 'The import of flow logs was cancelled' }) : outcome);
    });
    if (signal?.aborted === true) stop();
  });
}

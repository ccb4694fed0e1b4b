import { Worker } from 'node:worker_threads';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { EngineAnswer, EngineTask } from './run-query.ts';

/**
 * Runs the engine in a worker, so that the program stays responsive and a
 * cancelled import stops at once. In a build the worker is a file beside the
 * program's own, `flow-logs.js`.
 */
export function runInWorker(task: EngineTask, signal?: AbortSignal): Promise<Outcome<EngineAnswer, Problem>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './flow-logs.js', import.meta.url), {
      workerData: task,
    });
    const stop = (): void => {
      end(failed({ code: 'cancelled', what: 'The import of flow logs was cancelled' }));
      void worker.terminate();
    };
    const end = (outcome: Outcome<EngineAnswer, Problem>): void => {
      signal?.removeEventListener('abort', stop);
      resolve(outcome);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (answer: EngineAnswer) => end(ok(answer)));
    worker.once('error', (error) => end(failed(engineProblem(error))));
    worker.once('exit', () => end(failed(engineProblem(new Error('the worker ended without an answer')))));
    if (signal?.aborted === true) stop();
  });
}

function engineProblem(error: unknown): Problem {
  return {
    code: 'flow-logs-engine',
    what: 'The flow logs could not be read to their end',
    why: error instanceof Error ? error.message : String(error),
    remedy: 'Check that the files are whole and that the folder for temporary files has room.',
  };
}

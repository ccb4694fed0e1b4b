/** Entry point of the worker: one task in, how far it is now and then, one answer out. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromFlowLogWorker } from './run-in-worker.ts';
import { type EngineTask, startAttribution } from './run-query.ts';

const send = (message: FromFlowLogWorker): void => parentPort?.postMessage(message);

const run = startAttribution(workerData as EngineTask);
// The only message there is: stop.
parentPort?.on('message', () => run.stop());
const telling = setInterval(() => send({ kind: 'progress', progress: run.progress() }), 250);
try {
  send({ kind: 'answer', answer: await run.answer });
} catch (error) {
  send({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
}
clearInterval(telling);
parentPort?.close();

/** Entry point of the worker: one task in, one answer out. */
import { parentPort, workerData } from 'node:worker_threads';
import { type EngineTask, runAttribution } from './run-query.ts';

parentPort?.postMessage(await runAttribution(workerData as EngineTask));

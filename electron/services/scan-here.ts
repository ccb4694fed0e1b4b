/** One scan in the thread that calls this: in the worker, or where there is none. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { ScanPorts } from '#electron/discovery/request.ts';
import { retryFailed, runScan } from '#electron/discovery/run-scan.ts';
import type { ScanOptions } from './scan-options.ts';

/** Runs one scan to its end against AWS or a loopback stand-in. */
export function scanHere(options: ScanOptions): Promise<Snapshot> {
  const ports: ScanPorts = {
    sessions: awsSessions({ env: process.env, endpointUrl: options.endpointUrl, consents: options.consents, ask: options.ask }),
    clock: () => Date.now(),
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    ...(options.onParts === undefined ? {} : { onParts: options.onParts }),
    keepsRecords: options.keepsRecords ?? true,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  };
  if (options.previous !== undefined) return retryFailed(options.previous, options.request, ports, options.onProgress, options.signal);
  return runScan(options.request, ports, options.onProgress, options.signal);
}

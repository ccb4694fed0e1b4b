/** One scan, from a request to a snapshot. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { Question } from '#electron/discovery/ports.ts';
import type { DiscoveryRequest, ScanPorts, ScanProgress } from '#electron/discovery/request.ts';
import { retryFailed, runScan } from '#electron/discovery/run-scan.ts';

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

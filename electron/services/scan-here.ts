/** One scan in the thread that calls this: in the worker, or where there is none. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { ScanPorts } from '#electron/discovery/request.ts';
import { resumeScan, retryFailed, runScan } from '#electron/discovery/run-scan.ts';
import { continueScanJournal, newScanJournal, type ScanJournal } from '#electron/storage/scan-journal.ts';
import type { JournalPlace, ScanOptions } from './scan-options.ts';

/** Opens the journal of a scan. */
export function openJournal({ file, head, length }: JournalPlace): ScanJournal {
  return length === null ? newScanJournal(file, head) : continueScanJournal(file, length);
}

/** Runs one scan to its end against AWS or a loopback stand-in. `journal` gets the cells; whoever gets the parts gives it the records. */
export function scanHere(options: ScanOptions, journal: ScanJournal | null = null): Promise<Snapshot> {
  const ports: ScanPorts = {
    sessions: awsSessions({ env: process.env, endpointUrl: options.endpointUrl, consents: options.consents, ask: options.ask }),
    clock: () => Date.now(),
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    ...(options.onParts === undefined ? {} : { onParts: options.onParts }),
    ...(options.room === undefined ? {} : { room: options.room }),
    ...(journal === null ? {} : { onCell: (cell) => journal.cell(cell) }),
    keepsRecords: options.keepsRecords ?? true,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  };
  const { previous, onProgress, signal } = options;
  if (previous !== undefined)
    return (options.resumes === true ? resumeScan : retryFailed)(previous, options.request, ports, onProgress, signal);
  return runScan(options.request, ports, onProgress, signal);
}

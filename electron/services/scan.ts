/**
 * One scan, from a request to a snapshot. It runs in a thread of its own where
 * the program of that thread is there: parsing large answers takes long enough
 * to be felt by whoever looks at a window.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { carryOver } from '#electron/discovery/carry-over.ts';
import type { ScanProgress } from '#electron/discovery/request.ts';
import { newPacker } from './scan-messages.ts';
import type { ScanOptions } from './scan-options.ts';
import { scanThreaded } from './scan-threaded.ts';

/** Silence after which the last progress is repeated with the time that has passed, milliseconds. */
const silenceMs = 150;
const pulseMs = 25;

/** Runs one scan to its end against AWS or a loopback stand-in. */
export async function scan(options: ScanOptions): Promise<Snapshot> {
  const steady = steadyProgress(options.onProgress);
  try {
    const latest = await scanSomewhere({ ...options, onProgress: steady.report });
    return options.earlier === undefined ? latest : carryOver(options.earlier, latest);
  } finally {
    steady.stop();
  }
}

async function scanSomewhere(options: ScanOptions): Promise<Snapshot> {
  const program = options.worker === undefined ? scanProgramBeside(import.meta.url, existsSync) : options.worker;
  const worker = program === null ? null : startWorker(program);
  const snapshot = worker === null ? null : await scanThreaded(worker, options);
  if (snapshot !== null) return snapshot;
  const { openJournal, scanHere } = await import('./scan-here.ts');
  if (options.journal === undefined) return scanHere(options);
  const journal = openJournal(options.journal);
  const records = newPacker(
    () => undefined,
    (name, text) => journal.record(name, text),
  );
  const onParts = (parts: ResourceParts): void => {
    records.add(parts);
    options.onParts?.(parts);
  };
  return scanHere({ ...options, onParts }, journal).finally(() => journal.close());
}

/** The program of the thread beside a module of this program: built, all files lie in one folder, packed or not; unbuilt, Node runs the source itself. */
export function scanProgramBeside(module: string, exists: (file: URL) => boolean): URL | null {
  return ['./scan-worker.js', './scan-worker.ts'].map((file) => new URL(file, module)).find(exists) ?? null;
}

/** With the default, garbage of a scan grows to a hundred megabytes before it is looked at; collecting it sooner costs nothing that shows. */
const youngGenerationMb = 32;

function startWorker(program: URL): Worker | null {
  try {
    return new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb } });
  } catch {
    return null;
  }
}

/** Passes progress on, and fills pauses: a thread that parses a large answer reports nothing for a while. */
function steadyProgress(onProgress: ScanOptions['onProgress']): { report: ScanOptions['onProgress']; stop: () => void } {
  let last: { readonly progress: ScanProgress; readonly at: number } | null = null;
  let shownAt = performance.now();
  const pulse = setInterval(() => {
    const now = performance.now();
    if (last === null || now - shownAt < silenceMs) return;
    shownAt = now;
    onProgress({ ...last.progress, cells: [], elapsedMs: Math.round(last.progress.elapsedMs + now - last.at) });
  }, pulseMs);
  return {
    report: (progress) => {
      shownAt = performance.now();
      last = { progress, at: shownAt };
      onProgress(progress);
    },
    stop: () => clearInterval(pulse),
  };
}

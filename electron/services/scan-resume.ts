/** Scans that were stopped in the middle: where they are kept, and how they go on. */
import { mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { IsoTime } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { compareText } from '#shared/base/sort.ts';
import { readScanJournal, readScanJournalHead, removeScanJournal, type ScanJournalHead } from '#electron/storage/scan-journal.ts';
import type { JournalPlace, ScanOptions } from './scan-options.ts';

/** The options that make a scan be kept while it runs, and go on where one stopped. */
export interface KeptScan {
  readonly options: Pick<ScanOptions, 'journal' | 'previous' | 'resumes'>;
  /** Cells that need not be read again; `null`: there was no unfinished scan. */
  readonly resumed: number | null;
  /** The scan is over and its snapshot is safe: nothing of it is kept any more. */
  readonly forget: () => void;
}

/** Where the command line keeps the scan that writes a document. */
export function journalBeside(document: string): string {
  return `${document}.scan`;
}

/** Keeps a scan in the file; with `resumes`, goes on with the one that is kept there, if it asked for the same. */
export async function keptScan(
  file: string,
  asked: Pick<ScanOptions, 'request' | 'endpointUrl' | 'consents'>,
  resumes: boolean,
): Promise<Outcome<KeptScan, Problem>> {
  const request = JSON.stringify({ request: asked.request, endpointUrl: asked.endpointUrl });
  const forget = (): void => removeScanJournal(file);
  const found = resumes ? await readScanJournal(file) : ok(null);
  if (found.kind === 'problem') return found;
  if (found.value === null) return ok({ options: { journal: newPlace(file, request, asked.consents) }, resumed: null, forget });
  const { head, length, snapshot } = found.value;
  if (head.request !== request) return failed(otherRequest(file, head));
  const options = { journal: { file, head, length }, previous: snapshot, resumes: true };
  return ok({ options, resumed: snapshot.ledger.filter((cell) => cell.status !== 'cancelled').length, forget });
}

function newPlace(file: string, request: string, consents: readonly string[]): JournalPlace {
  return { file, head: { request, begunAt: new Date().toISOString() as IsoTime, consents }, length: null };
}

function otherRequest(file: string, head: ScanJournalHead): Problem {
  return {
    code: 'other-scan',
    what: 'The unfinished scan is of something else',
    where: file,
    why: `it began at ${head.begunAt} and asked for ${head.request}`,
    remedy: 'Repeat it with the same profiles, Regions and roles, or start anew without resuming.',
  };
}

/** Unfinished scans of the app: one file per run, found once that run is over. */
export interface UnfinishedScans {
  /** The journal of this run's scan. */
  own(): string;
  /** The newest that a run which is over left behind. */
  find(): Promise<{ readonly file: string; readonly head: ScanJournalHead } | null>;
  /** Removes what runs that are over left behind. */
  forget(): Promise<void>;
}

const kept = /^(\d+)\.scan$/;

/** `isRunning` tells whether a process id is still in use, so that a living window keeps its own. */
export function unfinishedScans(dataFolder: string, ownId: number, isRunning: (id: number) => boolean): UnfinishedScans {
  const folder = path.join(dataFolder, 'unfinished');
  const leftBehind = async (): Promise<string[]> => {
    const names = await readdir(folder).catch((): string[] => []);
    const isOver = (name: string): boolean => {
      const id = Number(kept.exec(name)?.[1] ?? Number.NaN);
      return Number.isSafeInteger(id) && id !== ownId && !isRunning(id);
    };
    return names.filter(isOver).map((name) => path.join(folder, name));
  };
  return {
    own: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return path.join(folder, `${String(ownId)}.scan`);
    },
    find: async () => {
      const heads = await Promise.all((await leftBehind()).map(async (file) => ({ file, head: await readScanJournalHead(file) })));
      const usable = heads.flatMap(({ file, head }) => (head === null ? [] : [{ file, head }]));
      return usable.toSorted((a, b) => compareText(b.head.begunAt, a.head.begunAt))[0] ?? null;
    },
    forget: async () => {
      for (const file of await leftBehind()) removeScanJournal(file);
    },
  };
}

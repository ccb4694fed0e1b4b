/**
 * What a scan has read so far, on disk: so that one that was killed can go on.
 *
 * One file, only ever appended to, readable by its owner alone, without any
 * credential: records and ledger cells, and nothing else. Each line is a kind, a tab and JSON;
 * the records of a cell come before the cell, so a cell that is there is there
 * whole. A line that a kill tore off has no end and does not count.
 */
import { closeSync, constants, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { collectionNames, type CollectionName, type ResourceParts } from '#shared/model/collections.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { type Snapshot, snapshotBuilder } from '#shared/model/snapshot.ts';
import { errorCode } from './file-system.ts';

/** What was asked for, and since when; the first line. */
export interface ScanJournalHead {
  /** JSON of the request; two scans of the same are equal in it. */
  readonly request: string;
  readonly begunAt: IsoTime;
  /** Hashes of what the person agreed to; they are no secrets. */
  readonly consents: readonly string[];
}

/** The writing side. Nothing here throws: a disk that is full must not end a scan. */
export interface ScanJournal {
  /** A record as JSON; on disk with the next cell at the latest. */
  record(name: CollectionName, text: string): void;
  /** A cell has ended: it and all records before it are handed to the operating system before this returns. */
  cell(cell: LedgerCell): void;
  /** Why nothing is written any more; `null` while all is well. */
  problem(): Problem | null;
  close(): void;
}

/** A scan that did not end. */
export interface UnfinishedScan {
  readonly head: ScanJournalHead;
  /** What it read, with the cells that ended; of cells that did not end there may be some records. */
  readonly snapshot: Snapshot;
  /** The length of what is whole, bytes; writing goes on there. */
  readonly length: number;
}

const formatLine = 'linkscape-scan-1';
/** A request names at most a few hundred profiles and accounts, bytes. */
const headLimit = 1_000_000;
/** Records are not held back longer than this, characters. */
const bufferLimit = 1_000_000;

/** A new journal; one that was there is replaced. */
export function newScanJournal(file: string, head: ScanJournalHead): ScanJournal {
  return journalOf(file, () => {
    rmSync(file, { force: true });
    const { O_CREAT, O_EXCL, O_WRONLY, O_APPEND, O_NOFOLLOW } = constants;
    const handle = openSync(file, O_CREAT | O_EXCL | O_WRONLY | O_APPEND | O_NOFOLLOW, 0o600);
    writeSync(handle, `${formatLine}\t${JSON.stringify(head)}\n`);
    return handle;
  });
}

/** Goes on with a journal behind what is whole of it. */
export function continueScanJournal(file: string, length: number): ScanJournal {
  return journalOf(file, () => {
    const { O_WRONLY, O_APPEND, O_NOFOLLOW } = constants;
    const handle = openSync(file, O_WRONLY | O_APPEND | O_NOFOLLOW);
    ftruncateSync(handle, length);
    return handle;
  });
}

function journalOf(file: string, begin: () => number): ScanJournal {
  let handle: number | null = null;
  let failure: Problem | null = null;
  let waiting = '';
  const guarded = (work: () => void): void => {
    if (failure !== null) return;
    try {
      work();
    } catch (error) {
      failure = unwritable(file, error);
      waiting = '';
    }
  };
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (handle !== null && text !== '') writeWhole(handle, Buffer.from(text));
  };
  guarded(() => {
    handle = begin();
  });
  return {
    record: (name, text) => {
      if (failure !== null) return;
      waiting += `${name}\t${text}\n`;
      if (waiting.length > bufferLimit) guarded(flush);
    },
    cell: (cell) =>
      guarded(() => {
        waiting += `cell\t${JSON.stringify(cell)}\n`;
        flush();
      }),
    problem: () => failure,
    close: () => {
      guarded(flush);
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(handle, bytes, done);
}

function unwritable(file: string, error: unknown): Problem {
  return {
    code: 'scan-journal',
    what: 'What is read cannot be kept on disk while scanning',
    where: file,
    why: errorCode(error),
    remedy: 'The scan goes on; should it be stopped, it would have to begin anew.',
  };
}

/** Reads a journal; `null` where there is none. */
export async function readScanJournal(file: string): Promise<Outcome<UnfinishedScan | null, Problem>> {
  try {
    return await readLines(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ok(null);
    const what = 'The unfinished scan cannot be read';
    return failed({ code: 'scan-journal', what, where: file, why: errorCode(error), remedy: 'Start the scan anew.' });
  }
}

async function readLines(file: string): Promise<Outcome<UnfinishedScan | null, Problem>> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  const builder = snapshotBuilder();
  let head: ScanJournalHead | null = null;
  let length = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of handle.createReadStream()) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, from)) {
      const line = bytes.toString('utf8', from, end);
      if (head === null) {
        head = headOf(line);
        if (head === null) return failed(notAJournal(file));
      } else if (!take(builder, line)) {
        return failed(notAJournal(file));
      }
      length += end + 1 - from;
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  if (head === null) return ok(null);
  const place = { id: 'unfinished' as SnapshotId, takenAt: head.begunAt, kind: 'live' as const, title: '' };
  return ok({ head, snapshot: builder.build(place), length });
}

/** The first line alone; `null` where there is no journal. Never rejects. */
export async function readScanJournalHead(file: string): Promise<ScanJournalHead | null> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLimit), 0, headLimit, 0).finally(() => handle.close());
    const end = buffer.subarray(0, bytesRead).indexOf(10);
    return end < 0 ? null : headOf(buffer.toString('utf8', 0, end));
  } catch {
    return null;
  }
}

function headOf(line: string): ScanJournalHead | null {
  const [format, text = ''] = line.split('\t');
  const value = format === formatLine ? parsed(text) : null;
  if (typeof value !== 'object' || value === null || !('request' in value) || !('begunAt' in value)) return null;
  const { request, begunAt } = value;
  const consents = 'consents' in value && Array.isArray(value.consents) ? value.consents.filter((hash) => typeof hash === 'string') : [];
  return typeof request === 'string' && typeof begunAt === 'string' ? { request, begunAt: begunAt as IsoTime, consents } : null;
}

const kinds: ReadonlySet<string> = new Set(collectionNames);

/** Takes a line in; `false` where it is damaged. Kinds that are not known come from a newer version and are passed over. */
function take(builder: ReturnType<typeof snapshotBuilder>, line: string): boolean {
  const tab = line.indexOf('\t');
  const kind = line.slice(0, tab);
  const value = tab < 0 ? null : parsed(line.slice(tab + 1));
  if (typeof value !== 'object' || value === null) return false;
  if (kind === 'cell') builder.setCell(value as LedgerCell);
  else if (kinds.has(kind)) builder.add({ [kind]: [value] } as unknown as ResourceParts);
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notAJournal(file: string): Problem {
  const what = 'The unfinished scan is damaged and cannot go on';
  return { code: 'scan-journal', what, where: file, remedy: 'Start the scan anew, without resuming.' };
}

/** Removes a journal that is no longer needed; one that is not there is no error. */
export function removeScanJournal(file: string): void {
  rmSync(file, { force: true });
}

/** Finds flow log files and what they hold: text or Parquet, packed or not, with which fields. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import { columnName, defaultHeader, headerColumns, indispensable } from './fields.ts';

/** Files that one read can take together. */
export interface FileGroup {
  readonly format: 'text' | 'parquet';
  readonly isPacked: boolean;
  readonly hasHeader: boolean;
  /** Of text files; Parquet files tell theirs when they are read. */
  readonly columns: readonly string[];
  readonly files: readonly string[];
}

/** Files read at the same time while their first lines are looked at. */
const readersAtOnce = 8;
const longestFirstLine = 64 * 1024;

/** The files of the paths, folders walked; grouped by format and fields. */
export async function flowLogFiles(paths: readonly string[]): Promise<Outcome<readonly FileGroup[], Problem>> {
  try {
    const files = sortedUnique((await Promise.all(paths.map(filesBelow))).flat());
    if (files.length === 0) return failed(fileProblem('No flow log files were found', paths.join(', '), 'neither .log, .gz nor .parquet'));
    const groups: (Omit<FileGroup, 'files'> & { readonly file: string })[] = [];
    for (let next = 0; next < files.length; next += readersAtOnce) {
      const looked = await Promise.all(files.slice(next, next + readersAtOnce).map(lookAt));
      for (const one of looked) {
        if (one.kind === 'problem') return one;
        if (one.value !== null) groups.push(one.value);
      }
    }
    const merged = [...groupBy(groups, ({ file: _file, ...rest }) => JSON.stringify(rest)).values()];
    return ok(
      merged.flatMap((group) => (group[0] === undefined ? [] : [{ ...withoutFile(group[0]), files: group.map((each) => each.file) }])),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed(fileProblem('The flow logs cannot be read', paths.join(', '), why));
  }
}

/**
 * The first packed file that is not whole, as a problem. The engine reads such
 * a file up to the break and says nothing; traffic would be missing unseen.
 */
export async function brokenFile(groups: readonly FileGroup[]): Promise<Problem | null> {
  for (const file of groups.filter((group) => group.isPacked).flatMap((group) => group.files)) {
    try {
      await pipeline(createReadStream(file), createGunzip(), new Writable({ write: (_chunk, _encoding, done) => done() }));
    } catch (error) {
      return fileProblem('The packed file is not whole', file, error instanceof Error ? error.message : String(error));
    }
  }
  return null;
}

function withoutFile({ format, isPacked, hasHeader, columns }: Omit<FileGroup, 'files'>): Omit<FileGroup, 'files'> {
  return { format, isPacked, hasHeader, columns };
}

async function filesBelow(place: string): Promise<string[]> {
  if (!(await stat(place)).isDirectory()) return [path.resolve(place)];
  const found = await readdir(place, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && /\.(log|gz|parquet|txt)$/.test(entry.name))
    .map((entry) => path.resolve(entry.parentPath, entry.name));
}

/** `null` for an empty file. */
async function lookAt(file: string): Promise<Outcome<(Omit<FileGroup, 'files'> & { readonly file: string }) | null, Problem>> {
  const start = await firstBytes(createReadStream(file, { end: longestFirstLine }), 4, () => false);
  if (start.length === 0) return ok(null);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1')
    return ok({ file, format: 'parquet', isPacked: false, hasHeader: true, columns: [] });
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  const raw = createReadStream(file);
  const bytes = await firstBytes(isPacked ? raw.pipe(createGunzip()) : raw, longestFirstLine, (chunk) => chunk.includes(0x0a));
  raw.destroy();
  const [line = ''] = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1);
  if (line.trim() === '') return ok(null);
  const header = headerColumns(line);
  const fields = defaultHeader.split(' ');
  const isDefault = header === null && /^\d+ /.test(line) && line.trim().split(' ').length === fields.length;
  if (header === null && !isDefault) {
    return failed(fileProblem('This is no VPC flow log', file, 'the first line names no fields and is no record of the default format'));
  }
  const columns = header ?? fields.map(columnName);
  const missing = indispensable.filter((field) => !columns.includes(field));
  if (missing.length > 0)
    return failed(fileProblem('This flow log tells too little', file, `the fields ${missing.join(', ')} are not logged`));
  return ok({ file, format: 'text', isPacked, hasHeader: header !== null, columns });
}

async function firstBytes(stream: AsyncIterable<unknown>, enough: number, isEnough: (chunk: Buffer) => boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    chunks.push(bytes);
    size += bytes.length;
    if (size >= enough || isEnough(bytes)) break;
  }
  return Buffer.concat(chunks);
}

function fileProblem(what: string, where: string, why: string): Problem {
  return { code: 'flow-logs', what, where, why, remedy: 'Give files of VPC Flow Logs: text (.log, .log.gz) or Parquet.' };
}

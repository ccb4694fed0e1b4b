/** Runs the attribution in DuckDB: files of any size, in bounded memory, spilling to disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { RecordSource } from './fields.ts';
import { literal } from './fields.ts';
import type { FileGroup } from './files.ts';
import type { Dimension, Ground } from './ground.ts';
import { attributionSql } from './query.ts';
import type { AnswerRow } from './usage-rows.ts';

/** Work for the engine; JSON only, so that it can cross to a worker. */
export interface EngineTask {
  readonly groups: readonly FileGroup[];
  readonly ground: Pick<Ground, 'dimensions' | 'bucketSize' | 'hasIpRanges'>;
}

export interface EngineAnswer {
  readonly rows: readonly AnswerRow[];
  /** Lines that do not fit the fields of their file. */
  readonly badLines: number;
}

/** What DuckDB may use beside what the program itself needs. */
const memoryLimit = '450MB';
/** With one thread less is held at once, and there is room for more of it. */
const memoryLimitAlone = '600MB';

/** Gives the answer's rows; where they do not fit the memory, once more with one thread. Throws what the engine throws. */
export async function runAttribution(task: EngineTask): Promise<EngineAnswer> {
  const threads = Math.max(1, Math.min(4, os.availableParallelism()));
  try {
    return await attributed(task, threads, memoryLimit);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('Out of Memory')) throw error;
    return attributed(task, 1, memoryLimitAlone);
  }
}

/** Reads the files once. */
async function attributed(task: EngineTask, threads: number, limit: string): Promise<EngineAnswer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkscape-flow-logs-'));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: limit,
    temp_directory: folder,
    threads: String(threads),
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    for (const table of task.ground.dimensions) await fill(connection, table);
    const sources: RecordSource[] = [];
    for (const group of task.groups) sources.push(await sourceOf(connection, group));
    const ground = { ...task.ground, nats: new Map(), prefixLists: new Set<string>() };
    const answer = await connection.runAndReadAll(attributionSql({ sources, ground, dimensions: 'tables' }));
    const rejects = task.groups.some((group) => group.format === 'text')
      ? await connection.runAndReadAll('SELECT count(*) FROM (SELECT DISTINCT scan_id, file_id, line FROM reject_errors)')
      : null;
    return {
      rows: answer.getRowObjectsJson().map((row) => row as unknown as AnswerRow),
      badLines: Number(rejects?.getRowsJson()[0]?.[0] ?? 0),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

async function fill(connection: Connection, table: Dimension): Promise<void> {
  const columns = table.columns.map((column) => `${column.name} ${column.type}`).join(', ');
  await connection.run(`CREATE TABLE ${table.name} (${columns})`);
  const appender = await connection.createAppender(table.name);
  for (const row of table.rows) {
    for (const cell of row) {
      if (cell === null) appender.appendNull();
      else if (typeof cell === 'number') appender.appendBigInt(BigInt(cell));
      else appender.appendVarchar(cell);
    }
    appender.endRow();
  }
  appender.closeSync();
}

async function sourceOf(connection: Connection, group: FileGroup): Promise<RecordSource> {
  const files = `[${group.files.map(literal).join(', ')}]`;
  if (group.format === 'parquet') {
    const relation = `read_parquet(${files}, union_by_name = true)`;
    const described = await connection.runAndReadAll(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${relation})`);
    return { relation, columns: described.getRowsJson().flatMap(([name]) => (typeof name === 'string' ? name : [])) };
  }
  const columns = uniqueNames(group.columns)
    .map((column) => `${literal(column)}: 'VARCHAR'`)
    .join(', ');
  const relation = `read_csv(${files}, auto_detect = false, header = ${group.hasHeader}, delim = ' ', quote = '', escape = '', strict_mode = false, compression = '${group.isPacked ? 'gzip' : 'none'}', store_rejects = true, rejects_limit = 1000000, columns = {${columns}})`;
  return { relation, columns: group.columns };
}

/** A field that is logged twice keeps its first column; the other gets a name nobody asks for. */
function uniqueNames(columns: readonly string[]): string[] {
  const seen = new Set<string>();
  return columns.map((column, index) => {
    const name = seen.has(column) || column === '' ? `unnamed ${index}` : column;
    seen.add(name);
    return name;
  });
}

/** DuckDB as the attribution uses it: little memory, the rest on disk, nothing from the network. */
import os from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import { literal, type RecordSource } from './fields.ts';
import type { Dimension } from './ground.ts';
import type { Lot } from './lots.ts';

export type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

/** What the engine may use; it writes the rest to the folder. */
export interface EngineLimits {
  /** Where it writes what does not fit; removed by whoever made it. */
  readonly folder: string;
  /** As DuckDB reads sizes: `450MB`. */
  readonly memory: string;
}

/** Lines of one lot that are remembered as not fitting their fields; more are counted as "at least". */
export const mostBadLines = 100_000;

/** An engine of its own; `close` it. */
export async function openEngine({
  folder,
  memory,
}: EngineLimits): Promise<{ readonly connection: Connection; readonly close: () => void }> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    temp_directory: folder,
    threads: String(Math.max(1, Math.min(4, os.availableParallelism()))),
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // The records are read through the small tables, never held: the optimizer takes text files for short ones.
  await connection.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
  // Counts how far a query is; prints nothing.
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Makes one of the small tables. */
export async function fillTable(connection: Connection, table: Dimension): Promise<void> {
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

/** A lot as something to select from. */
export async function sourceOf(connection: Connection, { group, files }: Lot): Promise<RecordSource> {
  const list = `[${files.map(literal).join(', ')}]`;
  if (group.format === 'parquet') {
    const relation = `read_parquet(${list}, union_by_name = true)`;
    const described = await connection.runAndReadAll(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${relation})`);
    return { relation, columns: described.getRowsJson().flatMap(([name]) => (typeof name === 'string' ? name : [])) };
  }
  const columns = uniqueNames(group.columns)
    .map((column) => `${literal(column)}: 'VARCHAR'`)
    .join(', ');
  const compression = group.isPacked ? 'gzip' : 'none';
  const relation = `read_csv(${list}, auto_detect = false, header = ${group.hasHeader}, delim = ' ', quote = '', escape = '', strict_mode = false, compression = '${compression}', store_rejects = true, rejects_limit = ${mostBadLines}, columns = {${columns}})`;
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

/** Runs the attribution in DuckDB: files of any size and number, in bounded memory, lot after lot. */
import { type Connection, type EngineLimits, fillTable, mostBadLines, openEngine, sourceOf } from './engine.ts';
import type { RecordSource } from './fields.ts';
import type { FileGroup } from './files.ts';
import type { Ground } from './ground.ts';
import { type Lot, lotsOf } from './lots.ts';
import { answerSql, hasNextHops, locatedSql, mergedSql } from './query.ts';
import type { AnswerRow } from './usage-rows.ts';

/** Work for the engine; JSON only, so that it can cross to a worker. */
export interface EngineTask extends EngineLimits {
  readonly groups: readonly FileGroup[];
  readonly ground: Pick<Ground, 'dimensions' | 'bucketSize' | 'hasIpRanges'>;
}

export interface EngineAnswer {
  readonly rows: readonly AnswerRow[];
  /** Lines that do not fit the fields of their file. */
  readonly badLines: number;
  /** Whether there were more bad lines than are counted. */
  readonly isAtLeast: boolean;
}

/** How far the reading is, in bytes of files on disk. */
export interface EngineProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
}

/** Work that is under way. */
export interface EngineRun {
  readonly answer: Promise<EngineAnswer>;
  readonly progress: () => EngineProgress;
  /** Ends the work soon: the answer is rejected. */
  readonly stop: () => void;
}

/** Rows of lots that wait for being added up. */
const mostRowsWaiting = 400_000;

/** Starts the work; the answer rejects with what the engine throws. */
export function startAttribution(task: EngineTask): EngineRun {
  const state: RunState = { connection: null, isStopped: false, doneBytes: 0, lotBytes: 0, totalBytes: 0 };
  return {
    answer: attributed(task, state),
    progress: () => {
      const percentage = Math.max(0, state.connection?.progress.percentage ?? 0);
      return { readBytes: Math.round(state.doneBytes + (state.lotBytes * percentage) / 100), totalBytes: state.totalBytes };
    },
    stop: () => {
      state.isStopped = true;
      state.connection?.interrupt();
    },
  };
}

interface RunState {
  connection: Connection | null;
  isStopped: boolean;
  doneBytes: number;
  lotBytes: number;
  totalBytes: number;
}

async function attributed(task: EngineTask, state: RunState): Promise<EngineAnswer> {
  const lots = await lotsOf(task.groups);
  state.totalBytes = lots.reduce((bytes, lot) => bytes + lot.bytes, 0);
  const { connection, close } = await openEngine(task);
  try {
    for (const table of task.ground.dimensions) await fillTable(connection, table);
    const sources: RecordSource[] = [];
    for (const lot of lots) sources.push(await sourceOf(connection, lot));
    state.connection = connection;
    const bad = await readLots(connection, task, lots, sources, state);
    const answer = await connection.runAndReadAll(answerSql(hasNextHops(sources)));
    return { rows: answer.getRowObjectsJson().map((row) => row as unknown as AnswerRow), ...bad };
  } finally {
    state.connection = null;
    close();
  }
}

/** Adds every lot to the table `located`. */
async function readLots(
  connection: Connection,
  task: EngineTask,
  lots: readonly Lot[],
  sources: readonly RecordSource[],
  state: RunState,
): Promise<Pick<EngineAnswer, 'badLines' | 'isAtLeast'>> {
  const tellsHops = hasNextHops(sources);
  let [badLines, isAtLeast, mostRows] = [0, false, mostRowsWaiting];
  for (const [index, lot] of lots.entries()) {
    const source = sources[index];
    if (source === undefined) continue;
    if (state.isStopped) throw new Error('stopped');
    state.lotBytes = lot.bytes;
    const sql = locatedSql({ sources: [source], ground: task.ground }, tellsHops);
    await aloneIfNeeded(connection, index === 0 ? `CREATE TABLE located AS ${sql}` : `INSERT INTO located ${sql}`);
    [state.doneBytes, state.lotBytes] = [state.doneBytes + lot.bytes, 0];
    const bad = lot.group.format === 'text' ? await badLinesOf(connection) : 0;
    badLines += bad;
    isAtLeast ||= bad >= mostBadLines;
    if ((await countOf(connection, 'SELECT count(*) FROM located')) < mostRows) continue;
    await merge(connection, tellsHops);
    mostRows = mostRowsWaiting + 2 * (await countOf(connection, 'SELECT count(*) FROM located'));
  }
  return { badLines, isAtLeast };
}

/** Where the work does not fit the memory, once more with one thread: less is held at once. */
async function aloneIfNeeded(connection: Connection, sql: string): Promise<void> {
  try {
    await connection.run(sql);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('Out of Memory')) throw error;
    await connection.run('SET threads = 1');
    await connection.run(sql);
  }
}

async function merge(connection: Connection, tellsHops: boolean): Promise<void> {
  await aloneIfNeeded(connection, `CREATE TABLE merged AS ${mergedSql('located', tellsHops)}`);
  await connection.run('DROP TABLE located');
  await connection.run('ALTER TABLE merged RENAME TO located');
}

/** Counts what the last read refused, and forgets it. */
async function badLinesOf(connection: Connection): Promise<number> {
  const count = await countOf(connection, 'SELECT count(*) FROM (SELECT DISTINCT scan_id, file_id, line FROM reject_errors)');
  await connection.run('DROP TABLE reject_errors');
  await connection.run('DROP TABLE reject_scans');
  return count;
}

async function countOf(connection: Connection, sql: string): Promise<number> {
  const answer = await connection.runAndReadAll(sql);
  return Number(answer.getRowsJson()[0]?.[0] ?? 0);
}

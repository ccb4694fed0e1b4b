/** The attribution for logs that stay where they are: the same query as a text for Athena, and its answer as usage. */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { columnName, indispensable, quoted } from './fields.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { type DayWindow, partitionFilter, type PartitionKey, windowFilter } from './partitions.ts';
import { type Ground, groundOf } from './ground.ts';
import { sourceText, windowName } from './import-flow-logs.ts';
import { attributionSql } from './query.ts';
import { type AnswerRow, usageRows } from './usage-rows.ts';

/** Addresses per bucket: few rows, for the small tables stand in the text. */
const athenaBucketSize = 2 ** 24;
/** The longest query Athena takes (service quota, "Query string length"). */
const longestQuery = 262_144;

/** The fields of the table that AWS's guide has people create for flow logs of version 5. */
export const usualColumns: readonly string[] =
  'version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status vpc_id subnet_id instance_id tcp_flags type pkt_srcaddr pkt_dstaddr region az_id sublocation_type sublocation_id pkt_src_aws_service pkt_dst_aws_service flow_direction traffic_path'.split(
    ' ',
  );

export interface AthenaQuery {
  readonly sql: string;
  readonly ground: Ground;
  /** What the person should know before it runs. */
  readonly notices: readonly string[];
}

/** A table as the data catalog has it. */
export interface AthenaTable {
  /** Without the partition keys. */
  readonly columns: readonly string[];
  readonly partitions: readonly PartitionKey[];
}

const readsAll = 'No partition key of the table tells the day: Athena reads, and bills, the whole table whatever the window.';

/** The query over one table. */
export function athenaQuery(
  snapshot: Snapshot,
  { database, table }: { readonly database: string; readonly table: string },
  { columns, partitions }: AthenaTable,
  window: DayWindow,
): Outcome<AthenaQuery, Problem> {
  const names = [...columns, ...partitions.map((key) => key.name)].map(columnName);
  const missing = indispensable.filter((field) => !names.includes(field));
  if (missing.length > 0) {
    return failed({
      code: 'athena-table',
      what: 'This table tells too little',
      where: `${database}.${table}`,
      why: `it has no ${missing.join(', ')}`,
    });
  }
  const ground = groundOf(snapshot, null, athenaBucketSize);
  const regions = sortedUnique(snapshot.natGateways.map((nat) => nat.region));
  const pruned = partitionFilter(partitions, window, regions);
  const filter = [...(pruned === null ? [] : [pruned]), windowFilter(window)].join(' AND ');
  const sources = [{ relation: `${quoted(database)}.${quoted(table)}`, columns: names, filter }];
  const sql = attributionSql({ sources, ground, dimensions: 'inline' });
  if (sql.length <= longestQuery) return ok({ sql, ground, notices: pruned === null ? [readsAll] : [] });
  return failed({
    code: 'athena-length',
    what: 'The estate is too large for one Athena query',
    why: `the text has ${sql.length} characters, Athena takes ${longestQuery}`,
    remedy: 'Use a document of fewer Regions, or import the files with "traffic import".',
  });
}

/** The answer of Athena as usage. */
export function athenaUsage(
  query: AthenaQuery,
  answer: readonly Readonly<Record<string, string | null>>[],
  table: string,
): Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem> {
  const measured = usageRows(answer as unknown as readonly AnswerRow[], query.ground);
  if (measured.kind === 'problem') return measured;
  const { rows, figures } = measured.value;
  const notices = [...query.notices, ...measured.value.notices];
  return ok({
    usage: { schemaVersion: 1, name: windowName(figures), source: sourceText(figures, `Athena table ${table}`, false), rows },
    notices,
  });
}

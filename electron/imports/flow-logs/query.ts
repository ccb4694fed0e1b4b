/**
 * The one definition of the attribution, as SQL that DuckDB and Athena (Trino)
 * both run. It reads every record once and leaves all judgement about services
 * to the caller: a row of the answer says what the log and the ranges called
 * the far address.
 *
 * Two stages. `locatedSql` finds, record by record, where both ends are, and
 * only then adds up: no address but that of a workload, and that only where
 * records may be told twice, is ever grouped by, so what is held does not grow
 * with the number of destinations. `answerSql` makes the answer from its rows.
 * Rows of the first stage from several reads add up, so that files can be read
 * one lot after the other.
 */
import { literal, type RecordSource, selectFields } from './fields.ts';
import { type Dimension, everywhereKey, type Ground, privateLabel } from './ground.ts';
import { addressValue, legsSql } from './legs.ts';

/** What the query is about. */
export interface AttributionQuery {
  readonly sources: readonly RecordSource[];
  readonly ground: Pick<Ground, 'dimensions' | 'bucketSize' | 'hasIpRanges'>;
  /** `inline`: the small tables stand in the text (Athena); `tables`: they exist already (DuckDB). */
  readonly dimensions: 'inline' | 'tables';
}

/** The whole query as one text. */
export function attributionSql(query: AttributionQuery): string {
  const tellsHops = hasNextHops(query.sources);
  const inline = query.dimensions === 'inline' ? query.ground.dimensions.map(inlineTable) : [];
  const parts = [...inline, `located AS (\n${locatedSql(query, tellsHops)}\n)`];
  return `WITH ${parts.join(',\n')}\n${answerSql(tellsHops)}`;
}

/** Whether records may name their next hop (version 11): then a NAT gateway's own records may be the same bytes again. */
export function hasNextHops(sources: readonly RecordSource[]): boolean {
  return sources.some((source) => source.columns.includes('next_hop_interface_type'));
}

const keys = ['origin', 'nat_no', 'place_no', 'direction', 'remote_kind', 'field_service', 'hop_from_zone', 'to_zone', 'range_no'] as const;
const nearKeys = ['near_value', 'near_text'] as const;
const sums =
  'SUM(total_bytes) AS total_bytes, SUM(record_count) AS record_count, MIN(first_start) AS first_start, MAX(last_end) AS last_end';

/** The rows of the first stage with their sums; `null` reads nothing of the workloads' addresses. */
function keysOf(tellsHops: boolean): readonly string[] {
  return tellsHops ? [...keys, ...nearKeys] : keys;
}

/** First stage: records to rows of where they went. */
export function locatedSql(query: Pick<AttributionQuery, 'sources' | 'ground'>, tellsHops: boolean): string {
  const { bucketSize, hasIpRanges } = query.ground;
  const records = query.sources.map(selectFields).join('\nUNION ALL\n');
  const names = keysOf(tellsHops).join(', ');
  return `SELECT ${names}, SUM("bytes") AS total_bytes, COUNT(*) AS record_count, MIN("start") AS first_start, MAX("end") AS last_end
FROM (
SELECT origin, nat_no, COALESCE(own_place.place_no, near_place.place_no) AS place_no, direction,
  CASE WHEN far IS NULL THEN 'none' WHEN far_value IS NULL THEN 'other' ELSE 'ipv4' END AS remote_kind,
  field_service, hop_from_zone, to_zone,
  CASE WHEN all_range.range_no = ${privateLabel} THEN ${privateLabel} ELSE COALESCE(own_range.range_no, all_range.range_no) END AS range_no,
  near_value, CASE WHEN near_value IS NULL THEN near END AS near_text,
  "bytes", "start", "end"
FROM (
SELECT p.*, ${addressValue('near')} AS near_value, ${addressValue('far')} AS far_value
FROM (${pairs} FROM (${legsSql(records, hasIpRanges)}) l) p
) v
${lookUp('places', 'own_place', 'place_key', 'v.nat_vpc_no', 'v.near_value', bucketSize)}
${lookUp('places', 'near_place', 'place_key', 'v.nat_region_no', 'v.near_value', bucketSize)}
${lookUp('ranges', 'own_range', 'range_key', 'v.nat_region_no', 'v.far_value', bucketSize)}
${lookUp('ranges', 'all_range', 'range_key', String(everywhereKey), 'v.far_value', bucketSize)}
) r
GROUP BY ${names}`;
}

/** Rows of several reads that say the same become one. */
export function mergedSql(table: string, tellsHops: boolean): string {
  const names = keysOf(tellsHops).join(', ');
  return `SELECT ${names}, ${sums} FROM ${table} GROUP BY ${names}`;
}

/** Which ends a record names, and in which zones they are. */
const pairs = `SELECT
  CASE WHEN quality <> 'ok' THEN quality WHEN direction IS NULL THEN 'elsewhere' WHEN nat_no IS NULL THEN 'unknown-nat' ELSE way END AS origin,
  nat_no, nat_vpc_no, nat_region_no, direction,
  CASE WHEN nat_no IS NULL OR direction IS NULL OR ends = 'far' THEN NULL
    WHEN direction = 'out' THEN COALESCE(pkt_srcaddr, srcaddr) ELSE COALESCE(pkt_dstaddr, dstaddr) END AS near,
  CASE WHEN nat_no IS NULL OR direction IS NULL OR ends = 'near' THEN NULL
    WHEN direction = 'out' THEN COALESCE(pkt_dstaddr, dstaddr) ELSE COALESCE(pkt_srcaddr, srcaddr) END AS far,
  CASE WHEN nat_no IS NULL THEN NULL WHEN direction = 'out' THEN pkt_dst_aws_service WHEN direction = 'in' THEN pkt_src_aws_service END AS field_service,
  CASE WHEN nat_no IS NOT NULL AND direction IS NOT NULL AND way = 'hop' THEN az_id END AS hop_from_zone,
  CASE WHEN nat_no IS NULL OR direction IS NULL THEN NULL WHEN way = 'hop' THEN COALESCE(next_hop_az_id, nat_zone) ELSE COALESCE(nat_zone, az_id) END AS to_zone,
  "bytes", "start", "end"`;

/** Finds the piece of a table an address is in: by its bucket, then within it. */
function lookUp(table: string, name: string, keyColumn: string, key: string, value: string, bucketSize: number): string {
  return `LEFT JOIN ${table} ${name} ON ${name}.${keyColumn} = ${key} AND ${name}.bucket = ${value} - ${value} % ${bucketSize} AND ${value} BETWEEN ${name}.first_value AND ${name}.last_value`;
}

/**
 * Second stage: the rows of `located` with their names. Where a workload's own
 * records tell of its traffic, the NAT gateway's own records of it are the same
 * bytes again. `located` is read once: Athena would read the logs a second time.
 */
export function answerSql(tellsHops: boolean): string {
  const names = keys.map((key) => `l.${key}`).join(', ');
  const columns = `c.origin, n.nat_id, COALESCE(h.home_vpc, n.nat_vpc) AS scope, COALESCE(c.hop_from_zone, h.home_zone) AS from_zone, c.to_zone,
  c.direction, c.remote_kind, c.field_service, r.label_service AS range_service, r.label_region AS range_region`;
  return `SELECT ${columns},
  ${sums.replaceAll('(', '(c.')}
FROM (
SELECT ${tellsHops ? names.replace('l.origin', `${repeated} AS origin`) : names}, ${sums.replaceAll('(', '(l.')}
FROM ${tellsHops ? withHops : 'located l'}
GROUP BY ${keys.map((_key, index) => index + 1).join(', ')}
) c
LEFT JOIN nats n ON n.nat_no = c.nat_no AND n.nat_key = n.nat_id
LEFT JOIN homes h ON h.home_no = c.place_no
LEFT JOIN labels r ON r.label_no = c.range_no
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`;
}

const repeated = `CASE WHEN l.origin = 'own' AND (CASE WHEN l.near_value IS NULL AND l.near_text IS NULL THEN l.nat_has_hops ELSE l.near_has_hops END) = 1 THEN 'repeated' ELSE l.origin END`;

const withHops = `(
  SELECT located.*,
    MAX(CASE WHEN origin = 'hop' THEN 1 ELSE 0 END) OVER (PARTITION BY nat_no, near_value, near_text) AS near_has_hops,
    MAX(CASE WHEN origin = 'hop' THEN 1 ELSE 0 END) OVER (PARTITION BY nat_no) AS nat_has_hops
  FROM located
) l`;

function inlineTable(table: Dimension): string {
  const names = table.columns.map((column) => column.name).join(', ');
  if (table.rows.length === 0) {
    const nothing = table.columns.map((column) => `CAST(NULL AS ${column.type})`).join(', ');
    return `${table.name} (${names}) AS (SELECT ${nothing} WHERE 1 = 0)`;
  }
  const [first = [], ...rest] = table.rows;
  const typed = table.columns.map((column, index) => `CAST(${value(first[index] ?? null)} AS ${column.type})`).join(', ');
  const lines = [typed, ...rest.map((row) => row.map(value).join(', '))];
  return `${table.name} (${names}) AS (VALUES ${lines.map((line) => `(${line})`).join(', ')})`;
}

function value(cell: string | number | null): string {
  return typeof cell === 'number' ? String(cell) : cell === null ? 'NULL' : literal(cell);
}

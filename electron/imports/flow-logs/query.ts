/**
 * The one definition of the attribution, as SQL that DuckDB and Athena (Trino)
 * both run. It reads every record once and leaves all judgement about services
 * to the caller: a row of the answer says what the log and the ranges called
 * the far address.
 */
import { literal, type RecordSource, selectFields } from './fields.ts';
import type { Dimension, Ground } from './ground.ts';

/** Interfaces whose own records would count the traffic of others a second time. */
const passingInterfaces = [
  'nat_gateway',
  'regional_nat_gateway',
  'transit_gateway',
  'vpc_endpoint',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
];

/** What the query is about. */
export interface AttributionQuery {
  readonly sources: readonly RecordSource[];
  readonly ground: Ground;
  /** `inline`: the small tables stand in the text (Athena); `tables`: they exist already (DuckDB). */
  readonly dimensions: 'inline' | 'tables';
}

/** The columns of the answer, in order. */
export const answerColumns = [
  'origin',
  'nat_id',
  'scope',
  'from_zone',
  'to_zone',
  'direction',
  'remote_kind',
  'field_service',
  'range_service',
  'range_region',
  'total_bytes',
  'record_count',
  'first_start',
  'last_end',
] as const;

/** The text of the query. */
export function attributionSql(query: AttributionQuery): string {
  const hasNextHops = query.sources.some((source) => source.columns.includes('next_hop_interface_type'));
  const inline = query.dimensions === 'inline' ? query.ground.dimensions.map(inlineTable) : [];
  const parts = [
    ...inline,
    `records AS (\n${query.sources.map(selectFields).join('\nUNION ALL\n')}\n)`,
    `keyed AS (${keyed})`,
    `legs AS (${legs(query.ground.hasIpRanges)})`,
    `pairs AS (${pairs})`,
    `placed AS (${placed(query.ground.bucketSize)})`,
    `located AS (${located(query.ground.bucketSize)})`,
    `counted AS (${hasNextHops ? withoutOwnLogs : 'SELECT * FROM located'})`,
  ];
  return `WITH ${parts.join(',\n')}\n${answer}`;
}

/** Records of version 11 name their next hop; all others count only on a NAT gateway's own interface. */
const keyed = `
SELECT r.*,
  CASE WHEN next_hop_interface_type IN ('nat_gateway', 'regional_nat_gateway')
    AND COALESCE(interface_type, 'interface') NOT IN (${passingInterfaces.map(literal).join(', ')}) THEN 'hop' ELSE 'own' END AS way,
  CASE WHEN log_status IN ('NODATA', 'SKIPDATA') OR "bytes" IS NULL OR srcaddr IS NULL OR dstaddr IS NULL THEN 'no-data'
    WHEN action = 'REJECT' THEN 'rejected' ELSE 'ok' END AS quality
FROM records r`;

/**
 * Each byte once: on a NAT gateway's interface only the legs to and from the
 * workloads, which are those where packet and interface addresses differ.
 * Records without packet addresses cannot name both ends: with ranges the far
 * end is worth more, so the public legs count, else the private ones.
 */
function legs(hasIpRanges: boolean): string {
  const far = (address: string): string => (hasIpRanges ? `NOT ${isPrivate(address)}` : isPrivate(address));
  const [outNear, outFar] = hasIpRanges ? ['srcaddr', 'dstaddr'] : ['dstaddr', 'srcaddr'];
  const at = (address: string): string => `(nat_addresses IS NULL OR strpos(nat_addresses, ' ' || ${address} || ' ') > 0)`;
  const unlabelled = 'pkt_srcaddr IS NULL AND pkt_dstaddr IS NULL';
  return `
SELECT k.*, n.nat_id, n.nat_zone,
  CASE
    WHEN quality <> 'ok' THEN NULL
    WHEN way = 'hop' AND flow_direction IS NOT NULL THEN CASE WHEN flow_direction = 'ingress' THEN 'in' ELSE 'out' END
    WHEN way = 'hop' THEN CASE WHEN ${isPrivate('srcaddr')} THEN 'out' ELSE 'in' END
    WHEN n.nat_id IS NULL THEN NULL
    WHEN pkt_dstaddr <> dstaddr AND ${at('dstaddr')} THEN 'out'
    WHEN pkt_srcaddr <> srcaddr AND ${at('srcaddr')} THEN 'in'
    WHEN ${unlabelled} AND nat_addresses IS NOT NULL AND ${at(outNear)} AND ${far(outFar)} THEN 'out'
    WHEN ${unlabelled} AND nat_addresses IS NOT NULL AND ${at(outFar)} AND ${far(outNear)} THEN 'in'
  END AS direction,
  CASE WHEN way = 'own' AND ${unlabelled} THEN ${hasIpRanges ? "'far'" : "'near'"} ELSE 'both' END AS ends
FROM keyed k LEFT JOIN nats n ON n.nat_key = CASE
  WHEN way = 'hop' AND next_hop_interface_type = 'regional_nat_gateway' THEN 'vpc:' || COALESCE(next_hop_vpc_id, vpc_id)
  WHEN way = 'hop' THEN next_hop_interface_id
  ELSE COALESCE(interface_id, resource_id) END`;
}

const pairs = `
SELECT
  CASE WHEN quality <> 'ok' THEN quality WHEN direction IS NULL THEN 'elsewhere' WHEN nat_id IS NULL THEN 'unknown-nat' ELSE way END AS origin,
  nat_id, direction,
  CASE WHEN nat_id IS NULL OR direction IS NULL OR ends = 'far' THEN NULL
    WHEN direction = 'out' THEN COALESCE(pkt_srcaddr, srcaddr) ELSE COALESCE(pkt_dstaddr, dstaddr) END AS near,
  CASE WHEN nat_id IS NULL OR direction IS NULL OR ends = 'near' THEN NULL
    WHEN direction = 'out' THEN COALESCE(pkt_dstaddr, dstaddr) ELSE COALESCE(pkt_srcaddr, srcaddr) END AS far,
  CASE WHEN nat_id IS NULL THEN NULL WHEN direction = 'out' THEN pkt_dst_aws_service WHEN direction = 'in' THEN pkt_src_aws_service END AS field_service,
  CASE WHEN nat_id IS NOT NULL AND direction IS NOT NULL AND way = 'hop' THEN az_id END AS hop_from_zone,
  CASE WHEN nat_id IS NULL OR direction IS NULL THEN NULL WHEN way = 'hop' THEN COALESCE(next_hop_az_id, nat_zone) ELSE COALESCE(nat_zone, az_id) END AS to_zone,
  SUM("bytes") AS pair_bytes, COUNT(*) AS pair_records, MIN("start") AS pair_start, MAX("end") AS pair_end
FROM legs GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;

/**
 * Where a workload's own records tell of its traffic, the NAT gateway's own
 * records of it are the same bytes again. Told apart when far addresses have
 * become services: then there are few rows, and the window over them is small.
 */
const withoutOwnLogs = `
SELECT CASE WHEN l.origin = 'own' AND (CASE WHEN l.near IS NULL THEN l.nat_has_hops ELSE l.near_has_hops END) = 1 THEN 'repeated' ELSE l.origin END AS origin,
  nat_id, scope, from_zone, to_zone, direction, remote_kind, field_service, range_service, range_region,
  total_bytes, record_count, first_start, last_end
FROM (
  SELECT located.*,
    MAX(CASE WHEN origin = 'hop' THEN 1 ELSE 0 END) OVER (PARTITION BY nat_id, near) AS near_has_hops,
    MAX(CASE WHEN origin = 'hop' THEN 1 ELSE 0 END) OVER (PARTITION BY nat_id) AS nat_has_hops
  FROM located
) l`;

function placed(bucketSize: number): string {
  const join = (name: string, key: string): string =>
    `LEFT JOIN places ${name} ON ${name}.place_key = v.${key} AND ${name}.bucket = v.near_value - v.near_value % ${bucketSize} AND v.near_value BETWEEN ${name}.first_value AND ${name}.last_value`;
  return `
SELECT v.*, COALESCE(o.place_vpc, e.place_vpc, v.nat_vpc) AS scope,
  COALESCE(v.hop_from_zone, o.place_zone, CASE WHEN o.place_vpc IS NULL THEN e.place_zone END) AS from_zone
FROM (SELECT c.*, n.nat_vpc, n.nat_region, ${addressValue('near')} AS near_value, ${addressValue('far')} AS far_value FROM pairs c LEFT JOIN nats n ON n.nat_key = c.nat_id) v
${join('o', 'nat_vpc')}
${join('e', 'nat_region')}`;
}

/** What every far address is called; the near one stays, for what it told itself. */
function located(bucketSize: number): string {
  const join = (name: string, key: string): string =>
    `LEFT JOIN ranges ${name} ON ${name}.range_key = ${key} AND ${name}.bucket = p.far_value - p.far_value % ${bucketSize} AND p.far_value BETWEEN ${name}.first_value AND ${name}.last_value`;
  const pick = (column: string): string =>
    `CASE WHEN g.range_service = 'private' THEN g.${column} ELSE COALESCE(o.${column}, g.${column}) END`;
  return `
SELECT p.origin, p.nat_id, p.scope, p.from_zone, p.to_zone, p.direction,
  CASE WHEN p.far IS NULL THEN 'none' WHEN p.far_value IS NULL THEN 'other' ELSE 'ipv4' END AS remote_kind,
  p.field_service, ${pick('range_service')} AS range_service, ${pick('range_region')} AS range_region, p.near,
  SUM(p.pair_bytes) AS total_bytes, SUM(p.pair_records) AS record_count, MIN(p.pair_start) AS first_start, MAX(p.pair_end) AS last_end
FROM placed p
${join('o', 'p.nat_region')}
${join('g', "'*'")}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`;
}

const answer = `SELECT origin, nat_id, scope, from_zone, to_zone, direction, remote_kind, field_service, range_service, range_region,
  SUM(total_bytes) AS total_bytes, SUM(record_count) AS record_count, MIN(first_start) AS first_start, MAX(last_end) AS last_end
FROM counted
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`;

/** An IPv4 address as a number; NULL for anything else. */
function addressValue(address: string): string {
  const octet = (place: number, weight: number): string => `TRY_CAST(split_part(${address}, '.', ${place}) AS BIGINT) * ${weight}`;
  return `(${octet(1, 2 ** 24)} + ${octet(2, 2 ** 16)} + ${octet(3, 2 ** 8)} + ${octet(4, 1)})`;
}

function isPrivate(address: string): string {
  const second = `TRY_CAST(split_part(${address}, '.', 2) AS BIGINT)`;
  return `(${address} LIKE '10.%' OR ${address} LIKE '192.168.%' OR (${address} LIKE '172.%' AND ${second} BETWEEN 16 AND 31) OR (${address} LIKE '100.%' AND ${second} BETWEEN 64 AND 127))`;
}

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

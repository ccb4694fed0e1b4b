/** The fields of flow log records, as text files head their columns and as tables name them. */

/**
 * The fields the attribution uses, in the naming of Parquet files and Athena
 * tables: underscores for the hyphens of the text header.
 */
export const usedFields = [
  'interface_id',
  'resource_id',
  'vpc_id',
  'az_id',
  'srcaddr',
  'dstaddr',
  'pkt_srcaddr',
  'pkt_dstaddr',
  'pkt_src_aws_service',
  'pkt_dst_aws_service',
  'flow_direction',
  'interface_type',
  'next_hop_interface_type',
  'next_hop_interface_id',
  'next_hop_az_id',
  'next_hop_vpc_id',
  'bytes',
  'start',
  'end',
  'action',
  'log_status',
] as const;

export type FlowLogField = (typeof usedFields)[number];

/** The default format, version 2: what a file without a header line holds. */
export const defaultHeader =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** Fields without which a record says nothing about traffic. */
export const indispensable: readonly FlowLogField[] = ['bytes', 'start', 'end', 'srcaddr', 'dstaddr'];

/** The table name of a field of a text header: `pkt-dst-aws-service` is `pkt_dst_aws_service`, `${bytes}` is `bytes`. */
export function columnName(field: string): string {
  return field
    .trim()
    .replace(/^\$\{(.*)\}$/, '$1')
    .toLowerCase()
    .replaceAll('-', '_');
}

/** The columns a text header names; `null` where the line is no header. */
export function headerColumns(line: string): readonly string[] | null {
  const columns = line.trim().split(/ +/).map(columnName);
  return columns.includes('bytes') || columns.includes('srcaddr') || columns.includes('interface_id') ? columns : null;
}

/** One place records come from: a SQL relation and the columns it has. */
export interface RecordSource {
  /** What follows FROM. */
  readonly relation: string;
  readonly columns: readonly string[];
  /** Which of its records count; all where it is left out. */
  readonly filter?: string;
}

/**
 * A source as the attribution reads it: every used field, absent ones as NULL.
 * `-` means "does not apply", except for the AWS service of an address, where
 * it says that the address is none of AWS's.
 */
export function selectFields(source: RecordSource): string {
  const has = new Set(source.columns);
  const fields = usedFields.map((field) => `${fieldSql(field, has.has(field))} AS ${quoted(field)}`);
  return `SELECT ${fields.join(', ')} FROM ${source.relation}${source.filter === undefined ? '' : ` WHERE ${source.filter}`}`;
}

function fieldSql(field: FlowLogField, isThere: boolean): string {
  const isNumber = field === 'bytes' || field === 'start' || field === 'end';
  if (!isThere) return `CAST(NULL AS ${isNumber ? 'BIGINT' : 'VARCHAR'})`;
  const text = `CAST(${quoted(field)} AS VARCHAR)`;
  if (isNumber) return `TRY_CAST(${text} AS BIGINT)`;
  if (field === 'pkt_src_aws_service' || field === 'pkt_dst_aws_service') return `COALESCE(NULLIF(${text}, ''), '-')`;
  return `NULLIF(NULLIF(${text}, '-'), '')`;
}

/** A column name that both engines take, `end` too. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal. */
export function literal(text: string | null): string {
  return text === null ? 'CAST(NULL AS VARCHAR)' : `'${text.replaceAll("'", "''")}'`;
}

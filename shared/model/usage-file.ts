/**
 * Reads a file of usage: CSV with a header, or JSON rows of the same names.
 * A row that is not right is refused with its line and column; nothing is
 * repaired, rounded or rescaled.
 */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { parseCsv } from './csv.ts';
import { demandClasses, usageBases, usagePaths, type UsageRow, usageRowSchema, type UsageSet } from './usage.ts';

/** How a column is written; `required` ones may not be empty. */
interface Column {
  readonly name: string;
  readonly required?: true;
  /** What is wrong with a value, as a sentence with what to do; `null` where nothing is. */
  readonly fault: (value: string) => string | null;
}

/** The columns of the published usage schema, in its order. */
const columns: readonly Column[] = [
  { name: 'scope', required: true, fault: (value) => (/^vpc-[0-9a-z-]+$/i.test(value) ? null : 'is no VPC id; write vpc-…') },
  { name: 'region', required: true, fault: (value) => (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value) ? null : 'is no Region; write us-east-1') },
  { name: 'service', required: true, fault: () => null },
  { name: 'gb_per_month', required: true, fault: gigabytesFault },
  { name: 'kind', fault: oneOf(['demand', 'control']) },
  { name: 'nat_gateway_id', fault: (value) => (/^nat-[0-9a-z-]+$/i.test(value) ? null : 'is no NAT gateway id; write nat-…') },
  { name: 'class', fault: oneOf(demandClasses) },
  { name: 'path', fault: oneOf(usagePaths) },
  { name: 'direction', fault: oneOf(['in', 'out', 'both']) },
  { name: 'from_zone', fault: zoneFault },
  { name: 'to_zone', fault: zoneFault },
  { name: 'window_start', fault: timeFault },
  { name: 'window_end', fault: timeFault },
  { name: 'basis', fault: oneOf(usageBases) },
];

/** A usage set from the text of a file. `name` is shown to the person, usually the file's name. */
export function parseUsage(text: string, name: string): Outcome<UsageSet, readonly Problem[]> {
  const isJson = /^\s*[[{]/.test(text);
  const rows = isJson ? jsonRows(text) : csvRows(text);
  if (rows.kind === 'problem') return failed(rows.problem.map((problem) => ({ ...problem, where: whereIn(name, problem) })));
  return ok({ schemaVersion: 1, name, source: isJson ? 'JSON rows' : 'CSV rows', rows: rows.value });
}

function whereIn(name: string, problem: Problem): string {
  return problem.where === undefined ? name : `${name}, ${problem.where}`;
}

function csvRows(text: string): Outcome<readonly UsageRow[], readonly Problem[]> {
  const parsed = parseCsv(text);
  if (parsed.kind === 'problem') return failed([problemAt(`line ${parsed.problem.line}`, 'The file is not valid CSV', parsed.problem.why)]);
  const [header, ...records] = parsed.value;
  if (header === undefined) return failed([problemAt(undefined, 'The file is empty', 'the first line must name the columns')]);
  const faults = headerFaults(header.fields);
  if (faults.length > 0) return failed(faults);
  const rows = records.map((record) => {
    const where = (column: string): string => `line ${record.line}, column ${column}`;
    if (record.fields.length !== header.fields.length) {
      const why = `it has ${record.fields.length} fields, the header ${header.fields.length}; a comma inside a value needs quotes`;
      return failed([problemAt(`line ${record.line}`, 'The row does not fit the header', why)]);
    }
    return checkedRow(Object.fromEntries(header.fields.map((column, index) => [column, record.fields[index] ?? ''])), where);
  });
  return allOf(rows);
}

function headerFaults(fields: readonly string[]): Problem[] {
  const known = new Set(columns.map((column) => column.name));
  const unknown = fields.filter((field) => !known.has(field));
  const missing = columns.filter((column) => column.required === true && !fields.includes(column.name));
  const twice = fields.filter((field, index) => fields.indexOf(field) !== index);
  return [
    ...missing.map((column) => problemAt('line 1', `The column ${column.name} is missing`, 'it is required; separate columns with commas')),
    ...unknown.map((field) => problemAt('line 1', `There is no column "${field}"`, `known are ${[...known].join(', ')}`)),
    ...twice.map((field) => problemAt('line 1', `The column ${field} stands twice`, 'each may stand once')),
  ];
}

function jsonRows(text: string): Outcome<readonly UsageRow[], readonly Problem[]> {
  const parsed = jsonValue(text);
  if (parsed.kind === 'problem') return parsed;
  const value = parsed.value;
  const rows = Array.isArray(value) ? (value as unknown[]) : rowsOf(value);
  if (rows === null) return failed([problemAt(undefined, 'The file holds no rows', 'write a list of rows, or an object with "rows"')]);
  return allOf(
    rows.map((row, index) => {
      const where = (column: string): string => `row ${index + 1}, ${column}`;
      if (typeof row !== 'object' || row === null || Array.isArray(row)) {
        return failed([
          problemAt(`row ${index + 1}`, 'The row is no object', 'write {"scope": …, "region": …, "service": …, "gb_per_month": …}'),
        ]);
      }
      const unknown = Object.keys(row).filter((key) => !columns.some((column) => column.name === key));
      if (unknown.length > 0)
        return failed(unknown.map((key) => problemAt(where(key), `There is no field "${key}"`, 'see the usage schema')));
      return checkedRow(Object.fromEntries(Object.entries(row).map(([key, field]) => [key, jsonText(field)])), where);
    }),
  );
}

function jsonValue(text: string): Outcome<unknown, readonly Problem[]> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return failed([problemAt(undefined, 'The file is not valid JSON', error instanceof Error ? error.message : String(error))]);
  }
}

function rowsOf(value: unknown): unknown[] | null {
  const rows: unknown = typeof value === 'object' && value !== null && 'rows' in value ? value.rows : null;
  return Array.isArray(rows) ? (rows as unknown[]) : null;
}

/** A JSON value as its text, so that both kinds of file obey the same rules; absent is empty. */
function jsonText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function checkedRow(cells: Readonly<Record<string, string>>, where: (column: string) => string): Outcome<UsageRow, readonly Problem[]> {
  const problems = columns.flatMap((column) => {
    const value = cells[column.name] ?? '';
    if (value === '') return column.required === true ? [problemAt(where(column.name), `${column.name} is empty`, 'it is required')] : [];
    const fault = column.fault(value);
    return fault === null ? [] : [problemAt(where(column.name), `"${shortened(value)}" ${fault}`, undefined)];
  });
  if (problems.length > 0) return failed(problems);
  const { window_start: start = '', window_end: end = '' } = cells;
  if (start !== '' && end !== '' && start >= end) {
    return failed([problemAt(where('window_end'), `The window ends at ${end}, before it starts`, 'swap the two times')]);
  }
  const given = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''));
  const row = usageRowSchema.safeParse(given);
  if (row.success) return ok(row.data);
  return failed(row.error.issues.map((issue) => problemAt(where(issue.path.join('.')), 'The value is not allowed', issue.message)));
}

function allOf(rows: readonly Outcome<UsageRow, readonly Problem[]>[]): Outcome<readonly UsageRow[], readonly Problem[]> {
  const problems = rows.flatMap((row) => (row.kind === 'problem' ? row.problem : []));
  if (problems.length > 0) return failed(problems);
  return ok(rows.flatMap((row) => (row.kind === 'ok' ? [row.value] : [])));
}

function problemAt(where: string | undefined, what: string, why: string | undefined): Problem {
  return { code: 'usage-file', what, ...(where === undefined ? {} : { where }), ...(why === undefined ? {} : { why }) };
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}

function oneOf(values: readonly string[]): Column['fault'] {
  return (value) => (values.includes(value) ? null : `is not one of ${values.join(', ')}`);
}

function gigabytesFault(value: string): string | null {
  if (/^\d+(\.\d+)?$/.test(value)) return value.length <= 40 ? null : 'has more digits than any traffic';
  if (value.startsWith('-')) return 'is negative; traffic counts from 0';
  if (/^\d+,\d+$/.test(value)) return 'has a comma; write a point for the decimals and nothing for the thousands';
  if (/^[\d.]+\s*[KMGTP]i?B?$/i.test(value)) return 'has a unit; write the number of GB (2^30 bytes) alone';
  if (/^\d+(\.\d+)?e[+-]?\d+$/i.test(value)) return 'has an exponent; write the number in full';
  return 'is no number; write GB (2^30 bytes) such as 1024 or 0.5';
}

function zoneFault(value: string): string | null {
  if (/^[a-z0-9]+(-[a-z0-9]+)*-az\d+$/.test(value)) return null;
  return /^[a-z]{2,}(-[a-z]+)+-\d+[a-z]$/.test(value)
    ? 'is a zone name, which means another zone in another account; write the AZ ID, such as use1-az4'
    : 'is no AZ ID; write use1-az4';
}

function timeFault(value: string): string | null {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?Z)?$/.test(value)
    ? null
    : 'is no time in UTC; write 2026-10-01 or 2026-10-01T00:00:00Z';
}

/** The hours of a month for a comparison: a whole or broken number from 1 to 744, which is 31 days. */
export function parseHoursPerMonth(text: string): Outcome<number, Problem> {
  const hours = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (hours >= 1 && hours <= 744) return ok(hours);
  return failed({
    code: 'hours-per-month',
    what: `"${shortened(text)}" hours are no month`,
    why: 'a month has at most 744 hours',
    remedy: 'Write 730 (the average), 720 (30 days) or 744 (31 days).',
  });
}

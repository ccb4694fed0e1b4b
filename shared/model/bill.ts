/**
 * What AWS billed: totals of usage types as Cost Explorer or a Cost and Usage
 * Report gives them. CSV with a header, or JSON rows of the same names.
 */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { AccountId, IsoTime, Region } from '#shared/base/ids.ts';
import type { Immutable } from '#shared/base/brand.ts';
import { parseCsv } from './csv.ts';
import { z } from './schema.ts';

const decimalText = z.string().regex(/^\d+(\.\d+)?$/, 'write a number such as 1488 or 0.5');

/** Text of a shape that a brand stands for. */
function branded<Text extends string>(shape: RegExp, message: string): z.ZodType<Text> {
  return z.string().regex(shape, message) as unknown as z.ZodType<Text>;
}

const time = branded<IsoTime>(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/, 'write 2026-10-01 or 2026-10-01T00:00:00Z');

export const billRowSchema = z
  .strictObject({
    /** `USE1-NatGateway-Hours`, with or without the prefix of its Region. */
    usage_type: z.string().min(1),
    region: branded<Region>(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'write a Region such as us-east-1'),
    /** In the unit of the usage type: hours, GB, … */
    quantity: decimalText,
    usd: decimalText,
    /** The first moment the totals cover; a whole month is taken for granted without a window. */
    window_start: time.optional(),
    /** The first moment they do not cover. */
    window_end: time.optional(),
    /** Whose bill; all accounts of the document, unless given. */
    account_id: branded<AccountId>(/^\d{12}$/, 'write an account id of twelve digits').optional(),
  })
  .refine((row) => (row.window_start === undefined) === (row.window_end === undefined), 'a window has a start and an end')
  .refine(
    (row) => row.window_start === undefined || row.window_end === undefined || row.window_start < row.window_end,
    'the window ends before it starts',
  );

export interface BillRow extends Immutable<z.infer<typeof billRowSchema>> {}

/** The time that a day begins; a time stays as it is. */
export function firstMoment(time: IsoTime): IsoTime {
  return (time.length === 10 ? `${time}T00:00:00Z` : time) as IsoTime;
}

/** The rows of a file; one that cannot be read refuses the file, by its place. */
export function parseBill(text: string, name: string): Outcome<readonly BillRow[], Problem> {
  const raw = /^\s*[[{]/.test(text) ? jsonRows(text) : csvRows(text);
  if (raw.kind === 'problem') return failed({ ...raw.problem, where: name });
  const rows: BillRow[] = [];
  const faults: string[] = [];
  for (const { place, value } of raw.value) {
    const row = billRowSchema.safeParse(value);
    if (row.success) rows.push(row.data);
    else
      faults.push(
        ...row.error.issues.map((issue) => `${place}${issue.path.length === 0 ? '' : `, ${issue.path.join('.')}`}: ${issue.message}`),
      );
  }
  if (faults.length === 0 && rows.length > 0) return ok(rows);
  const told = faults.slice(0, 5).join('; ') + (faults.length > 5 ? `; and ${faults.length - 5} more` : '');
  return failed({ code: 'bill', what: 'The bill cannot be used', where: name, why: told === '' ? 'it holds no row' : told });
}

type RawRows = Outcome<readonly { readonly place: string; readonly value: unknown }[], Problem>;

function jsonRows(text: string): RawRows {
  try {
    const value: unknown = JSON.parse(text);
    const rows: unknown = Array.isArray(value) ? value : typeof value === 'object' && value !== null && 'rows' in value ? value.rows : null;
    if (!Array.isArray(rows))
      return failed({ code: 'bill', what: 'The bill holds no rows', remedy: 'Write a list of rows, or an object with "rows".' });
    return ok(rows.map((row: unknown, index) => ({ place: `row ${index + 1}`, value: textsOf(row) })));
  } catch (error) {
    return failed({ code: 'bill', what: 'The bill is not JSON', why: error instanceof Error ? error.message : String(error) });
  }
}

/** Numbers as text, so that both kinds of file obey the same rules. */
function textsOf(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (value === null ? [] : [[key, typeof value === 'number' ? String(value) : value]])),
  );
}

function csvRows(text: string): RawRows {
  const parsed = parseCsv(text);
  if (parsed.kind === 'problem')
    return failed({ code: 'bill', what: 'The bill is not valid CSV', why: `line ${parsed.problem.line}: ${parsed.problem.why}` });
  const [header, ...records] = parsed.value;
  if (header === undefined) return ok([]);
  return ok(
    records.map((record) => {
      const cells = record.fields.map((field, index) => [header.fields[index] ?? `field ${index + 1}`, field] as const);
      return { place: `line ${record.line}`, value: Object.fromEntries(cells.filter(([, field]) => field !== '')) };
    }),
  );
}

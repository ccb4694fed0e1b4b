/** A strict reader of comma-separated text (RFC 4180): no guessing of separators, no repair of broken quotes. */
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';

export interface CsvRecord {
  /** The line in the text on which the record begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Where and why text is not valid. */
export interface CsvFault {
  readonly line: number;
  readonly why: string;
}

/** Splits text into records. Blank lines are skipped; a byte order mark and both kinds of line end are allowed. */
export function parseCsv(text: string): Outcome<readonly CsvRecord[], CsvFault> {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const records: CsvRecord[] = [];
  let position = 0;
  let line = 1;
  while (position < source.length) {
    const fields: string[] = [];
    const startLine = line;
    for (;;) {
      const field = readField(source, position, line);
      if (typeof field === 'string') return failed({ line, why: field });
      fields.push(field.value);
      ({ position, line } = field);
      if (source[position] !== ',') break;
      position += 1;
    }
    const end = lineEnd(source, position);
    if (end === null) return failed({ line, why: 'a quoted field must end at a comma or at the end of the line' });
    position = end;
    line += 1;
    if (fields.length > 1 || fields[0] !== '') records.push({ line: startLine, fields });
  }
  return ok(records);
}

interface Field {
  readonly value: string;
  readonly position: number;
  readonly line: number;
}

function readField(source: string, start: number, line: number): Field | string {
  return source[start] === '"' ? readQuoted(source, start + 1, line) : readBare(source, start, line);
}

function readBare(source: string, start: number, line: number): Field | string {
  let position = start;
  while (position < source.length && !',\r\n'.includes(source[position] ?? '')) {
    if (source[position] === '"') return 'a quote inside a field that does not begin with one';
    position += 1;
  }
  return { value: source.slice(start, position).trim(), position, line };
}

function readQuoted(source: string, start: number, startLine: number): Field | string {
  let value = '';
  let line = startLine;
  for (let position = start; position < source.length; position += 1) {
    const character = source[position] ?? '';
    if (character === '\n') line += 1;
    if (character !== '"') value += character;
    else if (source[position + 1] === '"') {
      value += '"';
      position += 1;
    } else return { value, position: position + 1, line };
  }
  return 'a quote that is never closed';
}

/** The position after the line end; `null` where something else follows. */
function lineEnd(source: string, position: number): number | null {
  if (position >= source.length) return position;
  if (source[position] === '\n') return position + 1;
  if (source[position] === '\r') return position + (source[position + 1] === '\n' ? 2 : 1);
  return null;
}

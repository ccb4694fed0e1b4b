/** Everything the program prints: results on standard output, words about them on standard error. */
import { type Problem, problemText } from '#shared/base/outcome.ts';

/** One JSON object, and nothing else on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A message for the person; never part of the result. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function tellProblem(problem: Problem): void {
  tell(`linkscape: ${problemText(problem)}`);
}

/**
 * Rows in columns, first row the heading; `null` is printed as "unknown".
 * Control and direction characters of names are made visible, so that no
 * name can rewrite the terminal.
 */
export function printTable(heading: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? 'unknown' : visible(String(cell)))));
  const widths = heading.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of [heading, ...cells]) {
    printLine(
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** Control, zero-width and direction characters as their code points. */
export function visible(text: string): string {
  return Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return isHidden(code) ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>` : char;
  }).join('');
}

function isHidden(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code === 0xfeff;
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

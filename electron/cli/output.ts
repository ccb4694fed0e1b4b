/** Everything the program prints: results on standard output, words about them on standard error. */
import { type Problem, problemText } from '#shared/base/outcome.ts';

/** One JSON object, and nothing else on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printLine(text: string): void {
  process.stdout.write(`${visibleLines(text)}\n`);
}

/** A message for the person; never part of the result. */
export function tell(text: string): void {
  process.stderr.write(`${visibleLines(text)}\n`);
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

/** Names of files and resources stand in messages too; only line breaks are the program's own. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** Control, zero-width and direction characters as their code points. */
export function visible(text: string): string {
  return Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return isHidden(code) ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>` : char;
  }).join('');
}

/** Ranges of code points that do not show or that change how others show: controls, joiners, directions, line separators, tags. */
const hidden: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

function isHidden(code: number): boolean {
  return hidden.some(([first, last]) => code >= first && code <= last);
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

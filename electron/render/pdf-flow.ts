/** Running text and tables in a PDF: lines broken by the product's own measure of text, pages added as they fill. */
import { clusters, textWidth, visibleText } from '#shared/diagram/text.ts';
import { themes } from '#shared/diagram/theme.ts';
import type { PdfFile } from './pdf-document.ts';
import type { PdfTextStyle } from './pdf-text.ts';

const page = { width: 595.28, height: 841.89, margin: 48 } as const;
const theme = themes.light;
const inner = page.width - page.margin * 2;

/** Where the next line goes; `null` y: a page has to be added first. */
export interface Flow {
  readonly file: PdfFile;
  y: number | null;
}

export function flowStyle(size: number, weight: PdfTextStyle['weight'] = 400, colour: string = theme.ink): PdfTextStyle {
  return { size, weight, family: 'sans', colour };
}

/** Writes a paragraph, `indent` points from the left; a bullet stands before its first line. */
export function writeParagraph(
  flow: Flow,
  text: string,
  style: PdfTextStyle,
  options: { indent?: number; bullet?: boolean; before?: number } = {},
): void {
  const indent = options.indent ?? 0;
  const height = style.size * 1.4;
  skip(flow, options.before ?? 0);
  for (const [index, line] of wrapped(text, inner - indent, style).entries()) {
    const y = take(flow, height);
    if (index === 0 && options.bullet === true) flow.file.text(page.margin + indent - 10, y + style.size, '•', style);
    flow.file.text(page.margin + indent, y + style.size, line, style);
  }
}

/** Writes a table; its heading is repeated on every page. */
export function writeTable(flow: Flow, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const style = flowStyle(6.5);
  const bold = flowStyle(6.5, 600);
  const widths = columnWidths(header, rows, style);
  const heading = (): void => writeRow(flow, header, widths, bold, true);
  skip(flow, 6);
  heading();
  for (const row of rows) {
    if (rowHeight(row, widths, style) > roomOf(flow)) {
      newPage(flow);
      heading();
    }
    writeRow(flow, row, widths, style, false);
  }
  skip(flow, 6);
}

/** Begins a page where less than this is left on the one there is: a heading must not stand alone at its foot. */
export function keepTogether(flow: Flow, height: number): void {
  if (flow.y !== null && roomOf(flow) < height) newPage(flow);
}

/** Room for a picture: its top and how wide the text is; a new page where it does not fit on this one. */
export function takeRoom(flow: Flow, height: number): { readonly x: number; readonly y: number } {
  return { x: page.margin, y: take(flow, Math.min(height, page.height - page.margin * 2)) };
}

/** The largest picture that stands in the text. */
export const pictureRoom = { width: inner, height: (page.height - page.margin * 2) * 0.6 } as const;

const padding = 3;

function writeRow(flow: Flow, row: readonly string[], widths: readonly number[], style: PdfTextStyle, isHeading: boolean): void {
  const height = Math.min(rowHeight(row, widths, style), page.height - page.margin * 2);
  const top = take(flow, height);
  const { document } = flow.file;
  if (isHeading) document.rect(page.margin, top, inner, height).fill(theme.ground);
  let x = page.margin;
  for (const [column, text] of row.entries()) {
    const width = widths[column] ?? 0;
    for (const [index, line] of wrapped(text, width - padding * 2, style).entries()) {
      const y = top + padding + index * style.size * 1.3 + style.size;
      if (y < top + height) flow.file.text(x + padding, y, line, style);
    }
    x += width;
  }
  document
    .moveTo(page.margin, top + height)
    .lineTo(page.margin + inner, top + height)
    .lineWidth(0.5)
    .stroke(theme.line);
}

function rowHeight(row: readonly string[], widths: readonly number[], style: PdfTextStyle): number {
  const lines = Math.max(1, ...row.map((text, column) => wrapped(text, (widths[column] ?? 0) - padding * 2, style).length));
  return lines * style.size * 1.3 + padding * 2;
}

/** Room for the longest word of each column, within reason; the rest in proportion to what the columns hold. */
function columnWidths(header: readonly string[], rows: readonly (readonly string[])[], style: PdfTextStyle): number[] {
  const bold = { ...style, weight: 600 } as const;
  const needs = header.map((title, column) => {
    const words = rows.flatMap((row) => (row[column] ?? '').split(' '));
    const longest = words.reduce((most, word) => Math.max(most, textWidth(word, style)), textWidth(title, bold));
    return Math.min(longest, 90) + padding * 2 + 1;
  });
  const wishes = header.map((_, column) => {
    const whole = rows.reduce((total, row) => total + Math.min(textWidth(row[column] ?? '', style), 260), 0);
    return Math.max(0, whole / Math.max(1, rows.length) - (needs[column] ?? 0)) + 1;
  });
  const needed = needs.reduce((total, need) => total + need, 0);
  if (needed >= inner) return needs.map((need) => (need * inner) / needed);
  const wished = wishes.reduce((total, wish) => total + wish, 0);
  return needs.map((need, column) => need + ((wishes[column] ?? 0) * (inner - needed)) / wished);
}

function take(flow: Flow, height: number): number {
  if (flow.y === null || flow.y + height > page.height - page.margin) newPage(flow);
  const y = flow.y ?? page.margin;
  flow.y = y + height;
  return y;
}

function skip(flow: Flow, height: number): void {
  if (flow.y !== null) flow.y += height;
}

function roomOf(flow: Flow): number {
  return flow.y === null ? 0 : page.height - page.margin - flow.y;
}

function newPage(flow: Flow): void {
  flow.file.document.addPage({ size: [page.width, page.height], margin: 0 });
  flow.y = page.margin;
}

/** Lines no wider than `width`; a word that is wider is cut between characters. */
export function wrapped(text: string, width: number, style: PdfTextStyle): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of visibleText(text.replace(/\s+/g, ' ').trim()).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, style) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (textWidth(line, style) > width) {
      const head = headThatFits(line, width, style);
      if (head === line) break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

/** At least one character, so that it always ends. */
function headThatFits(word: string, width: number, style: PdfTextStyle): string {
  let head = '';
  for (const cluster of clusters(word)) {
    if (head !== '' && textWidth(head + cluster, style) > width) return head;
    head += cluster;
  }
  return head;
}

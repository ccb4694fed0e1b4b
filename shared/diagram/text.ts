/**
 * Text measured by the fonts' own advance widths, never by a DOM: layout,
 * painter and exports agree to the pixel. Kerning and ligatures are off
 * wherever the product draws text, because tables of widths know neither.
 */
import type { FontFamily } from './diagram.ts';
import { fontMetrics } from './font-metrics.ts';

export interface TextStyle {
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly family: FontFamily;
}

/** Text that fits its place; `full` is there where it was shortened. */
export interface FittedText {
  readonly text: string;
  readonly full?: string;
}

/** Widths in em by code point; decoded once per font. */
const decoded = new Map<string, ReadonlyMap<number, number>>();

/** The width of a line of text in pixels. */
export function textWidth(text: string, style: TextStyle): number {
  const plainWidths = plainWidthsOf(style);
  let plainEm = 0;
  for (let index = 0; index < text.length; index += 1) {
    const width = plainWidths[text.charCodeAt(index)];
    if (width === undefined) return anyWidth(text, style);
    plainEm += width;
  }
  return plainEm * style.size;
}

/** Widths of ASCII by code: nearly all text is, and a table is read faster than a map. */
const plainTables = new Map<string, Float64Array>();

function plainWidthsOf(style: TextStyle): Float64Array {
  const name = fontName(style);
  const known = plainTables.get(name);
  if (known !== undefined) return known;
  const widths = widthsOf(style);
  const table = Float64Array.from({ length: 0x80 }, (_, code) => widths.get(code) ?? missingWidth(code));
  plainTables.set(name, table);
  return table;
}

function fontName(style: TextStyle): 'mono' | `sans${TextStyle['weight']}` {
  return style.family === 'mono' ? 'mono' : `sans${style.weight}`;
}

function anyWidth(text: string, style: TextStyle): number {
  const widths = widthsOf(style);
  let em = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    em += widths.get(code) ?? missingWidth(code);
  }
  return em * style.size;
}

/** Shortens with an ellipsis what does not fit; never cuts through a character that people see as one. */
export function fitText(text: string, maxWidth: number, style: TextStyle): FittedText {
  if (textWidth(text, style) <= maxWidth) return { text };
  const room = maxWidth - textWidth('…', style);
  let width = 0;
  let kept = '';
  for (const cluster of clusters(text)) {
    width += textWidth(cluster, style);
    if (width > room) break;
    kept += cluster;
  }
  return { text: `${kept.trimEnd()}…`, full: text };
}

/** An id shortened in the middle, `vpc-0ce3…15d8`: people tell ids apart by both ends. */
export function fitId(id: string, maxWidth: number, style: TextStyle): FittedText {
  if (textWidth(id, style) <= maxWidth) return { text: id };
  const parts = clusters(id);
  for (let tail = 4; tail >= 2; tail -= 1) {
    for (let head = parts.length - tail - 1; head >= 4; head -= 1) {
      const text = `${parts.slice(0, head).join('')}…${parts.slice(-tail).join('')}`;
      if (textWidth(text, style) <= maxWidth) return { text, full: id };
    }
  }
  return fitText(id, maxWidth, style);
}

/** Characters as people see them: surrogate pairs, marks, joiners and flags stay whole. */
export function clusters(text: string): string[] {
  const result: string[] = [];
  let joins = false;
  let flags = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isFlag = code >= 0x1f1e6 && code <= 0x1f1ff;
    const sticks = joins || isExtender(code) || (isFlag && flags % 2 === 1);
    if (sticks && result.length > 0) result[result.length - 1] += character;
    else result.push(character);
    joins = code === 0x200d;
    flags = isFlag ? flags + 1 : 0;
  }
  return result;
}

/**
 * Text from tags and descriptions as it may be drawn: characters that would
 * hide, reorder or break it are shown by their code, lone surrogates as U+FFFD.
 */
export function visibleText(text: string): string {
  if (plain.test(text)) return text;
  return text.toWellFormed().replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

const plain = /^[\x20-\x7e]*$/;

/** First and last code points of controls, invisible and direction-changing characters and noncharacters. */
const hiddenRanges: readonly (readonly [number, number])[] = [
  [0x0, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xfffe, 0xffff],
  [0xe0000, 0xe007f],
];

const hidden = new RegExp(`[${hiddenRanges.map((range) => range.map((code) => `\\u{${code.toString(16)}}`).join('-')).join('')}]`, 'gu');

function widthsOf(style: TextStyle): ReadonlyMap<number, number> {
  const name = fontName(style);
  const known = decoded.get(name);
  if (known !== undefined) return known;
  const { unitsPerEm, runs } = fontMetrics[name];
  const widths = new Map<number, number>();
  for (const run of runs.split(';')) {
    const [start = '', list = ''] = run.split(':');
    let code = Number.parseInt(start, 16);
    for (const part of list.split(' ')) {
      const [width = '', count = '1'] = part.split('*');
      for (let left = Number(count); left > 0; left -= 1) {
        widths.set(code, Number.parseInt(width, 36) / unitsPerEm);
        code += 1;
      }
    }
  }
  decoded.set(name, widths);
  return widths;
}

/** Glyphs that our fonts lack come from another font: wide scripts and emoji take a whole em, marks nothing. */
function missingWidth(code: number): number {
  if (isExtender(code) || code === 0x200d) return 0;
  return code >= 0x1100 ? 1 : 0.66;
}

function isExtender(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0x1f3fb && code <= 0x1f3ff) ||
    (code >= 0xe0100 && code <= 0xe01ef) ||
    code === 0x200d
  );
}

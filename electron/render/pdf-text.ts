/** Text in a PDF: each character in the first font that has it, so that it can be selected and found. */
import type { FontFamily } from '#shared/diagram/diagram.ts';
import { textWidth } from '#shared/diagram/text.ts';
import type { FontFile } from './fonts.ts';
import type { PdfDocument } from './pdf-document.ts';

export interface PdfTextStyle {
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly family: FontFamily;
  readonly colour: string;
}

/** Writes one line of text from its left end, on its baseline. */
export type TextPen = (x: number, y: number, text: string, style: PdfTextStyle) => void;

export function createTextPen(document: PdfDocument, fonts: readonly FontFile[]): TextPen {
  for (const font of fonts) document.registerFont(font.name, font.bytes);
  const choose = fontChooser(document, fonts);
  return (x, y, text, style) => {
    const runs = runsOf(text, style, choose);
    const isWhole = runs.every((run) => run.font !== null);
    // What no font of ours can draw is a box, and what it stands for is in the file: it can be copied and read aloud.
    if (!isWhole) document.markContent('Span', { actual: text });
    let left = x;
    for (const run of runs) {
      drawRun(document, run, left, y, style);
      left += textWidth(run.text, style);
    }
    if (!isWhole) document.endMarkedContent();
  };
}

interface Run {
  /** `null`: no font has these characters. */
  readonly font: string | null;
  readonly text: string;
}

type Choose = (character: string, style: PdfTextStyle) => string | null;

function runsOf(text: string, style: PdfTextStyle, choose: Choose): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const font = choose(character, style);
    const last = runs.at(-1);
    if (last !== undefined && last.font === font) runs[runs.length - 1] = { font, text: last.text + character };
    else runs.push({ font, text: character });
  }
  return runs;
}

/** Kerning and ligatures stay off: the layout was measured without them. */
const plainGlyphs = { kern: false, liga: false, clig: false, calt: false, ccmp: false };

function drawRun(document: PdfDocument, run: Run, x: number, y: number, style: PdfTextStyle): void {
  document.fillColor(style.colour);
  if (run.font === null) {
    let left = x;
    for (const character of run.text) {
      const width = textWidth(character, style);
      if (width > 0)
        document
          .rect(left + width * 0.1, y - style.size * 0.7, width * 0.8, style.size * 0.7)
          .lineWidth(0.5)
          .stroke(style.colour);
      left += width;
    }
    return;
  }
  const options = { lineBreak: false, baseline: 'alphabetic', features: plainGlyphs } as const;
  // The library hands the features on as they are; its types know only the list, which cannot switch one off.
  document
    .font(run.font)
    .fontSize(style.size)
    .text(run.text, x, y, options as unknown as PDFKit.Mixins.TextOptions);
}

function fontChooser(document: PdfDocument, fonts: readonly FontFile[]): Choose {
  const known = new Map<string, string | null>();
  const coverage = new Map<string, (code: number) => boolean>();
  return (character, { family, weight }) => {
    const wanted = family === 'mono' ? 400 : weight;
    const key = `${family}${wanted}${character}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const code = character.codePointAt(0) ?? 0;
    const candidates = [
      ...fonts.filter((font) => font.family === family && font.weight === wanted),
      ...fonts.filter((font) => font.family === 'sans' && font.weight === 400),
    ];
    const found =
      candidates.find((font) => {
        let has = coverage.get(font.name);
        if (has === undefined) {
          has = glyphTest(document, font.name);
          coverage.set(font.name, has);
        }
        return has(code);
      })?.name ?? null;
    known.set(key, found);
    return found;
  };
}

/** Asks the font that the library has open; what it cannot tell is taken as missing. */
function glyphTest(document: PdfDocument, name: string): (code: number) => boolean {
  const opened: unknown = Reflect.get(document.font(name), '_font');
  const font: unknown = typeof opened === 'object' && opened !== null ? Reflect.get(opened, 'font') : null;
  if (typeof font !== 'object' || font === null) return () => false;
  const test: unknown = Reflect.get(font, 'hasGlyphForCodePoint');
  return typeof test === 'function' ? (code) => test.call(font, code) === true : () => false;
}

/**
 * Writes shared/diagram/font-metrics.ts: the advance widths of the bundled
 * fonts, read from their .woff files, so that text is measured the same in
 * every host, in tests and in exports. Run it after a font package changes:
 *
 *     node scripts/build-font-metrics.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

interface Widths {
  readonly unitsPerEm: number;
  /** Advance width in font units, by code point. */
  readonly byCode: ReadonlyMap<number, number>;
}

const subsets = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'];
const fonts = [
  { name: 'sans400', folder: 'inter', weight: 400 },
  { name: 'sans500', folder: 'inter', weight: 500 },
  { name: 'sans600', folder: 'inter', weight: 600 },
  { name: 'mono', folder: 'jetbrains-mono', weight: 400 },
] as const;

/** The tables of a WOFF 1 file, unpacked (https://www.w3.org/TR/WOFF/). */
function woffTables(file: Buffer): Map<string, Buffer> {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1 file');
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < file.readUInt16BE(12); index += 1) {
    const entry = 44 + index * 20;
    const offset = file.readUInt32BE(entry + 4);
    const packed = file.readUInt32BE(entry + 8);
    const data = file.subarray(offset, offset + packed);
    const isPlain = packed === file.readUInt32BE(entry + 12);
    tables.set(file.toString('latin1', entry, entry + 4), isPlain ? data : inflateSync(data));
  }
  return tables;
}

function table(tables: ReadonlyMap<string, Buffer>, tag: string): Buffer {
  const found = tables.get(tag);
  if (found === undefined) throw new Error(`the font has no ${tag} table`);
  return found;
}

/** Glyph by code point from a format 4 or format 12 subtable of `cmap`. */
function glyphsByCode(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = subtable.readUInt16BE(0);
    if (format === 4) readFormat4(subtable, glyphs);
    if (format === 12) readFormat12(subtable, glyphs);
  }
  return glyphs;
}

function readFormat4(subtable: Buffer, glyphs: Map<number, number>): void {
  const segments = subtable.readUInt16BE(6) / 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const end = subtable.readUInt16BE(14 + segment * 2);
    const start = subtable.readUInt16BE(16 + segments * 2 + segment * 2);
    const delta = subtable.readUInt16BE(16 + segments * 4 + segment * 2);
    const rangeAt = 16 + segments * 6 + segment * 2;
    const range = subtable.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const stored = range === 0 ? code : subtable.readUInt16BE(rangeAt + range + (code - start) * 2);
      const glyph = stored === 0 && range !== 0 ? 0 : (stored + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}

function readFormat12(subtable: Buffer, glyphs: Map<number, number>): void {
  for (let group = 0; group < subtable.readUInt32BE(12); group += 1) {
    const at = 16 + group * 12;
    const start = subtable.readUInt32BE(at);
    for (let code = start; code <= subtable.readUInt32BE(at + 4); code += 1) {
      glyphs.set(code, subtable.readUInt32BE(at + 8) + code - start);
    }
  }
}

function readWidths(files: readonly string[]): Widths {
  const byCode = new Map<number, number>();
  let unitsPerEm = 0;
  for (const file of files) {
    const tables = woffTables(readFileSync(file));
    unitsPerEm = table(tables, 'head').readUInt16BE(18);
    const hmtx = table(tables, 'hmtx');
    const last = table(tables, 'hhea').readUInt16BE(34) - 1;
    for (const [code, glyph] of glyphsByCode(table(tables, 'cmap'))) {
      if (code >= 0x20 && !byCode.has(code)) byCode.set(code, hmtx.readUInt16BE(Math.min(glyph, last) * 4));
    }
  }
  return { unitsPerEm, byCode };
}

/** `hex start:width width …;` per run of neighbouring code points, widths in base 36, `*n` for repeats. */
function packed(widths: Widths): string {
  const codes = [...widths.byCode.keys()].sort((a, b) => a - b);
  const runs: string[] = [];
  let run: number[] = [];
  let start = 0;
  for (const [index, code] of codes.entries()) {
    if (index === 0 || code !== (codes[index - 1] ?? 0) + 1) {
      if (run.length > 0) runs.push(packedRun(start, run));
      start = code;
      run = [];
    }
    run.push(widths.byCode.get(code) ?? 0);
  }
  return [...runs, packedRun(start, run)].join(';');
}

function packedRun(start: number, run: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < run.length; ) {
    let count = 1;
    while (run[index + count] === run[index]) count += 1;
    parts.push(`${(run[index] ?? 0).toString(36)}${count > 1 ? `*${count}` : ''}`);
    index += count;
  }
  return `${start.toString(16)}:${parts.join(' ')}`;
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(path.join(root, 'package.json'));

function filesOf(folder: string, weight: number): string[] {
  return subsets.flatMap((subset) => {
    try {
      return [require.resolve(`@fontsource/${folder}/files/${folder}-${subset}-${weight}-normal.woff`)];
    } catch {
      return [];
    }
  });
}

const lines = fonts.map(({ name, folder, weight }) => {
  const widths = readWidths(filesOf(folder, weight));
  return `  ${name}: { unitsPerEm: ${widths.unitsPerEm}, runs: '${packed(widths)}' },`;
});
const source = `/**
 * Advance widths of Inter (400, 500, 600) and JetBrains Mono, without kerning.
 * Written by scripts/build-font-metrics.ts; change that, not this.
 *
 * Each run is a first code point in hex and the widths of the code points that
 * follow, in font units in base 36, \`*n\` for n equal ones.
 */
export const fontMetrics = {
${lines.join('\n')}
} as const;
`;
writeFileSync(path.join(root, 'shared/diagram/font-metrics.ts'), source);

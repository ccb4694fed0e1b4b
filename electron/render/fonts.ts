/**
 * The fonts of the product as files: Inter for words, JetBrains Mono for ids.
 * The packages carry them as WOFF, cut by script; the native renderers read
 * plain TrueType, so they are unpacked here.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { FontFamily } from '#shared/diagram/diagram.ts';

/** One file: a family and weight in one script. */
export interface FontFile {
  readonly name: string;
  readonly family: FontFamily;
  readonly weight: 400 | 500 | 600;
  /** TrueType. */
  readonly bytes: Buffer;
}

/** Latin first: the first font that has a character draws it. */
const interScripts = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const monoScripts = interScripts.filter((script) => script !== 'greek-ext');

interface FontName extends Pick<FontFile, 'name' | 'family' | 'weight'> {
  readonly packageName: string;
}

/** Every font the program draws with, as its package calls it. */
export function fontNames(): FontName[] {
  const inter = ([400, 500, 600] as const).flatMap((weight) =>
    interScripts.map((script): FontName => {
      return { packageName: '@fontsource/inter', name: `inter-${script}-${weight}-normal.woff`, family: 'sans', weight };
    }),
  );
  const mono = monoScripts.map((script): FontName => {
    return { packageName: '@fontsource/jetbrains-mono', name: `jetbrains-mono-${script}-400-normal.woff`, family: 'mono', weight: 400 };
  });
  return [...inter, ...mono];
}

let loaded: readonly FontFile[] | null = null;

/** Every font, unpacked once. Built programs have them in `fonts` beside the program, unbuilt ones in the packages. */
export function loadFonts(): Outcome<readonly FontFile[], Problem> {
  if (loaded !== null) return ok(loaded);
  const files: FontFile[] = [];
  for (const { packageName, name, family, weight } of fontNames()) {
    const file = findFont(packageName, name);
    if (file === null) return failed(missing(name));
    files.push({ name, family, weight, bytes: unpackWoff(readFileSync(file)) });
  }
  loaded = files;
  return ok(files);
}

let folder: string | null = null;

/** The fonts as files on disk, in their order, for what reads nothing else; removed when the program ends. */
export function fontPaths(fonts: readonly FontFile[]): string[] {
  const isWritten = folder !== null && existsSync(folder);
  if (folder === null) process.once('exit', removeFolder);
  const place = isWritten && folder !== null ? folder : mkdtempSync(path.join(tmpdir(), 'linkscape-fonts-'));
  folder = place;
  const paths = fonts.map(({ name }) => path.join(place, name.replace(/woff$/, 'ttf')));
  if (!isWritten) for (const [index, { bytes }] of fonts.entries()) writeFileSync(paths[index] ?? '', bytes);
  return paths;
}

function removeFolder(): void {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

function findFont(packageName: string, name: string): string | null {
  const beside = fileURLToPath(new URL(`fonts/${name}`, import.meta.url));
  if (existsSync(beside)) return beside;
  try {
    const inPackage = fileURLToPath(import.meta.resolve(`${packageName}/files/${name}`));
    return existsSync(inPackage) ? inPackage : null;
  } catch {
    return null;
  }
}

function missing(name: string): Problem {
  return {
    code: 'fonts',
    what: 'A font of the program is missing',
    where: name,
    remedy: 'Install the program again, or export SVG, which needs no fonts.',
  };
}

/** The font inside a WOFF 1 file: the same tables, inflated (https://www.w3.org/TR/WOFF/). */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1 file');
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + count * 16);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const power = 2 ** Math.floor(Math.log2(count));
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE(count * 16 - power * 16, 10);
  const tables: Buffer[] = [];
  let offset = directory.length;
  for (let index = 0; index < count; index += 1) {
    const entry = 44 + index * 20;
    const [start, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)];
    const stored = woff.subarray(start, start + packed);
    const table = packed === length ? Buffer.from(stored) : inflateSync(stored);
    if (woff.toString('latin1', entry, entry + 4) === 'name') joinFamily(table);
    const place = 12 + index * 16;
    woff.copy(directory, place, entry, entry + 4);
    woff.copy(directory, place + 4, entry + 16, entry + 20);
    directory.writeUInt32BE(offset, place + 8);
    directory.writeUInt32BE(length, place + 12);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    table.copy(padded);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...tables]);
}

/**
 * Some weights name a family of their own, `Inter SemiBold`: cut to the first
 * word, they are found as weights of one family, which the font's own number tells apart.
 */
function joinFamily(name: Buffer): void {
  const familyId = 1;
  for (let index = 0; index < name.readUInt16BE(2); index += 1) {
    const record = 6 + index * 12;
    if (name.readUInt16BE(record + 6) !== familyId) continue;
    const start = name.readUInt16BE(4) + name.readUInt16BE(record + 10);
    const text = name.toString('latin1', start, start + name.readUInt16BE(record + 8)).replaceAll('\0', '');
    const isWide = name.readUInt16BE(record) !== 1;
    if (text.startsWith('Inter ')) name.writeUInt16BE('Inter'.length * (isWide ? 2 : 1), record + 8);
  }
}

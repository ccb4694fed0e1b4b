/** A diagram as PNG without a browser: drawn in tiles, put together band by band. */
import { setImmediate } from 'node:timers/promises';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { ThemeName } from '#shared/diagram/theme.ts';
import { sheetOf } from '#shared/export/sheet.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { fontPaths, loadFonts } from './fonts.ts';
import { createPng } from './png-file.ts';

/** The longest side of one file in pixels: what image programs still open. */
export const maximumPngSide = 16_384;
/** The tile that is drawn at once; its memory, not the picture's, is what the program needs. */
const tile = { width: 4096, height: 1024 } as const;

/** One file of the picture; `suffix` is empty where it is the only one, else `-1-2`: row, column. */
export interface PngPiece {
  readonly suffix: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

export interface PngOptions {
  readonly theme: ThemeName;
  /** Pixels per unit of the diagram. */
  readonly scale: number;
  /** Told after every tile; false ends the drawing. */
  readonly progress?: ((done: number, total: number) => boolean) | undefined;
}

/** The whole picture; beyond `maximumPngSide` in several files that lie side by side without overlap. */
export async function renderPng(diagram: Diagram, options: PngOptions): Promise<Outcome<readonly PngPiece[], Problem>> {
  const fonts = loadFonts();
  if (fonts.kind === 'problem') return fonts;
  const draw = await rasteriser(fontPaths(fonts.value));
  if (draw.kind === 'problem') return draw;
  const sheet = sheetOf(diagram);
  const whole = { width: Math.ceil(sheet.width * options.scale), height: Math.ceil(sheet.height * options.scale) };
  const pieces: PngPiece[] = [];
  const count = tileCounter(whole, options);
  const isOne = whole.width <= maximumPngSide && whole.height <= maximumPngSide;
  for (const [row, y] of steps(whole.height, maximumPngSide).entries()) {
    for (const [column, x] of steps(whole.width, maximumPngSide).entries()) {
      const area = { x: x.start, y: y.start, width: x.length, height: y.length };
      const bytes = await drawPiece(diagram, options, area, draw.value, count);
      if (bytes === null) return failed({ code: 'cancelled', what: 'The export was cancelled' });
      pieces.push({ suffix: isOne ? '' : `-${row + 1}-${column + 1}`, width: area.width, height: area.height, bytes });
    }
  }
  return ok(pieces);
}

/** Counts drawn tiles; false: no further one is wanted. */
type TileCounter = () => Promise<boolean>;

function tileCounter(whole: { width: number; height: number }, { progress }: PngOptions): TileCounter {
  let done = 0;
  let total = 0;
  for (const piece of steps(whole.height, maximumPngSide)) {
    for (const other of steps(whole.width, maximumPngSide)) {
      total += steps(piece.length, tile.height).length * steps(other.length, tile.width).length;
    }
  }
  return async () => {
    done += 1;
    // What else the process has to do gets its turn: drawing a tile takes a part of a second.
    await setImmediate();
    return progress?.(done, total) ?? true;
  };
}

/** Pixels of the whole picture. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** SVG to rows of RGBA. */
type Rasterise = (svg: string, width: number, height: number) => Buffer;

/** `null`: it is not wanted any more. */
async function drawPiece(diagram: Diagram, options: PngOptions, piece: Area, draw: Rasterise, count: TileCounter): Promise<Buffer | null> {
  const png = createPng(piece.width, piece.height);
  for (const y of steps(piece.height, tile.height)) {
    const band = Buffer.alloc(piece.width * y.length * 4);
    for (const x of steps(piece.width, tile.width)) {
      const area = { x: piece.x + x.start, y: piece.y + y.start, width: x.length, height: y.length };
      const pixels = draw(tileSvg(diagram, options, area), area.width, area.height);
      for (let row = 0; row < y.length; row += 1) {
        pixels.copy(band, (row * piece.width + x.start) * 4, row * x.length * 4, (row + 1) * x.length * 4);
      }
      if (!(await count())) return null;
    }
    await png.write(band);
  }
  return png.finish();
}

function tileSvg(diagram: Diagram, { theme, scale }: PngOptions, area: Area): string {
  const units = { x: area.x / scale, y: area.y / scale, width: area.width / scale, height: area.height / scale };
  return exportSvg(diagram, { theme, fontCss: '', window: { area: units, scale } });
}

interface Step {
  readonly start: number;
  readonly length: number;
}

function steps(whole: number, most: number): Step[] {
  const count = Math.ceil(whole / most);
  return Array.from({ length: count }, (_, index) => ({ start: index * most, length: Math.min(most, whole - index * most) }));
}

async function rasteriser(fonts: string[]): Promise<Outcome<Rasterise, Problem>> {
  try {
    const { Resvg } = await import('@resvg/resvg-js');
    return ok((svg, width, height) => {
      const image = new Resvg(svg, {
        font: {
          loadSystemFonts: false,
          // The first file of a weight draws it; characters it lacks come from any other.
          fontFiles: fonts,
          defaultFontFamily: 'Inter',
          sansSerifFamily: 'Inter',
          monospaceFamily: 'JetBrains Mono',
        },
        fitTo: { mode: 'width', value: width },
        logLevel: 'off',
      }).render();
      if (image.width !== width || image.height !== height) {
        throw new Error(`a tile of ${width} x ${height} came out as ${image.width} x ${image.height}`);
      }
      return image.pixels;
    });
  } catch (error) {
    return failed({
      code: 'native-module',
      what: 'PNG cannot be written on this machine',
      why: `its drawing library does not load: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      remedy: 'Install the program for this platform, or export SVG or PDF.',
    });
  }
}

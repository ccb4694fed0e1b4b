import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createPng, pngSignature } from '#electron/render/png-file.ts';
import { type PngPiece, renderPng } from '#electron/render/png.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { sheetOf } from '#shared/export/sheet.ts';
import { hostileDiagram } from '#test/shared/export/hostile-diagram.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  pixel(x: number, y: number): string;
}

/** A strict reader of the PNGs we write: RGB, 8 bits, filter "up". */
function readPng(file: Buffer): Picture {
  expect(file.subarray(0, 8)).toEqual(pngSignature);
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * 3 + 1;
  expect(raw).toHaveLength(stride * height);
  for (let row = 0; row < height; row += 1) {
    for (let index = 1; index < stride; index += 1) {
      const above = row === 0 ? 0 : (raw[(row - 1) * stride + index] ?? 0);
      raw[row * stride + index] = ((raw[row * stride + index] ?? 0) + above) & 0xff;
    }
  }
  return { width, height, pixel: (x, y) => `#${raw.subarray(y * stride + 1 + x * 3, y * stride + 4 + x * 3).toString('hex')}` };
}

async function rendered(diagram: Diagram, scale: number): Promise<readonly PngPiece[]> {
  const result = await renderPng(diagram, { theme: 'light', scale });
  if (result.kind === 'problem') throw new Error(result.problem.what);
  return result.value;
}

/** A square of one colour in each corner of a wide picture, over several tiles. */
const wide: Diagram = {
  view: 'consumers',
  title: 'Wide',
  width: 5000,
  height: 1300,
  edges: [],
  legend: [],
  footer: '',
  nodes: [
    { x: 0, y: 0 },
    { x: 4950, y: 1250 },
  ].map((corner, index) => ({
    id: String(index),
    parentId: null,
    kind: 'note' as const,
    box: { ...corner, width: 50, height: 50 },
    label: '',
    description: '',
    subject: null,
    tone: 'ok' as const,
    keywords: [],
    shapes: [{ kind: 'rect' as const, x: 0, y: 0, width: 50, height: 50, fill: 'bad' as const }],
  })),
};

describe('renderPng', () => {
  it('puts the tiles together where they belong', async () => {
    const [piece, ...more] = await rendered(wide, 1);
    const picture = readPng(piece?.bytes ?? Buffer.alloc(0));
    const sheet = sheetOf(wide);
    expect([picture.width, picture.height, more.length]).toEqual([5000, sheet.height, 0]);
    const top = sheet.diagramTop;
    expect([picture.pixel(25, top + 25), picture.pixel(2500, 700), picture.pixel(4975, top + 1275)]).toEqual([
      '#c2261d',
      '#f4f6f8',
      '#c2261d',
    ]);
  });

  it('cuts what is too large for one file into files that lie side by side', async () => {
    const pieces = await rendered({ ...wide, height: 100, nodes: [] }, 4);
    expect(pieces.map(({ suffix, width, height }) => [suffix, width, height])).toEqual([
      ['-1-1', 16_384, 736],
      ['-1-2', 20_000 - 16_384, 736],
    ]);
  });

  it('draws hostile names', async () => {
    const [piece] = await rendered(hostileDiagram(), 0.5);
    expect(readPng(piece?.bytes ?? Buffer.alloc(0)).width).toBe(240);
  });
});

describe('createPng', () => {
  it('keeps every pixel, whatever the bands', async () => {
    const png = createPng(2, 3);
    await png.write(Buffer.from([1, 2, 3, 255, 4, 5, 6, 255]));
    await png.write(Buffer.from([7, 8, 9, 255, 10, 11, 12, 255, 250, 251, 252, 255, 0, 0, 0, 255]));
    const picture = readPng(await png.finish());
    const rows = [0, 1, 2].map((y) => [picture.pixel(0, y), picture.pixel(1, y)]);
    expect(rows).toEqual([
      ['#010203', '#040506'],
      ['#070809', '#0a0b0c'],
      ['#fafbfc', '#000000'],
    ]);
  });
});

import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { sheetOf } from '#shared/export/sheet.ts';
import { describe, expect, it } from 'vitest';
import { renderPdf } from '#electron/render/pdf.ts';
import { type PageName, overlap, planPages } from '#electron/render/pdf-pages.ts';
import { wrapped } from '#electron/render/pdf-flow.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { inputOf } from '#test/shared/diagram/input-of.ts';
import { hostileDiagram } from '#test/shared/export/hostile-diagram.ts';
import { hostileNames } from '#test/shared/export/hostile-names.ts';

const demo = layOutConsumers(inputOf(demoSnapshot()));
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!hasPoppler) console.warn('pdftotext is not on PATH: the text of PDFs is not read back');

async function pdfOf(diagram: Diagram, page: PageName): Promise<Buffer> {
  const result = await renderPdf(diagram, { theme: 'light', page });
  if (result.kind === 'problem') throw new Error(result.problem.what);
  return result.value;
}

/** The drawing instructions of all pages. */
function contents(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g)]
    .map((match) =>
      inflateSync(pdf.subarray(match.index + match[0].length, match.index + match[0].length + Number(match[1]))).toString('latin1'),
    )
    .filter((stream) => / (?:re|Tm|cm)\n/.test(stream))
    .join('\n');
}

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
}

describe('renderPdf', () => {
  it('is vectors and text, without pictures, scripts or links', async () => {
    const pdf = await pdfOf(demo, 'one');
    const source = pdf.toString('latin1');
    expect([pdf.subarray(0, 5).toString(), pagesOf(pdf)]).toEqual(['%PDF-', 1]);
    expect(source.match(/\/(?:Image|JavaScript|JS|URI|Launch|Annots|OpenAction|EmbeddedFile)\b/g)).toBe(null);
    expect([...new Set(source.match(/\/FontName \/\S+/g)?.map((name) => name.replace(/.*\+/, '')))].sort()).toEqual([
      'Inter-Medium',
      'Inter-Regular',
      'Inter-SemiBold',
      'JetBrainsMono-Regular',
    ]);
    const drawn = contents(pdf);
    const texts = demo.nodes.flatMap((node) => node.shapes.filter((shape) => shape.kind === 'text' && shape.text !== ''));
    expect((drawn.match(/\bTm\b/g) ?? []).length).toBeGreaterThanOrEqual(texts.length);
  });

  it.each(['a4', 'a3', 'letter'] as const)('cuts the demo into the pages of its plan on %s', async (page) => {
    const pdf = await pdfOf(demo, page);
    expect(pagesOf(pdf)).toBe(planPages(sheetOf(demo), page).tiles.length);
  });

  it('keeps the name of what no font can draw', async () => {
    const drawn = contents(await pdfOf(hostileDiagram(), 'one'));
    expect(drawn).toContain(`/ActualText (${Buffer.from('\ufeff東京', 'utf16le').swap16().toString('latin1')}`);
  });

  it.skipIf(!hasPoppler)('can be read back: every plain name of the hostile corpus', async () => {
    const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: await pdfOf(hostileDiagram(), 'one'), encoding: 'utf8' });
    const plain = hostileNames.filter((name) => /^[\x21-\x7e]{1,30}$/.test(name));
    expect(plain.length).toBeGreaterThan(15);
    expect(plain.filter((name) => !read.stdout.includes(name))).toEqual([]);
  });
});

describe('planPages', () => {
  it('makes one page of what fits', () => {
    const plan = planPages({ width: 900, height: 600 }, 'a4');
    expect([plan.width > plan.height, plan.tiles]).toEqual([true, [{ row: 0, column: 0, x: 0, y: 0 }]]);
  });

  it('covers a large picture without a gap, each seam twice', () => {
    const picture = { width: 6000, height: 4000 };
    const plan = planPages(picture, 'a3');
    const last = plan.tiles.at(-1);
    expect((last?.x ?? 0) + plan.shown.width).toBeGreaterThanOrEqual(picture.width - 0.1);
    expect((last?.y ?? 0) + plan.shown.height).toBeGreaterThanOrEqual(picture.height - 0.1);
    expect(plan.shown.width - (plan.tiles[1]?.x ?? 0)).toBeCloseTo(overlap / plan.scale);
    expect(plan.tiles).toHaveLength(plan.rows * plan.columns);
  });

  it('stays within what readers accept', () => {
    const plan = planPages({ width: 60_000, height: 20_000 }, 'one');
    expect([plan.width, plan.tiles.length]).toEqual([14_400, 1]);
    expect(planPages({ width: 200_000, height: 100_000 }, 'letter').tiles.length).toBeLessThanOrEqual(120);
  });
});

describe('wrapped', () => {
  it('breaks lines that fit, loses no character, and ends on words wider than the line', () => {
    const style = { size: 8, weight: 400, family: 'sans', colour: '#000000' } as const;
    const text = `a few words and ${'W'.repeat(256)} then more`;
    const lines = wrapped(text, 120, style);
    expect(lines.filter((line) => textWidth(line, style) > 120)).toEqual([]);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});

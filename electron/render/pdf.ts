/** A diagram as PDF without a browser: vectors and real text, cut into pages that can be glued. */
import { setImmediate } from 'node:timers/promises';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { fitText } from '#shared/diagram/text.ts';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';
import { sheetOf } from '#shared/export/sheet.ts';
import { createPdf, type PdfFile } from './pdf-document.ts';
import { overlap, type PageName, type PagePlan, type PageTile, planPages } from './pdf-pages.ts';
import { drawSheet } from './pdf-shapes.ts';

export interface PdfOptions {
  readonly theme: ThemeName;
  readonly page: PageName;
  /** Told after every page; false ends the drawing. */
  readonly progress?: ((done: number, total: number) => boolean) | undefined;
}

/** The whole picture with legend; every page carries title, coverage and its place among the others. */
export async function renderPdf(diagram: Diagram, options: PdfOptions): Promise<Outcome<Buffer, Problem>> {
  const created = await createPdf(diagram.title);
  if (created.kind === 'problem') return created;
  if (!(await addDiagramPages(created.value, diagram, options))) return failed({ code: 'cancelled', what: 'The export was cancelled' });
  return ok(await created.value.finish());
}

/** Adds a diagram to a document, on pages of its own; false: it was ended. */
export async function addDiagramPages(file: PdfFile, diagram: Diagram, { theme, page, progress }: PdfOptions): Promise<boolean> {
  const sheet = sheetOf(diagram);
  const plan = planPages(sheet, page);
  const { document } = file;
  for (const [index, tile] of plan.tiles.entries()) {
    document.addPage({ size: [plan.width, plan.height], margin: 0 });
    document.rect(0, 0, plan.width, plan.height).fill(themes[theme].ground);
    document.save();
    document.rect(plan.margin, plan.margin, plan.width - plan.margin * 2, plan.height - plan.margin * 2).clip();
    document.translate(plan.margin - tile.x * plan.scale, plan.margin - tile.y * plan.scale).scale(plan.scale);
    drawSheet(file, diagram, sheet, { x: tile.x, y: tile.y, ...plan.shown }, theme);
    document.restore();
    if (plan.tiles.length > 1) drawMarks(file, plan, tile, theme);
    if (page !== 'one') drawFooter(file, diagram, plan, tile, theme);
    // What else the process has to do gets its turn.
    await setImmediate();
    if (progress?.(index + 1, plan.tiles.length) === false) return false;
  }
  return true;
}

/** Draws the whole picture once more, as small as it has to be. */
export function drawWhole(
  file: PdfFile,
  diagram: Diagram,
  place: { readonly x: number; readonly y: number; readonly scale: number },
  theme: ThemeName,
): void {
  const sheet = sheetOf(diagram);
  const { document } = file;
  document.save();
  document.translate(place.x, place.y).scale(place.scale);
  document.rect(0, 0, sheet.width, sheet.height).clip();
  document.rect(0, 0, sheet.width, sheet.height).fill(themes[theme].ground);
  drawSheet(file, diagram, sheet, { x: 0, y: 0, width: sheet.width, height: sheet.height }, theme);
  document.restore();
}

/** Corners of the part that the next page repeats. */
function drawMarks({ document }: PdfFile, plan: PagePlan, tile: PageTile, theme: ThemeName): void {
  const [left, top] = [plan.margin, plan.margin];
  const [right, bottom] = [plan.width - plan.margin, plan.height - plan.margin];
  const xs = [...(tile.column > 0 ? [left + overlap] : []), ...(tile.column < plan.columns - 1 ? [right - overlap] : [])];
  const ys = [...(tile.row > 0 ? [top + overlap] : []), ...(tile.row < plan.rows - 1 ? [bottom - overlap] : [])];
  document.save().lineWidth(0.5).strokeColor(themes[theme]['line-strong']);
  for (const x of xs) {
    document
      .moveTo(x, top - 14)
      .lineTo(x, top - 4)
      .stroke();
    document
      .moveTo(x, bottom + 4)
      .lineTo(x, bottom + 14)
      .stroke();
  }
  for (const y of ys) {
    document
      .moveTo(left - 14, y)
      .lineTo(left - 4, y)
      .stroke();
    document
      .moveTo(right + 4, y)
      .lineTo(right + 14, y)
      .stroke();
  }
  document.restore();
}

function drawFooter(file: PdfFile, diagram: Diagram, plan: PagePlan, tile: PageTile, theme: ThemeName): void {
  const style = { size: 7, weight: 400, family: 'sans', colour: themes[theme]['ink-2'] } as const;
  const many = plan.tiles.length > 1;
  const place = many
    ? `page ${tile.row * plan.columns + tile.column + 1} of ${plan.tiles.length} · row ${tile.row + 1} of ${plan.rows}, column ${tile.column + 1} of ${plan.columns} · `
    : '';
  const words = `${place}${diagram.title} · ${diagram.footer}`;
  file.text(plan.margin, plan.height - 14, fitText(words, plan.width - plan.margin * 2, style).text, style);
}

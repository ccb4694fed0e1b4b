/** The written case as PDF: text and tables on A4, the picture as vectors on the last pages. */
import { ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { themes } from '#shared/diagram/theme.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { CsvCell } from '#shared/export/csv.ts';
import type { ReportBlock } from '#shared/export/report-blocks.ts';
import { sheetOf } from '#shared/export/sheet.ts';
import { addDiagramPages, drawWhole } from './pdf.ts';
import { createPdf, type PdfFile } from './pdf-document.ts';
import { type Flow, flowStyle, keepTogether, pictureRoom, takeRoom, writeParagraph, writeTable } from './pdf-flow.ts';

export async function renderReport(title: string, blocks: readonly ReportBlock[]): Promise<Outcome<Buffer, Problem>> {
  const created = await createPdf(title);
  if (created.kind === 'problem') return created;
  const file = created.value;
  const flow: Flow = { file, y: null };
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    if (block.kind === 'heading') keepTogether(flow, next?.kind === 'picture' ? pictureScale(next.diagram).height + 60 : 90);
    writeBlock(flow, block);
  }
  for (const block of blocks) if (block.kind === 'picture') await addDiagramPages(file, block.diagram, { theme: 'light', page: 'a3' });
  numberPages(file, title);
  return ok(await file.finish());
}

const headings = { 1: flowStyle(18, 600), 2: flowStyle(13, 600), 3: flowStyle(10, 600) } as const;

function writeBlock(flow: Flow, block: ReportBlock): void {
  switch (block.kind) {
    case 'heading':
      writeParagraph(flow, block.text, headings[block.level], { before: block.level === 3 ? 8 : 14 });
      return;
    case 'text':
      writeParagraph(flow, block.text, flowStyle(8.5), { before: 4 });
      return;
    case 'list':
      for (const item of block.items) writeParagraph(flow, item, flowStyle(8.5), { indent: 14, bullet: true, before: 1 });
      return;
    case 'table':
      writeTable(
        flow,
        block.header,
        block.rows.map((row) => row.map(cellText)),
      );
      return;
    case 'picture':
      writePicture(flow, block.diagram);
  }
}

/** Small in the text, where it can be zoomed into; pages of another size would be lost between the others, so those stand last. */
function writePicture(flow: Flow, diagram: Diagram): void {
  const { scale, height } = pictureScale(diagram);
  const { x, y } = takeRoom(flow, height + 4);
  drawWhole(flow.file, diagram, { x, y, scale }, 'light');
  writeParagraph(flow, `${diagram.title}; in full size on the last pages of this report.`, flowStyle(8.5), { before: 4 });
}

function pictureScale(diagram: Diagram): { readonly scale: number; readonly height: number } {
  const sheet = sheetOf(diagram);
  const scale = Math.min(1, pictureRoom.width / sheet.width, pictureRoom.height / sheet.height);
  return { scale, height: sheet.height * scale };
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.exact : String(cell);
}

function numberPages({ document, text }: PdfFile, title: string): void {
  const { start, count } = document.bufferedPageRange();
  const style = flowStyle(7, 400, themes.light['ink-2']);
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    text(48, 24, `${title} · page ${index + 1} of ${count}`, style);
  }
}

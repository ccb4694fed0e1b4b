import { ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { exportDiagramCsv } from '#shared/export/csv.ts';
import { exportDot } from '#shared/export/dot.ts';
import { exportDrawio } from '#shared/export/drawio.ts';
import { exportHtml } from '#shared/export/html.ts';
import { exportDiagramJson } from '#shared/export/json.ts';
import { exportMarkdown } from '#shared/export/markdown.ts';
import { exportMermaid } from '#shared/export/mermaid.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { renderPdf } from '#electron/render/pdf.ts';
import { renderPng } from '#electron/render/png.ts';
import type { ExportFile, ExportProgress, ExportRequest } from './export-formats.ts';

/** A diagram in a format; every node and edge of it is in the file. */
export async function exportDiagram(
  diagram: Diagram,
  request: ExportRequest,
  progress?: ExportProgress,
): Promise<Outcome<readonly ExportFile[], Problem>> {
  const { theme } = request;
  switch (request.format) {
    case 'svg':
      return single(exportSvg(diagram, { theme }));
    case 'html':
      return single(exportHtml(diagram, { theme }));
    case 'drawio':
      return single(exportDrawio(diagram, { theme }));
    case 'dot':
      return single(exportDot(diagram, { theme }));
    case 'csv':
      return single(exportDiagramCsv(diagram));
    case 'json':
      return single(exportDiagramJson(diagram));
    case 'md':
      return single(exportMarkdown(diagram));
    case 'mermaid': {
      const chart = exportMermaid(diagram);
      return chart.kind === 'ok' ? single(chart.value) : chart;
    }
    case 'pdf': {
      const pdf = await renderPdf(diagram, { theme, page: request.page ?? 'a4', progress });
      return pdf.kind === 'ok' ? single(pdf.value) : pdf;
    }
    case 'png': {
      const png = await renderPng(diagram, { theme, scale: request.scale ?? 1, progress });
      return png.kind === 'ok' ? ok(png.value.map((piece) => ({ suffix: piece.suffix, content: piece.bytes }))) : png;
    }
  }
}

function single(content: string | Uint8Array): Outcome<readonly ExportFile[], Problem> {
  return ok([{ suffix: '', content }]);
}

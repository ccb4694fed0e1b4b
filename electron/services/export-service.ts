/** Exports for the page: it sends what is shown, the host writes the files, the page fetches them in parts. */
import type { AppExportRequest, Emit, Handlers, UploadStore } from '#shared/api/contract.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { failed, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { ExportFile, ExportProgress } from './export-formats.ts';

type ExportMethod = 'export.run' | 'export.part' | 'export.close';

/** Bytes of a part: as base64 it stays below 1 MB. */
const partBytes = 720_000;
/** Exports whose files are kept for fetching; the oldest go. */
const maxKept = 4;

/** The handlers of the contract's exports. */
export function createExportService(uploads: UploadStore, emit: Emit, app: string): Pick<Handlers, ExportMethod> {
  const kept = new Map<string, readonly Buffer[]>();
  const running = new Map<string, { isCancelled: boolean }>();
  return {
    'export.run': async (request) => {
      const { exportId } = request;
      const run = { isCancelled: false };
      running.set(exportId, run);
      try {
        const progress: ExportProgress = (done, total) => {
          emit('export.progress', { exportId, done, total });
          return !run.isCancelled;
        };
        progress(0, 0);
        const files = await filesOf(request, uploads, app, progress);
        if (run.isCancelled) return { kind: 'cancelled' };
        if (files.kind === 'problem') return { kind: 'problem', problem: { ...files.problem } };
        const contents = files.value.map(({ content }) => Buffer.from(content));
        keep(kept, exportId, contents);
        return {
          kind: 'done',
          files: files.value.map(({ suffix }, index) => {
            const bytes = contents[index]?.byteLength ?? 0;
            return { suffix, bytes, parts: Math.max(1, Math.ceil(bytes / partBytes)) };
          }),
        };
      } finally {
        running.delete(exportId);
      }
    },
    'export.part': async ({ exportId, file, part }) => {
      const content = kept.get(exportId)?.[file];
      if (content === undefined) throw new Error('no such export or file');
      return { base64: content.subarray(part * partBytes, (part + 1) * partBytes).toString('base64') };
    },
    'export.close': async ({ exportId }) => {
      kept.delete(exportId);
      const run = running.get(exportId);
      if (run !== undefined) run.isCancelled = true;
      return {};
    },
  };
}

function keep(kept: Map<string, readonly Buffer[]>, exportId: string, contents: readonly Buffer[]): void {
  kept.set(exportId, contents);
  for (const oldest of kept.keys()) {
    if (kept.size <= maxKept) break;
    kept.delete(oldest);
  }
}

type Files = Outcome<readonly ExportFile[], Problem>;

async function filesOf(request: AppExportRequest, uploads: UploadStore, app: string, progress: ExportProgress): Promise<Files> {
  const bytes = uploads.take(request.uploadId);
  const leftOut = request.leftOutUploadId === null ? undefined : keysIn(uploads.take(request.leftOutUploadId));
  if (bytes === undefined || leftOut === null)
    return failed({ code: 'upload', what: 'What is to be exported did not arrive', remedy: 'Export again.' });
  const { view, format, theme, page, scale } = request;
  const wanted = { view, format, theme, page, scale };
  // Analysis and writers load with the first export: the start needs none of them.
  if (request.source === 'diagram') {
    const { parseDiagram } = await import('#shared/export/diagram-schema.ts');
    const { exportDiagram } = await import('./export-diagram.ts');
    const diagram = parseDiagram(Buffer.from(bytes).toString('utf8'));
    if (diagram === null)
      return failed({ code: 'diagram', what: 'What was sent is no diagram', remedy: 'Load the page again and export again.' });
    return exportDiagram(diagram, wanted, progress);
  }
  const { openBytes } = await import('./open-bytes.ts');
  const opened = openBytes(bytes, 'document', app, new Date().toISOString() as IsoTime);
  if (opened.kind === 'problem') return opened;
  const { analyseDocument } = await import('./analyse.ts');
  const { exportView } = await import('./export-view.ts');
  const analysed = analyseDocument(opened.value.document);
  return analysed.kind === 'problem' ? analysed : exportView(analysed.value, { ...wanted, redact: request.redact, leftOut }, progress);
}

function keysIn(bytes: Uint8Array | undefined): string[] | null {
  if (bytes === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : null;
  } catch {
    return null;
  }
}

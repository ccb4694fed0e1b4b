import type { AppExportRequest } from '#shared/api/contract.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { Problem } from '#shared/base/outcome.ts';
import { type MapView, mapViews } from '#renderer/workers/protocol.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { packed } from './keeping-slice.ts';
import { problemOf } from './problem.ts';
import { leftOutKeys } from './selectors.ts';

/** What can be exported: the maps, that of a comparison too, and tables as the command line writes them. */
export const exportViews = [...mapViews, 'changes', 'alignment', 'coverage', 'findings', 'costs'] as const;
export type ExportViewName = (typeof exportViews)[number];

/** Formats of every view; pictures have all of them. */
export const tableExportFormats: readonly AppExportRequest['format'][] = ['csv', 'json', 'md'];

/** What the person chose. */
export interface ExportWish extends Pick<AppExportRequest, 'format' | 'theme' | 'redact' | 'page' | 'scale'> {
  readonly view: ExportViewName;
  /** Only what filters, a Hide search and the person's hiding leave. */
  readonly isNarrowed: boolean;
}

export interface ExportedFile {
  readonly suffix: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How far an export is; `total` 0 while it is prepared. */
export interface RunningExport {
  readonly exportId: string;
  readonly done: number;
  readonly total: number;
}

export interface ExportSlice {
  readonly running: RunningExport | null;
  readonly exportProblem: Problem | null;
  /** The files; `null` where it was cancelled or a problem came of it, which is then shown. */
  readonly exportAsked: (wish: ExportWish) => Promise<readonly ExportedFile[] | null>;
  readonly exportCancelled: () => void;
  readonly exportProblemDismissed: () => void;
  readonly exportProgressed: (progress: RunningExport) => void;
}

export function createExportSlice(tools: SliceTools): ExportSlice {
  const { set, get, client } = tools;
  return {
    running: null,
    exportProblem: null,
    exportAsked: async (wish) => {
      const exportId = crypto.randomUUID();
      set({ running: { exportId, done: 0, total: 0 }, exportProblem: null });
      try {
        const reply = await client.call('export.run', await requestOf(tools, exportId, wish));
        if (reply.kind === 'problem') set({ exportProblem: reply.problem as Problem });
        if (reply.kind !== 'done' || get().running?.exportId !== exportId) return null;
        const files = await Promise.all(reply.files.map((file, index) => fetched(tools, exportId, index, file)));
        set({ announcement: `Exported ${String(files.length)} ${files.length === 1 ? 'file' : 'files'}` });
        return files;
      } catch (error) {
        set({ exportProblem: problemOf(error) });
        return null;
      } finally {
        if (get().running?.exportId === exportId) set({ running: null });
        void client.call('export.close', { exportId }).catch(() => undefined);
      }
    },
    exportCancelled: () => {
      const { running } = get();
      set({ running: null });
      if (running !== null) void client.call('export.close', { exportId: running.exportId }).catch(() => undefined);
    },
    exportProblemDismissed: () => set({ exportProblem: null }),
    exportProgressed: (progress) => {
      if (get().running?.exportId === progress.exportId) set({ running: progress });
    },
  };
}

/** A map that is not redacted goes as the diagram that is shown; everything else is made anew from the document. */
async function requestOf(tools: SliceTools, exportId: string, wish: ExportWish): Promise<AppExportRequest> {
  const { client, get } = tools;
  const { view, isNarrowed, ...look } = wish;
  const left = leftOutKeys(get());
  const leaves = isNarrowed && left.length > 0 && canBeNarrowed(view);
  const diagram = view === 'changes' ? changesDiagram(get()) : wish.redact ? null : await shownDiagram(tools, view, leaves ? left : []);
  const name = view === 'vpc' ? `vpc:${get().vpcId ?? ''}` : view;
  if (diagram !== null) {
    const uploadId = await client.upload(bytesOf(diagram));
    return { exportId, uploadId, source: 'diagram', view: name, leftOutUploadId: null, ...look };
  }
  const uploadId = await client.upload(await packed(tools));
  const leftOutUploadId = leaves ? await client.upload(bytesOf(left)) : null;
  return { exportId, uploadId, source: 'document', view: name, leftOutUploadId, ...look };
}

/** The map as it is shown, laid out for exactly what is left, with the words that search finds; `null` where there is none like it. */
async function shownDiagram({ get, engine }: SliceTools, view: ExportViewName, leftOut: readonly string[]): Promise<Diagram | null> {
  if (view === 'changes' || !isMap(view)) return null;
  const { narrowed, opened, vpcDiagram } = get();
  if (view === 'vpc') return leftOut.length === 0 ? vpcDiagram : null;
  if (leftOut.length === 0) return opened === null ? null : engine.ask('map', view);
  const diagram = narrowed !== null && narrowed.leftOut === leftOut ? narrowed.diagrams[view] : undefined;
  return diagram === undefined ? null : { ...diagram, title: `${diagram.title} · filtered` };
}

/** Both snapshots in one picture, as it is shown; `null` while nothing is compared. */
export function changesDiagram({ changes, changesMap, showsOnlyChanged }: AppState): Diagram | null {
  if (changes === null) return null;
  const diagram = (showsOnlyChanged ? changes.onlyChanged : changes.everything)[changesMap];
  const name = ({ title, kind }: typeof changes.before): string => (title === '' ? kind : title);
  return { ...diagram, title: `Changes from ${name(changes.before)} to ${name(changes.after)} \u00b7 ${diagram.title}` };
}

/** Whether a view is a picture: it has every format. */
export function isMap(view: ExportViewName): view is MapView | 'changes' {
  return view === 'changes' || (mapViews as readonly string[]).includes(view);
}

/** Filters leave costs, coverage and comparisons whole. */
export function canBeNarrowed(view: ExportViewName): boolean {
  return view !== 'costs' && view !== 'coverage' && view !== 'changes';
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

interface RemoteFile {
  readonly suffix: string;
  readonly bytes: number;
  readonly parts: number;
}

async function fetched({ client }: SliceTools, exportId: string, file: number, remote: RemoteFile): Promise<ExportedFile> {
  const bytes = new Uint8Array(remote.bytes);
  let at = 0;
  for (let part = 0; part < remote.parts; part += 1) {
    const { base64 } = await client.call('export.part', { exportId, file, part });
    const piece = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    bytes.set(piece, at);
    at += piece.length;
  }
  return { suffix: remote.suffix, bytes };
}

import { useState } from 'react';
import {
  canBeNarrowed,
  type ExportViewName,
  type ExportWish,
  exportViews,
  isMap,
  tableExportFormats,
} from '#renderer/store/export-slice.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { leftOutKeys } from '#renderer/store/selectors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Checkbox, Segmented, Select } from '#renderer/ui/fields.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { problemText } from '#shared/base/outcome.ts';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { count } from '../format.ts';
import { download, fileName } from './download.ts';
import styles from './export-dialog.module.css';

type Format = ExportWish['format'];

/** Every format with the ending and type of its file, and what it is good for. */
const formats: Readonly<Record<Format, { readonly label: string; readonly hint: string; readonly type: string; readonly ending: string }>> =
  {
    svg: { label: 'SVG', hint: 'Vectors and real text, for documents and the web', type: 'image/svg+xml', ending: 'svg' },
    png: { label: 'PNG', hint: 'Pixels; in several files beyond 16,384 a side', type: 'image/png', ending: 'png' },
    pdf: { label: 'PDF', hint: 'Vectors, on paper that can be glued', type: 'application/pdf', ending: 'pdf' },
    html: { label: 'HTML', hint: 'One page to move, zoom and search, without a network', type: 'text/html;charset=utf-8', ending: 'html' },
    drawio: { label: 'draw.io', hint: 'Boxes and lines that can be edited', type: 'application/xml', ending: 'drawio' },
    mermaid: { label: 'Mermaid', hint: 'Text; at most 500 edges and 50,000 characters', type: 'text/plain;charset=utf-8', ending: 'mmd' },
    dot: { label: 'Graphviz DOT', hint: 'Text for dot and its relatives', type: 'text/vnd.graphviz;charset=utf-8', ending: 'dot' },
    csv: { label: 'CSV', hint: 'A line for everything, for spreadsheets', type: 'text/csv;charset=utf-8', ending: 'csv' },
    json: { label: 'JSON', hint: 'For programs, with a published schema', type: 'application/json', ending: 'json' },
    md: { label: 'Markdown', hint: 'An outline for a review document', type: 'text/markdown;charset=utf-8', ending: 'md' },
  };

const viewLabels: Readonly<Record<ExportViewName, string>> = {
  consumers: 'Consumers',
  providers: 'Providers',
  estate: 'Estate',
  vpc: 'VPC',
  changes: 'Changes on the map',
  alignment: 'Alignment',
  coverage: 'Coverage of the scan',
  findings: 'Findings',
  costs: 'Costs',
};

/** Exports any view in any format: what, as what, how it looks, and what it may say. */
export function ExportDialog() {
  const isOpen = useApp((state) => state.dialog === 'export' && state.opened !== null);
  return isOpen ? <Export /> : null;
}

function Export() {
  const store = useAppStore();
  const { dialogClosed, exportCancelled, exportProblemDismissed } = useActions();
  const running = useApp((state) => state.running);
  const problem = useApp((state) => state.exportProblem);
  const [wish, setWish] = useState<ExportWish>(() => firstWish(store.getState().view, viewsThereAre(store.getState())));
  const change = (part: Partial<ExportWish>): void => setWish(fitting({ ...wish, ...part }));
  const close = (): void => {
    exportCancelled();
    exportProblemDismissed();
    dialogClosed();
  };
  const run = async (): Promise<void> => {
    const { documentTitle, exportAsked } = store.getState();
    const files = await exportAsked(wish);
    if (files === null) return;
    const { type, ending } = formats[wish.format];
    const title = wish.redact ? 'redacted' : documentTitle;
    for (const { suffix, bytes } of files) download(fileName(title, `${wish.view}${suffix}`, ending), type, bytes);
    dialogClosed();
  };
  return (
    <Dialog
      title="Export"
      subtitle="From the data, whole: never a picture of the window"
      isOpen
      onClose={close}
      actions={
        <>
          {running === null ? null : (
            <span className={styles['progress']} role="status">
              {progressText(running)}
            </span>
          )}
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" isDisabled={running !== null} onPress={() => void run()}>
            Export {formats[wish.format].label}
          </Button>
        </>
      }
    >
      {problem === null ? null : <Notice tone="bad">{problemText(problem)}</Notice>}
      <ExportFields wish={wish} onChange={change} />
    </Dialog>
  );
}

function ExportFields({ wish, onChange }: { readonly wish: ExportWish; readonly onChange: (part: Partial<ExportWish>) => void }) {
  const among = viewsThereAre(useAppStore().getState());
  const leftOut = useApp(leftOutKeys).length;
  const choices = among.map((id) => ({ id, label: viewLabels[id] }));
  const fitting = (Object.keys(formats) as Format[]).filter((format) => isMap(wish.view) || tableExportFormats.includes(format));
  const isPicture = ['svg', 'png', 'pdf', 'html', 'drawio', 'dot'].includes(wish.format);
  return (
    <div className={styles['fields']}>
      <Row label="View">
        <Select label="View" choices={choices} selected={wish.view} onSelect={(view) => onChange({ view })} />
      </Row>
      <Row label="Format">
        <Select
          label="Format"
          choices={fitting.map((id) => ({ id, label: formats[id].label, hint: formats[id].hint }))}
          selected={wish.format}
          onSelect={(format) => onChange({ format })}
        />
      </Row>
      {isPicture ? (
        <Row label="Colours">
          <Segmented label="Colours" choices={themes} selected={wish.theme} onSelect={(theme) => onChange({ theme })} />
        </Row>
      ) : null}
      {wish.format === 'pdf' ? (
        <Row label="Paper">
          <Segmented label="Paper" choices={papers} selected={wish.page} onSelect={(page) => onChange({ page })} />
        </Row>
      ) : null}
      {wish.format === 'png' ? (
        <Row label="Size">
          <Segmented label="Size" choices={scales} selected={String(wish.scale)} onSelect={(scale) => onChange({ scale: Number(scale) })} />
        </Row>
      ) : null}
      {leftOut > 0 && canBeNarrowed(wish.view) ? (
        <Checkbox isSelected={wish.isNarrowed} onChange={(isNarrowed) => onChange({ isNarrowed })}>
          Only what the filters leave ({count(leftOut)} left out)
        </Checkbox>
      ) : null}
      {wish.view === 'changes' ? (
        <p className={styles['note']}>A comparison holds real names: it cannot be redacted. Redact both documents, then compare those.</p>
      ) : (
        <Checkbox isSelected={wish.redact} onChange={(redact) => onChange({ redact })}>
          Redact: stand-ins for accounts, names, addresses, ids and DNS names
        </Checkbox>
      )}
    </div>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles['row']}>
      <span className={styles['label']} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

const themes = [
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;
const papers = [
  { id: 'a4', label: 'A4' },
  { id: 'a3', label: 'A3' },
  { id: 'letter', label: 'Letter' },
  { id: 'one', label: 'One page' },
] as const;
const scales = [
  { id: '1', label: '1×' },
  { id: '2', label: '2×' },
  { id: '4', label: '4×' },
] as const;

function viewsThereAre({ vpcDiagram, changes }: AppState): readonly ExportViewName[] {
  return exportViews.filter((view) => (view !== 'vpc' || vpcDiagram !== null) && (view !== 'changes' || changes !== null));
}

function firstWish(view: string, among: readonly ExportViewName[]): ExportWish {
  const known = among.find((each) => each === view) ?? 'consumers';
  return fitting({ view: known, format: 'svg', theme: 'light', redact: false, page: 'a4', scale: 1, isNarrowed: true });
}

/** A table has no picture, and a comparison no stand-ins. */
function fitting(wish: ExportWish): ExportWish {
  const able = wish.view === 'changes' ? { ...wish, redact: false } : wish;
  return isMap(able.view) || tableExportFormats.includes(able.format) ? able : { ...able, format: 'csv' };
}

function progressText({ done, total }: { readonly done: number; readonly total: number }): string {
  return total === 0 ? 'Preparing\u2026' : `Drawing ${count(done)} of ${count(total)}\u2026`;
}

import type { AppState } from '#renderer/store/app-state.ts';
import type { AppStore } from '#renderer/store/app-store.ts';
import { currentDiagram, visibleItems } from '#renderer/store/selectors.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { serviceRows } from '../services/service-rows.ts';
import { download, fileName } from './download.ts';
import { alignmentCsv, costCsv, findingsCsv, inventoryCsv, servicesCsv } from './export-tables.ts';

export interface Exporter {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly run: (store: AppStore) => void | Promise<void>;
}

/** Everything is written from the data, whole; nothing is a picture of the window. */
export const exporters: readonly Exporter[] = [
  {
    id: 'export',
    label: 'Export\u2026',
    hint: 'Any view as SVG, PNG, PDF, HTML, draw.io, Mermaid, DOT, CSV, JSON or Markdown',
    run: (store) => store.getState().dialogOpened('export'),
  },
  { id: 'svg', label: 'Map as SVG', hint: 'The whole diagram, real text, light colours', run: (store) => saveMap(store.getState(), 'svg') },
  { id: 'json', label: 'Map as JSON', run: (store) => saveMap(store.getState(), 'json') },
  {
    id: 'resources',
    label: 'Table as CSV',
    hint: 'What the filters leave',
    run: (store) => saveCsv(store.getState(), 'resources', inventoryCsv(visibleItems(store.getState()))),
  },
  {
    id: 'alignment',
    label: 'Alignment as CSV',
    run: (store) => saveCsv(store.getState(), 'alignment', alignmentCsv(store.getState().opened?.alignment ?? [])),
  },
  {
    id: 'services',
    label: 'Coverage as CSV',
    hint: 'A line for every VPC and AWS service',
    run: (store) => saveCsv(store.getState(), 'coverage', servicesCsv(serviceRows(store.getState()).map(({ row }) => row))),
  },
  {
    id: 'findings',
    label: 'Findings as CSV',
    run: (store) => saveCsv(store.getState(), 'findings', findingsCsv(store.getState().opened?.findings?.findings ?? [])),
  },
  {
    id: 'costs',
    label: 'Cost lines as CSV',
    run: async (store) => {
      await store.getState().costsNeeded();
      saveCsv(store.getState(), 'costs', costCsv(store.getState().costs?.scopes ?? []));
    },
  },
];

function saveMap(state: AppState, extension: 'svg' | 'json'): void {
  const diagram = currentDiagram(state);
  if (diagram === null) return;
  const name = fileName(state.documentTitle, diagram.view, extension);
  if (extension === 'svg') download(name, 'image/svg+xml', exportSvg(diagram, { theme: 'light' }));
  else download(name, 'application/json', JSON.stringify(diagram, null, 2));
}

function saveCsv(state: AppState, name: string, text: string): void {
  download(fileName(state.documentTitle, name, 'csv'), 'text/csv;charset=utf-8', text);
}

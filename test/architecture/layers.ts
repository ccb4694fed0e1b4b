/**
 * The import table of ARCHITECTURE.md as data.
 *
 * Each row names a folder (or one file) and what it may import besides itself;
 * the longest row that contains a file decides. Packages end in `/*` for a scope.
 */
export interface Layer {
  readonly path: string;
  /** Folders of the project, everything below them included. */
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

/** Stands for every folder or every package, in the rows of tests, scripts and configuration files. */
export const everything = '*';

const analysis = 'shared/analysis';
const base = 'shared/base';
const model = 'shared/model';
const topology = `${analysis}/topology`;
const knowledge = [base, model, analysis, 'shared/diagram'];
const services = ['electron/discovery', 'electron/aws', 'electron/imports', 'electron/storage', 'electron/render'];
const rendererParts = ['renderer/host', 'renderer/workers', 'renderer/store', 'renderer/ui', 'renderer/flow'];
const hostParts = [base, 'shared/api', 'electron/web', 'electron/services'];

export const layers: readonly Layer[] = [
  row(base, [], ['decimal.js']),
  row(model, [base], ['zod']),
  row(topology, [base, model]),
  row(`${analysis}/availability`, [base, model, topology]),
  row(`${analysis}/cost`, [base, model, topology]),
  row(`${analysis}/scenario`, [base, model, topology, `${analysis}/cost`]),
  row(`${analysis}/findings`, [base, model, topology, `${analysis}/availability`, `${analysis}/cost`]),
  row(`${analysis}/changes`, [base, model, analysis]),
  row('shared/diagram', [base, model, analysis]),
  row('shared/export', [base, model, analysis, 'shared/diagram'], ['d3-scale', 'd3-shape']),
  row('shared/api', [base, model], ['zod']),

  row('electron/discovery', [base, model]),
  row('electron/aws', [base, model, 'electron/discovery'], ['@aws-sdk/*', '@smithy/*', 'node:*']),
  row('electron/imports', [base, model], ['node:*', '@duckdb/node-api', 'js-yaml']),
  row('electron/storage', [base, model], ['node:*']),
  row('electron/render', [base, model, 'shared/diagram', 'shared/export'], ['node:*', 'pdfkit', '@resvg/resvg-js']),
  row('electron/services', ['shared', ...services], ['node:*']),
  row('electron/web', [base, 'shared/api'], ['node:*']),
  row('electron/loopback', hostParts, ['node:*']),
  row('electron/desktop', hostParts, ['node:*', 'electron']),
  row('electron/cli', [base, model, 'shared/api', 'electron/services'], ['node:*', 'commander']),

  row('renderer/host', [base, model, 'shared/api']),
  row('renderer/workers', [...knowledge, 'shared/export']),
  row('renderer/store', [...knowledge, 'shared/api', 'renderer/host', 'renderer/workers'], ['zustand']),
  row('renderer/ui', [base], ['react', 'react-aria-components', '@tanstack/react-virtual', 'd3-scale', 'd3-shape']),
  row('renderer/flow', [base, model, 'shared/diagram', 'renderer/ui'], ['react', '@xyflow/react']),
  row('renderer/views', ['shared', ...rendererParts], ['react', 'fflate']),
  row('renderer/main.tsx', ['renderer'], ['@fontsource/*']),
  row('renderer/window.tsx', ['renderer'], ['react', 'react-dom']),

  row('test/fixtures', [base, model], ['node:*']),
  row('test/fake-aws', [base, model], ['node:*']),
  row('test', [everything], [everything]),
  row('scripts', [everything], [everything]),
  row('vite.config.ts', [everything], [everything]),
  row('vitest.config.ts', [everything], [everything]),
  row('vitest.mutation.config.ts', [everything], [everything]),
  row('rolldown.config.ts', [everything], [everything]),
  row('playwright.config.ts', [everything], [everything]),
];

function row(path: string, folders: readonly string[], packages: readonly string[] = []): Layer {
  return { path, folders, packages };
}

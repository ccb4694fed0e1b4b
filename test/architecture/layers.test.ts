import { describe, expect, it } from 'vitest';
import { layers } from './layers.ts';
import { brokenRules, importCycles, layerOf } from './rules.ts';
import { fileExists, parseSource, readSource, sourceFiles } from './sources.ts';

const sources = sourceFiles().map(readSource);

describe('the import table', () => {
  it('holds for every file', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.flatMap((source) => brokenRules(source, layers, fileExists))).toEqual([]);
  });

  it('allows no cycle of files that load each other', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  it('lets the longest row decide', () => {
    const found = ['shared/analysis/topology/topology.ts', 'test/fixtures/estate.ts', 'test/hosts/hosts.test.ts', 'other/file.ts'];
    expect(found.map((file) => layerOf(file, layers)?.path)).toEqual(['shared/analysis/topology', 'test/fixtures', 'test', undefined]);
  });
});

describe('other rules about imports and exports', () => {
  const product = sources.filter((source) => /^(shared|electron|renderer)\//.test(source.file));
  const importers = (specifier: string) =>
    product.filter((source) => source.imports.some((found) => found.specifier === specifier)).map((source) => source.file);

  it('keeps Electron inside electron/desktop', () => {
    expect(importers('electron').filter((file) => !file.startsWith('electron/desktop/'))).toEqual([]);
    expect(importers('electron')).toContain('electron/desktop/main.ts');
  });

  it('imports zod in one place, where it is told to do without eval', () => {
    expect(importers('zod')).toEqual(['shared/model/schema.ts']);
  });

  it('exports by name only', () => {
    expect(product.filter((source) => source.exportsDefault).map((source) => source.file)).toEqual([]);
  });
});

describe('the test itself', () => {
  const broken = (file: string, text: string) => brokenRules(parseSource(file, text), layers, fileExists);

  it('fires for every way of importing', () => {
    const text = [
      "import { a } from '#electron/web/assets.ts';",
      "import type { B } from '#renderer/main.tsx';",
      "export { c } from '#electron/web/event-bus.ts';",
      "export * from '#shared/model/ledger.ts';",
      "export const d = import('node:fs');",
      "export type E = import('#electron/web/assets.ts').AssetHandler;",
      "export const f = new Worker(new URL('../../electron/web/assets.ts', import.meta.url));",
      "import '#shared/base/sort.ts';",
    ].join('\n');
    expect(broken('shared/base/probe.ts', text).map((line) => line.replace(/ imports .*/, ''))).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((line) => `shared/base/probe.ts:${line}`),
    );
  });

  it('fires for an analysis that looks at a later one, at a package and at a file that is not there', () => {
    const text = "import { x } from '#shared/analysis/findings/finding.ts';\nimport y from 'lodash';\nimport z from './gone.ts';";
    expect(broken('shared/analysis/topology/probe.ts', text)).toEqual([
      'shared/analysis/topology/probe.ts:1 imports #shared/analysis/findings/finding.ts: shared/analysis/topology may not import shared/analysis/findings',
      'shared/analysis/topology/probe.ts:2 imports lodash: shared/analysis/topology may not use the package lodash',
      'shared/analysis/topology/probe.ts:3 imports ./gone.ts: there is no such file',
    ]);
  });

  it('fires for a file that no row covers', () => {
    expect(broken('shared/helpers/probe.ts', '')).toEqual(['shared/helpers/probe.ts: no row of the import table covers this file']);
  });

  it('fires for a cycle, once', () => {
    const source = (file: string, target: string) => parseSource(file, `import { x } from './${target}';`);
    expect(
      importCycles([source('shared/base/b.ts', 'c.ts'), source('shared/base/c.ts', 'a.ts'), source('shared/base/a.ts', 'b.ts')]),
    ).toEqual(['shared/base/a.ts -> shared/base/b.ts -> shared/base/c.ts -> shared/base/a.ts']);
  });

  it('tells types from what is loaded', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import { type B } from './b.ts';",
      "export type { C } from './c.ts';",
      "import { type D, d } from './d.ts';",
      "import './e.ts';",
      "export * from './f.ts';",
    ].join('\n');
    expect(parseSource('shared/base/probe.ts', text).imports.map(({ isType }) => isType)).toEqual([true, true, true, false, false, false]);
  });

  it('fires for a default export', () => {
    expect(parseSource('shared/base/probe.ts', 'export default 1;').exportsDefault).toBe(true);
  });
});

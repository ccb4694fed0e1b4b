import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './sources.ts';

/** The rules that a file breaks, as oxlint reports them with our configuration. */
function brokenIn(file: string, text: string): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-lint-'));
  cpSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  const linted = spawnSync(process.execPath, [path.join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(linted.stdout) as { diagnostics: { code: string }[] };
  return diagnostics.map(({ code }) => code.replace(/^[\w-]+\((.*)\)$/, '$1')).toSorted();
}

it('refuses clocks, chance and locales in shared/', () => {
  const text = [
    'export const a = (): number => Date.now();',
    'export const b = (): number => Math.random();',
    "export const c = (x: string): number => x.localeCompare('y');",
    'export const d = (x: number): string => x.toLocaleString();',
    "export const e = (): string => new Intl.NumberFormat('en').format(1);",
  ].join('\n');
  expect(brokenIn('shared/base/probe.ts', text)).toEqual([
    'no-restricted-globals',
    'no-restricted-globals',
    ...Array<string>(4).fill('no-restricted-properties'),
  ]);
});

it('refuses markup from text, default exports and any, everywhere', () => {
  const text = [
    'export const a = (x: any): unknown => x;',
    'export const b = (x: HTMLElement, text: string): void => {',
    '  x.innerHTML = text;',
    '};',
    'export const c = (text: string) => <p dangerouslySetInnerHTML={{ __html: text }} />;',
    'export default c;',
  ].join('\n');
  expect(brokenIn('renderer/views/probe.tsx', text)).toEqual([
    'no-danger',
    'no-default-export',
    'no-explicit-any',
    'no-restricted-properties',
  ]);
});

it('accepts what is in order', () => {
  expect(brokenIn('shared/base/probe.ts', 'export const one = 1;\n')).toEqual([]);
});

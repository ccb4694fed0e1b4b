import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../renderer', import.meta.url).pathname;

/** What React Aria sets. */
const foreign: ReadonlySet<string> = new Set(['--trigger-width']);

function files(ending: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
}

function textOf(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

describe('markup', () => {
  it('has no escape where JSX shows it as it stands: in quoted attributes', () => {
    const wrong = files('.tsx').flatMap((name) =>
      [...textOf(name).matchAll(/\s[\w-]+="[^"{]*\\u[0-9a-f]{4}[^"]*"/g)].map(([match]) => `${name}:${match}`),
    );
    expect(wrong).toEqual([]);
  });

  it('uses no variable in style sheets that nothing sets', () => {
    const sheets = files('.css').map((name) => [name, textOf(name)] as const);
    const code = [...files('.tsx'), ...files('.ts')].map(textOf).join('\n');
    const set = new Set(
      [...sheets.map(([, text]) => text), code].flatMap((text) => [...text.matchAll(/(--[\w-]+)(?:\s*:|['"])/g)].map((match) => match[1])),
    );
    const unset = sheets.flatMap(([name, text]) =>
      [...text.matchAll(/var\((--[\w-]+)\)/g)].flatMap(([, variable = '']) =>
        set.has(variable) || variable.startsWith('--c-') || foreign.has(variable) ? [] : [`${name}: ${variable}`],
      ),
    );
    expect(unset).toEqual([]);
  });
});

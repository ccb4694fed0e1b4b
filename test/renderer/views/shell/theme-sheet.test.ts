import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { themeRule } from '#renderer/views/shell/theme-sheet.ts';

const root = path.resolve(import.meta.dirname, '../../../../renderer');

describe('theme', () => {
  it('gives every colour that a style sheet uses, in both themes', () => {
    const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
    const used = new Set(
      sheets.flatMap((file) =>
        [...readFileSync(path.join(root, file), 'utf8').matchAll(/var\((--c-[a-z0-9-]+)/g)].map((match) => match[1] ?? ''),
      ),
    );
    const missing = (['light', 'dark'] as const).flatMap((theme) => [...used].filter((name) => !themeRule(theme).includes(`${name}:`)));
    expect({ sheets: sheets.length > 20, used: used.size > 15, missing }).toEqual({ sheets: true, used: true, missing: [] });
  });
});

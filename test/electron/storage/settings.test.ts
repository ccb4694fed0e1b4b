import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, settingsPath, writeSettings } from '#electron/storage/settings.ts';

function dataFolder(): string {
  return path.join(mkdtempSync(path.join(os.tmpdir(), 'linkscape-settings-')), 'data');
}

describe('settings', () => {
  it('are empty at first and come back', async () => {
    const folder = dataFolder();
    expect(await readSettings(folder)).toEqual({ settings: {}, notice: null });
    expect(await writeSettings(folder, { theme: 'dark', recent: ['a'] })).toEqual({ kind: 'ok', value: null });
    expect(await readSettings(folder)).toEqual({ settings: { theme: 'dark', recent: ['a'] }, notice: null });
  });

  it.each(['', '{"theme":', '[]', '['.repeat(100_000), '{"a":"'.padEnd(2_000_000, 'x')])('set a damaged file aside (%#)', async (text) => {
    const folder = dataFolder();
    await writeSettings(folder, { theme: 'dark' });
    writeFileSync(settingsPath(folder), text);
    expect(await readSettings(folder)).toEqual({ settings: {}, notice: expect.stringContaining('kept as settings.json.damaged') });
    expect(readdirSync(folder)).toEqual(['settings.json.damaged']);
    expect(await readSettings(folder)).toEqual({ settings: {}, notice: null });
  });

  it('say where they could not be written', async () => {
    const folder = dataFolder();
    writeFileSync(folder, 'a file, no folder');
    expect(await writeSettings(folder, {})).toMatchObject({
      kind: 'problem',
      problem: { code: 'settings-not-saved', where: settingsPath(folder) },
    });
  });
});

import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { type AppCommand, menuTemplate } from '#electron/desktop/menu.ts';

function items(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

function roles(platform: NodeJS.Platform): string[] {
  return items(menuTemplate(platform, () => undefined)).flatMap((item) => item.role ?? []);
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (platform) => {
  it('has the roles every program has', () => {
    const expected = ['cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen', 'about', 'quit'];
    expect(expected.filter((role) => !roles(platform).includes(role))).toEqual([]);
  });

  it('uses no shortcut twice', () => {
    const shortcuts = items(menuTemplate(platform, () => undefined)).flatMap((item) => item.accelerator ?? []);
    expect(shortcuts.length).toBeGreaterThan(3);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  it('sends the command of each entry of ours', () => {
    const sent: AppCommand[] = [];
    const own = items(menuTemplate(platform, (command) => sent.push(command))).filter((item) => item.click !== undefined);
    for (const item of own) item.click?.({} as never, undefined, {} as never);
    expect(sent).toEqual(['open', 'demo', 'save', 'scan', 'export', 'undo', 'redo', 'find', 'palette']);
  });
});

describe('undo and redo', () => {
  it('leave their keys to the page where fields have an undo of their own', () => {
    const keysOf = (platform: NodeJS.Platform) =>
      items(menuTemplate(platform, () => undefined))
        .filter((item) => item.id === 'undo' || item.id === 'redo')
        .map((item) => [item.accelerator, item.registerAccelerator]);
    expect(keysOf('linux')).toEqual([
      ['CmdOrCtrl+Z', false],
      ['Shift+CmdOrCtrl+Z', false],
    ]);
    expect(keysOf('win32')).toEqual([
      ['CmdOrCtrl+Z', false],
      ['Ctrl+Y', false],
    ]);
    expect(keysOf('darwin')).toEqual([
      ['CmdOrCtrl+Z', true],
      ['Shift+CmdOrCtrl+Z', true],
    ]);
  });
});

describe('what differs', () => {
  it('is the app menu on macOS, which also closes windows instead of quitting from File', () => {
    expect(menuTemplate('darwin', () => undefined)[0]).toMatchObject({ role: 'appMenu' });
    expect(roles('darwin')).toEqual(expect.arrayContaining(['services', 'hide', 'hideOthers', 'unhide', 'close', 'recentDocuments']));
    expect(roles('linux').filter((role) => ['appMenu', 'services', 'close', 'recentDocuments'].includes(role))).toEqual([]);
  });
});

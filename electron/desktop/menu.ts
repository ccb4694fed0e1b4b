/** The menu bar, as each system's people expect it. */
import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '#shared/api/contract.ts';

/** What an entry of ours tells the page to do. */
export type AppCommand = EventPayload<'app.command'>['command'];

type Item = MenuItemConstructorOptions;
type Send = (command: AppCommand) => void;

/** The template for `Menu.buildFromTemplate`. Electron's roles bring the right words and shortcuts of the system. */
export function menuTemplate(platform: NodeJS.Platform, send: Send): Item[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [macAppMenu()] : []),
    fileMenu(mac, send),
    editMenu(platform, send),
    viewMenu(send),
    { role: 'windowMenu' },
    helpMenu(mac),
  ];
}

const separator: Item = { type: 'separator' };

function macAppMenu(): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

function fileMenu(mac: boolean, send: Send): Item {
  return {
    label: '&File',
    submenu: [
      entry('&Open…', 'CmdOrCtrl+O', 'open', send),
      ...(mac ? [{ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] } as Item] : []),
      entry('Open &Demo Estate', undefined, 'demo', send),
      separator,
      entry('&Save', 'CmdOrCtrl+S', 'save', send),
      separator,
      entry('&Scan AWS Accounts…', 'CmdOrCtrl+Shift+S', 'scan', send),
      separator,
      entry('&Export…', 'CmdOrCtrl+E', 'export', send),
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

/** Undo and redo are the page's: it gives them to a field that has the focus, and else takes back an edit of the document. */
function editMenu(platform: NodeJS.Platform, send: Send): Item {
  const [mac, windows] = [platform === 'darwin', platform === 'win32'];
  // Elsewhere the page and its fields hear the keys themselves; the menu would do everything twice.
  const ofPage = { registerAccelerator: mac };
  return {
    label: '&Edit',
    submenu: [
      { ...entry('&Undo', 'CmdOrCtrl+Z', 'undo', send), ...ofPage },
      { ...entry('&Redo', windows ? 'Ctrl+Y' : 'Shift+CmdOrCtrl+Z', 'redo', send), ...ofPage },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(mac ? [{ role: 'pasteAndMatchStyle' } as Item] : []),
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      entry('&Find…', 'CmdOrCtrl+F', 'find', send),
    ],
  };
}

function viewMenu(send: Send): Item {
  return {
    label: '&View',
    submenu: [
      entry('&Command Palette…', 'CmdOrCtrl+K', 'palette', send),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      { role: 'reload' },
      { role: 'toggleDevTools' },
    ],
  };
}

/** On macOS "About" stands in the app menu. */
function helpMenu(mac: boolean): Item {
  return { role: 'help', submenu: mac ? [] : [{ role: 'about' }] };
}

function entry(label: string, accelerator: string | undefined, command: AppCommand, send: Send): Item {
  const item: Item = { label, id: command, click: () => send(command) };
  return accelerator === undefined ? item : { ...item, accelerator };
}

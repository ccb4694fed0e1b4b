/** Electron's entry point: the only module that asks for Electron itself. */
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell } from 'electron';
import path from 'node:path';
import { createServices } from '#electron/services/create-services.ts';
import { isAwsPage } from '#electron/web/external-links.ts';
import { hostFolder, programVersion, rendererFolder } from '#electron/web/program-files.ts';
import { startDesktop } from './app.ts';

await startDesktop(
  { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell },
  {
    argv: process.argv,
    cwd: process.cwd(),
    platform: process.platform,
    rendererFolder,
    preload: path.join(hostFolder, 'preload.cjs'),
    services: ({ bus, uploads, initialFile }) =>
      createServices({
        host: 'electron',
        version: programVersion(),
        dataDir: process.env['LINKSCAPE_DATA'] ?? app.getPath('userData'),
        emit: bus.emit,
        openExternal,
        chooseFile,
        uploads,
        ...(initialFile === null ? {} : { initialFile }),
      }),
    log: (text) => process.stderr.write(`${text}\n`),
    print: (line) => process.stdout.write(`${line}\n`),
  },
);

/** Only pages of AWS: the address comes from the page, and a page can be made to ask for anything. */
async function openExternal(url: string): Promise<boolean> {
  if (!isAwsPage(url)) return false;
  await shell.openExternal(url);
  return true;
}

/** The file that the person chose, or `null` where they cancelled. */
async function chooseFile(): Promise<string | null> {
  const chosen = await dialog.showOpenDialog({
    properties: ['openFile'],
    filters: [
      { name: 'Linkscape documents and AWS CLI output', extensions: ['linkscape', 'json'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return chosen.filePaths[0] ?? null;
}

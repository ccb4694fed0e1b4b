/** The program's window. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { EventBus } from '#electron/web/event-bus.ts';
import { offerReload } from './crash.ts';
import type { ElectronParts } from './electron-parts.ts';
import { appOrigin, webPreferences } from './harden.ts';
import { forwardEvents } from './ipc.ts';
import { readBounds, restoredBounds, smallestWindow, writeBounds } from './window-bounds.ts';

export interface WindowOptions {
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly dataDir: string;
  readonly bus: EventBus;
  readonly log: (text: string) => void;
}

/** Makes the window; it is shown once its page, which `loadPage` asks for, has something to show. */
export function createWindow(electron: ElectronParts, options: WindowOptions): BrowserWindow {
  const areas = electron.screen.getAllDisplays().map((display) => display.workArea);
  const window = new electron.BrowserWindow(constructorOptions(options.preload, restoredBounds(readBounds(options.dataDir), areas)));
  forwardEvents(options.bus, window.webContents);
  offerReload(window, electron.dialog, options.log);
  askBeforeLosing(window, electron.dialog);
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeBounds(options.dataDir, window.getNormalBounds()));
  return window;
}

/** A page with unsaved work does not let itself be closed; Electron then says nothing by itself. */
function askBeforeLosing(window: BrowserWindow, dialog: Pick<ElectronParts['dialog'], 'showMessageBoxSync'>): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'What you added is not saved.',
      detail: 'It is kept on this machine and offered at the next start.',
      buttons: ['Keep working', 'Close without saving'],
      defaultId: 0,
      cancelId: 0,
    });
    // Preventing the prevention lets the window close.
    if (answer === 1) event.preventDefault();
  });
}

/** Resolves when the page is loaded; it reads from its fragment what to show first. */
export function loadPage(window: BrowserWindow, link: string | null): Promise<void> {
  return window.loadURL(`${appOrigin}/index.html${link === null ? '' : `#${link}`}`);
}

function constructorOptions(preload: string, bounds: Partial<Electron.Rectangle>): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Linkscape',
    webPreferences: webPreferences(preload),
  };
}

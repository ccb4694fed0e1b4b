/** The Electron host: one instance, one window, the same services as every other host. */
import type { BrowserWindow } from 'electron';
import path from 'node:path';
import type { Handlers, UploadStore } from '#shared/api/contract.ts';
import { createAssetHandler } from '#electron/web/assets.ts';
import { createDispatch, logFailure } from '#electron/web/dispatcher.ts';
import { createEventBus, type EventBus } from '#electron/web/event-bus.ts';
import { createUploadStore } from '#electron/web/upload-store.ts';
import { logChildProcesses } from './crash.ts';
import { documentArgument, offerDocument } from './document-files.ts';
import type { ElectronParts } from './electron-parts.ts';
import { hardenApp, hardenSession, isAppUrl } from './harden.ts';
import { registerIpc } from './ipc.ts';
import { linkArgument, linkParameters, linkScheme } from './links.ts';
import { menuTemplate } from './menu.ts';
import { smokeReport } from './smoke.ts';
import { createWindow, loadPage } from './window.ts';

/** What the services get from this host. */
export interface DesktopServices {
  readonly bus: EventBus;
  readonly uploads: UploadStore;
  /** The document the program was started with. */
  readonly initialFile: string | null;
}

export interface DesktopOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly rendererFolder: string;
  readonly preload: string;
  /** Called once Electron is ready. */
  readonly services: (given: DesktopServices) => Handlers;
  readonly log: (text: string) => void;
  readonly print: (line: string) => void;
}

/** The page's scheme: its own secure origin, with the handling of relative addresses that https has. */
const scheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } };

/** Starts the host; quits at once where another instance runs, which then shows the document. */
export async function startDesktop(electron: ElectronParts, options: DesktopOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
  electron.protocol.registerSchemesAsPrivileged([scheme]);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  hardenApp(app);
  logChildProcesses(app, options.log);
  const state: State = {
    electron,
    options,
    bus: createEventBus(),
    uploads: createUploadStore(),
    window: null,
    initialFile: documentArgument(options.argv, options.cwd),
    initialLink: linkArgument(options.argv),
  };
  app.setAsDefaultProtocolClient(linkScheme);
  listenToSystem(state);
  await app.whenReady();
  prepare(state);
  await show(state);
  if (options.argv.includes('--smoke')) await smoke(state);
}

interface State {
  readonly electron: ElectronParts;
  readonly options: DesktopOptions;
  readonly bus: EventBus;
  readonly uploads: UploadStore;
  window: BrowserWindow | null;
  initialFile: string | null;
  /** A link that came before there was a window. */
  initialLink: string | null;
}

function listenToSystem(state: State): void {
  const { app } = state.electron;
  app.on('second-instance', (_event, argv, folder) => {
    focus(state.window);
    const file = documentArgument(argv, folder);
    if (file !== null) void open(state, file);
    follow(state, linkArgument(argv));
  });
  // macOS hands links over as events, the first one before the program is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    focus(state.window);
    follow(state, linkParameters(url));
  });
  // macOS hands files over as events, the first one before the program is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (state.window === null) state.initialFile = file;
    else void open(state, file);
  });
  app.on('window-all-closed', () => {
    if (state.options.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (state.window === null && app.isReady()) void show(state);
  });
}

function prepare(state: State): void {
  const { electron, options, bus, uploads } = state;
  const assets = createAssetHandler(options.rendererFolder);
  hardenSession(electron.session.defaultSession);
  electron.protocol.handle('app', (request) => (isAppUrl(request.url) ? assets(request) : new Response(null, { status: 404 })));
  const handlers = options.services({ bus, uploads, initialFile: state.initialFile });
  registerIpc(electron.ipcMain, createDispatch(handlers, logFailure), uploads);
  const template = menuTemplate(options.platform, (command) => bus.emit('app.command', { command }));
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template));
}

async function show(state: State): Promise<void> {
  const { electron, options, bus } = state;
  const window = createWindow(electron, { preload: options.preload, dataDir: electron.app.getPath('userData'), bus, log: options.log });
  state.window = window;
  window.on('closed', () => {
    state.window = null;
  });
  const link = state.initialLink;
  state.initialLink = null;
  await loadPage(window, link);
}

/** Shows what a link says, now or once there is a window. */
function follow(state: State, link: string | null): void {
  if (link === null) return;
  if (state.window === null) state.initialLink = link;
  else state.bus.emit('app.link', { link });
}

async function open(state: State, file: string): Promise<void> {
  if (await offerDocument(file, state.uploads, state.bus.emit)) state.electron.app.addRecentDocument(file);
  else
    state.electron.dialog.showErrorBox(
      'The file cannot be opened',
      `${path.basename(file)} is not there, not readable, or larger than 256 MiB.`,
    );
}

function focus(window: BrowserWindow | null): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function smoke(state: State): Promise<void> {
  if (state.window === null) return;
  const report = await smokeReport(state.window, process.versions);
  state.options.print(JSON.stringify(report));
  state.electron.app.exit(report.ok ? 0 : 1);
}

/** A stand-in for Electron that writes down what is asked of it. */
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';
import type { ElectronParts } from '#electron/desktop/electron-parts.ts';

export interface StandIn {
  readonly electron: ElectronParts;
  /** What was asked, in order. */
  readonly asked: string[];
  readonly app: EventEmitter;
  readonly windows: FakeWindow[];
  readonly ipc: Map<string, (event: unknown, ...args: unknown[]) => unknown>;
  readonly protocols: Map<string, (request: Request) => Promise<Response>>;
  readonly dialog: Readonly<Record<'showMessageBox' | 'showMessageBoxSync' | 'showErrorBox', ReturnType<typeof vi.fn>>>;
}

export interface FakeWindow extends EventEmitter {
  readonly options: { readonly webPreferences?: object };
  readonly sent: unknown[][];
  readonly webContents: EventEmitter & { readonly reload: ReturnType<typeof vi.fn> };
}

export interface StandInOptions {
  readonly isFirstInstance?: boolean;
  readonly userData?: string;
  /** How many elements the page has drawn. */
  readonly drawn?: number;
}

export function standIn({ isFirstInstance = true, userData = '/nowhere', drawn = 1 }: StandInOptions = {}): StandIn {
  const asked: string[] = [];
  const note = (text: string) => () => {
    asked.push(text);
  };
  const windows: FakeWindow[] = [];
  const ipc: StandIn['ipc'] = new Map();
  const protocols: StandIn['protocols'] = new Map();
  const app = Object.assign(new EventEmitter(), {
    enableSandbox: note('sandbox'),
    requestSingleInstanceLock: () => isFirstInstance,
    whenReady: async () => {
      asked.push('ready');
    },
    isReady: () => true,
    getPath: () => userData,
    addRecentDocument: (file: string) => asked.push(`recent ${file}`),
    setAsDefaultProtocolClient: (scheme: string) => asked.push(`scheme ${scheme}`),
    quit: note('quit'),
    exit: (code: number) => asked.push(`exit ${code}`),
  });
  const dialog = { showMessageBox: vi.fn(async () => ({ response: 1 })), showMessageBoxSync: vi.fn(() => 0), showErrorBox: vi.fn() };
  const electron = {
    app,
    dialog,
    BrowserWindow: windowClass(app, windows, asked, drawn),
    ipcMain: { handle: (channel: string, handler: never) => ipc.set(channel, handler) },
    Menu: { buildFromTemplate: (template: unknown[]) => template, setApplicationMenu: note('menu') },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => asked.push(`schemes ${JSON.stringify(schemes)}`),
      handle: (scheme: string, handler: never) => protocols.set(scheme, handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: note('permissions'),
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      },
    },
    shell: { openExternal: vi.fn() },
  };
  return { electron: electron as unknown as ElectronParts, asked, app, windows, ipc, protocols, dialog };
}

function windowClass(app: EventEmitter, windows: FakeWindow[], asked: string[], drawn: number) {
  return class extends EventEmitter implements FakeWindow {
    readonly options: object;
    readonly sent: unknown[][] = [];
    readonly webContents;

    constructor(options: object) {
      super();
      this.options = options;
      this.webContents = Object.assign(new EventEmitter(), {
        send: (...message: unknown[]) => this.sent.push(message),
        isDestroyed: () => false,
        setWindowOpenHandler: () => undefined,
        reload: vi.fn(),
        executeJavaScript: async () => drawn,
        getTitle: () => 'Linkscape',
        getURL: () => 'app://bundle/index.html',
      });
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }

    show() {
      asked.push('show');
    }
    isMinimized() {
      return true;
    }
    restore() {
      asked.push('restore');
    }
    focus() {
      asked.push('focus');
    }
    isDestroyed() {
      return false;
    }
    getNormalBounds() {
      return { x: 5, y: 6, width: 1100, height: 700 };
    }
    async loadURL(url: string) {
      asked.push(`load ${url}`);
    }
  };
}

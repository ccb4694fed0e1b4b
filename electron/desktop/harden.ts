/** What keeps a compromised page inside its window; each item is one of Electron's own security checklist. */
import type { App, Event, Session, WebContents, WebFrameMain, WebPreferences } from 'electron';

/** The only origin whose pages this program shows. */
export const appOrigin = 'app://bundle';

/** True for pages of this program. Compared by parsed parts: `app://bundle.example/` only begins alike. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === 'app:' && host === 'bundle';
}

/** Whether a message may be answered: it must come from the top frame of our own page. */
export function isTrustedSender(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

/** Said in full, although most are defaults: a default that changes must not open the window. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}

/** Holds every page, also ones that Electron makes by itself, to our origin and to one window. */
export function hardenApp(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
}

function hardenContents(contents: WebContents): void {
  const stayHere = (event: Event<{ readonly url: string }>): void => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHere);
  contents.on('will-frame-navigate', stayHere);
  contents.on('will-redirect', stayHere);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Electron grants every permission unless told otherwise; the page needs one: to put text on the clipboard. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isNeeded(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isNeeded(permission));
  session.setDevicePermissionHandler(() => false);
}

function isNeeded(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

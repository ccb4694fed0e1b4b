import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type DesktopServices, startDesktop } from '#electron/desktop/app.ts';
import { eventChannel, invokeChannel } from '#electron/desktop/channels.ts';
import { createStubServices } from '#test/hosts/stub-services.ts';
import { standIn, type StandInOptions } from './electron-stand-in.ts';

interface Start extends StandInOptions {
  readonly argv?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

async function started({ argv = ['linkscape'], platform = 'linux', ...options }: Start = {}) {
  const page = mkdtempSync(path.join(os.tmpdir(), 'linkscape-app-'));
  writeFileSync(path.join(page, 'index.html'), 'page');
  const fake = standIn({ userData: page, ...options });
  const printed: string[] = [];
  const given: DesktopServices[] = [];
  await startDesktop(fake.electron, {
    argv,
    cwd: '/home/ann',
    platform,
    rendererFolder: page,
    preload: '/out/preload.cjs',
    services: (services) => {
      given.push(services);
      return createStubServices(services.bus.emit, services.uploads).handlers;
    },
    log: () => undefined,
    print: (line) => printed.push(line),
  });
  return { ...fake, printed, page, services: given[0] };
}

const ourFrame = { senderFrame: { url: 'app://bundle/index.html', parent: null } };

describe('the Electron host', () => {
  it('locks down before it shows anything', async () => {
    const { asked, windows } = await started();
    expect(asked).toEqual([
      'sandbox',
      'schemes [{"scheme":"app","privileges":{"standard":true,"secure":true,"supportFetchAPI":true}}]',
      'scheme linkscape',
      'ready',
      'permissions',
      'menu',
      'load app://bundle/index.html',
    ]);
    expect(windows.map((window) => window.options)).toMatchObject([
      { show: false, width: 1440, webPreferences: { sandbox: true, preload: '/out/preload.cjs' } },
    ]);
    windows[0]?.emit('ready-to-show');
    expect(asked.at(-1)).toBe('show');
  });

  it('serves the page under its own name only', async () => {
    const { protocols } = await started();
    const serve = protocols.get('app');
    const answers = await Promise.all(
      ['app://bundle/index.html', 'app://bundle/', 'app://evil/index.html'].map(async (url) => serve?.(new Request(url))),
    );
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 404]);
    expect(answers[0]?.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('answers calls of its page and sends it events', async () => {
    const { ipc, windows, services } = await started();
    const invoke = ipc.get(invokeChannel);
    expect(await invoke?.(ourFrame, 'document.initial', {})).toEqual({ ok: true, value: null });
    expect(await invoke?.({ senderFrame: null }, 'document.initial', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    services?.bus.emit('app.command', { command: 'scan' });
    expect(windows[0]?.sent).toEqual([[eventChannel, 'app.command', { command: 'scan' }]]);
    windows[0]?.webContents.emit('destroyed');
    services?.bus.emit('app.command', { command: 'scan' });
    expect(windows[0]?.sent.length).toBe(1);
  });

  it('opens the document it was started with', async () => {
    expect((await started({ argv: ['linkscape', 'a.linkscape'] })).services?.initialFile).toBe('/home/ann/a.linkscape');
    expect((await started()).services?.initialFile).toBeNull();
  });

  it('leaves at once where it runs already', async () => {
    const { asked, windows } = await started({ isFirstInstance: false });
    expect(asked.at(-1)).toBe('quit');
    expect(windows).toEqual([]);
  });

  it('offers the document of a second start to the window that is there', async () => {
    const { app, asked, page, windows } = await started();
    writeFileSync(path.join(page, 'second.linkscape'), 'x');
    app.emit('second-instance', {}, ['linkscape', 'second.linkscape'], page);
    await expect.poll(() => asked.slice(-3)).toEqual(['restore', 'focus', `recent ${path.join(page, 'second.linkscape')}`]);
    expect(windows[0]?.sent).toEqual([[eventChannel, 'document.offered', { uploadId: expect.any(String), name: 'second.linkscape' }]]);
  });

  it('says so where such a document cannot be read', async () => {
    const { app, dialog } = await started({ platform: 'darwin' });
    const event = { preventDefault: vi.fn() };
    app.emit('open-file', event, '/gone.linkscape');
    await expect.poll(() => dialog.showErrorBox.mock.calls.length).toBe(1);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('shows what a link of its own scheme says, at the start and later', async () => {
    const { app, asked, windows } = await started({ argv: ['linkscape', 'linkscape://view?view=findings&q=s3&evil=1'] });
    expect(asked.at(-1)).toBe('load app://bundle/index.html#view=findings&q=s3');
    app.emit('second-instance', {}, ['linkscape', 'linkscape://view/?view=costs'], '/');
    const event = { preventDefault: vi.fn() };
    app.emit('open-url', event, 'linkscape://view?view=table');
    app.emit('open-url', event, 'linkscape://elsewhere?view=table');
    expect(windows[0]?.sent).toEqual([
      [eventChannel, 'app.link', { link: 'view=costs' }],
      [eventChannel, 'app.link', { link: 'view=table' }],
    ]);
    expect(event.preventDefault).toHaveBeenCalledTimes(2);
  });

  it('keeps a link that comes before the window', async () => {
    const { app, asked, windows } = await started({ platform: 'darwin' });
    windows[0]?.emit('closed');
    app.emit('open-url', { preventDefault: () => undefined }, 'linkscape://view?view=estate');
    app.emit('activate');
    await expect.poll(() => asked.at(-1)).toBe('load app://bundle/index.html#view=estate');
  });

  it('closes a page with unsaved work only where the person says so', async () => {
    const { dialog, windows } = await started();
    const event = { preventDefault: vi.fn() };
    windows[0]?.webContents.emit('will-prevent-unload', event);
    expect(event.preventDefault).not.toHaveBeenCalled();
    dialog.showMessageBoxSync.mockReturnValueOnce(1);
    windows[0]?.webContents.emit('will-prevent-unload', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('quits with its last window, but on macOS', async () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const { app, asked } = await started({ platform });
      app.emit('window-all-closed');
      expect([platform, asked.includes('quit')]).toEqual([platform, platform !== 'darwin']);
    }
  });

  it('opens a window again on macOS, at the place of the closed one', async () => {
    const { app, windows } = await started({ platform: 'darwin' });
    app.emit('activate');
    expect(windows.length).toBe(1);
    windows[0]?.emit('close');
    windows[0]?.emit('closed');
    app.emit('activate');
    await expect.poll(() => windows.length).toBe(2);
    expect(windows[1]?.options).toMatchObject({ x: 5, y: 6, width: 1100, height: 700 });
  });

  it('offers to reload a page that died, and asks nothing about one that was closed', async () => {
    const { dialog, windows } = await started();
    windows[0]?.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
    windows[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await expect.poll(() => windows[0]?.webContents.reload.mock.calls.length).toBe(1);
  });

  it('reports one line and leaves with --smoke', async () => {
    const { asked, printed } = await started({ argv: ['linkscape', '--smoke'] });
    expect(printed.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { ok: true, title: 'Linkscape', url: 'app://bundle/index.html' },
    ]);
    expect(asked.at(-1)).toBe('exit 0');
  });
});

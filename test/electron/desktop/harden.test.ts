import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { hardenApp, hardenSession, isAppUrl, isTrustedSender, webPreferences } from '#electron/desktop/harden.ts';

describe('the hardening', () => {
  it('keeps the page in the sandbox', () => {
    expect(webPreferences('/preload.cjs')).toEqual({
      preload: '/preload.cjs',
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
    });
  });

  it.each([
    ['app://bundle/index.html', true],
    ['app://user@bundle/', true],
    ['app://BUNDLE/', false],
    ['app://bundle.evil/', false],
    ['app://other/', false],
    ['https://bundle/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('takes %s for a page of ours: %s', (url, expected) => {
    expect(isAppUrl(url)).toBe(expected);
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stops %s to another site', (event) => {
    const contents = hardenedContents();
    const stopped = ['https://evil.example/', 'app://bundle/index.html', 'file:///etc/passwd'].map((url) => {
      const details = { url, preventDefault: vi.fn() };
      contents.emit(event, details);
      return details.preventDefault.mock.calls.length;
    });
    expect(stopped).toEqual([1, 0, 1]);
  });

  it('lets a page open no window and hold no other page', () => {
    const contents = hardenedContents();
    const details = { preventDefault: vi.fn() };
    contents.emit('will-attach-webview', details);
    expect(details.preventDefault).toHaveBeenCalledOnce();
    expect(contents.setWindowOpenHandler.mock.calls[0]?.[0]({ url: 'https://aws.amazon.com/' })).toEqual({ action: 'deny' });
  });

  it('grants nothing but copying text', () => {
    const session = { setPermissionRequestHandler: vi.fn(), setPermissionCheckHandler: vi.fn(), setDevicePermissionHandler: vi.fn() };
    hardenSession(session as never);
    const asked = ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'clipboard-sanitized-write'];
    const granted = asked.map((permission) => {
      const answer = vi.fn();
      session.setPermissionRequestHandler.mock.calls[0]?.[0]({}, permission, answer);
      return [answer.mock.calls[0]?.[0], session.setPermissionCheckHandler.mock.calls[0]?.[0]({}, permission)];
    });
    expect(granted).toEqual(asked.map((permission) => Array(2).fill(permission === 'clipboard-sanitized-write')));
    expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]({})).toBe(false);
  });

  it('trusts the top frame of our own page only', () => {
    const frames = [
      { url: 'app://bundle/', parent: null },
      { url: 'app://bundle/', parent: {} },
      { url: 'https://x/', parent: null },
      null,
    ];
    expect(frames.map((frame) => isTrustedSender(frame as never))).toEqual([true, false, false, false]);
  });
});

function hardenedContents() {
  const app = new EventEmitter();
  hardenApp(app as never);
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
  app.emit('web-contents-created', {}, contents);
  return contents;
}

import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '#shared/api/contract.ts';
import { eventChannel, invokeChannel, uploadChannel } from '#electron/desktop/channels.ts';

const ipcRenderer = Object.assign(new EventEmitter(), { invoke: vi.fn() });
const exposed = new Map<string, unknown>();
vi.mock('electron', () => ({
  ipcRenderer,
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
}));
await import('#electron/desktop/preload.ts');
const bridge = exposed.get('linkscapeBridge') as Bridge;

describe('the preload script', () => {
  beforeEach(() => ipcRenderer.invoke.mockReset());

  it('exposes three functions and nothing else', () => {
    expect([...exposed.keys()]).toEqual(['linkscapeBridge']);
    expect(Object.keys(bridge).toSorted()).toEqual(['invoke', 'subscribe', 'upload']);
  });

  it('passes calls on', async () => {
    ipcRenderer.invoke.mockResolvedValueOnce({ ok: true, value: 1 });
    expect(await bridge.invoke('app.info', {})).toEqual({ ok: true, value: 1 });
    expect(ipcRenderer.invoke.mock.calls).toEqual([[invokeChannel, 'app.info', {}]]);
  });

  it("keeps Electron's event object to itself", () => {
    const heard: unknown[][] = [];
    const stop = bridge.subscribe((...args) => heard.push(args));
    ipcRenderer.emit(eventChannel, { sender: 'secret' }, 'app.command', { command: 'open' });
    stop();
    ipcRenderer.emit(eventChannel, {}, 'app.command', { command: 'find' });
    expect(heard).toEqual([['app.command', { command: 'open' }]]);
  });

  it('gives the id of an upload, or the reason it was refused', async () => {
    ipcRenderer.invoke.mockResolvedValueOnce({ ok: true, value: 'u-1' });
    expect(await bridge.upload(Uint8Array.of(1))).toBe('u-1');
    expect(ipcRenderer.invoke.mock.calls).toEqual([[uploadChannel, Uint8Array.of(1)]]);
    ipcRenderer.invoke.mockResolvedValueOnce({ ok: false, error: { code: 'too_large', message: 'Too large.' } });
    await expect(bridge.upload(Uint8Array.of(1))).rejects.toThrow('Too large.');
  });
});

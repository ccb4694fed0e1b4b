/** Both hosts as bridges: Electron's messages through stand-ins, and real HTTP. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Bridge, Reply } from '#shared/api/contract.ts';
import { eventChannel, invokeChannel, uploadChannel } from '#electron/desktop/channels.ts';
import { forwardEvents, registerIpc } from '#electron/desktop/ipc.ts';
import { startLoopbackHost } from '#electron/loopback/server.ts';
import { createAssetHandler } from '#electron/web/assets.ts';
import { createDispatch } from '#electron/web/dispatcher.ts';
import { createEventBus } from '#electron/web/event-bus.ts';
import { createUploadStore } from '#electron/web/upload-store.ts';
import { createStubServices, type Recorded } from './stub-services.ts';

export interface HostUnderTest {
  readonly bridge: Bridge;
  readonly calls: readonly Recorded[];
  /** Methods whose failure was logged. */
  readonly failures: readonly string[];
  readonly close: () => Promise<void>;
}

function parts() {
  const bus = createEventBus();
  const uploads = createUploadStore();
  const { handlers, calls } = createStubServices(bus.emit, uploads);
  const failures: string[] = [];
  const dispatch = createDispatch(handlers, (method) => failures.push(method));
  return { bus, uploads, calls, failures, dispatch };
}

type IpcHandler = (event: unknown, ...args: unknown[]) => unknown;

/** What crosses from one process of Electron to the other is a structured clone. */
export async function ipcHost(sender: unknown = { url: 'app://bundle/index.html', parent: null }): Promise<HostUnderTest> {
  const { bus, uploads, calls, failures, dispatch } = parts();
  const handlers = new Map<string, IpcHandler>();
  registerIpc({ handle: (channel: string, handler: IpcHandler) => handlers.set(channel, handler) } as never, dispatch, uploads);
  const listeners = new Set<(event: string, payload: unknown) => void>();
  forwardEvents(bus, {
    isDestroyed: () => false,
    once: () => undefined,
    send: (channel: string, event: string, payload: unknown) => {
      if (channel === eventChannel) for (const listener of listeners) listener(event, structuredClone(payload));
    },
  } as never);
  const send = async (channel: string, ...args: unknown[]): Promise<Reply> =>
    structuredClone((await handlers.get(channel)?.({ senderFrame: sender }, ...structuredClone(args))) as Reply);
  const bridge: Bridge = {
    invoke: (method, input) => send(invokeChannel, method, input),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upload: async (bytes) => {
      const reply = await send(uploadChannel, bytes);
      if (!reply.ok) throw new Error(reply.error.message);
      return String(reply.value);
    },
  };
  return { bridge, calls, failures, close: async () => undefined };
}

export interface HttpUnderTest extends HostUnderTest {
  readonly port: number;
  readonly launchUrl: () => string;
  /** The session's `Cookie` header. */
  readonly cookie: string;
}

/** The loopback host with a page of one line, already launched. */
export async function httpHost(): Promise<HttpUnderTest> {
  const { bus, uploads, calls, failures, dispatch } = parts();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkscape-page-'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><p>page');
  await writeFile(path.join(path.dirname(folder), 'linkscape-outside.html'), 'outside');
  const host = await startLoopbackHost({ assets: createAssetHandler(folder), dispatch, bus, uploads });
  const launched = await fetch(host.launchUrl(), { redirect: 'manual' });
  const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
  const streams = new AbortController();
  const bridge = httpBridge(`http://127.0.0.1:${host.port}`, cookie, streams.signal);
  const close = async (): Promise<void> => {
    streams.abort();
    await host.close();
  };
  return { bridge, calls, failures, port: host.port, launchUrl: host.launchUrl, cookie, close };
}

function httpBridge(origin: string, cookie: string, signal: AbortSignal): Bridge {
  const headers = { cookie, origin };
  return {
    invoke: async (method, input) => {
      const body = JSON.stringify({ method, input });
      const response = await fetch(`${origin}/rpc`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
      if (response.headers.get('content-type') !== 'application/octet-stream') return (await response.json()) as Reply;
      return { ok: true, value: { bytes: new Uint8Array(await response.arrayBuffer()) } };
    },
    subscribe: (listener) => {
      const stop = new AbortController();
      void readEvents(`${origin}/events`, cookie, AbortSignal.any([signal, stop.signal]), listener);
      return () => stop.abort();
    },
    upload: async (bytes) => {
      const response = await fetch(`${origin}/document`, { method: 'PUT', headers, body: new Uint8Array(bytes) });
      return ((await response.json()) as { uploadId: string }).uploadId;
    },
  };
}

async function readEvents(url: string, cookie: string, signal: AbortSignal, listener: (event: string, payload: unknown) => void) {
  try {
    const response = await fetch(url, { headers: { cookie }, signal });
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const messages = `${text}${chunk}`.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        if (!message.startsWith('data: ')) continue;
        const [event, payload] = JSON.parse(message.slice('data: '.length)) as [string, unknown];
        listener(event, payload);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

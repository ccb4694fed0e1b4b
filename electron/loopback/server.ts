/** The loopback host: the app in a browser, served to this machine only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UploadStore } from '#shared/api/contract.ts';
import { type AssetHandler, securityHeaders } from '#electron/web/assets.ts';
import type { Dispatch } from '#electron/web/dispatcher.ts';
import type { EventBus } from '#electron/web/event-bus.ts';
import { maxUploadBytes } from '#electron/web/upload-store.ts';
import { type Access, createAccess } from './access.ts';
import { readBody } from './body.ts';
import { createEventStreams, type EventStreams } from './event-stream.ts';

/** The largest call; documents go through `PUT /document`. */
export const maxCallBytes = 1024 * 1024;

/** What `renderer/host/http-bridge.ts` knows replies of bytes by. */
const bytesType = 'application/octet-stream';

const loopbackAddress = '127.0.0.1';

export interface LoopbackOptions {
  readonly assets: AssetHandler;
  readonly dispatch: Dispatch;
  readonly bus: EventBus;
  readonly uploads: UploadStore;
  /** 0 or left out: a free one. */
  readonly port?: number;
}

export interface LoopbackHost {
  readonly port: number;
  /** A link that opens the app, once; each call gives another. */
  readonly launchUrl: () => string;
  /** Ends open streams and stops listening. */
  readonly close: () => Promise<void>;
}

/** Starts to listen on 127.0.0.1; rejects where the port is taken. */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const streams = createEventStreams(options.bus, securityHeaders);
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const authority = `${loopbackAddress}:${port}`;
  const host: Host = { ...options, streams, authority, access: createAccess(authority) };
  server.on('request', (request, response) => {
    answer(host, request, response).catch(() => fail(response));
  });
  return {
    port,
    launchUrl: () => `http://${authority}${host.access.launchPath()}`,
    close: () => {
      streams.closeAll();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

interface Host extends LoopbackOptions {
  readonly streams: EventStreams;
  readonly authority: string;
  readonly access: Access;
}

async function answer(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const target = request.url ?? '/';
  if (request.headers.host !== host.authority) return deny(response, 421, 'This program answers to its own address only.');
  if (!target.startsWith('/') || !URL.canParse(target, `http://${host.authority}`))
    return deny(response, 400, 'That is no address of this program.');
  const url = new URL(`http://${host.authority}${target}`);
  if (method === 'GET' && url.pathname === '/launch') return launch(host, request, response, url);
  const refusal = host.access.refusal(method, request.headers);
  if (refusal !== null) return deny(response, refusal.status, refusal.text);
  if (url.pathname === '/rpc') return call(host, request, response);
  if (url.pathname === '/document') return upload(host, request, response);
  if (url.pathname === '/events' && method === 'GET') return host.streams.add(response);
  return asset(host, new Request(url, { method: method === 'HEAD' ? 'HEAD' : method === 'GET' ? 'GET' : 'POST' }), response);
}

function launch(host: Host, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const cookie = host.access.redeem(url.searchParams.get('token') ?? '');
  if (cookie === null) return deny(response, 403, 'This link was used before or is wrong. Start the program again for another.');
  const headers = { ...securityHeaders, 'set-cookie': cookie };
  if (request.headers['sec-fetch-site'] !== 'cross-site') {
    response.writeHead(303, { ...headers, location: '/' }).end();
    return;
  }
  // A link clicked on another site, such as a web terminal: after a redirect the browser would still
  // hold back a SameSite=Strict cookie, after a page of ours it does not.
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Linkscape</title><a href="/">Open Linkscape</a>\n');
}

async function call(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return deny(response, 405, 'Calls are sent with POST.');
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return deny(response, 415, 'Calls are JSON.');
  const body = await readBody(request, maxCallBytes);
  if (body === null) return deny(response, 413, 'That call is larger than 1 MiB.');
  const message = parsedCall(body);
  if (message === null) return deny(response, 400, 'That is no JSON object with a method and an input.');
  const reply = await host.dispatch(message.method, message.input);
  const bytes = reply.ok ? bytesOf(reply.value) : null;
  if (bytes === null) sendJson(response, reply);
  else response.writeHead(200, { ...securityHeaders, 'content-type': bytesType }).end(bytes);
}

/** A value that is bytes and nothing else is sent as they are: as JSON they would take three times as long. */
function bytesOf(value: unknown): Uint8Array | null {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array ? value.bytes : null;
}

function parsedCall(body: Buffer): { readonly method?: unknown; readonly input?: unknown } | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

async function upload(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'PUT') return deny(response, 405, 'Documents are sent with PUT.');
  const bytes = await readBody(request, maxUploadBytes);
  const uploadId = bytes === null ? null : host.uploads.put(bytes);
  if (uploadId === null) return deny(response, 413, 'That file is larger than 256 MiB.');
  sendJson(response, { uploadId });
}

async function asset(host: Host, request: Request, response: ServerResponse): Promise<void> {
  const found = await host.assets(request);
  const bytes = Buffer.from(await found.arrayBuffer());
  response.writeHead(found.status, Object.fromEntries(found.headers)).end(bytes);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { ...securityHeaders, 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function deny(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else deny(response, 500, 'The request failed inside Linkscape.');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopbackAddress, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

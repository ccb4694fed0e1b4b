/** A loopback server in front of the fake AWS: answers what a test wants answered, changes answers on their way, and hands on the rest. */
import { createServer, type IncomingMessage, request as httpRequest, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface FrontRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The action of a query call; empty elsewhere. */
  readonly action: string;
  /** From the signature's scope. */
  readonly region: string;
  readonly accessKey: string;
}

export interface FrontAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface FrontOptions {
  readonly behind: string;
  /** Answers itself; `null` hands the request on. */
  readonly answer?: (request: FrontRequest) => FrontAnswer | null;
  /** Changes the body of an answer from behind. */
  readonly rewrite?: (request: FrontRequest, body: string) => string;
}

export interface Front {
  readonly url: string;
  readonly requests: FrontRequest[];
  close(): Promise<void>;
}

export async function startFront(options: FrontOptions): Promise<Front> {
  const requests: FrontRequest[] = [];
  // A connection that breaks behind breaks here, too.
  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.socket?.resetAndDestroy());
  });
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readFrontRequest(message);
    requests.push(request);
    const own = options.answer?.(request) ?? null;
    const answer = own ?? (await handOn(options, request, message.url ?? '/'));
    response.writeHead(answer.status, { 'content-type': 'text/xml', ...answer.headers });
    response.end(answer.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close: () => stop(server) };
}

async function readFrontRequest(message: IncomingMessage): Promise<FrontRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces).toString('utf8');
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\//.exec(message.headers.authorization ?? '');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body,
    action: new URLSearchParams(body).get('Action') ?? '',
    accessKey: scope?.[1] ?? '',
    region: scope?.[2] ?? '',
  };
}

function handOn({ behind, rewrite }: FrontOptions, request: FrontRequest, path: string): Promise<FrontAnswer> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, behind);
    const onward = httpRequest(url, { method: request.method, headers: { ...request.headers, host: url.host } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const body = rewrite?.(request, text) ?? text;
        resolve({ status: answer.statusCode ?? 502, headers: { 'content-type': answer.headers['content-type'] ?? 'text/xml' }, body });
      });
    });
    onward.on('error', reject);
    onward.end(request.body);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

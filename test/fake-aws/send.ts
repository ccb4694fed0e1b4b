/** Puts an answer on the connection, or breaks the connection in one of the ways in which connections break. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FaultKind } from './faults.ts';
import type { Answer } from './problems.ts';

/** `kind` may break the connection on the way; returns without sending where the fault is silence. */
export function send(response: ServerResponse, answer: Answer, kind: FaultKind | null): void {
  const body = Buffer.from(answer.body);
  const breakage = kind ?? answer.failure;
  const breaking = breakage === undefined ? undefined : breakages[breakage];
  if (breaking !== undefined) {
    breaking(response, answer, body);
    return;
  }
  response.writeHead(answer.status, { ...headers(answer, body.length), ...extraHeaders(kind) });
  response.end(body);
}

type Breakage = (response: ServerResponse, answer: Answer, body: Buffer) => void;

const breakages: Partial<Readonly<Record<FaultKind, Breakage>>> = {
  hang: () => undefined,
  reset: (response) => response.socket?.resetAndDestroy(),
  'hang-in-body': (response, answer, body) => {
    response.writeHead(answer.status, headers(answer, body.length));
    response.write(firstHalf(body));
  },
  drip: (response, answer, body) => {
    response.writeHead(answer.status, headers(answer, body.length));
    drip(response, body);
  },
  truncated: (response, answer, body) => {
    const half = firstHalf(body);
    response.writeHead(answer.status, headers(answer, half.length));
    response.end(half);
  },
  'short-body': (response, answer, body) => {
    response.writeHead(answer.status, headers(answer, body.length));
    response.write(firstHalf(body), () => response.socket?.end());
  },
  'reset-in-body': (response, answer, body) => {
    response.writeHead(answer.status, headers(answer, body.length));
    response.write(firstHalf(body), () => response.socket?.resetAndDestroy());
  },
  'chunk-cut': (response, answer, body) => {
    const { 'content-type': type } = headers(answer, body.length);
    const head = `HTTP/1.1 ${answer.status} OK\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n`;
    response.socket?.end(Buffer.concat([Buffer.from(head), firstHalf(body)]));
  },
  'wrong-charset': (response, answer, body) => whole(response, answer, Buffer.from(body.toString('utf8'), 'utf16le')),
  'gzip-named': (response, answer, body) => whole(response, { ...answer, headers: { 'content-encoding': 'gzip' } }, body),
  'gzip-packed': (response, answer, body) => whole(response, answer, gzipSync(body)),
};

function whole(response: ServerResponse, answer: Answer, body: Buffer): void {
  response.writeHead(answer.status, headers(answer, body.length));
  response.end(body);
}

function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

function headers(answer: Answer, length: number) {
  const requestId = '7a62c49f-347e-4fc4-9331-6e8eEXAMPLE';
  return { 'content-type': answer.contentType, 'content-length': length, 'x-amzn-requestid': requestId, ...answer.headers };
}

function extraHeaders(kind: FaultKind | null): Readonly<Record<string, string>> {
  return kind === 'throttle-retry-after' ? { 'retry-after': '60' } : {};
}

/** One byte a second, for as long as somebody listens. */
function drip(response: ServerResponse, body: Buffer): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (response.destroyed || sent >= body.length) clearInterval(timer);
    else response.write(body.subarray(sent, (sent += 1)));
  }, 1000);
  timer.unref();
}

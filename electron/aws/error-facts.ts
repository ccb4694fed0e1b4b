/**
 * The facts of an SDK error that may be looked at. An SDK error can reach the
 * request with its session token (`$response`), and AWS's texts can hold
 * account data; so nothing else of an error is ever read or kept.
 */
export interface ErrorFacts {
  readonly name: string;
  /** AWS's code, or Node's (`ECONNREFUSED`). */
  readonly code: string;
  /** HTTP status, also of a proxy that did not let through; 0 where there was no answer. */
  readonly status: number;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  /** The server's clock minus ours, milliseconds; `null` where the answer has no date. */
  readonly clockSkewMs: number | null;
  /** AWS says an organisation's policy denies it. Read from the text, which itself is not kept. */
  readonly deniedByPolicy: boolean;
}

type Bag = Readonly<Record<string, unknown>>;

/** Reads the facts; never throws. */
export function errorFacts(error: unknown, now: number): ErrorFacts {
  const bag = asBag(error);
  const metadata = asBag(bag['$metadata']);
  const response = asBag(bag['$response']);
  const headers = asBag(response['headers']);
  const name = textOf(bag['name']) ?? 'Error';
  const wireCode = textOf(bag['Code']) ?? textOf(asBag(bag['Error'])['Code']);
  const nodeCode = textOf(bag['code']) ?? textOf(asBag(bag['cause'])['code']);
  const ofProxy = nodeCode === 'ERR_PROXY_TUNNEL' ? numberOf(bag['statusCode']) : null;
  const status = numberOf(metadata['httpStatusCode']) ?? numberOf(response['statusCode']) ?? ofProxy ?? 0;
  return {
    name,
    code: safeCode(wireCode ?? nodeCode ?? (genericNames.has(name) ? (connectTimeout(bag) ?? statusCode(status) ?? name) : name)),
    status,
    requestId: safeId(textOf(metadata['requestId']) ?? textOf(bag['RequestId']) ?? textOf(bag['requestId'])),
    retryAfterMs: retryAfter(textOf(headers['retry-after'])),
    clockSkewMs: skew(textOf(headers['date']), now),
    deniedByPolicy: /service control policy|resource control policy/i.test(textOf(bag['message']) ?? ''),
  };
}

/** Names that say nothing of what AWS said. */
const genericNames: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'SyntaxError',
  'RangeError',
  'TimeoutError',
  'Unknown',
  'UnknownError',
]);

/** An answer without AWS's error code is known by its HTTP status. */
function statusCode(status: number): string | null {
  return status >= 300 ? `HTTP${status}` : null;
}

/** The SDK's handler gives a connection that never came about no code of its own. */
function connectTimeout(bag: Bag): string | null {
  return /did not establish a connection/.test(textOf(bag['message']) ?? '') ? 'ConnectTimeout' : null;
}

function asBag(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? (value as Bag) : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A code is a word; whatever else stands in its place is not shown. */
function safeCode(code: string): string {
  return /^[\w.:-]{1,80}$/.test(code) ? code : 'UnknownError';
}

function safeId(id: string | null): string | null {
  return id !== null && /^[\w-]{1,80}$/.test(id) ? id : null;
}

function retryAfter(value: string | null): number | null {
  const seconds = value === null ? Number.NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function skew(date: string | null, now: number): number | null {
  const time = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? null : time - now;
}

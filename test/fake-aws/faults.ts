/**
 * The plan of what goes wrong. Whether a rule strikes follows from the seed and
 * the call alone (who, where, what, which page, which attempt), so that a run
 * that fails can be run again. A connection that never comes about is none of
 * the kinds: until it is there, nobody knows whose call it was to be.
 */
import type { FakeRequest } from './request.ts';

export const faultKinds = [
  'throttle',
  'throttle-retry-after',
  'internal-error',
  'unavailable',
  'bad-gateway-html',
  'hang',
  'hang-in-body',
  'drip',
  'truncated',
  'short-body',
  'reset',
  'reset-in-body',
  'html-200',
  'empty-200',
  'json-200',
  'wrong-action',
  'redirect',
  'repeated-token',
  'token-cycle',
  'duplicate-items',
  'empty-page',
  'invalid-token',
  'expired-token',
  'auth-failure',
  'denied',
  'chunk-cut',
  'redirect-permanent',
  'redirect-temporary',
  'proxy-login',
  'encoded-denial',
  'request-expired',
  'unknown-key',
  'skewed-clock',
  'endless-pages',
  'moved-item',
  'unknown-state',
  'missing-fields',
  'extra-elements',
  'huge-page',
  'nested',
  'byte-order-mark',
  'nul',
  'wrong-charset',
  'gzip-named',
  'gzip-packed',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultRule {
  readonly kind: FaultKind;
  /** How often the rule strikes where it matches, 0 to 1; always where absent. */
  readonly p?: number;
  readonly match?: {
    readonly accountId?: string;
    readonly region?: string;
    readonly action?: string;
    /** The n-th page of a chain, from 1. */
    readonly page?: number;
    /** Only the first n attempts of the same call. */
    readonly attempts?: number;
    /** Only once the fake has answered this many calls. */
    readonly afterCalls?: number;
  };
}

/** One call, as rules look at it. */
export interface CallFacts {
  readonly accountId: string;
  readonly request: FakeRequest;
  readonly page: number;
  /** How often exactly this call has come, this time included. */
  readonly attempt: number;
  /** How many calls came before, of anybody. */
  readonly before: number;
}

/** The first rule that strikes; `null` where the call goes well. */
export function faultFor(rules: readonly FaultRule[], seed: number, call: CallFacts): FaultKind | null {
  return (
    rules.find((rule, index) => matches(rule, call) && chance(`${seed}/${index}/${callKey(call)}/${call.attempt}`) < (rule.p ?? 1))?.kind ??
    null
  );
}

/** What makes two calls the same call: everything but when they came. */
export function callKey(call: Pick<CallFacts, 'accountId' | 'request'>): string {
  const { region, action, parameters } = call.request;
  return [call.accountId, region, action, ...[...parameters].map(([key, value]) => `${key}=${value}`)].join('&');
}

function matches({ match = {} }: FaultRule, call: CallFacts): boolean {
  return (
    (match.accountId === undefined || match.accountId === call.accountId) &&
    (match.region === undefined || match.region === call.request.region) &&
    (match.action === undefined || match.action === call.request.action) &&
    (match.page === undefined || match.page === call.page) &&
    (match.attempts === undefined || call.attempt <= match.attempts) &&
    (match.afterCalls === undefined || call.before >= match.afterCalls)
  );
}

/** A number from 0 to 1 that follows from the text (FNV-1a with a final mix). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

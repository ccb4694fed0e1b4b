/**
 * The speed at which one operation may be called in one account and Region.
 * EC2 counts every API action, account and Region on its own: 100 calls at once
 * and 20 a second (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html).
 * Staying below it costs nothing; being throttled costs seconds.
 */
import { operations } from '#shared/model/operation.ts';
import type { ScanSettings } from './request.ts';

/** Tokens of one operation. */
interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Limits of an API that counts in its own way. */
export interface PaceLimits {
  readonly bucketSize: number;
  readonly bucketPerSecond: number;
  readonly laneConcurrency: number;
}

/** The gate of one account and Region. */
export interface Pace {
  /** 1 at full speed; halved on every fifth throttle in a row. */
  factor: number;
  throttlesInARow: number;
  successes: number;
  readonly buckets: Map<string, Bucket>;
  /** Of an API that counts all its operations together; `null`: those of the settings, for each operation. */
  readonly limits: PaceLimits | null;
}

/** APIs that count all their operations together in an account and Region: Resolver takes five calls a second. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html */
const smallApis: ReadonlyMap<string, string> = new Map(
  [...operations.values()].flatMap(({ operation, action }) => {
    const service = action.slice(0, action.indexOf(':'));
    return ['route53resolver', 'route53profiles'].includes(service) ? [[operation, service] as const] : [];
  }),
);
const smallApiLimits = { bucketSize: 4, bucketPerSecond: 4 };

const slowest = 1 / 32;
const throttlesToSlowDown = 5;
const successesToSpeedUp = 10;

export function newPace(limits: PaceLimits | null = null): Pace {
  return { factor: 1, throttlesInARow: 0, successes: 0, buckets: new Map(), limits };
}

/** Milliseconds until the operation may be called; 0 takes a token and means now. */
export function takeToken(pace: Pace, operation: string, now: number, settings: ScanSettings): number {
  const smallApi = smallApis.get(operation);
  const { bucketPerSecond, bucketSize } = pace.limits ?? (smallApi === undefined ? settings : smallApiLimits);
  const key = pace.limits === null ? (smallApi ?? operation) : '';
  const perMs = (bucketPerSecond * pace.factor) / 1000;
  const bucket = pace.buckets.get(key) ?? { tokens: bucketSize, filledAt: now };
  pace.buckets.set(key, bucket);
  bucket.tokens = Math.min(bucketSize, bucket.tokens + Math.max(0, now - bucket.filledAt) * perMs);
  bucket.filledAt = now;
  if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs));
  bucket.tokens -= 1;
  return 0;
}

/** How many calls of the account and Region may be in flight. */
export function allowedInFlight(pace: Pace, settings: ScanSettings): number {
  return Math.max(1, Math.floor((pace.limits ?? settings).laneConcurrency * pace.factor));
}

/** Slows down on throttling, speeds up again on success. */
export function learn(pace: Pace, result: 'ok' | 'throttled' | 'other', settings: ScanSettings): void {
  if (result === 'throttled') {
    pace.throttlesInARow += 1;
    pace.successes = 0;
    if (pace.throttlesInARow % throttlesToSlowDown === 0) slowDown(pace);
    return;
  }
  if (result === 'other') return;
  pace.throttlesInARow = 0;
  pace.successes += 1;
  if (pace.factor < 1 && pace.successes % successesToSpeedUp === 0) {
    pace.factor = Math.min(1, pace.factor + 1 / settings.bucketPerSecond);
  }
}

/** Whether the account and Region answered others between this throttle and the one before: then it is chance, and no reason to wait ever longer. */
export function isLoneThrottle(pace: Pace): boolean {
  return pace.throttlesInARow <= 1;
}

function slowDown(pace: Pace): void {
  pace.factor = Math.max(slowest, pace.factor / 2);
  for (const bucket of pace.buckets.values()) bucket.tokens = Math.min(bucket.tokens, 1);
}

/** Token buckets as EC2 has them: per action, account and Region. */

export interface BucketSize {
  /** Calls that may come at once. */
  readonly burst: number;
  /** Tokens that come back in a second. */
  readonly perSecond: number;
}

/** EC2's own for Describe, Get, List and Search. */
export const ec2Bucket: BucketSize = { burst: 100, perSecond: 20 };

/** Takes a token; `false` where there is none. `now` in milliseconds. */
export type TakeToken = (key: string, now: number) => boolean;

export function tokenBuckets(size: BucketSize): TakeToken {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: size.burst, at: now };
    bucket.tokens = Math.min(size.burst, bucket.tokens + ((now - bucket.at) / 1000) * size.perSecond);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}

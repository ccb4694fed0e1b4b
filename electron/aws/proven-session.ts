/** A session whose account is proven, and which renews its credentials when they expire. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AccountId, Partition, Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import { cancelled } from '#electron/discovery/attempt.ts';
import { mayTryAgain } from '#electron/discovery/back-off.ts';
import type { AccountSession, ReadProblem } from '#electron/discovery/ports.ts';
import { firstRegion, partitionOfRegion } from '#electron/discovery/regions.ts';
import { accountReader } from './account-reader.ts';
import { callerIdentity } from './assume-role.ts';
import { type Credentials, sdkIdentity } from './credentials.ts';
import { rememberClients } from './metrics-session.ts';
import type { ClientSettings } from './service.ts';

/** Credentials that are there, and how to get new ones. */
export interface Opening {
  readonly profile: string;
  readonly callRegion: Region;
  readonly defaultRegion: Region | null;
  readonly endpointUrl: string | null;
  /** For the pages of a scan. */
  readonly settings: ClientSettings;
  /** For every other call: no answer takes longer than a deadline. */
  readonly bounded: ClientSettings;
  readonly first: Credentials;
  /** `since`: when the credentials that expired were obtained, a time of `performance.now()`. */
  readonly renew: (signal: AbortSignal, since: number) => Promise<Outcome<Credentials, ReadProblem>>;
  readonly signal: AbortSignal;
}

/** Asks AWS whose the credentials are, and makes the session of that account. */
export async function proveSession(opening: Opening): Promise<Outcome<AccountSession, ReadProblem>> {
  const { profile, callRegion: region, settings } = opening;
  const identity = await callerIdentity(opening.bounded, opening.first, { profile, region }, opening.signal);
  if (identity.kind === 'problem') return identity;
  const partition = (identity.value.arn.split(':')[1] ?? partitionOfRegion(region)) as Partition;
  const accountId = identity.value.accountId as AccountId;
  let current = opening.first;
  let since = performance.now();
  const provider = Object.assign(() => Promise.resolve(sdkIdentity(current)), { memoized: true });
  const clients: ClientSettings = { ...settings, credentials: provider };
  const session: AccountSession = {
    profile,
    accountId,
    partition,
    arn: identity.value.arn,
    homeRegion: partitionOfRegion(region) === partition ? region : firstRegion(partition),
    defaultRegion: opening.defaultRegion,
    ...(opening.endpointUrl === null ? {} : { endpointUrl: opening.endpointUrl }),
    reader: accountReader({ profile, accountId, partition }, clients),
    refresh: async (signal) => {
      const renewed = await patiently(() => opening.renew(signal, since), signal);
      if (renewed.kind === 'problem') return renewed;
      current = renewed.value;
      since = performance.now();
      return ok(null);
    },
  };
  return ok(rememberClients(session, { ...opening.bounded, credentials: provider }));
}

const renewalAttempts = 6;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/** Hundreds of accounts expire in the same minute; one throttled renewal must not lose an account. */
async function patiently(
  renew: () => Promise<Outcome<Credentials, ReadProblem>>,
  signal: AbortSignal,
): Promise<Outcome<Credentials, ReadProblem>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await renew();
    if (signal.aborted) return outcome.kind === 'ok' ? outcome : failed(cancelled);
    const isPassing = outcome.kind === 'problem' && mayTryAgain(outcome.problem) && outcome.problem.recovery !== 'refresh';
    if (!isPassing || attempt === renewalAttempts) return outcome;
    const pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs * 2 ** (attempt - 1), outcome.problem.retryAfterMs ?? 0));
    await wait(pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
  }
}

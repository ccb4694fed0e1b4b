/**
 * A session while it is used: knows when its credentials were renewed last, so
 * that many calls that fail with expired credentials cause one renewal.
 */
import type { Outcome } from '#shared/base/outcome.ts';
import type { AccountSession, ReadProblem } from './ports.ts';

export interface LiveSession {
  readonly session: AccountSession;
  /** Counts renewals; a call notes it before it starts. */
  generation(): number;
  /** Why the session can no longer be used, `null` while it can. */
  lost(): ReadProblem | null;
  /** A call went well: the next expiry may be answered by another renewal. */
  worked(): void;
  /** Renews, once for all that ask about the same generation. Gives why that is impossible, or `null`. */
  renew(generation: number, signal: AbortSignal): Promise<ReadProblem | null>;
}

export function liveSession(session: AccountSession): LiveSession {
  let generation = 0;
  let lost: ReadProblem | null = null;
  let renewing: Promise<ReadProblem | null> | null = null;
  let hasWorked = true;
  const renewOnce = async (signal: AbortSignal): Promise<ReadProblem | null> => {
    if (!hasWorked) return loseSession(expiredAgain);
    hasWorked = false;
    const outcome: Outcome<null, ReadProblem> = await session.refresh(signal);
    if (outcome.kind === 'problem') return loseSession(outcome.problem);
    generation += 1;
    return null;
  };
  const loseSession = (problem: ReadProblem): ReadProblem | null => {
    if (problem.kind === 'cancelled') return problem;
    lost = { ...problem, kind: 'expired', recovery: 'never' };
    return lost;
  };
  return {
    session,
    generation: () => generation,
    lost: () => lost,
    worked: () => {
      hasWorked = true;
    },
    renew: async (seen, signal) => {
      if (lost !== null) return lost;
      if (seen !== generation) return null;
      renewing ??= renewOnce(signal).finally(() => {
        renewing = null;
      });
      return renewing;
    },
  };
}

const expiredAgain: ReadProblem = {
  kind: 'expired',
  code: 'ExpiredToken',
  message: 'The credentials expired, were renewed, and the new ones were refused as expired too. Sign in again, then retry.',
  recovery: 'never',
};

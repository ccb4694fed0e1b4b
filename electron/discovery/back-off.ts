/** When and how long to wait before asking again. */
import type { ReadProblem } from './ports.ts';
import type { ScanSettings } from './request.ts';

export function mayTryAgain(problem: ReadProblem): boolean {
  return ['throttle', 'transient', 'connect', 'refresh'].includes(problem.recovery);
}

/**
 * Decorrelated back-off: between the base and three times the last delay, never
 * above the cap. Milliseconds. A network that is away needs as long as a
 * throttled API; a passing fault of a server that is there does not.
 */
export function nextDelay(problem: ReadProblem, last: number, settings: ScanSettings, random: number): number {
  const isPassing = problem.recovery === 'transient';
  const base = isPassing ? settings.transientBaseMs : settings.throttleBaseMs;
  const cap = isPassing ? settings.transientCapMs : settings.backoffCapMs;
  const wanted = Math.min(cap, base + random * (Math.max(base, last) * 3 - base));
  return Math.min(settings.backoffCapMs, Math.max(wanted, problem.retryAfterMs ?? 0));
}

/** The problem of the last attempt as the end of the call. */
export function givenUp(problem: ReadProblem, attempts: number): ReadProblem {
  const kind = problem.recovery === 'throttle' ? 'throttled-out' : problem.kind;
  return { ...problem, kind, recovery: 'never', message: `${problem.message} Given up after ${attempts} attempts.` };
}

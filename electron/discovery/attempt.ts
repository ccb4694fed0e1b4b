/** One call with its attempts: waits, retries, and gives up by the rules of the scan. */
import { failed, type Outcome } from '#shared/base/outcome.ts';
import { hostOf } from './private-dns.ts';
import { givenUp, mayTryAgain, nextDelay } from './back-off.ts';
import type { LiveSession } from './live-session.ts';
import { isLoneThrottle } from './pace.ts';
import type { ReadCall, ReadPage, ReadProblem } from './ports.ts';
import type { ScanContext } from './scan-context.ts';
import type { Lane } from './scheduler.ts';

/** A page, or the problem that ended the call, and how often was asked. */
export interface Attempted {
  readonly outcome: Outcome<ReadPage, ReadProblem>;
  readonly attempts: number;
}

export const cancelled: ReadProblem = {
  kind: 'cancelled',
  code: 'Cancelled',
  message: 'The scan was cancelled before this was read.',
  recovery: 'never',
};

/** Reads one page; passing faults are tried again until the attempts or the time are used up. */
export async function readWithRetry(scan: ScanContext, lane: Lane, live: LiveSession, call: ReadCall): Promise<Attempted> {
  const begun = scan.ports.clock();
  let attempts = 0;
  let silences = 0;
  let delay = 0;
  while (true) {
    const hopeless = scan.signal.aborted ? cancelled : (live.lost() ?? scan.breaker.lost(hostOf(call)));
    if (hopeless !== null) return { outcome: failed(hopeless), attempts };
    const room = scan.ports.room?.() ?? null;
    if (room !== null) await room;
    const slot = await scan.scheduler.acquire(lane, call.operation);
    if (slot === null) return { outcome: failed(cancelled), attempts };
    attempts += 1;
    const generation = live.generation();
    const outcome = await tryOnce(scan, live, call, silences + 1);
    if (outcome.kind === 'problem' && outcome.problem.kind === 'timeout') silences += 1;
    scan.scheduler.release(slot, outcome.kind === 'ok' ? 'ok' : outcome.problem.recovery === 'throttle' ? 'throttled' : 'other');
    noteReachability(scan, call, slot.startedAt, outcome);
    if (outcome.kind === 'problem' && isServerFault(outcome.problem)) scan.serverFaults.failed(questionOf(call));
    if (outcome.kind === 'ok') {
      live.worked();
      scan.serverFaults.answered(questionOf(call));
      const tookMs = scan.ports.clock() - slot.startedAt;
      scan.patience.answered(hostOf(call), tookMs);
      scan.concurrency.answered(hostOf(call), tookMs);
    }
    if (outcome.kind === 'ok' || !mayTryAgain(outcome.problem)) return { outcome, attempts };
    if (outcome.problem.recovery === 'refresh') {
      const dead = await live.renew(generation, scan.signal);
      if (dead !== null) return { outcome: failed(dead), attempts };
    } else {
      const last = attempts <= attemptsByChance && isLoneThrottle(lane.pace) ? 0 : delay;
      delay = nextDelay(outcome.problem, last, scan.settings, scan.ports.random());
    }
    const spent = scan.ports.clock() - begun + delay;
    const isHopeless = isServerFault(outcome.problem) && attempts >= attemptsAtLeast && scan.serverFaults.isHopeless(questionOf(call));
    if (isHopeless || attempts >= scan.settings.attempts || spent > scan.settings.callBudgetMs) {
      return { outcome: failed(givenUp(outcome.problem, attempts)), attempts };
    }
    if (outcome.problem.recovery !== 'refresh') await scan.ports.sleep(delay, scan.signal);
  }
}

/** One attempt, ended by its answer, the deadline or the cancelling of the scan, whichever comes first. */
async function tryOnce(scan: ScanContext, live: LiveSession, call: ReadCall, waitNumber: number): Promise<Outcome<ReadPage, ReadProblem>> {
  if (scan.signal.aborted) return failed(cancelled);
  const attempt = new AbortController();
  const deadlineMs = scan.patience.deadlineOf(hostOf(call), waitNumber);
  return new Promise((resolve, reject) => {
    const forget = scan.deadlines.add(scan.ports.clock() + deadlineMs, (why) => {
      resolve(failed(why === 'cancelled' ? cancelled : tooSlow(call, deadlineMs)));
      attempt.abort();
    });
    live.session.reader.readPage(call, attempt.signal).finally(forget).then(resolve, reject);
  });
}

/** So many faults of one call in a row may be chance among ten thousand calls. */
const attemptsByChance = 4;

/** However hopeless it looks, nothing is given up before. */
const attemptsAtLeast = 3;

/** A server may know an operation and not one of its arguments. */
function questionOf(call: ReadCall): string {
  return [call.operation, ...Object.keys(call.input)].join('/');
}

function isServerFault(problem: ReadProblem): boolean {
  return problem.kind === 'failed' && problem.recovery === 'transient';
}

function noteReachability(scan: ScanContext, call: ReadCall, startedAt: number, outcome: Outcome<ReadPage, ReadProblem>): void {
  if (outcome.kind === 'ok' || outcome.problem.requestId !== undefined) scan.breaker.reached(hostOf(call));
  else if (outcome.problem.recovery === 'connect') scan.breaker.unreachable(hostOf(call), startedAt, outcome.problem);
}

function tooSlow(call: ReadCall, deadlineMs: number): ReadProblem {
  return {
    kind: 'timeout',
    code: 'DeadlineExceeded',
    message: `${call.operation} in ${call.region} did not answer within ${deadlineMs / 1000} s.`,
    recovery: 'transient',
  };
}

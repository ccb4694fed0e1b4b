import { failed, type Outcome } from '#shared/base/outcome.ts';
import { cancelled } from './attempt.ts';
import { givenUp, mayTryAgain, nextDelay } from './back-off.ts';
import type { ReadProblem } from './ports.ts';
import type { ScanContext } from './scan-context.ts';

/** Tries something that is not a page of a list, such as opening a session, by the same rules as pages. */
export async function tryAgain<Value>(
  scan: ScanContext,
  once: () => Promise<Outcome<Value, ReadProblem>>,
): Promise<Outcome<Value, ReadProblem>> {
  const begun = scan.ports.clock();
  let delay = 0;
  for (let attempts = 1; ; attempts += 1) {
    if (scan.signal.aborted) return failed(cancelled);
    const outcome = await once();
    if (outcome.kind === 'ok' || !mayTryAgain(outcome.problem) || outcome.problem.recovery === 'refresh') return outcome;
    if (outcome.problem.recovery === 'connect' && attempts >= connectAttempts) return outcome;
    delay = nextDelay(outcome.problem, delay, scan.settings, scan.ports.random());
    const spent = scan.ports.clock() - begun + delay;
    if (attempts >= scan.settings.attempts || spent > scan.settings.callBudgetMs) return failed(givenUp(outcome.problem, attempts));
    await scan.ports.sleep(delay, scan.signal);
  }
}

/** As many as give a Region up. */
const connectAttempts = 3;

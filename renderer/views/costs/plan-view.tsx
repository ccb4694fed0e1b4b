import { useEffect, useState } from 'react';
import { activeScenario } from '#renderer/store/active-scenario.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { isPlanCurrent, shownPlan } from '#renderer/store/plan-slice.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState, Notice } from '#renderer/ui/state-views.tsx';
import { problemText } from '#shared/base/outcome.ts';
import { useActions, useApp } from '../app-context.tsx';
import { ViewHead } from '../shell/view-head.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanResult } from './plan-result.tsx';
import styles from './plan.module.css';

/** The cheapest set of endpoints and zones under constraints, and the way there. */
export function PlanView() {
  const summary = useApp(summaryOf);
  return (
    <div className={styles['plan']}>
      <PlanForm />
      <div className={styles['result']}>
        <ViewHead title="Plan" summary={summary} />
        <div className={styles['scroll']}>
          <Answer />
        </div>
      </div>
    </div>
  );
}

/** What the plan on screen was made from, or the next one would be. */
function summaryOf(state: AppState): string {
  const made = shownPlan(state);
  const scenario = made === null ? activeScenario(state) : made.request.scenario;
  return `${made === null ? 'From' : 'Made from'} ${scenario === null ? 'the estate as it was read' : `the scenario ${scenario.name}`}`;
}

function Answer() {
  const since = useApp((state) => state.planningSince);
  const problem = useApp((state) => state.planProblem);
  const made = useApp(shownPlan);
  if (since !== null) return <Progress since={since} />;
  return (
    <>
      {problem === null ? null : <Notice tone="bad">{problemText(problem)}</Notice>}
      <PlanScenarioNotice />
      {made === null ? (
        <EmptyState title="No plan yet">
          Choose what the plan has to respect and press Make the plan. It covers every VPC of the estate and changes nothing in AWS.
        </EmptyState>
      ) : (
        <>
          <OldNotice />
          <PlanResult plan={made.plan} />
        </>
      )}
    </>
  );
}

/** Words for what takes seconds; the page stays usable, figures of other views wait their turn. */
function Progress({ since }: { readonly since: number }) {
  const seconds = useSeconds(since);
  const { planCancelled } = useActions();
  return (
    <EmptyState title="Looking for the cheapest plan" actions={<Button onPress={planCancelled}>Do not wait for it</Button>}>
      <span role="status">{progressText(seconds)}</span>
    </EmptyState>
  );
}

/** What can be said honestly: the search does not tell how far it is. */
export function progressText(seconds: number): string {
  if (seconds < 3) return 'Every service, VPC, hub and NAT gateway at once, Region by Region.';
  if (seconds < 15) return `${String(seconds)} s. Large estates take a while; what other views ask for waits until it is done.`;
  return `${String(seconds)} s. Still searching. If you do not wait, the search ends in the background and its answer is dropped.`;
}

function useSeconds(since: number): number {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - since) / 1000));
}

function PlanScenarioNotice() {
  const made = useApp((state) => state.planScenario);
  const isShown = useApp((state) => state.activeScenario === state.planScenario?.name);
  const { viewChanged } = useActions();
  if (made === null || !isShown) return null;
  return (
    <Notice tone="info" actions={<Button onPress={() => viewChanged('consumers')}>Show it on the map</Button>}>
      {`The scenario ${made.name} is made, and every view shows it.`}
      {made.leftOut.length === 0 ? null : (
        <ul className={styles['left-out']}>
          {made.leftOut.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function OldNotice() {
  const isCurrent = useApp(isPlanCurrent);
  const isOwnScenario = useApp((state) => state.planScenario !== null && state.activeScenario === state.planScenario.name);
  if (isCurrent || isOwnScenario) return null;
  return <Notice tone="warn">Constraints, prices, traffic or the scenario have changed since this plan was made. Make it again.</Notice>;
}

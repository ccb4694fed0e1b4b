import { useState } from 'react';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { PlanStep } from '#shared/analysis/cost/plan/plan.ts';
import { plural } from '../format.ts';
import { Command } from './command.tsx';
import styles from './plan.module.css';

const phases: Readonly<Record<PlanStep['phase'], string>> = {
  ready: 'Ready',
  policy: 'Policies',
  create: 'Create',
  gateway: 'Route tables',
  'private-dns': 'Private DNS',
  hub: 'Hub',
  repair: 'Repair',
  nat: 'NAT',
  measure: 'Measure',
};

/** Steps of a large plan that are shown before somebody asks for all. */
const firstSteps = 60;

/** The way there, in order; what cannot be undone stands out before a step is opened. */
export function PlanSteps({ steps }: { readonly steps: readonly PlanStep[] }) {
  const [isOpen, setOpen] = useState(false);
  const [isAll, setAll] = useState(false);
  if (steps.length === 0) return null;
  const shown = isAll ? steps : steps.slice(0, firstSteps);
  const final = steps.filter((step) => step.pointOfNoReturn !== null).length;
  return (
    <section className={styles['panel']} aria-label="Steps">
      <div className={styles['panel-head']}>
        <h3 className={styles['panel-title']}>{plural(steps.length, 'step')}, in this order</h3>
        <span className={styles['grow']}>
          {final === 0 ? 'All of them can be undone.' : `${plural(final, 'of them holds', 'of them hold')} a point of no return.`}
        </span>
        <Button variant="quiet" onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Close all' : 'Open all'}
        </Button>
      </div>
      <ol className={styles['steps']}>
        {shown.map((step) => (
          <Step key={`${String(step.n)}/${String(isOpen)}`} step={step} isOpen={isOpen} />
        ))}
      </ol>
      {shown.length === steps.length ? null : <Button onPress={() => setAll(true)}>{`Show all ${plural(steps.length, 'step')}`}</Button>}
    </section>
  );
}

function Step({ step, isOpen }: { readonly step: PlanStep; readonly isOpen: boolean }) {
  return (
    <li>
      <details className={styles['step']} open={isOpen}>
        <summary className={styles['does']}>
          <span className={styles['n']}>{step.n}</span>
          <span className={styles['phase']}>{phases[step.phase]}</span>
          <span className={styles['grow']}>
            {step.does}
            {step.pointOfNoReturn === null ? null : (
              <>
                {' '}
                <Badge tone="bad">Point of no return</Badge>
              </>
            )}
          </span>
        </summary>
        <dl className={styles['parts']}>
          <Part title="Check first" text={step.precheck} />
          {step.command === '' ? null : (
            <div>
              <dt>Run</dt>
              <dd>
                <Command text={step.command} />
              </dd>
            </div>
          )}
          <Part title="Done when" text={step.measure} />
          <Part title="Way back" text={step.wayBack} />
          {step.pointOfNoReturn === null ? null : (
            <div className={styles['final']}>
              <dt>Point of no return</dt>
              <dd>{step.pointOfNoReturn}</dd>
            </div>
          )}
        </dl>
      </details>
    </li>
  );
}

function Part({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  );
}

import type { ReactNode } from 'react';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import type { Plan, PlanIssue, PlanRegion } from '#shared/analysis/cost/plan/plan.ts';
import { useActions, useAppStore } from '../app-context.tsx';
import { plural, signedUsd, usd } from '../format.ts';
import { download, fileName } from '../shell/download.ts';
import { Command } from './command.tsx';
import { ChosenTable } from './plan-chosen.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { zipFile } from './zip-file.ts';
import styles from './plan.module.css';

/** What the plan chooses, what it saves, what stands in the way, and the steps. */
export function PlanResult({ plan }: { readonly plan: Plan }) {
  return (
    <>
      <Summary plan={plan} />
      <Issues title="What blocks it" tone="bad" issues={plan.blockedBy} />
      <ChosenTable plan={plan} />
      <Issues title="Look at before it runs" tone="warn" issues={plan.warnings} />
      <PlanSteps steps={plan.steps} />
    </>
  );
}

function Summary({ plan }: { readonly plan: Plan }) {
  const { comparison, proof, chosen, blockedBy, removedNatGateways } = plan;
  const { savingUsd, knownSavingUsd } = comparison;
  const saving = savingUsd ?? knownSavingUsd;
  return (
    <section className={styles['panel']} aria-label="Today beside the plan">
      <div className={styles['figures']}>
        <Figure title="Today">{amountText(comparison.todayUsd, comparison.knownTodayUsd)}</Figure>
        <Figure title="With the plan">{amountText(comparison.planUsd, comparison.knownPlanUsd)}</Figure>
        <Figure title={savingUsd === null ? 'Saving, of what is known' : 'Saving'}>
          <span className={saving.startsWith('-') ? styles['lost'] : styles['saved']}>{signedUsd(saving)}</span>
        </Figure>
        <div className={styles['grow']} />
        <PlanActions />
      </div>
      <p className={styles['sentence']}>
        <Badge tone={blockedBy.length === 0 ? 'ok' : 'bad'}>{blockedBy.length === 0 ? 'It can run' : 'Blocked'}</Badge>{' '}
        {`${plural(chosen.length, 'new path')}, ${plural(removedNatGateways.length, 'NAT gateway')} ${removedNatGateways.length === 1 ? 'goes' : 'go'}. US dollars a month of ${String(comparison.hoursPerMonth)} hours.`}
      </p>
      {comparison.reason === undefined ? null : <p className={styles['sentence']}>{`Part of it is unknown: ${comparison.reason}.`}</p>}
      <p className={styles['sentence']}>
        {`Proof: ${proof.method}; `}
        {proof.lowerBoundUsd === null
          ? `no lower bound: ${proof.reason ?? 'an amount is unknown'}.`
          : `no choice under these constraints costs less than ${usd(proof.lowerBoundUsd)} a month.`}
      </p>
      {comparison.regions.length < 2 ? null : <Regions regions={comparison.regions} />}
    </section>
  );
}

function Figure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles['figure']}>
      <span className={styles['label']}>{title}</span>
      <span className={styles['amount']}>{children}</span>
    </div>
  );
}

function amountText(amount: string | null, known: string): string {
  return amount === null ? `unknown, ${usd(known)} known` : usd(amount);
}

function Regions({ regions }: { readonly regions: readonly PlanRegion[] }) {
  return (
    <ScrollArea label="Today beside the plan, by Region">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Region</th>
            <th scope="col" className={styles['end']}>
              Today
            </th>
            <th scope="col" className={styles['end']}>
              With the plan
            </th>
            <th scope="col" className={styles['end']}>
              Saving
            </th>
          </tr>
        </thead>
        <tbody>
          {regions.map(({ region, today, plan }) => (
            <tr key={region}>
              <td>{region}</td>
              <td className={styles['end']}>{amountText(today.totalUsd, today.knownUsd)}</td>
              <td className={styles['end']}>{amountText(plan.totalUsd, plan.knownUsd)}</td>
              <td className={styles['end']}>{savingText(plan)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function savingText({ savingUsd, savingOfKnownUsd }: PlanRegion['plan']): string {
  if (savingUsd !== null) return signedUsd(savingUsd);
  return savingOfKnownUsd === null ? 'unknown' : `${signedUsd(savingOfKnownUsd)} of what is known`;
}

function PlanActions() {
  const store = useAppStore();
  const { planTakenAsScenario } = useActions();
  const save = async (language: 'terraform' | 'cloudformation'): Promise<void> => {
    const files = await store.getState().planCodeAsked(language);
    if (files === null) return;
    if (files.length === 0) return store.getState().announced('The plan adds nothing, so there is no code to write');
    download(fileName(store.getState().documentTitle, language, 'zip'), 'application/zip', zipFile(files));
    store.getState().announced(`${plural(files.length, 'file')} of ${language === 'terraform' ? 'Terraform' : 'CloudFormation'} written`);
  };
  return (
    <div className={styles['actions']}>
      <Button icon="download" onPress={() => void save('terraform')}>
        Terraform
      </Button>
      <Button icon="download" onPress={() => void save('cloudformation')}>
        CloudFormation
      </Button>
      <Button onPress={() => void planTakenAsScenario()}>Make a scenario of it</Button>
    </div>
  );
}

interface IssuesProps {
  readonly title: string;
  readonly tone: 'bad' | 'warn';
  readonly issues: readonly PlanIssue[];
}

function Issues({ title, tone, issues }: IssuesProps) {
  if (issues.length === 0) return null;
  return (
    <section className={styles['panel']} aria-label={title}>
      <h3 className={styles['panel-title']}>
        <Badge tone={tone}>{title}</Badge> <span className={styles['label']}>{plural(issues.length, 'point')}</span>
      </h3>
      <ul className={styles['issues']}>
        {issues.map((issue) => (
          <li key={`${issue.code}/${issue.vpcId ?? ''}/${issue.service ?? ''}/${issue.what}`}>
            <b>{issue.what}.</b> {issue.remedy}
            {issue.command === null ? null : <Command text={issue.command} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select } from '#renderer/ui/fields.tsx';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import type { ComparedScenarios } from '#renderer/store/scenario-slice.ts';
import type { Beside, ScopeBeside } from '#shared/analysis/scenario/beside.ts';
import { useActions, useApp } from '../app-context.tsx';
import { groupTitles } from '../costs/cost-words.ts';
import { usd } from '../format.ts';
import { Difference } from './difference.tsx';
import { asReadTitle, totalText } from './scenario-words.ts';
import styles from './scenario.module.css';

/** Two scenarios side by side: kind of charge by kind of charge, VPC by VPC. */
export function CompareDialog() {
  const compared = useApp((state) => state.comparedScenarios);
  return compared === null ? null : <Compared compared={compared} />;
}

const asRead = '\u0000';

function Compared({ compared }: { readonly compared: ComparedScenarios }) {
  const scenarios = useApp((state) => state.scenarios);
  const { scenariosCompared, comparisonClosed } = useActions();
  const choices = [{ id: asRead, label: asReadTitle }, ...scenarios.map(({ name }) => ({ id: name, label: name }))];
  const nameOf = (id: string): string | null => (id === asRead ? null : id);
  const { first, second, beside } = compared;
  return (
    <Dialog title="Two scenarios side by side" isOpen onClose={comparisonClosed}>
      <div className={styles['form']}>
        <div className={styles['pair']}>
          <Select
            label="First"
            choices={choices}
            selected={first ?? asRead}
            onSelect={(id) => void scenariosCompared(nameOf(id), second)}
          />
          <span>beside</span>
          <Select
            label="Second"
            choices={choices}
            selected={second ?? asRead}
            onSelect={(id) => void scenariosCompared(first, nameOf(id))}
          />
        </div>
        {beside === null ? (
          <p role="status">Pricing both…</p>
        ) : (
          <Tables beside={beside} first={first ?? asReadTitle} second={second ?? asReadTitle} />
        )}
      </div>
    </Dialog>
  );
}

function Tables({ beside, first, second }: { readonly beside: Beside; readonly first: string; readonly second: string }) {
  return (
    <ScrollArea label="What each costs a month">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">US dollars a month, as things stand under each</th>
            <th scope="col" className={styles['end']}>
              {first}
            </th>
            <th scope="col" className={styles['end']}>
              {second}
            </th>
            <th scope="col" className={styles['end']}>
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          <Row title="Everything" row={beside.total} className={styles['total']} />
          {beside.groups.map((group) => (
            <tr key={group.group}>
              <td>{groupTitles[group.group]}</td>
              <td className={styles['end']}>{usd(group.firstUsd)}</td>
              <td className={styles['end']}>{usd(group.secondUsd)}</td>
              <td className={styles['end']}>
                <Difference amount={group.differenceUsd} />
              </td>
            </tr>
          ))}
          {beside.scopes.map((scope) => (
            <Row key={`${scope.scope}@${scope.region}`} title={`${scope.title} \u00b7 ${scope.region}`} row={scope} />
          ))}
        </tbody>
      </table>
      {beside.scopes.length === 0 ? <p className={styles['note']}>No VPC costs more or less in one than in the other.</p> : null}
    </ScrollArea>
  );
}

function Row({
  title,
  row,
  className,
}: {
  readonly title: string;
  readonly row: Beside['total'] | ScopeBeside;
  readonly className?: string | undefined;
}) {
  return (
    <tr className={className}>
      <td>{title}</td>
      <td className={styles['end']}>{row.first === null ? 'not there' : totalText(row.first)}</td>
      <td className={styles['end']}>{row.second === null ? 'not there' : totalText(row.second)}</td>
      <td className={styles['end']}>
        <Difference amount={row.differenceUsd} />
      </td>
    </tr>
  );
}

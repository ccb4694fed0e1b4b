import { useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import type { ScenarioFigure } from '#renderer/workers/scenario.ts';
import { useActions, useApp } from '../app-context.tsx';
import { plural } from '../format.ts';
import { Difference } from './difference.tsx';
import { NameDialog } from './name-dialog.tsx';
import { asReadTitle, totalText } from './scenario-words.ts';
import styles from './scenario.module.css';

/** The estate as it was read, and every what-if beside it, with what each costs. */
export function ScenarioList() {
  const figures = useApp((state) => state.scenarioFigures);
  const active = useApp((state) => state.activeScenario);
  const [renaming, setRenaming] = useState<string | null>(null);
  const { scenarioStarted, scenariosCompared } = useActions();
  return (
    <section className={styles['list']} aria-label="Scenarios">
      <h2 className={styles['list-head']}>
        <span className={styles['grow']}>Scenarios</span>
        {figures.length < 2 ? null : (
          <IconButton
            icon="compare"
            size="small"
            label="Compare two scenarios"
            onPress={() => void scenariosCompared(null, active ?? figures[1]?.name ?? null)}
          />
        )}
        <IconButton icon="plus" size="small" label="New scenario" onPress={() => void scenarioStarted()} />
      </h2>
      <ul>
        {figures.map((figure) => (
          <Row key={figure.name ?? ''} figure={figure} isCurrent={figure.name === active} onRename={setRenaming} />
        ))}
      </ul>
      {renaming === null ? null : <NameDialog name={renaming} onClose={() => setRenaming(null)} />}
    </section>
  );
}

interface RowProps {
  readonly figure: ScenarioFigure;
  readonly isCurrent: boolean;
  readonly onRename: (name: string) => void;
}

function Row({ figure, isCurrent, onRename }: RowProps) {
  const { scenarioChosen } = useActions();
  const title = figure.name ?? asReadTitle;
  return (
    <li className={classNames(styles['row'], isCurrent && styles['current'])}>
      <button type="button" className={styles['choose']} aria-current={isCurrent} onClick={() => void scenarioChosen(figure.name)}>
        <span className={styles['line']}>
          <span className={styles['name']} title={title}>
            {title}
          </span>
          {figure.name === null ? null : <Difference amount={figure.differenceUsd} />}
        </span>
        <span className={styles['line']}>
          <span className={styles['quiet']} title={figure.problem ?? undefined}>
            {figure.problem ?? (figure.name === null ? 'nothing changed' : plural(figure.editCount, 'edit'))}
          </span>
          <span className={styles['quiet']}>{totalText(figure)}</span>
        </span>
      </button>
      {figure.name === null ? null : <Choices name={figure.name} onRename={onRename} />}
    </li>
  );
}

function Choices({ name, onRename }: { readonly name: string; readonly onRename: (name: string) => void }) {
  const { scenarioCopied, scenarioDeleted, scenariosCompared } = useActions();
  const active = useApp((state) => state.activeScenario);
  return (
    <Menu
      label={`${name}: more`}
      icon="more"
      groups={[
        {
          entries: [
            { id: 'copy', label: 'Copy' },
            { id: 'rename', label: 'Rename…' },
            {
              id: 'compare',
              label: active === name || active === null ? `Compare with ${asReadTitle.toLowerCase()}` : `Compare with ${active}`,
            },
            { id: 'delete', label: 'Delete' },
          ],
        },
      ]}
      onAction={(id) => {
        if (id === 'copy') void scenarioCopied(name);
        if (id === 'rename') onRename(name);
        if (id === 'compare') void scenariosCompared(active === name ? null : active, name);
        if (id === 'delete') void scenarioDeleted(name);
      }}
    />
  );
}

import { useState } from 'react';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { activeScenario, editsOfScenario } from '#renderer/store/active-scenario.ts';
import { problemText } from '#shared/base/outcome.ts';
import type { StoredScenario } from '#shared/model/scenario.ts';
import { useActions, useApp } from '../app-context.tsx';
import { plural } from '../format.ts';
import { Difference } from './difference.tsx';
import { asReadTitle, editText, totalText } from './scenario-words.ts';
import styles from './scenario.module.css';

/** Over every view while a scenario is shown: nobody may take it for what is there. */
export function ScenarioBanner() {
  const scenario = useApp(activeScenario);
  if (scenario === null) return null;
  return <Shown scenario={scenario} />;
}

function Shown({ scenario }: { readonly scenario: StoredScenario }) {
  const [isListOpen, setListOpen] = useState(false);
  const { scenarioChosen } = useActions();
  const edits = editsOfScenario(scenario);
  return (
    <section className={styles['banner']} aria-label="Scenario">
      <span className={styles['mark']}>What if</span>
      <span className={styles['name']} title={scenario.name}>
        {scenario.name}
      </span>
      <Figures name={scenario.name} />
      <Button variant="quiet" onPress={() => setListOpen(true)}>
        {plural(edits.length, 'edit')}
      </Button>
      <Button onPress={() => void scenarioChosen(null)}>Leave the scenario</Button>
      <Problems />
      {isListOpen ? <EditList scenario={scenario} onClose={() => setListOpen(false)} /> : null}
    </section>
  );
}

function Figures({ name }: { readonly name: string }) {
  const figures = useApp((state) => state.scenarioFigures);
  const [asRead] = figures;
  const own = figures.find((figure) => figure.name === name);
  if (own === undefined || asRead === undefined) return <span className={styles['figures']}>Pricing…</span>;
  if (own.problem !== null) return <span className={styles['figures']}>{own.problem}</span>;
  return (
    <span className={styles['figures']} title={`${totalText(own)} a month instead of ${totalText(asRead)}`}>
      <Difference amount={own.differenceUsd} /> a month: {totalText(own)} instead of {totalText(asRead)}
    </span>
  );
}

/** Why the scenario, or the last edit of it, cannot hold. */
function Problems() {
  const refused = useApp((state) => state.scenarioProblem);
  const unshown = useApp((state) => state.opened?.scenarioProblem ?? null);
  const { scenarioProblemDismissed } = useActions();
  const problem = refused ?? unshown;
  if (problem === null) return null;
  return (
    <div className={styles['problem']}>
      <Notice
        tone="warn"
        actions={refused === null ? null : <IconButton icon="close" label="Dismiss" size="small" onPress={scenarioProblemDismissed} />}
      >
        {problemText(problem)}
      </Notice>
    </div>
  );
}

function EditList({ scenario, onClose }: { readonly scenario: StoredScenario; readonly onClose: () => void }) {
  const { whatIfDropped } = useActions();
  const edits = editsOfScenario(scenario);
  return (
    <Dialog title={scenario.name} subtitle={plural(edits.length, 'edit')} isOpen onClose={onClose} size="small">
      {edits.length === 0 ? (
        <p className={styles['note']}>
          Nothing is changed yet. Select a VPC, an endpoint or a NAT gateway and choose What if in the inspector.
        </p>
      ) : (
        <ol className={styles['edits']}>
          {edits.map((edit, index) => (
            <li key={`${String(index)}-${JSON.stringify(edit)}`} className={styles['edit']}>
              <span>{editText(edit)}</span>
              <IconButton icon="trash" size="small" label={`Take back: ${editText(edit)}`} onPress={() => void whatIfDropped(index)} />
            </li>
          ))}
        </ol>
      )}
      <p className={styles['note']}>{`${asReadTitle}: the estate stays untouched; nothing here is ever done in AWS.`}</p>
    </Dialog>
  );
}

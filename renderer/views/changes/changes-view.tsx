import { useState } from 'react';
import type { Changes } from '#renderer/workers/changes.ts';
import { changeCount } from '#renderer/store/change-count.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox, Segmented } from '#renderer/ui/fields.tsx';
import { EmptyState, Notice, SkeletonLanes } from '#renderer/ui/state-views.tsx';
import { problemText } from '#shared/base/outcome.ts';
import type { Subject } from '#shared/model/subject.ts';
import { useActions, useApp } from '../app-context.tsx';
import { plural, time } from '../format.ts';
import { useIsNarrow } from '../shell/use-window-width.ts';
import { ViewHead } from '../shell/view-head.tsx';
import { BaselinePicker } from './baseline-picker.tsx';
import { ChangesList } from './changes-list.tsx';
import { ChangesMap } from './changes-map.tsx';
import styles from './changes.module.css';

type Pane = 'both' | 'list' | 'map';

/** What a click in the list asks the map to show; a new `nonce` asks again. */
export interface Reveal {
  readonly subject: Subject;
  readonly nonce: number;
}

/** Two snapshots side by side: as a list, and on the map. */
export function ChangesView() {
  const status = useApp((state) => state.changesStatus);
  const changes = useApp((state) => state.changes);
  const problem = useApp((state) => state.changesProblem);
  if (status === 'loading' && changes === null) {
    return (
      <>
        <ViewHead title="Changes" summary={'comparing\u2026'} />
        <SkeletonLanes />
      </>
    );
  }
  if (changes === null) return <NothingCompared problem={problem === null ? null : problemText(problem)} />;
  return <Compared changes={changes} problem={problem === null ? null : problemText(problem)} />;
}

function NothingCompared({ problem }: { readonly problem: string | null }) {
  return (
    <>
      <ViewHead title="Changes" />
      {problem === null ? null : <Notice tone="bad">{problem}</Notice>}
      <EmptyState icon="compare" title="Compare two moments" actions={<BaselinePicker />}>
        Choose what to compare this snapshot with: an earlier snapshot of this document, another .linkscape file, a folder's JSON of the AWS
        CLI, or a Terraform plan. Added, removed and changed resources, connections, zones, findings and cost are then listed here and
        marked on the map.
      </EmptyState>
    </>
  );
}

function Compared({ changes, problem }: { readonly changes: Changes; readonly problem: string | null }) {
  const isNarrow = useIsNarrow();
  const [chosen, setPane] = useState<Pane>('both');
  const [reveal, setReveal] = useState<Reveal | null>(null);
  const pane = isNarrow && chosen === 'both' ? 'list' : chosen;
  const { subjectSelected } = useActions();
  const onReveal = (subject: Subject): void => {
    subjectSelected(subject);
    setReveal({ subject, nonce: (reveal?.nonce ?? 0) + 1 });
  };
  return (
    <>
      <ChangesHead changes={changes} pane={pane} isNarrow={isNarrow} onPane={setPane} />
      {problem === null ? null : <Notice tone="bad">{problem}</Notice>}
      <div className={styles['panes']}>
        {pane === 'map' ? null : (
          <div className={pane === 'both' ? styles['side'] : styles['whole']}>
            <ChangesList changes={changes} onReveal={onReveal} />
          </div>
        )}
        {pane === 'list' ? null : <ChangesMap changes={changes} reveal={reveal} />}
      </div>
    </>
  );
}

interface ChangesHeadProps {
  readonly changes: Changes;
  readonly pane: Pane;
  readonly isNarrow: boolean;
  readonly onPane: (pane: Pane) => void;
}

function ChangesHead({ changes, pane, isNarrow, onPane }: ChangesHeadProps) {
  const onlyChanged = useApp((state) => state.showsOnlyChanged);
  const isLoading = useApp((state) => state.changesStatus === 'loading');
  const { changesFlipped, onlyChangedToggled } = useActions();
  const panes = [
    ...(isNarrow ? [] : [{ id: 'both' as const, label: 'Both' }]),
    { id: 'list' as const, label: 'List' },
    { id: 'map' as const, label: 'Map' },
  ];
  return (
    <ViewHead
      title="Changes"
      summary={isLoading ? 'comparing\u2026' : plural(changeCount(changes), 'difference')}
      actions={
        <>
          {pane === 'list' ? null : (
            <Checkbox isSelected={onlyChanged} onChange={onlyChangedToggled}>
              Only what changed
            </Checkbox>
          )}
          <Segmented label="Show as" choices={panes} selected={pane} onSelect={onPane} />
          <Button variant="quiet" icon="swap" onPress={() => void changesFlipped()}>
            Swap
          </Button>
          <BaselinePicker />
        </>
      }
    >
      From {sideText(changes.before)} to {sideText(changes.after)}.
    </ViewHead>
  );
}

function sideText({ title, takenAt, kind }: Changes['before']): string {
  return `${title === '' ? kind : title} (${kind === 'plan' ? 'plan, ' : ''}${time(takenAt)})`;
}

import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/fields.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { problemText } from '#shared/base/outcome.ts';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { ViewHead } from '../shell/view-head.tsx';
import { BreakEvenSection } from './break-even-section.tsx';
import { ColumnCards } from './column-cards.tsx';
import { type ColumnId, isOneVpc } from './cost-words.ts';
import { CostNotes } from './cost-notes.tsx';
import { LineTable } from './line-table.tsx';
import { OptionsButton } from './options-dialog.tsx';
import { SensitivitySection } from './sensitivity-section.tsx';
import { ShowbackTable } from './showback.tsx';
import { ServiceTable } from './service-table.tsx';
import { TrafficButton } from './traffic-dialog.tsx';
import { UsageInput } from './usage-input.tsx';
import styles from './costs.module.css';

/** One scope: columns side by side, break-even, services and every line behind the figures. */
export function ScopeDetail({ scope, hours }: { readonly scope: ScopeComparison; readonly hours: number }) {
  const [column, setColumn] = useState<ColumnId>(scope.best ?? 'today');
  const assumptions = useApp((state) => state.usesAssumptions);
  const { assumptionsToggled, dialogOpened } = useActions();
  const chosen = scope.alternatives.find((alternative) => alternative.id === column);
  return (
    <div className={styles['detail']}>
      <ViewHead
        title={scope.title}
        summary={`${scope.region} \u00b7 list prices, US dollars in ${String(hours)} hours`}
        actions={
          <>
            {isOneVpc(scope) ? <RevealButton vpcId={scope.vpcIds[0]} /> : null}
            <TrafficButton />
            <Button onPress={() => dialogOpened('prices')}>Prices…</Button>
            <OptionsButton region={scope.region} />
          </>
        }
      />
      <div className={styles['scroll']}>
        <Doubt scope={scope} />
        {scope.problems.map((problem) => (
          <Notice key={problem.code + problem.what} tone="bad">
            {problemText(problem)}
          </Notice>
        ))}
        {!isOneVpc(scope) || (scope.hasUsage && !isTyped(scope)) ? null : <UsageInput scope={scope} />}
        <ColumnCards scope={scope} selected={column} onSelect={setColumn} />
        <div className={styles['assume']}>
          <Checkbox isSelected={assumptions} onChange={assumptionsToggled}>
            Fill gaps of the price book with documented assumptions
          </Checkbox>
        </div>
        <BreakEvenSection scope={scope} preferred={column} />
        {chosen === undefined ? null : <SensitivitySection scope={scope} alternative={chosen.id} />}
        {chosen === undefined ? null : <ServiceTable alternative={chosen} />}
        {chosen === undefined ? null : <ShowbackTable scope={scope} alternative={chosen} />}
        <LineTable scope={scope} column={column} onColumn={setColumn} />
        <CostNotes scope={scope} alternative={chosen} />
      </div>
    </div>
  );
}

/** Once in words, beside the mark at every figure. */
function Doubt({ scope }: { readonly scope: ScopeComparison }) {
  const { costTabChosen } = useActions();
  const { notReconciled } = scope.today;
  if (notReconciled === undefined) return null;
  return (
    <Notice tone="warn" actions={<Button onPress={() => costTabChosen('bill')}>Open the bill</Button>}>
      {`Every figure of ${scope.region} is ${notReconciled}.`}
    </Notice>
  );
}

function isTyped(scope: ScopeComparison): boolean {
  return scope.today.lines.some((line) => line.basis === 'typed');
}

function RevealButton({ vpcId }: { readonly vpcId: VpcId | undefined }) {
  const store = useAppStore();
  const item = useApp((state) => (vpcId === undefined ? undefined : itemsByKey(state).get(`vpc/${vpcId}`)));
  if (item === undefined) return null;
  return (
    <Button icon="target" onPress={() => store.getState().subjectRevealed(item.subject)}>
      Show on the map
    </Button>
  );
}

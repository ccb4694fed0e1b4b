import { inventory } from '#renderer/store/selectors.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/fields.tsx';
import { compareText, nameKey } from '#shared/base/sort.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './map.module.css';

/** What can be done to the map, beside its tabs. */
export function MapActions() {
  const isLegendOpen = useApp((state) => state.isLegendOpen);
  const view = useApp((state) => state.view);
  const hasUnfolded = useApp((state) => state.unfolded.length > 0);
  const { canvasAsked, legendToggled, allFolded } = useActions();
  return (
    <div className={styles['actions']}>
      {view === 'vpc' ? <VpcPicker /> : null}
      {view === 'estate' && hasUnfolded ? <IconButton icon="chevron-up" label="Fold everything" onPress={allFolded} /> : null}
      <IconButton icon="fit" label="Fit the map to the window" shortcut="F" onPress={() => canvasAsked('fit')} />
      <IconButton icon="legend" label="Legend" shortcut="L" isPressed={isLegendOpen} onPress={legendToggled} />
    </div>
  );
}

function VpcPicker() {
  const items = useApp(inventory);
  const vpcId = useApp((state) => state.vpcId);
  const { vpcOpened } = useActions();
  const choices = items
    .filter((item) => item.subject.kind === 'vpc')
    .map((item) => ({
      id: item.subject.id,
      label: item.name ?? item.subject.id,
      hint: `${item.accountName ?? spacedAccount(item.subject.accountId)} \u00b7 ${item.subject.region}`,
    }))
    .toSorted((a, b) => compareText(nameKey(a.label), nameKey(b.label)));
  if (vpcId === null) return null;
  return (
    <div className={styles['picker']}>
      <Select label="VPC" choices={choices} selected={vpcId} onSelect={vpcOpened} />
    </div>
  );
}

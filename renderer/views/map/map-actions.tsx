import { IconButton } from '#renderer/ui/button.tsx';
import { useActions, useApp } from '../app-context.tsx';
import styles from './map.module.css';

/** What can be done to the map, beside its tabs. */
export function MapActions() {
  const isLegendOpen = useApp((state) => state.isLegendOpen);
  const { canvasAsked, legendToggled } = useActions();
  return (
    <div className={styles['actions']}>
      <IconButton icon="fit" label="Fit the map to the window" shortcut="F" onPress={() => canvasAsked('fit')} />
      <IconButton icon="legend" label="Legend" shortcut="L" isPressed={isLegendOpen} onPress={legendToggled} />
    </div>
  );
}

import { useActions, useApp } from '../app-context.tsx';
import { presets } from './presets.ts';
import styles from './looks.module.css';

/** One click narrows to what is asked most; another brings everything back. */
export function PresetChips() {
  const query = useApp((state) => (state.searchMode === 'hide' ? state.query : ''));
  const { presetChosen } = useActions();
  return (
    <div className={styles['presets']} role="group" aria-label="Ready-made filters">
      {presets.map((preset) => {
        const isOn = query === preset.query;
        return (
          <button
            key={preset.id}
            type="button"
            className={styles['preset']}
            aria-pressed={isOn}
            onClick={() => presetChosen(isOn ? 'everything' : preset.label, isOn ? '' : preset.query)}
          >
            {preset.label}
          </button>
        );
      })}
    </div>
  );
}

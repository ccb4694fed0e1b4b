import type { ChangeMark } from '#shared/diagram/change-marks.ts';
import styles from './changes.module.css';

export type MarkName = ChangeMark | 'unknown';

/** The badge of the map: a plus, a minus or a dot; a question mark for what was not read again. */
export function ChangeGlyph({ mark }: { readonly mark: MarkName }) {
  return (
    <svg className={styles[`mark-${mark}`]} width={16} height={16} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.5" />
      <path d={signs[mark]} />
    </svg>
  );
}

const signs: Readonly<Record<MarkName, string>> = {
  added: 'M8 5v6M5 8h6',
  removed: 'M5 8h6',
  changed: 'M7.2 8h1.6',
  unknown: 'M6.4 6.4a1.6 1.6 0 1 1 1.6 1.9v.7M8 11v.2',
};

import { coverage } from '#renderer/store/selectors.ts';
import { isRunning } from '#renderer/store/scan-slice.ts';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { count, time } from '../format.ts';
import styles from './status-bar.module.css';

/** How completely the data were read, how old they and the prices are. */
export function StatusBar() {
  const summary = useApp(coverage);
  const takenAt = useApp((state) => state.opened?.snapshot.takenAt ?? null);
  const priceDate = useApp((state) => state.opened?.priceDate ?? null);
  const scan = useApp((state) => state.scan);
  const isLoading = useApp((state) => state.documentStatus === 'loading');
  const { dialogOpened } = useActions();
  return (
    <footer className={styles['bar']} data-pane="status">
      {summary === null ? (
        <span className={styles['item']}>{isLoading ? 'Opening a document…' : 'Nothing is open'}</span>
      ) : (
        <button
          type="button"
          className={styles['button']}
          title="Show every call of the scan and how it ended"
          onClick={() => dialogOpened('coverage')}
        >
          <StatusGlyph tone={summary.failed === 0 ? 'ok' : 'unknown'} size={12} />
          {count(summary.answered)} of {count(summary.planned)} calls answered
        </button>
      )}
      {isRunning(scan) ? <span className={styles['item']}>Scanning: {count(scan?.resources ?? 0)} resources so far</span> : null}
      <span className={styles['grow']} />
      {takenAt === null ? null : <span className={styles['item']}>Snapshot {time(takenAt)}</span>}
      {takenAt === null ? null : (
        <button
          type="button"
          className={styles['button']}
          title="Show every price with its source; type your own"
          onClick={() => dialogOpened('prices')}
        >
          {priceDate === null ? 'Prices unknown' : `Prices of ${priceDate}`}
        </button>
      )}
    </footer>
  );
}

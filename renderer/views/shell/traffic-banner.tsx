import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { useActions, useApp } from '../app-context.tsx';
import styles from './app.module.css';

/** Flow logs are being read: how far, and a way to stop. */
export function TrafficBanner() {
  const run = useApp((state) => state.trafficRun);
  const ranges = useApp((state) => state.ipRanges?.name ?? null);
  const { trafficCancelled } = useActions();
  if (run === null) return null;
  const share = run.totalBytes === 0 ? null : Math.min(1, run.readBytes / run.totalBytes);
  return (
    <section className={styles['offer']} aria-label="Reading traffic">
      <Notice tone="info" actions={<Button onPress={trafficCancelled}>Cancel</Button>}>
        <span className={styles['run']}>
          <span>
            Reading {run.what}
            {share === null ? '…' : `: ${String(Math.floor(share * 100))} %`}
            {ranges === null ? '' : ` · addresses by ${ranges}`}
          </span>
          <progress className={styles['run-bar']} aria-label="Traffic that is read" {...(share === null ? {} : { value: share, max: 1 })} />
        </span>
      </Notice>
    </section>
  );
}

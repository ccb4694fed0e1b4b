import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { time } from '../format.ts';
import styles from './app.module.css';

/** An earlier run ended in the middle of a scan: offers once to go on. */
export function UnfinishedBanner() {
  const found = useApp((state) => state.unfinishedScan);
  const { unfinishedResumed, unfinishedDeclined } = useActions();
  if (found === null) return null;
  return (
    <section className={styles['offer']} aria-label="Unfinished scan">
      <Notice
        tone="warn"
        actions={
          <>
            <Button variant="primary" onPress={() => void unfinishedResumed()}>
              Continue it
            </Button>
            <Button onPress={() => void unfinishedDeclined()}>Discard</Button>
          </>
        }
      >
        The scan of {found.profiles.join(', ')} that began at {time(found.begunAt)} was stopped in the middle. What it had read is kept.
      </Notice>
    </section>
  );
}

import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { time } from '../format.ts';
import styles from './app.module.css';

/** An earlier run ended with something unsaved: offers it once. */
export function UnsavedBanner() {
  const found = useApp((state) => state.unsavedFound);
  const { unsavedOpened, unsavedDeclined } = useActions();
  if (found === null) return null;
  return (
    <section className={styles['offer']} aria-label="Unsaved work">
      <Notice
        tone="warn"
        actions={
          <>
            <Button variant="primary" onPress={() => void unsavedOpened()}>
              Open it
            </Button>
            <Button onPress={() => void unsavedDeclined()}>Discard</Button>
          </>
        }
      >
        Unsaved work on {found.title} was kept at {time(found.keptAt)}.
      </Notice>
    </section>
  );
}

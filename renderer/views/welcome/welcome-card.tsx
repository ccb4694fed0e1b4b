import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { focusView } from '../shell/panes.ts';
import { FilePicker, openFile } from '../shell/title-bar.tsx';
import styles from './welcome-card.module.css';

/** First launch: the demo is on screen already; a strip over it says so and offers the three ways on. */
export function WelcomeCard() {
  const isOpen = useApp((state) => state.isWelcomeOpen && state.opened?.snapshot.kind === 'demo');
  const { welcomeDismissed, dialogOpened, fileRequested, canvasAsked } = useActions();
  const [picker, setPicker] = useState<HTMLInputElement | null>(null);
  if (!isOpen) return null;
  // The map takes the room of the strip once it has it.
  const explore = (): void => {
    welcomeDismissed();
    requestAnimationFrame(() => requestAnimationFrame(() => canvasAsked('fit')));
    focusView();
  };
  return (
    <aside className={styles['card']} aria-label="Welcome">
      <div className={styles['words']}>
        <h2 className={styles['title']}>This is a made-up estate. Look around, or bring your own.</h2>
        <p className={styles['text']}>Linkscape only ever reads: credentials stay on this machine, and nothing in AWS is changed.</p>
      </div>
      <div className={styles['buttons']}>
        <Button variant="quiet" onPress={() => dialogOpened('tour')}>
          How to read the map
        </Button>
        <Button onPress={explore}>Explore the demo</Button>
        <Button icon="file" onPress={() => openFile(picker, fileRequested)}>
          Open a file
        </Button>
        <Button
          variant="primary"
          icon="scan"
          onPress={() => {
            dialogOpened('scan');
          }}
        >
          Scan my profiles
        </Button>
      </div>
      <FilePicker onPicker={setPicker} />
    </aside>
  );
}

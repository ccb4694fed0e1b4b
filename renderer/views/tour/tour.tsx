import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { TourPicture } from './tour-picture.tsx';
import { tourSteps } from './tour-steps.ts';
import styles from './tour.module.css';

/** How to read the map, a step at a time: the legend with its reasons. */
export function Tour() {
  const isOpen = useApp((state) => state.dialog === 'tour');
  return isOpen ? <OpenTour /> : null;
}

function OpenTour() {
  const [index, setIndex] = useState(0);
  const { dialogClosed } = useActions();
  const step = tourSteps[index];
  const isLast = index === tourSteps.length - 1;
  if (step === undefined) return null;
  return (
    <Dialog
      title="How to read the map"
      subtitle={`${String(index + 1)} of ${String(tourSteps.length)}`}
      isOpen
      onClose={dialogClosed}
      actions={
        <>
          {index === 0 ? null : <Button onPress={() => setIndex(index - 1)}>Back</Button>}
          <Button variant="primary" autoFocus onPress={() => (isLast ? dialogClosed() : setIndex(index + 1))}>
            {isLast ? 'Done' : 'Next'}
          </Button>
        </>
      }
    >
      <div className={styles['step']} aria-live="polite">
        <TourPicture highlight={step.highlight} />
        <div>
          <h3 className={styles['title']}>{step.title}</h3>
          {step.sentences.map((sentence) => (
            <p key={sentence} className={styles['sentence']}>
              {sentence}
            </p>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

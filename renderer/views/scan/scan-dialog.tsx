import { useEffect, useState } from 'react';
import { isRunning } from '#renderer/store/scan-slice.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { problemText } from '#shared/base/outcome.ts';
import { useActions, useApp } from '../app-context.tsx';
import { count, plural } from '../format.ts';
import { ProfilePicker } from './profile-picker.tsx';
import { type ScanChoice, emptyChoice, requestOf, whyNot } from './scan-choice.ts';
import { RegionPicker } from './region-picker.tsx';
import { ScanMatrix } from './scan-matrix.tsx';
import { failedCells } from './scan-matrix-cells.ts';
import styles from './scan.module.css';

/** Choosing profiles and Regions, then watching the scan fill its matrix. */
export function ScanDialog() {
  const isOpen = useApp((state) => state.dialog === 'scan');
  const scan = useApp((state) => state.scan);
  const { dialogClosed, profilesNeeded } = useActions();
  const [choice, setChoice] = useState<ScanChoice>(emptyChoice);
  useEffect(() => {
    if (isOpen) void profilesNeeded();
  }, [isOpen, profilesNeeded]);
  return (
    <Dialog
      title={scan === null ? 'Scan my profiles' : 'Scan'}
      subtitle={scan === null ? 'Reads AWS, never writes to it' : ''}
      size="wide"
      isOpen={isOpen}
      onClose={dialogClosed}
      actions={scan === null ? <StartActions choice={choice} /> : <RunActions />}
    >
      <Question />
      {scan === null ? <Choosing choice={choice} onChange={setChoice} /> : <ScanMatrix scan={scan} />}
    </Dialog>
  );
}

function Choosing({ choice, onChange }: { readonly choice: ScanChoice; readonly onChange: (choice: ScanChoice) => void }) {
  const problem = useApp((state) => state.scanProblem);
  return (
    <>
      {problem === null ? null : <Notice tone="bad">{problemText(problem)}</Notice>}
      <div className={styles['columns']}>
        <ProfilePicker choice={choice} onChange={onChange} />
        <RegionPicker choice={choice} onChange={onChange} />
      </div>
    </>
  );
}

function StartActions({ choice }: { readonly choice: ScanChoice }) {
  const profiles = useApp((state) => state.profiles);
  const { scanRequested } = useActions();
  const reason = whyNot(choice, profiles);
  return (
    <>
      <span className={styles['reason']}>{reason ?? plural(choice.profiles.length, 'profile')}</span>
      <Button variant="primary" icon="scan" isDisabled={reason !== null} onPress={() => void scanRequested(requestOf(choice, profiles))}>
        Start the scan
      </Button>
    </>
  );
}

function RunActions() {
  const scan = useApp((state) => state.scan);
  const { scanCancelRequested, scanRetryRequested, scanDismissed, dialogClosed } = useActions();
  if (scan === null) return null;
  if (isRunning(scan)) {
    return (
      <>
        <span className={styles['reason']}>The map fills while the scan runs; close this window to watch.</span>
        <Button isDisabled={scan.phase === 'cancelling'} onPress={() => void scanCancelRequested()}>
          {scan.phase === 'cancelling' ? 'Cancelling\u2026' : 'Cancel the scan'}
        </Button>
        <Button variant="primary" onPress={dialogClosed}>
          Show the map
        </Button>
      </>
    );
  }
  const failed = failedCells(scan).length;
  return (
    <>
      <Button variant="quiet" onPress={scanDismissed}>
        Another scan
      </Button>
      {failed === 0 ? null : (
        <Button icon="retry" onPress={() => void scanRetryRequested()}>
          Retry failed ({count(failed)})
        </Button>
      )}
      <Button variant="primary" onPress={dialogClosed}>
        Show the map
      </Button>
    </>
  );
}

/** A question of the scan, e.g. an MFA code; nothing goes on for that profile until it is answered. */
function Question() {
  const question = useApp((state) => state.question);
  const { questionAnswered } = useActions();
  const [answer, setAnswer] = useState('');
  if (question === null) return null;
  return (
    <div className={styles['question']}>
      <Notice tone="warn">
        <p>{question.text}</p>
        <div className={styles['answer']}>
          <TextField label={`Code for ${question.profile}`} hideLabel value={answer} onChange={setAnswer} inputMode="numeric" autoFocus />
          <Button
            variant="primary"
            isDisabled={answer.trim() === ''}
            onPress={() => {
              setAnswer('');
              void questionAnswered(answer.trim());
            }}
          >
            Send
          </Button>
          <Button onPress={() => void questionAnswered(null)}>Skip this profile</Button>
        </div>
      </Notice>
    </div>
  );
}

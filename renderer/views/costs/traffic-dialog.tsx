import { useState } from 'react';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { pickFiles, readFiles, tooLarge } from '../shell/pick-file.ts';
import styles from './costs.module.css';

/** Opens what the figures are measured by. */
export function TrafficButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Traffic…</Button>
      {isOpen ? <TrafficDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const none: readonly string[] = [];

function TrafficDialog({ onClose }: { readonly onClose: () => void }) {
  const sources = useApp((state) => state.opened?.usageSources ?? none);
  const isReading = useApp((state) => state.trafficRun !== null);
  const choose = useChooser();
  return (
    <Dialog title="Traffic of this document" isOpen onClose={onClose} size="small">
      <div className={styles['form']}>
        <section className={styles['fields']}>
          <h3 className={styles['panel-title']}>Measured so far</h3>
          {sources.length === 0 ? <p className={styles['quiet-text']}>Nothing: figures that hang on traffic are unknown.</p> : null}
          <ul className={styles['sources']}>
            {sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </section>
        <AddressRanges />
        <section className={styles['fields']}>
          <h3 className={styles['panel-title']}>Add traffic</h3>
          <p className={styles['quiet-text']}>
            VPC Flow Logs as text, .gz or Parquet, or a usage file (CSV or JSON). Files may also be dropped on the window. Whole folders are
            read from disk: linkscape traffic import FOLDER --into DOCUMENT.
          </p>
          <div>
            <Button
              variant="primary"
              icon="file"
              isDisabled={isReading}
              onPress={() => {
                void choose('.log,.gz,.parquet,.txt,.csv,.json', true).then((isChosen) => isChosen && onClose());
              }}
            >
              Choose files…
            </Button>
          </div>
        </section>
      </div>
    </Dialog>
  );
}

/** Without it, addresses that the logs themselves do not name stay unattributed. */
function AddressRanges() {
  const ranges = useApp((state) => state.ipRanges);
  const { ipRangesGiven } = useActions();
  const choose = useChooser();
  return (
    <section className={styles['fields']}>
      <h3 className={styles['panel-title']}>AWS address ranges</h3>
      <p className={styles['quiet-text']}>
        With the ip-ranges.json that AWS publishes, addresses get the service and Region they belong to; without it, what the log does not
        name stays unattributed. It is used for the flow logs that follow.
      </p>
      {ranges === null ? (
        <div>
          <Button icon="file" onPress={() => void choose('.json', false)}>
            Choose ip-ranges.json…
          </Button>
        </div>
      ) : (
        <p className={styles['quiet-text']}>
          {ranges.name} <IconButton icon="close" label={`Do without ${ranges.name}`} size="small" onPress={() => ipRangesGiven(null)} />
        </p>
      )}
    </section>
  );
}

/** Asks for files and hands them on, as if they were dropped on the window; false where none were chosen. */
function useChooser(): (accept: string, isMany: boolean) => Promise<boolean> {
  const store = useAppStore();
  return async (accept, isMany) => {
    const picked = await pickFiles(accept, isMany);
    if (picked.length === 0) return false;
    const files = await readFiles(picked);
    if (files === null) store.getState().documentProblemShown(tooLarge);
    else void store.getState().filesChosen(files);
    return true;
  };
}

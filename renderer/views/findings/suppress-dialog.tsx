import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './findings.module.css';

/** Asks why a finding may stay as it is. */
export function SuppressDialog() {
  const finding = useApp((state) => state.suppressing);
  return finding === null ? null : <Asking key={`${finding.ruleId}-${finding.subjects[0]?.id ?? ''}`} finding={finding} />;
}

function Asking({ finding }: { readonly finding: Finding }) {
  const [reason, setReason] = useState('');
  const { findingSuppressed, suppressionDismissed } = useActions();
  const isReady = reason.trim() !== '';
  return (
    <Dialog
      title={`Suppress ${finding.ruleId}`}
      isOpen
      onClose={suppressionDismissed}
      size="small"
      actions={
        <>
          <Button onPress={suppressionDismissed}>Cancel</Button>
          <Button variant="primary" isDisabled={!isReady} onPress={() => void findingSuppressed(finding, reason)}>
            Suppress
          </Button>
        </>
      }
    >
      <form
        className={styles['ask']}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void findingSuppressed(finding, reason);
        }}
      >
        <p>{finding.summary}</p>
        <TextField label="Why may this stay as it is?" value={reason} onChange={setReason} autoFocus />
        <p className={styles['hint']}>
          It stays in the list under Suppressed, with the reason, and no longer counts. Save the document to keep it.
        </p>
      </form>
    </Dialog>
  );
}

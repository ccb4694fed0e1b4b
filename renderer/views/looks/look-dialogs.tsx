import { useState } from 'react';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextArea, TextField } from '#renderer/ui/fields.tsx';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './looks.module.css';

/** Asks for the name of how things look now. */
export function SaveViewDialog() {
  const isOpen = useApp((state) => state.dialog === 'save-view');
  return isOpen ? <SaveView /> : null;
}

function SaveView() {
  const views = useApp((state) => state.savedViews);
  const { viewSaved } = useActions();
  const isThere = (name: string): boolean => views.some((view) => view.name === name);
  return (
    <Naming
      title="Save this view"
      label="Name"
      action="Save"
      first={freeName(views.map((view) => view.name))}
      hint="Keeps the view, filters, search, what is hidden and pinned, and where you look. It is saved with the document."
      warning={(name) => (isThere(name) ? 'A view of this name is replaced.' : null)}
      onDone={viewSaved}
    />
  );
}

function freeName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`View ${String(number)}`)) number += 1;
  return `View ${String(number)}`;
}

/** Gives the selection a name of the person's own. */
export function RenameDialog() {
  const selected = useApp((state) => (state.dialog === 'rename' ? state.selected : null));
  const items = useApp(itemsByKey);
  const renamed = useApp((state) => state.renamed);
  const { thingRenamed } = useActions();
  if (selected === null) return null;
  const key = subjectKey(selected);
  return (
    <Naming
      title={`Name ${selected.id}`}
      label="Name on the map"
      action="Rename"
      first={renamed[key] ?? items.get(key)?.name ?? ''}
      hint={'Stands in this document only; nothing in AWS is changed. An empty name brings AWS\u2019s own back.'}
      isEmptyFine
      warning={() => null}
      onDone={(name) => thingRenamed(key, name)}
    />
  );
}

interface NamingProps {
  readonly title: string;
  readonly label: string;
  readonly action: string;
  readonly first: string;
  readonly hint: string;
  readonly isEmptyFine?: boolean;
  readonly warning: (name: string) => string | null;
  readonly onDone: (name: string) => void;
}

function Naming({ title, label, action, first, hint, isEmptyFine = false, warning, onDone }: NamingProps) {
  const [name, setName] = useState(first);
  const { dialogClosed } = useActions();
  const isReady = isEmptyFine || name.trim() !== '';
  const done = (): void => {
    if (!isReady) return;
    dialogClosed();
    onDone(name.trim());
  };
  return (
    <Dialog
      title={title}
      isOpen
      size="small"
      onClose={dialogClosed}
      actions={
        <>
          <Button onPress={dialogClosed}>Cancel</Button>
          <Button variant="primary" isDisabled={!isReady} onPress={done}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className={styles['ask']}
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <TextField label={label} value={name} onChange={setName} autoFocus />
        <p className={styles['hint']}>{warning(name.trim()) ?? hint}</p>
      </form>
    </Dialog>
  );
}

/** Notes of the document: for whoever opens it next. */
export function NotesDialog() {
  const isOpen = useApp((state) => state.dialog === 'notes');
  const notes = useApp((state) => state.notes);
  const { dialogClosed, notesChanged } = useActions();
  return (
    <Dialog
      title="Notes"
      subtitle="saved with the document"
      isOpen={isOpen}
      onClose={dialogClosed}
      actions={
        <Button variant="primary" onPress={dialogClosed}>
          Done
        </Button>
      }
    >
      <TextArea label="Notes" value={notes} onChange={notesChanged} rows={12} autoFocus />
    </Dialog>
  );
}

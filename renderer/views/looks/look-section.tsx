import { itemsByKey } from '#renderer/store/selectors.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { useState } from 'react';
import { useActions, useApp } from '../app-context.tsx';
import { plural } from '../format.ts';
import railStyles from '../shell/left-rail.module.css';
import styles from './looks.module.css';

/** Saved views, what is hidden and pinned, and the notes of the document. */
export function LookSections() {
  const isOpen = useApp((state) => state.opened !== null);
  if (!isOpen) return null;
  return (
    <>
      <SavedViews />
      <Touched />
      <Notes />
    </>
  );
}

function SavedViews() {
  const views = useApp((state) => state.savedViews);
  const { dialogOpened } = useActions();
  return (
    <section className={railStyles['section']}>
      <div className={railStyles['heading-row']}>
        <h2 className={railStyles['heading']}>Saved views</h2>
        <button type="button" className={styles['link']} onClick={() => dialogOpened('save-view')}>
          Save view…
        </button>
      </div>
      {views.length === 0 ? <p className={railStyles['quiet']}>Filters, what is hidden, and where you look, under a name.</p> : null}
      {views.map((view) => (
        <ViewLine key={view.name} name={view.name} />
      ))}
    </section>
  );
}

function ViewLine({ name }: { readonly name: string }) {
  const { viewApplied, viewDeleted, viewSaved, viewRenamed } = useActions();
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming) {
    return (
      <RenameField
        name={name}
        onDone={(next) => {
          setRenaming(false);
          viewRenamed(name, next);
        }}
      />
    );
  }
  return (
    <div className={styles['line']}>
      <button type="button" className={styles['name']} title={`Show ${name}`} onClick={() => viewApplied(name)}>
        {name}
      </button>
      <Menu
        label={`Change view ${name}`}
        icon="more"
        groups={[
          {
            entries: [
              { id: 'replace', label: 'Save as it is now' },
              { id: 'rename', label: 'Rename' },
              { id: 'delete', label: 'Delete' },
            ],
          },
        ]}
        onAction={(id) => {
          if (id === 'replace') viewSaved(name);
          else if (id === 'rename') setRenaming(true);
          else viewDeleted(name);
        }}
      />
    </div>
  );
}

function RenameField({ name, onDone }: { readonly name: string; readonly onDone: (next: string) => void }) {
  const [text, setText] = useState(name);
  return (
    <input
      ref={(field) => field?.focus()}
      className={styles['name']}
      aria-label={`New name of view ${name}`}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onDone(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(text);
        if (event.key === 'Escape') onDone(name);
      }}
    />
  );
}

/** What a person took off the map or holds on to. */
function Touched() {
  const hidden = useApp((state) => state.hidden);
  const pinned = useApp((state) => state.pinned);
  const items = useApp(itemsByKey);
  const { hiddenShown, pinToggled, subjectRevealed } = useActions();
  if (hidden.length === 0 && pinned.length === 0) return null;
  return (
    <section className={railStyles['section']}>
      {hidden.length === 0 ? null : (
        <div className={styles['line']}>
          <span className={styles['name']}>{plural(hidden.length, 'node')} hidden</span>
          <button type="button" className={styles['link']} onClick={hiddenShown}>
            Show
          </button>
        </div>
      )}
      {pinned.map((key) => {
        const item = items.get(key);
        const name = item?.name ?? item?.subject.id ?? key;
        return (
          <div key={key} className={styles['line']}>
            <button
              type="button"
              className={styles['name']}
              title={`Show ${name} on the map`}
              onClick={() => item !== undefined && subjectRevealed(item.subject)}
            >
              {name}
            </button>
            <IconButton icon="pin" size="small" label={`Unpin ${name}`} isPressed onPress={() => pinToggled(key)} />
          </div>
        );
      })}
    </section>
  );
}

function Notes() {
  const notes = useApp((state) => state.notes);
  const { dialogOpened } = useActions();
  return (
    <section className={railStyles['section']}>
      <div className={railStyles['heading-row']}>
        <h2 className={railStyles['heading']}>Notes</h2>
        <button type="button" className={styles['link']} onClick={() => dialogOpened('notes')}>
          {notes === '' ? 'Write\u2026' : 'Edit\u2026'}
        </button>
      </div>
      {notes === '' ? null : <p className={styles['note']}>{notes}</p>}
    </section>
  );
}

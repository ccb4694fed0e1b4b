import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { inventory } from '#renderer/store/selectors.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import type { Command } from './command.ts';
import { matchingCommands, ownCommands, titleNow } from './commands.ts';
import styles from './palette.module.css';

type Entry = { readonly kind: 'command'; readonly command: Command } | { readonly kind: 'resource'; readonly item: InventoryItem };

/** How many resources are offered beside the commands; the search box is for more. */
const resourceLimit = 8;

/** Ctrl/Cmd+K: any command, and any resource by name. */
export function CommandPalette() {
  const isOpen = useApp((state) => state.dialog === 'palette');
  const { dialogClosed } = useActions();
  return (
    <Dialog title="What do you want to do?" isOpen={isOpen} onClose={dialogClosed} size="small">
      <PaletteBody />
    </Dialog>
  );
}

function PaletteBody() {
  const [text, setText] = useState(useApp((state) => state.paletteText));
  const [current, setCurrent] = useState(0);
  const items = useApp(inventory);
  const store = useAppStore();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const entries = entriesFor(text, items, ownCommands(store.getState()));
  const run = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    store.getState().dialogClosed();
    if (entry.kind === 'command') entry.command.run(store);
    else store.getState().subjectRevealed(entry.item.subject);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') run(entries[current]);
    else if (event.key === 'ArrowDown') setCurrent(Math.min(entries.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setCurrent(Math.max(0, current - 1));
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles['palette']}>
      <input
        className={styles['input']}
        ref={field}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={`palette-${String(current)}`}
        aria-label="Command or resource"
        placeholder="A command, or the name of a resource"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setCurrent(0);
        }}
        onKeyDown={onKeyDown}
      />
      <EntryList entries={entries} current={current} onRun={run} />
      {entries.length === 0 ? <p className={styles['nothing']}>No command and no resource of that name.</p> : null}
    </div>
  );
}

interface EntryListProps {
  readonly entries: readonly Entry[];
  readonly current: number;
  readonly onRun: (entry: Entry) => void;
}

function EntryList({ entries, current, onRun }: EntryListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div ref={list} id="palette-list" role="listbox" aria-label="Commands and resources" className={styles['list']}>
      {entries.map((entry, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={entryKey(entry)}
          id={`palette-${String(index)}`}
          role="option"
          aria-selected={index === current}
          className={classNames(styles['entry'], index === current && styles['current'])}
          onClick={() => onRun(entry)}
        >
          <EntryText entry={entry} />
        </button>
      ))}
    </div>
  );
}

function EntryText({ entry }: { readonly entry: Entry }) {
  const store = useAppStore();
  if (entry.kind === 'command') {
    return (
      <>
        <span className={styles['title']}>{titleNow(entry.command, store.getState())}</span>
        {entry.command.keys === undefined ? null : <kbd>{entry.command.keys}</kbd>}
      </>
    );
  }
  const { item } = entry;
  return (
    <>
      <span className={styles['title']}>{item.name ?? item.subject.id}</span>
      <span className={styles['detail']}>
        {item.kind} · {item.accountName ?? item.subject.accountId}
      </span>
    </>
  );
}

function entryKey(entry: Entry): string {
  return entry.kind === 'command' ? entry.command.id : entry.item.key;
}

function entriesFor(text: string, items: readonly InventoryItem[], own: readonly Command[]): Entry[] {
  const found = matchingCommands(text, own).map((command): Entry => ({ kind: 'command', command }));
  const words = text.trim().toLowerCase();
  if (words.length < 2) return found;
  const resources = items.filter((item) => item.haystack.includes(words)).slice(0, resourceLimit);
  return [...found, ...resources.map((item): Entry => ({ kind: 'resource', item }))];
}

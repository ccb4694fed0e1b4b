import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { queryFields } from '#shared/diagram/query.ts';
import { foundItems, foundOnMap, visibleItems } from '#renderer/store/selectors.ts';
import { isMapView } from '#renderer/store/view-slice.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Segmented } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { count } from '../format.ts';
import { focusView } from './panes.ts';
import { type Suggestions, useSuggestions } from './use-suggestions.ts';
import styles from './search-box.module.css';

export const searchBoxId = 'search';

const examples = ['state:pending', 'verdict:single-zone', 'type:endpoint service:s3', 'az:use1-az4', 'finding:AZ-02'];

/** One box for all views: Find lights what matches, Hide takes the rest away. */
export function SearchBox() {
  const query = useApp((state) => state.query);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { queryChanged } = useActions();
  const store = useAppStore();
  const clear = (): void => {
    queryChanged('');
    input.current?.focus();
  };
  const suggestions = useSuggestions(isHelpOpen);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (suggestions.onKey(event)) return;
    if (event.key === 'Escape') {
      if (query === '') focusView();
      else queryChanged('');
      event.stopPropagation();
    }
    if (event.key === 'Enter') {
      const state = store.getState();
      state.nextMatchRequested(foundOnMap(state) ?? [], event.shiftKey ? -1 : 1);
    }
  };
  const close = useCallback(() => setHelpOpen(false), []);
  useHelpClosing(box, isHelpOpen, close);
  useFocusOnDemand(input);
  return (
    <div ref={box} className={styles['search']} role="search">
      <Icon name="search" size={14} />
      <input
        ref={input}
        id={searchBoxId}
        className={styles['input']}
        value={query}
        placeholder="Search names, ids, state:pending, az:use1-az4"
        aria-label="Search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={suggestions.entries.length > 0}
        aria-controls={listId}
        {...(suggestions.current >= 0 ? { 'aria-activedescendant': `${listId}-${String(suggestions.current)}` } : {})}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => queryChanged(event.currentTarget.value)}
        onFocus={() => setHelpOpen(true)}
        onBlur={(event) => {
          if (box.current?.contains(event.relatedTarget) !== true) close();
        }}
        onKeyDown={onKeyDown}
      />
      {query === '' ? <kbd className={styles['key']}>/</kbd> : <Tools onClear={clear} />}
      {isHelpOpen && query === '' ? <Help onPick={queryChanged} /> : null}
      <SuggestionList suggestions={suggestions} />
    </div>
  );
}

const listId = 'search-suggestions';

function SuggestionList({ suggestions }: { readonly suggestions: Suggestions }) {
  if (suggestions.entries.length === 0) return null;
  return (
    <div id={listId} role="listbox" aria-label="Suggestions" className={styles['suggestions']}>
      {suggestions.entries.map((entry, index) => (
        <button
          key={entry.text}
          id={`${listId}-${String(index)}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === suggestions.current}
          className={styles['suggestion']}
          // The field keeps the focus, so that typing goes on.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => suggestions.take(entry)}
        >
          <span className={styles['suggestion-text']}>{entry.text}</span>
          <span className={styles['suggestion-hint']}>{entry.hint}</span>
        </button>
      ))}
    </div>
  );
}

/** The host's own menu can ask for the search. */
function useFocusOnDemand(input: RefObject<HTMLInputElement | null>): void {
  const asked = useApp((state) => state.searchAsked);
  useEffect(() => {
    if (asked > 0) input.current?.focus();
  }, [asked, input]);
}

/** Esc, and a press anywhere else, close the help. */
function useHelpClosing(box: RefObject<HTMLElement | null>, isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    const onPointerDown = (event: PointerEvent): void => {
      if (!(event.target instanceof Node && box.current?.contains(event.target) === true)) close();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerdown', onPointerDown, true);
    };
  }, [box, isOpen, close]);
}

/** How many there are, and what the search does with the rest. */
function Tools({ onClear }: { readonly onClear: () => void }) {
  const mode = useApp((state) => state.searchMode);
  const { searchModeChanged } = useActions();
  return (
    <>
      <Result />
      <Segmented
        label="What a search does"
        choices={[
          { id: 'find', label: 'Find' },
          { id: 'hide', label: 'Hide rest' },
        ]}
        selected={mode}
        onSelect={searchModeChanged}
      />
      <IconButton icon="close" label="Clear the search" size="small" onPress={onClear} />
    </>
  );
}

function Result() {
  const view = useApp((state) => state.view);
  const current = useApp((state) => state.currentMatch);
  const onMap = useApp(foundOnMap);
  const items = useApp(foundItems);
  const visible = useApp(visibleItems);
  const isHiding = useApp((state) => state.searchMode === 'hide');
  const total = isHiding ? visible.length : isMapView(view) ? (onMap?.length ?? 0) : (items?.size ?? 0);
  const place = !isHiding && isMapView(view) && current >= 0 && total > 0 ? `${count(current + 1)} of ` : '';
  return (
    <span className={styles['result']} role="status">
      {total === 0 ? 'nothing' : `${place}${count(total)}`}
    </span>
  );
}

function Help({ onPick }: { readonly onPick: (query: string) => void }) {
  return (
    <div className={styles['help']}>
      <p className={styles['help-title']}>Examples</p>
      <div className={styles['examples']}>
        {examples.map((example) => (
          <button key={example} type="button" className={styles['example']} onClick={() => onPick(example)}>
            {example}
          </button>
        ))}
      </div>
      <p className={styles['help-title']}>Fields</p>
      <dl className={styles['fields']}>
        {Object.entries(queryFields).map(([field, meaning]) => (
          <div key={field} className={styles['field']}>
            <dt>{field}:</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['help-foot']}>Comma is or, a leading minus is not, quotes keep spaces. Enter goes to the next match.</p>
    </div>
  );
}

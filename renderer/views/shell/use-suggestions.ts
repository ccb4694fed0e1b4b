import { type KeyboardEvent, useMemo, useState } from 'react';
import { inventory } from '#renderer/store/selectors.ts';
import { type Suggestion, suggestionsFor } from '#renderer/store/suggestions.ts';
import { useActions, useApp } from '../app-context.tsx';

export interface Suggestions {
  readonly entries: readonly Suggestion[];
  /** -1: none is marked, Enter searches. */
  readonly current: number;
  readonly take: (suggestion: Suggestion) => void;
  readonly close: () => void;
  /** True where the key was for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** What the word under the cursor may become. Arrows mark, Tab and Enter take, Esc closes. */
export function useSuggestions(isOpen: boolean): Suggestions {
  const query = useApp((state) => state.query);
  const items = useApp(inventory);
  const { queryChanged } = useActions();
  const [mark, setMark] = useState({ query, current: -1, isClosed: false });
  const own = mark.query === query ? mark : { query, current: -1, isClosed: false };
  const all = useMemo(() => suggestionsFor(query, items), [query, items]);
  const entries = isOpen && !own.isClosed ? all : [];
  const move = (step: number): void =>
    setMark({ ...own, current: ((own.current + 1 + step + entries.length + 1) % (entries.length + 1)) - 1 });
  const close = (): void => setMark({ ...own, isClosed: true });
  const take = (suggestion: Suggestion): void => queryChanged(suggestion.query);
  return {
    entries,
    current: own.current,
    take,
    close,
    onKey: (event) => {
      if (entries.length === 0) return false;
      const marked = entries[own.current];
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Escape') close();
      else if (event.key === 'Tab' && !event.shiftKey) take(marked ?? (entries[0] as Suggestion));
      else if (event.key === 'Enter' && marked !== undefined) take(marked);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { isFocusLost } from '../shell/panes.ts';

export interface NextFinding {
  /** Of the element around all cards. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * A finding that is suppressed takes the button with it that was pressed: the
 * focus goes to the same button of the card that takes its place, so that a
 * keyboard goes through a list one after the other.
 */
export function useNextFinding(findings: readonly unknown[]): NextFinding {
  const listRef = useRef<HTMLDivElement>(null);
  const place = useRef<number | null>(null);
  useLayoutEffect(() => {
    const list = listRef.current;
    if (list === null || place.current === null || !isFocusLost()) return;
    const cards = list.querySelectorAll('article');
    const card = cards[Math.min(place.current, cards.length - 1)];
    (card ?? list).querySelector<HTMLElement>(card === undefined ? 'button' : '[data-suppress]')?.focus();
  }, [findings]);
  return {
    listRef,
    onFocus: ({ target }) => {
      const card = target.closest('article');
      place.current = card === null ? null : [...(listRef.current?.querySelectorAll('article') ?? [])].indexOf(card);
    },
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) place.current = null;
    },
  };
}

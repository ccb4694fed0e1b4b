import { useEffect, useRef } from 'react';
import { useApp } from '../app-context.tsx';
import { focusView, isFocusLost } from './panes.ts';

/** How often the new view is looked for; it may load its code or wait for its layout first. */
const attempts = 20;
const pauseMs = 50;

/**
 * A keyboard must not lose its place: when what had the focus goes away with a
 * view or the inspector, the focus goes to the view. Not on the first
 * rendering: nobody has asked for anything yet.
 */
export function useKeptFocus(): void {
  const view = useApp((state) => state.view);
  const isInspecting = useApp((state) => state.selected !== null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    let left = attempts;
    const timer = setInterval(() => {
      left -= 1;
      if (isFocusLost()) focusView();
      if (left === 0 || !isFocusLost()) clearInterval(timer);
    }, pauseMs);
    return () => clearInterval(timer);
  }, [view, isInspecting]);
}

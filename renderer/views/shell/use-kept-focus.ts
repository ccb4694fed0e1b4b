import { useEffect, useRef } from 'react';
import { useApp } from '../app-context.tsx';
import { focusView, isFocusLost } from './panes.ts';

/** How often the new view is looked for; it may load its code, or what it showed while loading may go again. */
const attempts = 80;
const pauseMs = 50;

/**
 * A keyboard must not lose its place: when what had the focus goes away with a
 * view or the inspector, the focus goes to the view. Not before the first key:
 * a document may choose its view, and nobody has asked for the focus yet.
 */
export function useKeptFocus(): void {
  const view = useApp((state) => state.view);
  const isInspecting = useApp((state) => state.selected !== null);
  const hasKeyboard = useRef(false);
  useEffect(() => {
    const onKeyDown = (): void => {
      hasKeyboard.current = true;
    };
    window.addEventListener('keydown', onKeyDown, { capture: true, once: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  useEffect(() => {
    if (!hasKeyboard.current) return;
    let left = attempts;
    const timer = setInterval(() => {
      left -= 1;
      if (isFocusLost()) focusView();
      if (left === 0) clearInterval(timer);
    }, pauseMs);
    return () => clearInterval(timer);
  }, [view, isInspecting]);
}

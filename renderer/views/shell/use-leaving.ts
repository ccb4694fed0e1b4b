import { useEffect } from 'react';
import { useApp, useAppStore } from '../app-context.tsx';
import { isTyping } from './keys.ts';
import { saveDocument } from './save-document.ts';

/** Closing the page with something unsaved asks first; the host's own menu saves and undoes here. */
export function useLeaving(): void {
  const store = useAppStore();
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (store.getState().isEdited) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [store]);
  const saveAsked = useApp((state) => state.saveAsked);
  useEffect(() => {
    if (saveAsked > 0) void saveDocument(store);
  }, [saveAsked, store]);
  const undoAsked = useApp((state) => state.undoAsked);
  useEffect(() => {
    if (undoAsked === null) return;
    // A field has a history of its own; there is no other way to ask for it.
    if (isTyping(document.activeElement)) document.execCommand(undoAsked.step === -1 ? 'undo' : 'redo');
    else if (undoAsked.step === -1) void store.getState().undoRequested();
    else void store.getState().redoRequested();
  }, [undoAsked, store]);
}

import { useEffect } from 'react';
import type { AppStore } from '#renderer/store/app-store.ts';
import { useAppStore } from '../app-context.tsx';
import { isTyping } from '../shell/keys.ts';
import { saveDocument } from '../shell/save-document.ts';
import { commands } from './commands.ts';

/** Single keys work wherever no field has the focus and no dialog is open; Ctrl/Cmd+K and Ctrl/Cmd+S always. */
export function useShortcuts(): void {
  const store = useAppStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => handle(event, store);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

function handle(event: KeyboardEvent, store: AppStore): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    store.getState().paletteRequested('');
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 's') {
    event.preventDefault();
    void saveDocument(store);
    return;
  }
  if (handleHistory(event, store)) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  // No field has a use for function keys.
  if (isTyping(event.target) && !/^F\d+$/.test(event.key)) return;
  if (store.getState().dialog !== null || isInMenu(event.target)) return;
  const key = keyName(event);
  const command = commands.find((candidate) => candidate.keys === key);
  if (command === undefined) return;
  event.preventDefault();
  command.run(store);
}

/** As the commands write it: letters carry their Shift already, function keys do not. */
function keyName({ key, shiftKey }: KeyboardEvent): string {
  if (key === 'Escape') return 'Esc';
  return shiftKey && /^F\d+$/.test(key) ? `Shift ${key}` : key;
}

/** Ctrl/Cmd+Z, with Shift or as Ctrl+Y the other way. A field takes them for its own text. */
function handleHistory(event: KeyboardEvent, store: AppStore): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return false;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return false;
  event.preventDefault();
  const isRedo = key === 'y' || event.shiftKey;
  if (isRedo) void store.getState().redoRequested();
  else void store.getState().undoRequested();
  return true;
}

/** Letters typed in an open menu or list choose its entries. */
function isInMenu(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="menu"],[role="listbox"]') !== null;
}

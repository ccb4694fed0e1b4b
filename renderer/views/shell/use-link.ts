import { useEffect } from 'react';
import type { AppStore } from '#renderer/store/app-store.ts';
import { linkText } from '#renderer/store/link.ts';
import { linkStateOf } from '#renderer/store/link-slice.ts';
import { useAppStore } from '../app-context.tsx';

/** How long things must stand still before the address follows. */
const restMs = 400;

/** The address tells what is shown, so that a reload, a bookmark or a copied address come back to it. */
export function useLink(): void {
  const store = useAppStore();
  useEffect(() => {
    store.getState().linkOpened(location.hash.slice(1));
    const onHash = (): void => void store.getState().linkOpened(location.hash.slice(1));
    window.addEventListener('hashchange', onHash);
    const stop = followState(store);
    return () => {
      window.removeEventListener('hashchange', onHash);
      stop();
    };
  }, [store]);
}

function followState(store: AppStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const state = store.getState();
    if (state.opened === null || state.waitingLink !== null) return;
    const hash = `#${linkText(linkStateOf(state))}`;
    if (hash !== location.hash) history.replaceState(null, '', hash);
  };
  const stop = store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, restMs);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

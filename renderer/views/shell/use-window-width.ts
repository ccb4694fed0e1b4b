import { useSyncExternalStore } from 'react';

/** Below this width the side panes lie over the canvas instead of beside it. */
const narrowBelow = 1200;

/** Whether the window has no room for both side panes beside the canvas. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(onResize, () => window.innerWidth < narrowBelow);
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import type { Size, Viewport } from './viewport.ts';

/** The viewport without React Flow's names: the one place that its next version changes. */
export interface Camera {
  readonly get: () => Viewport;
  readonly size: () => Size;
  /** Moves there, in 150 ms where the eye needs to follow and motion is welcome. */
  readonly show: (viewport: Viewport, isAnimated: boolean) => void;
  /** Whether a hand holds the view: it may stand still, and is not at rest. */
  readonly isHeld: () => boolean;
  /** Calls back on every move, when the hand lets go, and on every change of size; returns how to stop. */
  readonly onMove: (listener: () => void) => () => void;
}

const moveMs = 150;

/** The camera of the React Flow around; the same object for as long as the canvas lives. */
export function useCamera(): Camera {
  const store = useStoreApi();
  const { setViewport } = useReactFlow();
  return useMemo(
    () => ({
      get: () => {
        const [x, y, zoom] = store.getState().transform;
        return { x, y, zoom };
      },
      size: () => ({ width: store.getState().width, height: store.getState().height }),
      isHeld: () => store.getState().paneDragging,
      show: (viewport, isAnimated) => {
        const stands = !isAnimated || matchMedia('(prefers-reduced-motion: reduce)').matches;
        void setViewport(viewport, stands ? {} : { duration: moveMs });
      },
      onMove: (listener) =>
        store.subscribe((next, before) => {
          const isSame = next.transform === before.transform && next.width === before.width && next.height === before.height;
          if (!isSame || (before.paneDragging && !next.paneDragging)) listener();
        }),
    }),
    [store, setViewport],
  );
}

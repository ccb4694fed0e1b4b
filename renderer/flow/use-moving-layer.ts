import { type RefObject, useEffect } from 'react';
import type { Camera } from './camera.ts';

/** How long after the last move the mounted nodes are drawn sharp again. */
const restMs = 150;

/**
 * Marks the surface while the view moves: the style sheet then makes the
 * mounted nodes one layer, which the browser moves as it is instead of drawing
 * every box again in every frame. At rest the mark goes, so that text is drawn
 * sharp at the zoom it stands at.
 */
export function useMovingLayer(surface: RefObject<HTMLElement | null>, camera: Camera): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => surface.current?.removeAttribute('data-moving');
    const stop = camera.onMove(() => {
      surface.current?.setAttribute('data-moving', '');
      clearTimeout(timer);
      timer = setTimeout(rest, restMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [surface, camera]);
}

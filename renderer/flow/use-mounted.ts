import { useEffect, useMemo, useState } from 'react';
import type { Rect } from '#shared/diagram/diagram.ts';
import type { Camera } from './camera.ts';
import { type FlowElements, flowElements, noElements } from './flow-elements.ts';
import type { Scene } from './scene.ts';
import { covers } from './spatial-grid.ts';
import { readingZoom, type Size, type Viewport, visibleRect } from './viewport.ts';

/** How long the view must stand still before anything is mounted; while it moves the painter fills in. */
const settleMs = 120;
/** How much around the view is mounted too, as a share of it. */
const growth = 0.15;

/** The elements to mount: what is around the view at reading zoom, nothing further away. */
export function useMounted(scene: Scene, camera: Camera, first: { viewport: Viewport; size: Size }): FlowElements {
  const [area, setArea] = useState<Rect | null>(() => areaFor(first.viewport, first.size));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => setArea((before) => nextArea(before, camera.get(), camera.size()));
    const stop = camera.onMove(() => {
      clearTimeout(timer);
      if (camera.get().zoom < readingZoom) setArea(null);
      else if (!camera.isHeld()) timer = setTimeout(settle, settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [camera]);
  return useMemo(() => (area === null ? noElements : flowElements(scene, area)), [scene, area]);
}

function areaFor(viewport: Viewport, size: Size): Rect | null {
  return viewport.zoom < readingZoom ? null : visibleRect(viewport, size, growth);
}

/** The area stays as long as it covers the view, so that small pans mount nothing. */
function nextArea(before: Rect | null, viewport: Viewport, size: Size): Rect | null {
  const isEnough = before !== null && viewport.zoom >= readingZoom && covers(before, visibleRect(viewport, size));
  return isEnough ? before : areaFor(viewport, size);
}

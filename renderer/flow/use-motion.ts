import { useLayoutEffect, useRef, useState } from 'react';
import type { Diagram, DiagramNode, Point } from '#shared/diagram/diagram.ts';
import type { Camera } from './camera.ts';
import { motionBetween } from './motion.ts';
import { shiftIntoView } from './viewport.ts';

/** What stays under the eye while the rest moves; a new object for every time. */
export interface Anchor {
  readonly id: string;
}

const moveMs = 160;

/**
 * The diagram as it is to be drawn now. A new diagram of the same view is moved
 * to, unless less motion is asked for; the anchored box does not move on the screen.
 */
export function useMotion(diagram: Diagram, camera: Camera, anchor: Anchor | null): Diagram {
  const [shown, setShown] = useState(diagram);
  const last = useRef<{ readonly diagram: Diagram; readonly anchor: Anchor | null }>({ diagram, anchor });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { diagram, anchor };
    if (before.diagram === diagram) return undefined;
    const offset = anchor === null || anchor === before.anchor ? null : held(before.diagram, diagram, anchor.id, camera);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const motion = isStill ? null : motionBetween(before.diagram, diagram, offset ?? { x: 0, y: 0 });
    if (motion === null) {
      setShown(diagram);
      return undefined;
    }
    const start = performance.now();
    let frame = 0;
    const step = (): void => {
      const part = Math.min(1, (performance.now() - start) / moveMs);
      setShown(part === 1 ? diagram : motion(1 - (1 - part) ** 3));
      if (part < 1) frame = requestAnimationFrame(step);
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [diagram, camera, anchor]);
  return shown;
}

/** Moves the camera so that a box stays where it is on the screen, or comes into view where it would be outside. */
function held(before: Diagram, after: Diagram, id: string, camera: Camera): Point | null {
  const from = nodeOf(before, id);
  const to = nodeOf(after, id);
  if (from === undefined || to === undefined) return null;
  const offset = { x: to.box.x - from.box.x, y: to.box.y - from.box.y };
  const { x, y, zoom } = camera.get();
  const viewport = { x: x - offset.x * zoom, y: y - offset.y * zoom, zoom };
  const isSmaller = to.box.height < from.box.height;
  const back = isSmaller ? shiftIntoView(to.box, viewport, camera.size()) : null;
  camera.show(back ?? viewport, false);
  return offset;
}

function nodeOf(diagram: Diagram, id: string): DiagramNode | undefined {
  return diagram.nodes.find((node) => node.id === id);
}

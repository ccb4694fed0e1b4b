import { type MouseEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from '#shared/diagram/diagram.ts';
import type { Camera } from './camera.ts';
import { hitTest } from './hit-test.ts';
import type { Scene } from './scene.ts';
import { toDiagram } from './viewport.ts';

/** What the pointer stands on, and where it stood when it came there, in canvas pixels. */
export interface Hover {
  readonly id: string;
  readonly at: Point;
}

export interface PointerHandlers {
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onDoubleClick: (event: MouseEvent<HTMLElement>) => void;
}

interface Actions {
  readonly onSelect: (id: string | null) => void;
  onActivate?: ((id: string) => void) | undefined;
}

/** One way of finding what was meant for painted and mounted things alike: the place, not the element. */
export function usePointer(scene: Scene, camera: Camera, actions: Actions): { hover: Hover | null; handlers: PointerHandlers } {
  const [hover, setHover] = useState<Hover | null>(null);
  const latest = useRef({ scene, actions });
  useEffect(() => {
    latest.current = { scene, actions };
  }, [scene, actions]);
  const handlers = useMemo<PointerHandlers>(() => {
    const hit = (at: Point) => hitTest(latest.current.scene, toDiagram(at, camera.get()), camera.get().zoom);
    return {
      onPointerMove: (event) => {
        if (event.buttons !== 0) return setHover(null);
        const at = placeOf(event);
        const id = hit(at);
        setHover((before) => (id === null ? null : before?.id === id ? before : { id, at }));
      },
      onPointerLeave: () => setHover(null),
      onClick: (event) => latest.current.actions.onSelect(meant(event) ?? hit(placeOf(event))),
      onDoubleClick: (event) => {
        const id = hit(placeOf(event));
        if (id !== null) latest.current.actions.onActivate?.(id);
      },
    };
  }, [camera]);
  return { hover: hover !== null && isShown(scene, hover.id) ? hover : null, handlers };
}

function isShown(scene: Scene, id: string): boolean {
  return scene.nodeById.has(id) || scene.edgeById.has(id);
}

function placeOf(event: MouseEvent<HTMLElement>): Point {
  const bounds = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
}

/** A click without a place comes from assistive technology: the element tells what was meant. */
function meant(event: MouseEvent<HTMLElement>): string | null {
  if (event.detail !== 0 || !(event.target instanceof Element)) return null;
  return event.target.closest('[data-id]')?.getAttribute('data-id') ?? null;
}

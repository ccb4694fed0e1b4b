import { type MouseEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Point, Rect } from '#shared/diagram/diagram.ts';
import { foldButton } from '#shared/diagram/fold.ts';
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
  onFold?: ((id: string) => void) | undefined;
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
    const isOnButton = (id: string | null, at: Point): id is string => {
      const node = id === null ? undefined : latest.current.scene.nodeById.get(id);
      const button = node === undefined ? null : foldButton(node);
      const { zoom } = camera.get();
      return button !== null && contains(button, toDiagram(at, camera.get()), slack / zoom);
    };
    return {
      onPointerMove: (event) => {
        if (event.buttons !== 0) return setHover(null);
        const at = placeOf(event);
        const id = hit(at);
        setHover((before) => (id === null ? null : before?.id === id ? before : { id, at }));
      },
      onPointerLeave: () => setHover(null),
      onClick: (event) => {
        const at = placeOf(event);
        const id = meant(event) ?? hit(at);
        const { actions } = latest.current;
        if (actions.onFold !== undefined && isOnButton(id, at)) actions.onFold(id);
        else actions.onSelect(id);
      },
      onDoubleClick: (event) => {
        const at = placeOf(event);
        const id = hit(at);
        if (id !== null && !isOnButton(id, at)) latest.current.actions.onActivate?.(id);
      },
    };
  }, [camera]);
  return { hover: hover !== null && isShown(scene, hover.id) ? hover : null, handlers };
}

/** A button may be missed by this many pixels on the screen. */
const slack = 3;

function contains(box: Rect, { x, y }: Point, margin: number): boolean {
  return x >= box.x - margin && y >= box.y - margin && x <= box.x + box.width + margin && y <= box.y + box.height + margin;
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

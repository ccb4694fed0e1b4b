import type { Camera } from './camera.ts';
import type { Scene } from './scene.ts';
import type { TooltipSubject } from './tooltip.tsx';
import type { Hover } from './use-pointer.ts';

/** The sentence to show: about what the pointer stands on, else about where the keyboard stands. */
export function tooltipSubject(scene: Scene, camera: Camera, hover: Hover | null, activeId: string | null): TooltipSubject | null {
  if (hover !== null) {
    const thing = scene.nodeById.get(hover.id) ?? scene.edgeById.get(hover.id)?.edge;
    return thing === undefined ? null : { id: hover.id, text: thing.description, at: hover.at };
  }
  const active = activeId === null ? undefined : scene.nodeById.get(activeId);
  if (active === undefined) return null;
  const { x, y, zoom } = camera.get();
  const at = { x: (active.box.x + active.box.width) * zoom + x, y: active.box.y * zoom + y };
  return { id: active.id, text: active.description, at };
}

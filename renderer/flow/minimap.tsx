import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';
import type { Camera } from './camera.ts';
import { noMoment } from './moment.ts';
import { paint } from './paint.ts';
import type { Scene } from './scene.ts';
import { fitViewport, toDiagram, type Viewport, visibleRect } from './viewport.ts';

const size = { width: 184, height: 124 };
const nothing: ReadonlySet<string> = new Set();

/** The whole diagram in a corner, with a frame around what is in view. Pressing or dragging goes there. */
export function Minimap({ scene, theme, camera }: { readonly scene: Scene; readonly theme: ThemeName; readonly camera: Camera }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const map = miniViewport(scene);
  useEffect(
    () =>
      whenIdle(() => {
        const context = canvas.current?.getContext('2d');
        if (canvas.current === null || !context) return;
        const pixelRatio = window.devicePixelRatio;
        canvas.current.width = Math.round(size.width * pixelRatio);
        canvas.current.height = Math.round(size.height * pixelRatio);
        paint(context, scene, miniViewport(scene), { ...size, pixelRatio }, themes[theme], {
          ...noMoment,
          mounted: nothing,
          isMiniature: true,
        });
      }),
    [scene, theme],
  );
  useViewFrame(frame, camera, map, scene.diagram);
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    const target = toDiagram({ x: event.clientX - bounds.left, y: event.clientY - bounds.top }, map);
    const { zoom } = camera.get();
    const view = camera.size();
    camera.show({ x: view.width / 2 - target.x * zoom, y: view.height / 2 - target.y * zoom, zoom }, false);
  };
  return (
    <div className="flow-minimap" role="img" aria-label="Overview of the whole diagram" onPointerDown={go} onPointerMove={go}>
      <canvas ref={canvas} />
      <div ref={frame} className="flow-minimap-view" />
    </div>
  );
}

/** The map comes first: its small picture waits until there is time. Returns how to call it off. */
function whenIdle(work: () => void): () => void {
  const request = requestIdleCallback(work, { timeout: 500 });
  return () => cancelIdleCallback(request);
}

/**
 * Moves the frame without rendering: it follows the viewport in every animation
 * frame. While the whole diagram is in view the map would only cover a corner of it.
 */
function useViewFrame(
  ref: RefObject<HTMLDivElement | null>,
  camera: Camera,
  map: Viewport,
  whole: { readonly width: number; readonly height: number },
): void {
  const { x, y, zoom } = map;
  const { width, height } = whole;
  useEffect(() => {
    const place = () => {
      const element = ref.current;
      if (element === null) return;
      const view = visibleRect(camera.get(), camera.size());
      const isWhole = view.x <= 0 && view.y <= 0 && view.x + view.width >= width && view.y + view.height >= height;
      element.parentElement?.toggleAttribute('hidden', isWhole);
      const left = Math.max(0, view.x * zoom + x);
      const top = Math.max(0, view.y * zoom + y);
      const right = Math.min(size.width, (view.x + view.width) * zoom + x);
      const bottom = Math.min(size.height, (view.y + view.height) * zoom + y);
      element.style.transform = `translate(${left}px, ${top}px)`;
      element.style.width = `${Math.max(4, right - left)}px`;
      element.style.height = `${Math.max(4, bottom - top)}px`;
    };
    place();
    return camera.onMove(place);
  }, [ref, camera, x, y, zoom, width, height]);
}

function miniViewport(scene: Scene): Viewport {
  const inner = { width: size.width + 48, height: size.height + 48 };
  const fitted = fitViewport(scene.diagram, inner);
  return { x: fitted.x - 24, y: fitted.y - 24, zoom: fitted.zoom };
}

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';
import type { Camera } from './camera.ts';
import { loadFaces } from './faces.ts';
import { createFarPainter, type FarPainter, type Picture } from './far-painter.ts';
import type { Moment } from './moment.ts';
import type { Scene } from './scene.ts';

export interface FarView {
  readonly scene: Scene;
  readonly theme: ThemeName;
  readonly moment: Moment;
}

const nothing: ReadonlySet<string> = new Set();
/** After a move the picture is drawn once more as a whole: it was scaled, or names at its seams were left out. */
const settleMs = 100;
/** A view that rests this long leaves time for what zooming out will need. */
const quietMs = 600;

/**
 * Keeps the canvas painted: on every move in the next animation frame, and at
 * once when what is mounted changes, so that nothing is ever drawn twice or
 * not at all. Returns the function to be told what is mounted.
 */
export function useFarView(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  camera: Camera,
  view: FarView,
): (ids: ReadonlySet<string>) => void {
  const latest = useRef(view);
  const mounted = useRef(nothing);
  const painter = useRef<FarPainter | null>(null);
  const drawnWidth = useRef(0);
  const draw = useCallback(
    (isWhole: boolean): boolean => {
      if (canvasRef.current === null) return false;
      painter.current ??= createFarPainter(canvasRef.current);
      const picture = pictureOf(latest.current, camera, mounted.current);
      drawnWidth.current = picture.frame.width;
      if (!isWhole) return painter.current?.draw(picture) ?? false;
      painter.current?.redraw(picture);
      return false;
    },
    [canvasRef, camera],
  );

  useLayoutEffect(() => {
    latest.current = view;
    draw(true);
  }, [view, draw]);

  useEffect(() => {
    let request = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const move = () => {
      clearTimeout(timer);
      if (draw(false)) timer = setTimeout(rest, settleMs);
    };
    const rest = (isSharp = false) => {
      if (!isSharp) draw(true);
      timer = setTimeout(() => painter.current?.prepare(), quietMs);
    };
    const stop = camera.onMove(() => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(move);
    });
    let isOver = false;
    // React Flow measures itself in effects before this one: a view that was drawn without a size is drawn again.
    if (drawnWidth.current !== camera.size().width) draw(true);
    void loadFaces().then((hasNew) => isOver || rest(!hasNew));
    return () => {
      isOver = true;
      stop();
      clearTimeout(timer);
      cancelAnimationFrame(request);
    };
  }, [camera, draw]);

  return useCallback(
    (ids) => {
      if (ids.size === 0 && mounted.current.size === 0) return;
      mounted.current = ids;
      draw(true);
    },
    [draw],
  );
}

function pictureOf({ scene, theme, moment }: FarView, camera: Camera, mounted: ReadonlySet<string>): Picture {
  const frame = { ...camera.size(), pixelRatio: window.devicePixelRatio };
  return { scene, viewport: camera.get(), frame, theme: themes[theme], state: { ...moment, mounted } };
}

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';
import type { Camera } from './camera.ts';
import { loadFaces } from './faces.ts';
import type { Moment } from './moment.ts';
import { paint } from './paint.ts';
import type { Scene } from './scene.ts';

export interface FarView {
  readonly scene: Scene;
  readonly theme: ThemeName;
  readonly moment: Moment;
}

const nothing: ReadonlySet<string> = new Set();
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
  const draw = useCallback(() => {
    const element = canvasRef.current;
    const context = element?.getContext('2d');
    if (element === null || !context) return;
    const frame = { ...camera.size(), pixelRatio: window.devicePixelRatio };
    resize(element, frame);
    const { scene, theme, moment } = latest.current;
    paint(context, scene, camera.get(), frame, themes[theme], { ...moment, mounted: mounted.current });
  }, [canvasRef, camera]);

  useLayoutEffect(() => {
    latest.current = view;
    draw();
  }, [view, draw]);

  useEffect(() => {
    let request = 0;
    const schedule = () => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(draw);
    };
    const stop = camera.onMove(schedule);
    let isOver = false;
    void loadFaces().then(() => {
      if (!isOver) schedule();
    });
    return () => {
      isOver = true;
      stop();
      cancelAnimationFrame(request);
    };
  }, [camera, draw]);

  return useCallback(
    (ids) => {
      mounted.current = ids;
      draw();
    },
    [draw],
  );
}

/** Setting the size clears a canvas, so it is set only when it changes. The CSS size is 100 %. */
function resize(canvas: HTMLCanvasElement, frame: { width: number; height: number; pixelRatio: number }): void {
  const width = Math.round(frame.width * frame.pixelRatio);
  const height = Math.round(frame.height * frame.pixelRatio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

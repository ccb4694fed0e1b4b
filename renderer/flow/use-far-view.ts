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

/** The elements that show the far view. */
export interface FarElements {
  /** What is drawn. */
  readonly canvasRef: RefObject<HTMLCanvasElement | null>;
  /** Everything, coarsely, for what a move uncovers. */
  readonly underRef: RefObject<HTMLCanvasElement | null>;
  /** Around the mounted nodes: marked while the view moves, and the style sheet then hides them. */
  readonly surfaceRef: RefObject<HTMLElement | null>;
}

/**
 * Keeps the canvas painted: on every move in the next animation frame, and at
 * once when what is mounted changes, so that nothing is ever drawn twice or
 * not at all. While the view moves the painter draws the mounted nodes too:
 * a shifted picture costs far less than hundreds of elements drawn again in
 * every frame, or the layers of megabytes that would spare it. Returns the
 * function to be told what is mounted.
 */
export function useFarView(
  { canvasRef, underRef, surfaceRef }: FarElements,
  camera: Camera,
  view: FarView,
): (ids: ReadonlySet<string>) => void {
  const latest = useRef(view);
  const mounted = useRef(nothing);
  const painter = useRef<FarPainter | null>(null);
  const isMoving = useRef(false);
  const drawnWidth = useRef(0);
  const draw = useCallback(
    (isWhole: boolean): boolean => {
      if (canvasRef.current === null || underRef.current === null) return false;
      painter.current ??= createFarPainter(canvasRef.current, underRef.current);
      const picture = pictureOf(latest.current, camera, isMoving.current ? nothing : mounted.current);
      drawnWidth.current = picture.frame.width;
      if (!isWhole) return painter.current?.draw(picture) ?? false;
      painter.current?.redraw(picture);
      return false;
    },
    [canvasRef, underRef, camera],
  );

  useLayoutEffect(() => {
    latest.current = view;
    draw(true);
  }, [view, draw]);

  useEffect(() => {
    const setMoving = (isNow: boolean) => {
      isMoving.current = isNow && mounted.current.size > 0;
      surfaceRef.current?.toggleAttribute('data-moving', isMoving.current);
      return isMoving.current;
    };
    const { rest, stop } = follow(camera, { isMoving, setMoving, draw, prepare: () => painter.current?.prepare() });
    let isOver = false;
    // React Flow measures itself in effects before this one: a view that was drawn without a size is drawn again.
    if (drawnWidth.current !== camera.size().width) draw(true);
    void loadFaces().then((hasNew) => isOver || rest(!hasNew));
    return () => {
      isOver = true;
      stop();
    };
  }, [camera, draw, surfaceRef]);

  return useCallback(
    (ids) => {
      if (ids.size === 0 && mounted.current.size === 0) return;
      mounted.current = ids;
      if (!isMoving.current) draw(true);
    },
    [draw],
  );
}

interface Drawing {
  readonly isMoving: { readonly current: boolean };
  /** Hides the mounted nodes or shows them again; whether any are hidden now. */
  readonly setMoving: (isNow: boolean) => boolean;
  /** Whether the picture should be drawn anew at rest. */
  readonly draw: (isWhole: boolean) => boolean;
  readonly prepare: () => void;
}

/** Draws in the next frame of every move, anew once the view rests, and prepares when it rests for longer. */
function follow(camera: Camera, drawing: Drawing): { readonly rest: (isSharp?: boolean) => void; readonly stop: () => void } {
  let request = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const move = () => {
    clearTimeout(timer);
    const isBeginning = !drawing.isMoving.current && drawing.setMoving(true);
    if (drawing.draw(isBeginning) || drawing.isMoving.current) timer = setTimeout(rest, settleMs);
  };
  const rest = (isSharp = false) => {
    const isHeld = drawing.isMoving.current && camera.isHeld();
    if (!isHeld) drawing.setMoving(false);
    if (!isSharp) drawing.draw(true);
    if (!isHeld) timer = setTimeout(drawing.prepare, quietMs);
  };
  const stopListening = camera.onMove(() => {
    cancelAnimationFrame(request);
    request = requestAnimationFrame(move);
  });
  return {
    rest,
    stop: () => {
      stopListening();
      clearTimeout(timer);
      cancelAnimationFrame(request);
    },
  };
}

function pictureOf({ scene, theme, moment }: FarView, camera: Camera, mounted: ReadonlySet<string>): Picture {
  const frame = { ...camera.size(), pixelRatio: window.devicePixelRatio };
  return { scene, viewport: camera.get(), frame, theme: themes[theme], state: { ...moment, mounted } };
}

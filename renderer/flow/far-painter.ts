import type { Rect } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import { createBlurred } from './blurred.ts';
import type { PaintContext } from './draw-shape.ts';
import { noMoment } from './moment.ts';
import { coarseZoom, type Frame, paint } from './paint.ts';
import type { PaintState } from './painter.ts';
import type { Scene } from './scene.ts';
import { type Viewport, visibleRect } from './viewport.ts';

/** Everything a picture is made of. */
export interface Picture {
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly frame: Frame;
  readonly theme: Theme;
  readonly state: PaintState;
}

/** Keeps a canvas in step with pictures. */
export interface FarPainter {
  /**
   * Shows a picture: exactly where that is quick, else what is there moved or
   * scaled. True where it should be drawn anew once the eye rests.
   */
  readonly draw: (picture: Picture) => boolean;
  /** Draws everything anew. */
  readonly redraw: (picture: Picture) => void;
  /** For a quiet moment: makes what zooming out will need. */
  readonly prepare: () => void;
}

/** What drawing may take in a frame, in milliseconds; a picture that takes longer is scaled until the eye rests. */
const budgetMs = 4;

/** Draws on `canvas`; `under` lies below it and shows everything, coarsely, where the picture has not got to yet. */
export function createFarPainter(canvas: HTMLCanvasElement, under: HTMLCanvasElement): FarPainter | null {
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const blurred = createBlurred(canvas, under);
  let last: Picture | null = null;
  let isBlurred = false;
  /** What the last whole drawing took. */
  let spent: Spent | null = null;
  const redraw = (picture: Picture) => {
    const start = performance.now();
    resize(canvas, picture.frame);
    paintPart(context, picture);
    spent = { picture, ms: performance.now() - start };
    last = picture;
    if (isBlurred) blurred.clear();
    isBlurred = false;
  };
  const move = (picture: Picture, shift: Shift) => {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, shift.x * picture.frame.pixelRatio, shift.y * picture.frame.pixelRatio);
    context.globalCompositeOperation = 'source-over';
    for (const strip of strips(shift, picture.frame)) paintPart(context, picture, strip);
    last = picture;
  };
  return {
    redraw,
    draw(picture) {
      const shift = last === null || isBlurred ? null : shiftBetween(last, picture);
      if (shift !== null) move(picture, shift);
      else if (last === null || spent === null || !isSame(last, picture) || expectedMs(spent, picture) <= budgetMs) {
        redraw(picture);
        return false;
      } else {
        if (!isBlurred) blurred.keep(last);
        isBlurred = true;
        blurred.show(last, picture);
      }
      return true;
    },
    prepare() {
      if (last !== null && spent !== null && spent.ms > budgetMs) blurred.prepare(plain(last), paintPart);
    },
  };
}

interface Spent {
  readonly picture: Picture;
  readonly ms: number;
}

/** Things drawn in full take about this much longer than their far view. */
const detail = 4;

/** What a picture will take, by how much more or less of the diagram is in view than in one that was timed. */
export function expectedMs({ picture, ms }: Spent, next: Picture): number {
  const isFiner = picture.viewport.zoom < coarseZoom && next.viewport.zoom >= coarseZoom;
  return ms * (shareInView(next) / shareInView(picture)) * (isFiner ? detail : 1);
}

function shareInView({ scene, viewport, frame }: Picture): number {
  const { width, height } = scene.diagram;
  const view = visibleRect(viewport, frame);
  const across = Math.min(width, view.x + view.width) - Math.max(0, view.x);
  const down = Math.min(height, view.y + view.height) - Math.max(0, view.y);
  return Math.max(0.001, (Math.max(0, across) * Math.max(0, down)) / Math.max(1, width * height));
}

function paintPart(context: PaintContext, { scene, viewport, frame, theme, state }: Picture, part?: Rect): void {
  paint(context, scene, viewport, frame, theme, state, part);
}

/** Without what stands out at the moment. */
function plain(picture: Picture): Picture {
  return { ...picture, state: { ...noMoment, mounted: new Set() } };
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Whether nothing but the place of the eye changed. */
function isSame(from: Picture, to: Picture): boolean {
  return (
    from.scene === to.scene &&
    from.theme === to.theme &&
    from.frame.width === to.frame.width &&
    from.frame.height === to.frame.height &&
    from.frame.pixelRatio === to.frame.pixelRatio &&
    from.state.emphasis === to.state.emphasis &&
    from.state.selectedId === to.state.selectedId &&
    from.state.activeId === to.state.activeId &&
    from.state.mounted === to.state.mounted
  );
}

/** How far the picture only moved, in CSS pixels; `null` when it changed, moved by parts of a device pixel, or moved out of itself. */
export function shiftBetween(from: Picture, to: Picture): Shift | null {
  if (!isSame(from, to) || from.viewport.zoom !== to.viewport.zoom) return null;
  const ratio = to.frame.pixelRatio;
  const x = Math.round((to.viewport.x - from.viewport.x) * ratio);
  const y = Math.round((to.viewport.y - from.viewport.y) * ratio);
  const isWhole =
    Math.abs(x / ratio - (to.viewport.x - from.viewport.x)) < 0.01 && Math.abs(y / ratio - (to.viewport.y - from.viewport.y)) < 0.01;
  const overlaps = Math.abs(x / ratio) < to.frame.width / 2 && Math.abs(y / ratio) < to.frame.height / 2;
  return isWhole && overlaps ? { x: x / ratio, y: y / ratio } : null;
}

/** What came into view: a strip at one side, one at the top or bottom. A pixel more than needed, because the edge was half drawn. */
export function strips(shift: Shift, frame: Frame): Rect[] {
  const { width, height } = frame;
  const parts: Rect[] = [];
  const across = Math.abs(shift.x) + 1;
  const down = Math.abs(shift.y) + 1;
  if (shift.x !== 0) parts.push({ x: shift.x > 0 ? 0 : width - across, y: 0, width: across, height });
  if (shift.y !== 0) parts.push({ x: 0, y: shift.y > 0 ? 0 : height - down, width, height: down });
  return parts;
}

/** Setting the size clears a canvas, so it is set only when it changes. The CSS size is 100 %. */
function resize(canvas: { width: number; height: number }, frame: Frame): void {
  const width = Math.round(frame.width * frame.pixelRatio);
  const height = Math.round(frame.height * frame.pixelRatio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

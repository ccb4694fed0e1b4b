import type { Rect } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import { type Frame, paint } from './paint.ts';
import type { PaintState } from './painter.ts';
import type { Scene } from './scene.ts';
import { readingZoom, type Viewport } from './viewport.ts';

/** Everything a picture is made of; of data that a worker could be sent. */
export interface Picture {
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly frame: Frame;
  readonly theme: Theme;
  readonly state: PaintState;
}

/** Keeps a canvas in step with pictures. */
export interface FarPainter {
  /** Draws; where only the place changed, moves what is there and draws the strips that came into view. Says whether it did the latter. */
  readonly draw: (picture: Picture) => boolean;
  /** Draws everything anew. */
  readonly redraw: (picture: Picture) => void;
}

/** For the canvas of a page or an OffscreenCanvas. */
export function createFarPainter(canvas: HTMLCanvasElement | OffscreenCanvas): FarPainter | null {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (context === null) return null;
  let last: Picture | null = null;
  const paintPart = ({ scene, viewport, frame, theme, state }: Picture, part?: Rect) =>
    paint(context, scene, viewport, frame, theme, state, part);
  const redraw = (picture: Picture) => {
    resize(canvas, picture.frame);
    paintPart(picture);
    last = picture;
  };
  return {
    redraw,
    draw(picture) {
      const shift = last === null ? null : shiftBetween(last, picture);
      if (shift === null) {
        redraw(picture);
        return false;
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalCompositeOperation = 'copy';
      context.drawImage(canvas, shift.x * picture.frame.pixelRatio, shift.y * picture.frame.pixelRatio);
      context.globalCompositeOperation = 'source-over';
      for (const strip of strips(shift, picture.frame)) paintPart(picture, strip);
      last = picture;
      return true;
    },
  };
}

/** How far the picture only moved, in CSS pixels; `null` when it changed, moved by parts of a device pixel, or moved out of itself. */
export function shiftBetween(from: Picture, to: Picture): { readonly x: number; readonly y: number } | null {
  const isSame =
    from.scene === to.scene &&
    from.theme === to.theme &&
    from.frame.width === to.frame.width &&
    from.frame.height === to.frame.height &&
    from.frame.pixelRatio === to.frame.pixelRatio &&
    from.state.emphasis === to.state.emphasis &&
    from.state.selectedId === to.state.selectedId &&
    from.state.activeId === to.state.activeId &&
    from.state.mounted === to.state.mounted;
  if (!isSame || from.viewport.zoom !== to.viewport.zoom || to.viewport.zoom >= readingZoom) return null;
  const ratio = to.frame.pixelRatio;
  const x = Math.round((to.viewport.x - from.viewport.x) * ratio);
  const y = Math.round((to.viewport.y - from.viewport.y) * ratio);
  const isWhole =
    Math.abs(x / ratio - (to.viewport.x - from.viewport.x)) < 0.01 && Math.abs(y / ratio - (to.viewport.y - from.viewport.y)) < 0.01;
  const overlaps = Math.abs(x / ratio) < to.frame.width / 2 && Math.abs(y / ratio) < to.frame.height / 2;
  return isWhole && overlaps ? { x: x / ratio, y: y / ratio } : null;
}

/** What came into view: a strip at one side, one at the top or bottom. A pixel more than needed, because the edge was half drawn. */
export function strips(shift: { readonly x: number; readonly y: number }, frame: Frame): Rect[] {
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

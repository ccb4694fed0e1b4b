/** What is shown of a picture while the eye moves faster than it can be drawn: the last drawn one, scaled, on an image of everything. */
import type { Picture } from './far-painter.ts';
import type { Frame } from './paint.ts';
import type { Scene } from './scene.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import { type Viewport, visibleRect } from './viewport.ts';

/** The longer side of the image of everything, in pixels. */
const wholeSide = 1280;
/** The image of everything has no emphasis of its own; it steps back as a whole while something is lit. */
const behindEmphasis = '0.4';

/** A canvas with what is drawn on it. */
interface Image {
  readonly viewport: Viewport;
  /** Pixels of the image per CSS pixel of its viewport. */
  readonly ratio: number;
  readonly scene: Scene;
  readonly theme: Theme;
}

/**
 * Lays two canvases where their things are now. Nothing is drawn for it: the
 * browser's compositor scales them, beside the main thread.
 */
export interface Blurred {
  /** Takes what stands on the canvas for the image of everything, where everything is in view. */
  readonly keep: (picture: Picture) => void;
  /** Moves and scales the picture that was drawn to where it lies in another. */
  readonly show: (drawn: Picture, picture: Picture) => void;
  /** Back to the canvas as it is drawn. */
  readonly clear: () => void;
  /** Makes the image of everything, so that zooming out never uncovers empty ground; `draw` paints a picture on a context. */
  readonly prepare: (picture: Picture, draw: (context: CanvasRenderingContext2D, picture: Picture) => void) => void;
}

/** `canvas` holds the picture as it is drawn, `under` lies below it for the image of everything. */
export function createBlurred(canvas: HTMLCanvasElement, under: HTMLCanvasElement): Blurred {
  let whole: Image | null = null;
  const fits = ({ scene, theme }: Picture): boolean => whole !== null && whole.scene === scene && whole.theme === theme;
  return {
    keep(picture) {
      const { viewport, frame, scene, theme, state } = picture;
      if (fits(picture) || !isWholeInView(picture) || state.emphasis.reason !== 'none' || state.mounted.size > 0) return;
      const smaller = Math.min(1, wholeSide / Math.max(canvas.width, canvas.height));
      const context = sized(under, canvas.width * smaller, canvas.height * smaller);
      if (context === null) return;
      context.globalCompositeOperation = 'copy';
      context.drawImage(canvas, 0, 0, under.width, under.height);
      context.globalCompositeOperation = 'source-over';
      whole = { viewport, ratio: frame.pixelRatio * smaller, scene, theme };
    },
    show(drawn, picture) {
      const { viewport, frame } = drawn;
      canvas.dataset['blurred'] = '';
      canvas.style.transform = placeIn({ viewport, ratio: frame.pixelRatio }, picture.viewport, frame.pixelRatio);
      if (whole === null || !fits(picture)) return;
      under.style.transform = placeIn(whole, picture.viewport, 1);
      under.style.opacity = picture.state.emphasis.reason === 'none' ? '' : behindEmphasis;
      under.hidden = false;
    },
    clear() {
      delete canvas.dataset['blurred'];
      canvas.style.transform = '';
      under.hidden = true;
    },
    prepare(picture, draw) {
      if (fits(picture)) return;
      const { scene, theme } = picture;
      const zoom = Math.min(1, wholeSide / Math.max(scene.diagram.width, scene.diagram.height, 1));
      const frame: Frame = { width: Math.ceil(scene.diagram.width * zoom), height: Math.ceil(scene.diagram.height * zoom), pixelRatio: 1 };
      const context = sized(under, frame.width, frame.height);
      if (context === null) return;
      const viewport = { x: 0, y: 0, zoom };
      draw(context, { ...picture, viewport, frame });
      whole = { viewport, ratio: 1, scene, theme };
    },
  };
}

/** Whether nothing of the diagram is out of view. */
function isWholeInView({ scene, viewport, frame }: Picture): boolean {
  const { x, y, width, height } = visibleRect(viewport, frame);
  return x <= 0 && y <= 0 && x + width >= scene.diagram.width && y + height >= scene.diagram.height;
}

/** A canvas as large as one CSS pixel for each of its pixels. */
function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  canvas.style.width = `${canvas.width}px`;
  canvas.style.height = `${canvas.height}px`;
  return canvas.getContext('2d');
}

/**
 * The CSS transform, about the upper left corner, that lays an image of one
 * viewport where its things lie in another; `density` is the image's own
 * pixels for each CSS pixel it takes up untransformed.
 */
export function placeIn(image: Pick<Image, 'viewport' | 'ratio'>, viewport: Viewport, density: number): string {
  const scale = viewport.zoom / image.viewport.zoom;
  const x = viewport.x - image.viewport.x * scale;
  const y = viewport.y - image.viewport.y * scale;
  return `translate(${x}px, ${y}px) scale(${(scale * density) / image.ratio})`;
}

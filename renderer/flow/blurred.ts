/** What is shown of a picture while the eye moves faster than it can be drawn: the last drawn one, scaled, on an image of everything. */
import type { Rect } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import type { Frame } from './paint.ts';
import type { Picture } from './far-painter.ts';
import type { Scene } from './scene.ts';
import { type Viewport, visibleRect } from './viewport.ts';

type Canvas = HTMLCanvasElement | OffscreenCanvas;
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The longer side of the image of everything, in pixels. */
const wholeSide = 1280;
/** The image of everything has no emphasis of its own; it steps back as a whole while something is lit. */
const behindEmphasis = 0.4;

interface Image {
  readonly canvas: OffscreenCanvas;
  readonly viewport: Viewport;
  /** Pixels of the image per CSS pixel of its viewport. */
  readonly ratio: number;
}

/** Keeps the two images that a moving picture is made of. */
export interface Blurred {
  /** Takes what stands on the canvas: the picture as it was drawn. */
  readonly keep: (picture: Picture) => void;
  /** Draws the kept picture where it lies now. */
  readonly show: (picture: Picture) => void;
  /** Makes the image of everything, so that zooming out never uncovers empty ground; `draw` paints a picture on a context. */
  readonly prepare: (picture: Picture, draw: (context: Context, picture: Picture) => void) => void;
}

export function createBlurred(canvas: Canvas, context: Context): Blurred {
  let kept: Image | null = null;
  let whole: (Image & { readonly scene: Scene; readonly theme: Theme }) | null = null;
  const fits = ({ scene, theme }: Picture): boolean => whole !== null && whole.scene === scene && whole.theme === theme;
  return {
    keep(picture) {
      const { viewport, frame, scene, theme } = picture;
      kept = copyOf(canvas, { viewport, ratio: frame.pixelRatio }, 1, kept?.canvas);
      if (fits(picture) || !isWholeInView(picture) || picture.state.emphasis.reason !== 'none') return;
      const smaller = Math.min(1, wholeSide / Math.max(canvas.width, canvas.height));
      whole = { ...copyOf(canvas, { viewport, ratio: frame.pixelRatio }, smaller), scene, theme };
    },
    show(picture) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (whole !== null && fits(picture)) {
        if (picture.state.emphasis.reason !== 'none') context.globalAlpha = behindEmphasis;
        drawIn(context, whole, picture);
        context.globalAlpha = 1;
      }
      if (kept === null) return;
      const place = placeIn(kept, picture);
      context.clearRect(place.x, place.y, place.width, place.height);
      drawIn(context, kept, picture);
    },
    prepare(picture, draw) {
      if (fits(picture)) return;
      const { diagram } = picture.scene;
      const zoom = Math.min(1, wholeSide / Math.max(diagram.width, diagram.height, 1));
      const frame: Frame = { width: Math.ceil(diagram.width * zoom), height: Math.ceil(diagram.height * zoom), pixelRatio: 1 };
      const image = new OffscreenCanvas(Math.max(1, frame.width), Math.max(1, frame.height));
      const on = image.getContext('2d');
      if (on === null) return;
      const viewport = { x: 0, y: 0, zoom };
      draw(on, { ...picture, viewport, frame });
      whole = { canvas: image, viewport, ratio: 1, scene: picture.scene, theme: picture.theme };
    },
  };
}

/** Whether nothing of the diagram is out of view. */
function isWholeInView({ scene, viewport, frame }: Picture): boolean {
  const { x, y, width, height } = visibleRect(viewport, frame);
  return x <= 0 && y <= 0 && x + width >= scene.diagram.width && y + height >= scene.diagram.height;
}

function copyOf(canvas: Canvas, drawn: Pick<Image, 'viewport' | 'ratio'>, scale: number, spare?: OffscreenCanvas): Image {
  const width = Math.max(1, Math.round(canvas.width * scale));
  const height = Math.max(1, Math.round(canvas.height * scale));
  const copy = spare ?? new OffscreenCanvas(width, height);
  if (copy.width !== width) copy.width = width;
  if (copy.height !== height) copy.height = height;
  const on = copy.getContext('2d');
  if (on !== null) {
    on.globalCompositeOperation = 'copy';
    on.drawImage(canvas, 0, 0, width, height);
  }
  return { canvas: copy, viewport: drawn.viewport, ratio: drawn.ratio * scale };
}

function drawIn(context: Context, image: Image, picture: Picture): void {
  const { x, y, width, height } = placeIn(image, picture);
  context.drawImage(image.canvas, x, y, width, height);
}

/** Where an image that was drawn for one viewport lies in another, in device pixels. */
export function placeIn(
  image: Pick<Image, 'viewport' | 'ratio'> & { readonly canvas: { readonly width: number; readonly height: number } },
  { viewport, frame }: Pick<Picture, 'viewport' | 'frame'>,
): Rect {
  const scale = viewport.zoom / image.viewport.zoom;
  return {
    x: (viewport.x - image.viewport.x * scale) * frame.pixelRatio,
    y: (viewport.y - image.viewport.y * scale) * frame.pixelRatio,
    width: (image.canvas.width / image.ratio) * scale * frame.pixelRatio,
    height: (image.canvas.height / image.ratio) * scale * frame.pixelRatio,
  };
}

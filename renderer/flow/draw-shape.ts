/** One shape on a 2D context: the canvas twin of `ShapeElement`. */
import type { Shape, TextShape } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import { pathCommands, tracePath } from './path-commands.ts';

/** The part of a 2D context that the painter uses: a page's, a worker's, or a recording one in tests. */
export type PaintContext = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'bezierCurveTo'
  | 'clearRect'
  | 'clip'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'fontKerning'
  | 'globalAlpha'
  | 'letterSpacing'
  | 'lineCap'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'roundRect'
  | 'save'
  | 'setLineDash'
  | 'setTransform'
  | 'stroke'
  | 'strokeStyle'
  | 'strokeText'
  | 'textAlign'
  | 'textRendering'
>;

/** The same stacks as in `flow.css`; the names are those of the bundled fonts. */
const families = {
  sans: 'Inter, "Segoe UI", "DejaVu Sans", Arial, sans-serif',
  mono: '"JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace',
} as const;

/** Text lower than this on screen, in pixels, cannot be read and is not drawn. */
export const smallestText = 5.5;
/** Shapes smaller than this on screen, in pixels, are not seen. */
const smallestShape = 0.8;
/** Rectangles of less than this on screen, in square pixels, only make the overview grey. */
export const smallestArea = 4;
/** Borders thinner than this on screen, in pixels, are left out. */
const thinnestBorder = 0.12;

/** How a canvas paints text as the DOM does: no kerning, no ligatures, no hinting that depends on the zoom. */
export function prepareText(context: PaintContext): void {
  context.fontKerning = 'none';
  context.textRendering = 'geometricPrecision';
}

/** Draws a shape shifted by its node's place; leaves out what cannot be seen at this scale. */
export function drawShape(context: PaintContext, shape: Shape, theme: Theme, dx: number, dy: number, scale: number): void {
  switch (shape.kind) {
    case 'rect':
      drawRect(context, shape, theme, dx, dy, scale);
      return;
    case 'circle':
      if (shape.radius * 2 * scale < smallestShape) return;
      context.beginPath();
      context.arc(shape.x + dx, shape.y + dy, shape.radius, 0, Math.PI * 2);
      finish(context, shape, theme, scale);
      return;
    case 'line':
      if (shape.strokeWidth * scale < 0.2) return;
      context.beginPath();
      for (const [index, point] of shape.points.entries()) {
        if (index === 0) context.moveTo(point.x + dx, point.y + dy);
        else context.lineTo(point.x + dx, point.y + dy);
      }
      finish(context, { ...shape, fill: 'none' }, theme, scale);
      return;
    case 'path':
      if (scale < 0.15) return;
      context.beginPath();
      tracePath(context, pathCommands(shape.d), dx, dy);
      finish(context, shape, theme, scale);
      return;
    case 'text':
      if (shape.size * scale < smallestText) return;
      drawText(context, shape, theme, dx, dy);
  }
}

/** The value of the `font` property of a canvas. */
export function fontOf(text: Pick<TextShape, 'weight' | 'size' | 'family'>): string {
  return `${text.weight} ${text.size}px ${families[text.family]}`;
}

function drawRect(
  context: PaintContext,
  shape: Extract<Shape, { kind: 'rect' }>,
  theme: Theme,
  dx: number,
  dy: number,
  scale: number,
): void {
  if (Math.max(shape.width, shape.height) * scale < smallestShape) return;
  const radius = Math.min(shape.radius ?? 0, shape.width / 2, shape.height / 2);
  if (shape.width * shape.height * scale * scale < smallestArea && Math.min(shape.width, shape.height) > 4) return;
  const hasBorder = shape.stroke !== undefined && (shape.strokeWidth ?? 1) * scale >= thinnestBorder;
  if (radius * scale < 0.75 && !hasBorder) {
    if (shape.fill === 'none') return;
    context.fillStyle = theme[shape.fill];
    context.fillRect(shape.x + dx, shape.y + dy, shape.width, shape.height);
    return;
  }
  context.beginPath();
  if (radius * scale < 0.75) context.rect(shape.x + dx, shape.y + dy, shape.width, shape.height);
  else context.roundRect(shape.x + dx, shape.y + dy, shape.width, shape.height, radius);
  finish(context, shape, theme, scale);
}

type Paint = Pick<Extract<Shape, { kind: 'rect' }>, 'fill' | 'stroke' | 'strokeWidth' | 'dash'>;

function finish(context: PaintContext, paint: Paint, theme: Theme, scale: number): void {
  if (paint.fill !== 'none') {
    context.fillStyle = theme[paint.fill];
    context.fill();
  }
  const width = paint.strokeWidth ?? 1;
  if (paint.stroke === undefined || paint.stroke === 'none' || width * scale < thinnestBorder) return;
  context.strokeStyle = theme[paint.stroke];
  context.lineWidth = width;
  const isDashed = paint.dash !== undefined && scale > 0.2;
  if (isDashed) context.setLineDash([...(paint.dash ?? [])]);
  context.stroke();
  if (isDashed) context.setLineDash([]);
}

function drawText(context: PaintContext, shape: TextShape, theme: Theme, dx: number, dy: number): void {
  const font = fontOf(shape);
  if (context.font !== font) context.font = font;
  const align = shape.anchor === 'middle' ? 'center' : shape.anchor;
  if (context.textAlign !== align) context.textAlign = align;
  context.fillStyle = theme[shape.fill];
  context.fillText(shape.text, shape.x + dx, shape.y + dy);
}

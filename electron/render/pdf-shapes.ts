/** The strokes of a diagram as PDF vectors: the same shapes, in the same order, as the canvas and the SVG. */
import type { ColourToken, Diagram, DiagramEdge, DiagramNode, Rect, Shape } from '#shared/diagram/diagram.ts';
import { drawingOrder, edgeLook } from '#shared/diagram/edge-look.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { type Theme, type ThemeName, themes } from '#shared/diagram/theme.ts';
import { boundsOf, overlaps, type Sheet } from '#shared/export/sheet.ts';
import type { PdfFile } from './pdf-document.ts';

/** Draws the part of the sheet that lies in `area`, in the units of the sheet: scale and place are the caller's. */
export function drawSheet(file: PdfFile, diagram: Diagram, sheet: Sheet, area: Rect, themeName: ThemeName): void {
  const theme = themes[themeName];
  const draw = (shape: Shape): void => drawShape(file, shape, theme);
  const { document } = file;
  document.rect(0, 0, sheet.width, sheet.height).fill(theme.ground);
  draw(sheet.title);
  const inDiagram = { ...area, y: area.y - sheet.diagramTop };
  const { below, edges, above } = drawingOrder(diagram);
  const nodes = (list: readonly DiagramNode[]): void => {
    for (const node of list) if (overlaps(node.box, inDiagram)) at(file, node.box.x, node.box.y, () => node.shapes.forEach(draw));
  };
  at(file, 0, sheet.diagramTop, () => {
    nodes(below);
    for (const edge of edges) if (overlaps(boundsOf(edge.points), inDiagram)) drawEdge(file, edge, theme);
    nodes(above);
  });
  for (const { x, y, shapes } of sheet.legend) at(file, x, y, () => shapes.forEach(draw));
  draw(sheet.footer);
}

/** Draws with the origin moved. */
export function at({ document }: PdfFile, x: number, y: number, draw: () => void): void {
  document.save().translate(x, y);
  draw();
  document.restore();
}

function drawEdge(file: PdfFile, edge: DiagramEdge, theme: Theme): void {
  const { document } = file;
  const look = edgeLook(edge);
  document.save().path(look.d).lineWidth(look.strokeWidth).lineCap('round');
  if (look.dash !== null) document.dash(look.dash[0] ?? 1, { space: look.dash[1] ?? 1 });
  document.stroke(theme[look.stroke]).restore();
  if (look.end !== null) document.circle(look.end.x, look.end.y, 3).fill(theme[look.stroke]);
  for (const shape of look.badge) drawShape(file, shape, theme);
}

function drawShape(file: PdfFile, shape: Shape, theme: Theme): void {
  const { document } = file;
  switch (shape.kind) {
    case 'rect':
      if (shape.radius === undefined) document.rect(shape.x, shape.y, shape.width, shape.height);
      else document.roundedRect(shape.x, shape.y, shape.width, shape.height, Math.min(shape.radius, shape.width / 2, shape.height / 2));
      paint(file, shape, theme);
      return;
    case 'circle':
      document.circle(shape.x, shape.y, shape.radius);
      paint(file, shape, theme);
      return;
    case 'line':
      trace(file, shape.points);
      paint(file, { ...shape, fill: 'none' }, theme);
      return;
    case 'path':
      document.path(shape.d);
      paint(file, shape, theme);
      return;
    case 'text': {
      const width = shape.anchor === 'start' ? 0 : textWidth(shape.text, shape);
      const x = shape.x - (shape.anchor === 'middle' ? width / 2 : width);
      file.text(x, shape.y, shape.text, { size: shape.size, weight: shape.weight, family: shape.family, colour: theme[shape.fill] });
    }
  }
}

/** An open run of lines. */
function trace({ document }: PdfFile, points: readonly { readonly x: number; readonly y: number }[]): void {
  for (const [index, { x, y }] of points.entries()) {
    if (index === 0) document.moveTo(x, y);
    else document.lineTo(x, y);
  }
}

interface Paint {
  readonly fill: ColourToken;
  readonly stroke?: ColourToken;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

function paint({ document }: PdfFile, look: Paint, theme: Theme): void {
  const hasFill = look.fill !== 'none';
  const hasStroke = look.stroke !== undefined && look.stroke !== 'none';
  const stroke = theme[look.stroke ?? 'none'];
  document.lineWidth(look.strokeWidth ?? 1);
  if (look.dash !== undefined) document.dash(look.dash[0] ?? 1, { space: look.dash[1] ?? look.dash[0] ?? 1 });
  if (hasFill && hasStroke) document.fillAndStroke(theme[look.fill], stroke);
  else if (hasFill) document.fill(theme[look.fill]);
  else if (hasStroke) document.stroke(stroke);
  else document.closePath();
  if (look.dash !== undefined) document.undash();
}

/** A diagram with what belongs around it on paper: title above, legend and coverage below. */
import type { Diagram, LegendEntry, Rect, Shape } from '#shared/diagram/diagram.ts';
import { legendSample } from '#shared/diagram/legend.ts';
import { label, labelWidth } from '#shared/diagram/shape.ts';

/** The whole picture, in the units of the diagram, which stands `diagramTop` below its top. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly diagramTop: number;
  readonly title: Shape;
  readonly legend: readonly LegendPlace[];
  readonly footer: Shape;
}

/** One entry of the legend; its shapes have their origin at `x`, `y` of the sheet. */
export interface LegendPlace {
  readonly x: number;
  readonly y: number;
  readonly shapes: readonly Shape[];
}

const titleHeight = 48;
const footerHeight = 36;
const margin = 24;

export function sheetOf(diagram: Diagram): Sheet {
  const width = Math.max(diagram.width, 480, Math.ceil(labelWidth(diagram.footer, 'body')) + margin * 2);
  const rows = legendRows(diagram.legend, width, titleHeight + diagram.height);
  const height = titleHeight + diagram.height + rows.height + footerHeight;
  return {
    width,
    height,
    diagramTop: titleHeight,
    title: label(margin, 32, diagram.title, 'title', { maxWidth: width - margin * 2 }),
    legend: rows.places,
    footer: label(margin, height - 14, diagram.footer, 'body', { fill: 'ink-2' }),
  };
}

/** Whether two boxes have a point in common. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The box around a run of points, wide enough for its line and its words. */
export function boundsOf(points: readonly { readonly x: number; readonly y: number }[]): Rect {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x, y] = [Math.min(...xs) - wordsReach, Math.min(...ys) - 12];
  return { x, y, width: Math.max(...xs) + wordsReach - x, height: Math.max(...ys) + 12 - y };
}

/** How far the words of an edge may reach to the side of it. */
const wordsReach = 120;

/** The legend in rows as wide as the sheet. */
function legendRows(entries: readonly LegendEntry[], width: number, top: number): { height: number; places: LegendPlace[] } {
  let x = margin;
  let y = 8;
  const places = entries.map((entry) => {
    const need = legendSample.width + 8 + labelWidth(entry.label, 'body') + 24;
    if (x + need > width && x > margin) {
      x = margin;
      y += 24;
    }
    const text = label(legendSample.width + 8, 14, entry.label, 'body', { fill: 'ink-2' });
    const place = { x, y: top + y, shapes: [...entry.shapes, text] };
    x += need;
    return place;
  });
  return { height: entries.length === 0 ? 0 : y + 28, places };
}

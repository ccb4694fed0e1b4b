/** Where the eye stands over the diagram: pure arithmetic on React Flow's viewport. */
import type { Diagram, DiagramNode, Point, Rect } from '#shared/diagram/diagram.ts';

/** The diagram's origin in CSS pixels of the canvas, and the scale. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From here on nodes are DOM elements; below it the painter draws and nothing is mounted. */
export const readingZoom = 0.6;
export const minZoom = 0.05;
export const maxZoom = 2.5;
/** How far `reveal` zooms in when the node would be too small to read. */
const revealZoom = 1;
const fitMargin = 20;
/** What the keyboard walks to is brought this far into view. */
const walkMargin = 32;

/** The part of the diagram that is in view, grown by a share of its own size on every side. */
export function visibleRect(viewport: Viewport, size: Size, growth = 0): Rect {
  const width = size.width / viewport.zoom;
  const height = size.height / viewport.zoom;
  return {
    x: -viewport.x / viewport.zoom - width * growth,
    y: -viewport.y / viewport.zoom - height * growth,
    width: width * (1 + growth * 2),
    height: height * (1 + growth * 2),
  };
}

/** The whole diagram in view, never larger than 100 %. It may go below the smallest zoom of the controls: "all" means all. */
export function fitViewport(diagram: Pick<Diagram, 'width' | 'height'>, size: Size): Viewport {
  return fitRect({ x: 0, y: 0, width: diagram.width, height: diagram.height }, size, 1);
}

/** The viewport that shows a node: the zoom stays when the node can be read and fits at it. */
export function revealViewport(node: DiagramNode, viewport: Viewport, size: Size): Viewport {
  const zoom = viewport.zoom < readingZoom ? revealZoom : viewport.zoom;
  const fits = node.box.width * zoom <= size.width - fitMargin * 2 && node.box.height * zoom <= size.height - fitMargin * 2;
  return fits ? centred(node.box, zoom, size) : fitRect(node.box, size, zoom);
}

/** Zooms about the middle of the canvas. */
export function zoomed(viewport: Viewport, zoom: number, size: Size): Viewport {
  const next = Math.min(maxZoom, Math.max(minZoom, zoom));
  const middle = { x: size.width / 2, y: size.height / 2 };
  const scale = next / viewport.zoom;
  return { x: middle.x - (middle.x - viewport.x) * scale, y: middle.y - (middle.y - viewport.y) * scale, zoom: next };
}

/** The smallest shift that brings a box into view, `null` when it is in view already. */
export function shiftIntoView(box: Rect, viewport: Viewport, size: Size): Viewport | null {
  const left = box.x * viewport.zoom + viewport.x;
  const top = box.y * viewport.zoom + viewport.y;
  const dx = shift(left, left + box.width * viewport.zoom, size.width);
  const dy = shift(top, top + box.height * viewport.zoom, size.height);
  return dx === 0 && dy === 0 ? null : { x: viewport.x + dx, y: viewport.y + dy, zoom: viewport.zoom };
}

/** From canvas pixels to diagram coordinates. */
export function toDiagram(point: Point, viewport: Viewport): Point {
  return { x: (point.x - viewport.x) / viewport.zoom, y: (point.y - viewport.y) / viewport.zoom };
}

function fitRect(box: Rect, size: Size, atMost: number): Viewport {
  const room = { width: Math.max(1, size.width - fitMargin * 2), height: Math.max(1, size.height - fitMargin * 2) };
  const zoom = Math.min(atMost, room.width / Math.max(1, box.width), room.height / Math.max(1, box.height));
  return centred(box, zoom, size);
}

function centred(box: Rect, zoom: number, size: Size): Viewport {
  return {
    x: size.width / 2 - (box.x + box.width / 2) * zoom,
    y: size.height / 2 - (box.y + box.height / 2) * zoom,
    zoom,
  };
}

function shift(from: number, to: number, room: number): number {
  if (from < walkMargin) return walkMargin - from;
  if (to > room - walkMargin) return Math.max(room - walkMargin - to, walkMargin - from);
  return 0;
}

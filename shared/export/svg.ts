/**
 * The whole diagram as one self-contained SVG: real text, no script, no foreign
 * objects, no links, nothing loaded from elsewhere. Element and attribute names
 * are written here and nowhere come from data; data are only ever escaped text.
 */
import type { ColourToken, Diagram, DiagramEdge, DiagramNode, Rect, Shape } from '#shared/diagram/diagram.ts';
import { drawingOrder, edgeLook } from '#shared/diagram/edge-look.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { type Theme, type ThemeName, themes } from '#shared/diagram/theme.ts';
import { boundsOf, overlaps, sheetOf } from './sheet.ts';
import { xmlNumber, xmlText } from './xml.ts';

export interface SvgOptions {
  readonly theme: ThemeName;
  /** `@font-face` rules with data URLs, for a file that looks the same where Inter is not installed. Must not come from data. */
  readonly fontCss?: string;
  /** Without a style sheet of its own, for a page that brings `svgStyles`. */
  readonly isStyledOutside?: boolean;
  /** A part of the picture, at a scale; what lies outside it is left out. */
  readonly window?: SvgWindow;
}

/** A part of the sheet in its own units, and pixels per unit. */
export interface SvgWindow {
  readonly area: Rect;
  readonly scale: number;
}

const sans = 'Inter, "Segoe UI", "DejaVu Sans", Arial, sans-serif';
const mono = '"JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace';

/** The rules every picture is drawn by. */
export const svgStyles = `text{text-rendering:geometricPrecision;font-kerning:none;font-variant-ligatures:none;white-space:pre}.m{font-family:${mono}}`;

/** Title, diagram, legend and coverage footer. */
export function exportSvg(diagram: Diagram, options: SvgOptions): string {
  const theme = themes[options.theme];
  const keepsWidth = options.fontCss === undefined;
  const draw = (shape: Shape): string => shapeSvg(shape, theme, keepsWidth);
  const sheet = sheetOf(diagram);
  const area = options.window?.area ?? { x: 0, y: 0, width: sheet.width, height: sheet.height };
  const inDiagram = { ...area, y: area.y - sheet.diagramTop };
  const isIn = (box: Rect): boolean => options.window === undefined || overlaps(box, inDiagram);
  const { below, edges, above } = drawingOrder(diagram);
  const nodes = (list: readonly DiagramNode[]): string[] => list.filter((node) => isIn(node.box)).map((node) => nodeSvg(node, draw));
  return [
    svgTag(area, options.window?.scale ?? 1),
    `<title>${xmlText(diagram.title)}</title>`,
    `<desc>${xmlText(diagram.footer)}</desc>`,
    ...(options.isStyledOutside === true ? [] : [`<style>${options.fontCss ?? ''}${svgStyles}</style>`]),
    `<rect width="${xmlNumber(sheet.width)}" height="${xmlNumber(sheet.height)}" fill="${theme.ground}"/>`,
    draw(sheet.title),
    `<g transform="translate(0 ${sheet.diagramTop})">`,
    ...nodes(below),
    ...edges.filter((edge) => isIn(boundsOf(edge.points))).map((edge) => edgeSvg(edge, theme, draw)),
    ...nodes(above),
    '</g>',
    ...sheet.legend.map(
      ({ x, y, shapes }) => `<g class="legend" transform="translate(${xmlNumber(x)} ${xmlNumber(y)})">${shapes.map(draw).join('')}</g>`,
    ),
    draw(sheet.footer),
    '</svg>',
    '',
  ].join('\n');
}

function svgTag(area: Rect, scale: number): string {
  const size = `width="${xmlNumber(area.width * scale)}" height="${xmlNumber(area.height * scale)}"`;
  const box = [area.x, area.y, area.width, area.height].map(xmlNumber).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${box}" role="img" font-family="${xmlText(sans)}">`;
}

type Pen = (shape: Shape) => string;

function nodeSvg(node: DiagramNode, draw: Pen): string {
  const shapes = node.shapes.map(draw).join('');
  const at = `${xmlNumber(node.box.x)} ${xmlNumber(node.box.y)}`;
  return `<g class="node ${node.kind}" transform="translate(${at})"><title>${xmlText(node.label)}</title><desc>${xmlText(node.description)}</desc>${shapes}</g>`;
}

function edgeSvg(edge: DiagramEdge, theme: Theme, draw: Pen): string {
  const look = edgeLook(edge);
  const stroke = theme[look.stroke];
  const dash = look.dash === null ? '' : ` stroke-dasharray="${look.dash.map(xmlNumber).join(' ')}"`;
  const end = look.end === null ? '' : `<circle cx="${xmlNumber(look.end.x)}" cy="${xmlNumber(look.end.y)}" r="3" fill="${stroke}"/>`;
  const badge = look.badge.map(draw).join('');
  const path = `<path d="${look.d}" fill="none" stroke="${stroke}" stroke-width="${xmlNumber(look.strokeWidth)}" stroke-linecap="round"${dash}/>`;
  return `<g class="edge ${edge.kind}"><title>${xmlText(edge.label ?? edge.kind)}</title><desc>${xmlText(edge.description)}</desc>${path}${end}${badge}</g>`;
}

/** One shape; shortened text carries its full form as a title. */
export function shapeSvg(shape: Shape, theme: Theme, keepsWidth = false): string {
  switch (shape.kind) {
    case 'rect': {
      const radius = shape.radius === undefined ? '' : ` rx="${xmlNumber(shape.radius)}"`;
      const box = `x="${xmlNumber(shape.x)}" y="${xmlNumber(shape.y)}" width="${xmlNumber(shape.width)}" height="${xmlNumber(shape.height)}"`;
      return `<rect ${box}${radius} ${paint(shape, theme)}/>`;
    }
    case 'circle':
      return `<circle cx="${xmlNumber(shape.x)}" cy="${xmlNumber(shape.y)}" r="${xmlNumber(shape.radius)}" ${paint(shape, theme)}/>`;
    case 'line': {
      const points = shape.points.map((point) => `${xmlNumber(point.x)},${xmlNumber(point.y)}`).join(' ');
      return `<polyline points="${points}" ${paint({ ...shape, fill: 'none' }, theme)}/>`;
    }
    case 'path':
      return `<path d="${shape.d}" ${paint(shape, theme)}/>`;
    case 'text': {
      const family = shape.family === 'mono' ? ' class="m"' : '';
      const anchor = shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`;
      const weight = shape.weight === 400 ? '' : ` font-weight="${shape.weight}"`;
      // Where another font may stand in, the text still takes the width it was measured with.
      const length = keepsWidth ? ` textLength="${xmlNumber(textWidth(shape.text, shape))}" lengthAdjust="spacingAndGlyphs"` : '';
      const full = shape.full === undefined ? '' : `<title>${xmlText(shape.full)}</title>`;
      return `<text x="${xmlNumber(shape.x)}" y="${xmlNumber(shape.y)}" font-size="${xmlNumber(shape.size)}"${weight}${anchor}${family}${length} fill="${theme[shape.fill]}">${xmlText(shape.text)}${full}</text>`;
    }
  }
}

interface Paint {
  readonly fill: ColourToken;
  readonly stroke?: ColourToken;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

function paint(look: Paint, theme: Theme): string {
  const stroke = look.stroke === undefined ? '' : ` stroke="${theme[look.stroke]}" stroke-width="${xmlNumber(look.strokeWidth ?? 1)}"`;
  const dash = look.dash === undefined ? '' : ` stroke-dasharray="${look.dash.map(xmlNumber).join(' ')}"`;
  return `fill="${theme[look.fill]}"${stroke}${dash}`;
}

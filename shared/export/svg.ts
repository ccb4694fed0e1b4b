/**
 * The whole diagram as one self-contained SVG: real text, no script, no foreign
 * objects, no links, nothing loaded from elsewhere. Element and attribute names
 * are written here and nowhere come from data; data are only ever escaped text.
 */
import type { ColourToken, Diagram, DiagramEdge, DiagramNode, LegendEntry, Shape } from '#shared/diagram/diagram.ts';
import { drawingOrder, edgeLook } from '#shared/diagram/edge-look.ts';
import { legendSample } from '#shared/diagram/legend.ts';
import { label, labelWidth } from '#shared/diagram/shape.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { type Theme, type ThemeName, themes } from '#shared/diagram/theme.ts';
import { xmlNumber, xmlText } from './xml.ts';

export interface SvgOptions {
  readonly theme: ThemeName;
  /** `@font-face` rules with data URLs, for a file that looks the same where Inter is not installed. Must not come from data. */
  readonly fontCss?: string;
}

const titleHeight = 48;
const footerHeight = 36;
const margin = 24;
const sans = 'Inter, "Segoe UI", "DejaVu Sans", Arial, sans-serif';
const mono = '"JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace';

/** Title, diagram, legend and coverage footer. */
export function exportSvg(diagram: Diagram, options: SvgOptions): string {
  const theme = themes[options.theme];
  const keepsWidth = options.fontCss === undefined;
  const draw = (shape: Shape): string => shapeSvg(shape, theme, keepsWidth);
  const width = Math.max(diagram.width, 480);
  const legend = legendRows(diagram.legend, width);
  const height = titleHeight + diagram.height + legend.height + footerHeight;
  const { below, edges, above } = drawingOrder(diagram);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${xmlNumber(width)}" height="${xmlNumber(height)}" viewBox="0 0 ${xmlNumber(width)} ${xmlNumber(height)}" role="img" font-family="${xmlText(sans)}">`,
    `<title>${xmlText(diagram.title)}</title>`,
    `<desc>${xmlText(diagram.footer)}</desc>`,
    `<style>${options.fontCss ?? ''}text{text-rendering:geometricPrecision;font-kerning:none;font-variant-ligatures:none;white-space:pre}.m{font-family:${mono}}</style>`,
    `<rect width="${xmlNumber(width)}" height="${xmlNumber(height)}" fill="${theme.ground}"/>`,
    draw(label(margin, 32, diagram.title, 'title', { maxWidth: width - margin * 2 })),
    `<g transform="translate(0 ${titleHeight})">`,
    ...below.map((node) => nodeSvg(node, draw)),
    ...edges.map((edge) => edgeSvg(edge, theme, draw)),
    ...above.map((node) => nodeSvg(node, draw)),
    '</g>',
    `<g transform="translate(0 ${xmlNumber(titleHeight + diagram.height)})">${legend.svg(draw)}</g>`,
    draw(label(margin, height - 14, diagram.footer, 'body', { fill: 'ink-2' })),
    '</svg>',
    '',
  ].join('\n');
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

interface LegendBlock {
  readonly height: number;
  svg(draw: Pen): string;
}

/** The legend in rows as wide as the diagram. */
function legendRows(entries: readonly LegendEntry[], width: number): LegendBlock {
  let x = margin;
  let y = 8;
  const placed = entries.map((entry) => {
    const need = legendSample.width + 8 + labelWidth(entry.label, 'body') + 24;
    if (x + need > width && x > margin) {
      x = margin;
      y += 24;
    }
    const at = { entry, x, y };
    x += need;
    return at;
  });
  return {
    height: entries.length === 0 ? 0 : y + 28,
    svg: (draw) =>
      placed
        .map(({ entry, x: left, y: top }) => {
          const text = label(legendSample.width + 8, 14, entry.label, 'body', { fill: 'ink-2' });
          const shapes = [...entry.shapes, text].map(draw).join('');
          return `<g class="legend" transform="translate(${xmlNumber(left)} ${xmlNumber(top)})">${shapes}</g>`;
        })
        .join(''),
  };
}

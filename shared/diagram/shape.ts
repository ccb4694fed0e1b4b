/** The strokes everything on the map is drawn with. */
import type { ColourToken, Point, Shape, TextShape, Tone } from './diagram.ts';
import { fitId, fitText, type FittedText, type TextStyle, textWidth, visibleText } from './text.ts';
import { toneColour, toneSoft } from './theme.ts';

export const textStyles = {
  sum: { size: 20, weight: 600, family: 'sans' },
  title: { size: 16, weight: 600, family: 'sans' },
  heading: { size: 14, weight: 600, family: 'sans' },
  name: { size: 12, weight: 600, family: 'sans' },
  strong: { size: 11, weight: 600, family: 'sans' },
  body: { size: 11, weight: 400, family: 'sans' },
  chip: { size: 11, weight: 500, family: 'sans' },
  small: { size: 10, weight: 400, family: 'sans' },
  smallStrong: { size: 10, weight: 600, family: 'sans' },
  zone: { size: 11, weight: 600, family: 'mono' },
  code: { size: 10, weight: 400, family: 'mono' },
} as const satisfies Record<string, TextStyle>;

export type TextStyleName = keyof typeof textStyles;

/** Dashes of things that are not scanned or only planned. */
export const ghostDash: readonly number[] = [5, 4];

interface LabelOptions {
  readonly fill?: ColourToken;
  readonly anchor?: TextShape['anchor'];
  /** Shortened to this width; without it the text stays whole. */
  readonly maxWidth?: number;
  /** Ids are shortened in the middle. */
  readonly isId?: boolean;
}

/** A line of text on its baseline; shortened text keeps its full form. */
export function label(x: number, y: number, text: string, styleName: TextStyleName, options: LabelOptions = {}): TextShape {
  const style = textStyles[styleName];
  const safe = visibleText(text);
  const fitted = fit(safe, style, options);
  const { text: words, full } = fitted;
  const { size, weight, family } = style;
  const { anchor = 'start', fill = 'ink' } = options;
  // Made a hundred thousand times for a large map: copying by spread is what would cost.
  return full === undefined
    ? { kind: 'text', x, y, text: words, size, weight, family, anchor, fill }
    : { kind: 'text', x, y, text: words, full, size, weight, family, anchor, fill };
}

function fit(text: string, style: TextStyle, options: LabelOptions): FittedText {
  if (options.maxWidth === undefined) return { text };
  return options.isId === true ? fitId(text, options.maxWidth, style) : fitText(text, options.maxWidth, style);
}

/** The width a label needs. */
export function labelWidth(text: string, styleName: TextStyleName): number {
  return textWidth(visibleText(text), textStyles[styleName]);
}

export function line(points: readonly Point[], stroke: ColourToken, strokeWidth = 1, dash?: readonly number[]): Shape {
  return dash === undefined ? { kind: 'line', points, stroke, strokeWidth } : { kind: 'line', points, stroke, strokeWidth, dash };
}

/** A pill with a word in it, 20 high; `keepRight` keeps room for a mark. A bad one is filled: nothing on the map is louder. */
export function chip(
  x: number,
  y: number,
  width: number,
  text: string,
  tone: Tone,
  soft: ColourToken,
  stroke: ColourToken,
  keepRight = 0,
): Shape[] {
  const isBad = tone === 'bad';
  const isToned = isBad || tone === 'warn' || tone === 'unknown';
  const middle = x + (width - keepRight) / 2;
  return [
    {
      kind: 'rect',
      x,
      y,
      width,
      height: 20,
      radius: 10,
      fill: isBad ? 'bad' : isToned ? toneSoft(tone) : soft,
      stroke: isToned ? toneColour(tone) : stroke,
      strokeWidth: 1,
      ...(tone === 'ghost' ? { dash: ghostDash } : {}),
    },
    label(middle, y + 14, text, isToned ? 'strong' : 'chip', {
      anchor: 'middle',
      maxWidth: width - keepRight - 8,
      fill: isBad ? 'on-status' : 'ink',
    }),
  ];
}

/** The width of a chip that shows a text whole, up to a limit. */
export function chipWidth(text: string, limit = 148): number {
  return Math.min(limit, Math.max(36, Math.ceil(labelWidth(text, 'strong') / 4) * 4 + 10));
}

/** A mark for a tone, its own shape for each: dot, ring with `!`, ring with a cross, ring with `?`, dashed ring. */
export function toneMark(x: number, y: number, tone: Tone): Shape[] {
  const colour = toneColour(tone);
  if (tone === 'ok') return [{ kind: 'circle', x, y, radius: 5, fill: 'ok' }];
  if (tone === 'bad') return [{ kind: 'circle', x, y, radius: 6, fill: 'bad' }, ...cross(x, y, 2.5, 'on-status')];
  if (tone === 'ghost' || tone === 'neutral') {
    return [{ kind: 'circle', x, y, radius: 5, fill: 'none', stroke: colour, strokeWidth: 1, dash: [2, 2] }];
  }
  return [
    { kind: 'circle', x, y, radius: 5.5, fill: 'surface', stroke: colour, strokeWidth: 1.5 },
    label(x, y + 3.5, tone === 'warn' ? '!' : '?', 'smallStrong', { anchor: 'middle', fill: colour }),
  ];
}

/** Two strokes through a point. */
export function cross(x: number, y: number, arm: number, stroke: ColourToken, strokeWidth = 2): Shape[] {
  return [
    line(
      [
        { x: x - arm, y: y - arm },
        { x: x + arm, y: y + arm },
      ],
      stroke,
      strokeWidth,
    ),
    line(
      [
        { x: x - arm, y: y + arm },
        { x: x + arm, y: y - arm },
      ],
      stroke,
      strokeWidth,
    ),
  ];
}

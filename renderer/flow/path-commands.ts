/** Path data as commands, so that a canvas draws the same path that an SVG element shows. */
export type PathCommand =
  | { readonly kind: 'M' | 'L'; readonly x: number; readonly y: number }
  | {
      readonly kind: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'Z' };

/** What a path is drawn into: a 2D context, of a page or of a worker. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
}

const parsed = new Map<string, readonly PathCommand[]>();
/** Glyphs repeat, strands do not: the memory is emptied before it grows without end. */
const mostParsed = 20_000;

/** Absolute M, L, C and Z, the only commands of the diagram; anything else is a bug in a layout and throws. */
export function pathCommands(d: string): readonly PathCommand[] {
  const known = parsed.get(d);
  if (known !== undefined) return known;
  if (parsed.size >= mostParsed) parsed.clear();
  const commands = [...d.matchAll(/([A-Za-z])([^A-Za-z]*)/gu)].flatMap((match) => commandsOf(match[1] ?? '', numbersOf(match[2] ?? '')));
  parsed.set(d, commands);
  return commands;
}

/** Adds a path to the current one, shifted. */
export function tracePath(sink: PathSink, commands: readonly PathCommand[], dx: number, dy: number): void {
  for (const command of commands) {
    switch (command.kind) {
      case 'M':
        sink.moveTo(command.x + dx, command.y + dy);
        break;
      case 'L':
        sink.lineTo(command.x + dx, command.y + dy);
        break;
      case 'C':
        sink.bezierCurveTo(command.x1 + dx, command.y1 + dy, command.x2 + dx, command.y2 + dy, command.x + dx, command.y + dy);
        break;
      case 'Z':
        sink.closePath();
        break;
    }
  }
}

function commandsOf(letter: string, numbers: readonly number[]): PathCommand[] {
  switch (letter) {
    case 'Z':
      return [{ kind: 'Z' }];
    case 'M':
    case 'L':
      // Further pairs after a move are lines, as in SVG.
      return chunks(numbers, 2).map(([x = 0, y = 0], index) => ({ kind: index === 0 ? letter : 'L', x, y }));
    case 'C':
      return chunks(numbers, 6).map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0]) => ({ kind: 'C', x1, y1, x2, y2, x, y }));
    default:
      throw new Error(`Path command ${letter} is not one of M, L, C, Z`);
  }
}

function numbersOf(text: string): number[] {
  return [...text.matchAll(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/gu)].map((match) => Number(match[0]));
}

function chunks(numbers: readonly number[], size: number): number[][] {
  const result: number[][] = [];
  for (let index = 0; index + size <= numbers.length; index += size) result.push(numbers.slice(index, index + size));
  return result;
}

/** The head of a group of tiles: it carries the mark that all of them share. */
import type { Shape, Tone } from './diagram.ts';
import { label, toneMark } from './shape.ts';

/** Title and mark at the top of a box of this width. */
export function groupTitle(name: string, tone: Tone, width: number): Shape[] {
  return [...toneMark(18, 16, tone), label(32, 21, name, 'heading', { maxWidth: width - 40 })];
}

/** Things that unfold in their place, and the button that says so. */
import type { DiagramNode, Fold, Rect, Shape } from './diagram.ts';
import { line } from './shape.ts';

/** In the coordinates of the box that is folded or unfolded. */
const spot: Rect = { x: 8, y: 8, width: 16, height: 16 };

/** How far the button pushes a title to the right. */
export const foldRoom = 20;

/** Where the button of a node lies on the map; `null` for a node that does not fold. */
export function foldButton({ fold, box }: DiagramNode): Rect | null {
  return fold === undefined ? null : { ...spot, x: box.x + spot.x, y: box.y + spot.y };
}

/** A plus where something can be unfolded, a minus where it is. */
export function foldShapes(fold: Fold): Shape[] {
  const x = spot.x + spot.width / 2;
  const y = spot.y + spot.height / 2;
  const bar = [
    { x: x - 4, y },
    { x: x + 4, y },
  ];
  const stem = [
    { x, y: y - 4 },
    { x, y: y + 4 },
  ];
  return [
    { kind: 'rect', ...spot, radius: 4, fill: 'surface', stroke: 'line-strong', strokeWidth: 1 },
    line(bar, 'ink', 1.5),
    ...(fold === 'folded' ? [line(stem, 'ink', 1.5)] : []),
  ];
}

/** What a screen reader says beside what a thing is. */
export const foldWords: Readonly<Record<Fold, string>> = { folded: 'Enter unfolds it.', unfolded: 'Enter folds it.' };

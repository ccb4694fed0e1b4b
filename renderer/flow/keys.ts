import type { Fold } from '#shared/diagram/diagram.ts';
import type { Step } from './walk.ts';

/** What a key asks for on the canvas. */
export type KeyWish =
  | { readonly kind: 'walk'; readonly step: Step }
  | { readonly kind: 'select' | 'activate' | 'clear' | 'zoom-in' | 'zoom-out' };

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  'Shift+ArrowDown': 'in',
  'Shift+ArrowUp': 'out',
  'Shift+ArrowRight': 'along',
  'Shift+ArrowLeft': 'back',
};

const others: Readonly<Record<string, Exclude<KeyWish, { kind: 'walk' }>['kind']>> = {
  Enter: 'activate',
  ' ': 'select',
  Escape: 'clear',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
};

/** Keys with Ctrl, Alt or Meta belong to the window. */
export function keyWish(key: { key: string; shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean }): KeyWish | null {
  if (key.ctrlKey || key.altKey || key.metaKey) return null;
  const step = steps[key.shiftKey && key.key.startsWith('Arrow') ? `Shift+${key.key}` : key.key];
  if (step !== undefined) return { kind: 'walk', step };
  const kind = others[key.key];
  return kind === undefined ? null : { kind };
}

/** Read out when the canvas gets the focus. */
export const keyHelp =
  'Arrow keys walk between boxes. Shift and down or up goes into a box or out of it, Shift and right or left follows a connection. Enter opens, Escape clears, plus unfolds a box and minus folds it, and both zoom where there is nothing to fold, F shows everything. T lists the same in a table.';

/** Said after the name of a box that folds. */
export const foldHelp: Readonly<Record<Fold, string>> = { folded: ' Folded: plus unfolds it.', unfolded: ' Unfolded: minus folds it.' };

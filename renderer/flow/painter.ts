import type { Rect } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import type { PaintContext } from './draw-shape.ts';
import { dimOpacity, type Emphasis, levelOf } from './emphasis.ts';
import type { Scene } from './scene.ts';

/** What the picture depends on besides the diagram. */
export interface PaintState {
  readonly selectedId: string | null;
  readonly activeId: string | null;
  readonly emphasis: Emphasis;
  /** Nodes and edges that are DOM elements already and must not be drawn twice. */
  readonly mounted: ReadonlySet<string>;
  /** For the minimap: no words, smaller dots. */
  readonly isMiniature?: boolean;
}

/** What every part of the painter gets. */
export interface Painter {
  readonly context: PaintContext;
  readonly scene: Scene;
  readonly theme: Theme;
  readonly state: PaintState;
  readonly zoom: number;
  /** The part of the diagram in view. */
  readonly area: Rect;
}

/** Dimmed things are drawn with the opacity that the style sheet gives their DOM twins. */
export function alphaOf(state: PaintState, id: string): number {
  return levelOf(state.emphasis, id) === 'dim' ? dimOpacity : 1;
}

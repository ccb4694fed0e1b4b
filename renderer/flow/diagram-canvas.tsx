import '@xyflow/react/dist/base.css';
import './flow.css';
import { ReactFlowProvider } from '@xyflow/react';
import { type CSSProperties, useRef } from 'react';
import { colourTokens, type Diagram } from '#shared/diagram/diagram.ts';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';
import { CanvasErrorBoundary } from './canvas-error-boundary.tsx';
import { CanvasSurface } from './canvas-surface.tsx';
import { dimOpacity } from './emphasis.ts';
import type { Anchor } from './use-motion.ts';
import { useSize } from './use-size.ts';
import { maxZoom, minZoom, type Viewport } from './viewport.ts';

/** Asks the canvas for something once; a new `nonce` asks again. */
export interface CanvasCommand {
  readonly kind: 'fit' | 'reveal' | 'camera' | 'zoom-in' | 'zoom-out' | 'actual-size';
  /** The node or edge of `reveal`. */
  readonly id?: string;
  /** Where to look, for `camera`. */
  readonly camera?: Viewport;
  readonly nonce: number;
}

export interface DiagramCanvasProps {
  readonly diagram: Diagram;
  readonly theme: ThemeName;
  /** A node or an edge. */
  readonly selectedId: string | null;
  /** What the search found; the rest steps back. `null` while nothing is searched for. */
  readonly matches: ReadonlySet<string> | null;
  /** What is lit around the selection; the rest steps back. */
  readonly spotlight?: ReadonlySet<string> | null;
  /** What the filter took away; edges and insides go with it. */
  readonly hidden: ReadonlySet<string>;
  readonly onSelect: (id: string | null) => void;
  /** The button of a box that folds, and the keys for it. */
  readonly onFold?: (id: string) => void;
  /** Escape where nothing is left to clear. */
  readonly onEscape?: () => void;
  /** The box that stays where it is on the screen when the next diagram comes. */
  readonly anchor?: Anchor | null;
  /** Enter and double click. */
  readonly onActivate?: (id: string) => void;
  readonly command?: CanvasCommand;
  /** Where the eye came to rest. */
  readonly onCamera?: (viewport: Viewport) => void;
}

/** The map. It fits the first diagram of a view and keeps its viewport when the diagram changes. */
export function DiagramCanvas(props: DiagramCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  return (
    <div ref={box} className="flow-canvas" style={variables[props.theme]}>
      {size !== null && (
        <CanvasErrorBoundary
          fallback={
            <p className="flow-failed" role="alert">
              The map could not be drawn. The table shows the same content.
            </p>
          }
        >
          <ReactFlowProvider initialMinZoom={minZoom} initialMaxZoom={maxZoom}>
            <CanvasSurface {...props} size={size} />
          </ReactFlowProvider>
        </CanvasErrorBoundary>
      )}
    </div>
  );
}

/** The tokens as `--c-*`: DOM and painter take their colours from the same theme at the same moment, whatever the page around has. */
const variables: Readonly<Record<ThemeName, CSSProperties>> = { light: variablesOf('light'), dark: variablesOf('dark') };

function variablesOf(theme: ThemeName): CSSProperties {
  const colours = colourTokens.map((token): [string, string] => [`--c-${token}`, themes[theme][token]]);
  return Object.fromEntries([...colours, ['--flow-dim', String(dimOpacity)]]);
}

import type { CanvasCommand } from '#renderer/store/view-slice.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { ThemeName } from '#shared/diagram/theme.ts';

/** What the map is given to draw; it draws and reports clicks, nothing else. */
export interface CanvasProps {
  readonly diagram: Diagram;
  readonly theme: ThemeName;
  readonly selectedId: string | null;
  /** Lit by a search; `null`: nothing is searched. */
  readonly matches: ReadonlySet<string> | null;
  readonly hidden: ReadonlySet<string>;
  onSelect(nodeOrEdgeId: string | null): void;
  onActivate?(id: string): void;
  readonly command?: CanvasCommand;
}

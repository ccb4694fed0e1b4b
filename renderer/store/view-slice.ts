import { type MapView, mapViews } from '#renderer/workers/protocol.ts';
import { readPreferences, type ThemeChoice, writePreferences } from './preferences.ts';
import type { SliceTools } from './app-state.ts';
import type { MapCamera } from './map-camera.ts';

export const views = ['consumers', 'providers', 'estate', 'vpc', 'alignment', 'coverage', 'findings', 'costs', 'changes', 'table'] as const;
export type ViewName = (typeof views)[number];

export type DialogName = 'scan' | 'coverage' | 'prices' | 'shortcuts' | 'palette' | 'export' | 'tour' | 'save-view' | 'rename' | 'notes';

export interface CanvasCommand {
  readonly kind: 'fit' | 'reveal' | 'camera' | 'zoom-in' | 'zoom-out' | 'actual-size';
  readonly id?: string;
  /** Where to look, for `camera`. */
  readonly camera?: MapCamera;
  readonly nonce: number;
}

export interface ViewSlice {
  readonly view: ViewName;
  /** The graph that `g` goes back to. */
  readonly lastMap: MapView;
  /** How often a view was chosen, be it the one that was there already: tells a choice from a default. */
  readonly viewChoices: number;
  readonly dialog: DialogName | null;
  readonly isLegendOpen: boolean;
  readonly isWelcomeOpen: boolean;
  readonly theme: ThemeChoice;
  readonly isRailOpen: boolean;
  readonly inspectorWidth: number;
  readonly canvasCommand: CanvasCommand | null;
  /** Said by screen readers; nothing else shows it. */
  readonly announcement: string;
  readonly viewChanged: (view: ViewName) => void;
  /** The document suits another map better than the one that was shown last; a table that is looked at stays. */
  readonly mapSuggested: (view: MapView) => void;
  readonly dialogOpened: (dialog: DialogName) => void;
  readonly dialogClosed: () => void;
  /** What was just done, for a moment on the screen. */
  readonly toast: { readonly text: string; readonly nonce: number } | null;
  /** Says and shows what was done, or why nothing was. */
  readonly announced: (text: string) => void;
  readonly legendToggled: () => void;
  readonly welcomeDismissed: () => void;
  readonly themeChosen: (theme: ThemeChoice) => void;
  readonly railToggled: () => void;
  /** The window became too narrow for the rail; not remembered. */
  readonly railFolded: () => void;
  readonly inspectorResized: (width: number) => void;
  readonly canvasAsked: (kind: Exclude<CanvasCommand['kind'], 'camera'>, id?: string) => void;
  readonly cameraAsked: (camera: MapCamera) => void;
}

export function isViewName(name: string): name is ViewName {
  return (views as readonly string[]).includes(name);
}

export function isMapView(view: ViewName): view is MapView {
  return (mapViews as readonly string[]).includes(view);
}

export function createViewSlice({ set, get }: SliceTools): ViewSlice {
  const kept = readPreferences();
  const keep = (): void => {
    const { theme, isRailOpen, inspectorWidth } = get();
    writePreferences({ theme, isRailOpen, inspectorWidth });
  };
  return {
    view: 'consumers',
    lastMap: 'consumers',
    viewChoices: 0,
    dialog: null,
    isLegendOpen: false,
    isWelcomeOpen: true,
    ...kept,
    canvasCommand: null,
    announcement: '',
    toast: null,
    viewChanged: (view) => {
      set({ view, viewChoices: get().viewChoices + 1, currentMatch: -1, ...(isMapView(view) ? { lastMap: view } : {}) });
      if (view === 'costs') void get().costsNeeded();
      if (view === 'vpc') get().vpcNeeded();
      else if (isMapView(view)) {
        void get().mapNeeded(view);
        get().mapNarrowed();
      }
      if (view === 'changes') void get().changesNeeded();
    },
    mapSuggested: (view) => set({ lastMap: view, ...(isMapView(get().view) ? { view } : {}) }),
    dialogOpened: (dialog) => set({ dialog }),
    dialogClosed: () => set({ dialog: null }),
    announced: (text) => set({ announcement: text, toast: { text, nonce: (get().toast?.nonce ?? 0) + 1 } }),
    legendToggled: () => set({ isLegendOpen: !get().isLegendOpen }),
    welcomeDismissed: () => set({ isWelcomeOpen: false }),
    themeChosen: (theme) => {
      set({ theme });
      keep();
    },
    railToggled: () => {
      set({ isRailOpen: !get().isRailOpen });
      keep();
    },
    railFolded: () => set({ isRailOpen: false }),
    inspectorResized: (inspectorWidth) => {
      set({ inspectorWidth });
      keep();
    },
    canvasAsked: (kind, id) =>
      set({ canvasCommand: { kind, nonce: (get().canvasCommand?.nonce ?? 0) + 1, ...(id === undefined ? {} : { id }) } }),
    cameraAsked: (camera) => set({ canvasCommand: { kind: 'camera', camera, nonce: (get().canvasCommand?.nonce ?? 0) + 1 } }),
  };
}

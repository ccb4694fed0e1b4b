import type { EventPayload } from '#shared/api/contract.ts';
import type { SliceTools } from './app-state.ts';

export type HostCommand = EventPayload<'app.command'>['command'];

export interface CommandSlice {
  /** Counts how often the search box was asked for; a change gives it the focus. */
  readonly searchAsked: number;
  /** Counts how often the host's menu asked to save; the page then hands the file over. */
  readonly saveAsked: number;
  /** Undo or redo from the host's menu: a field with the focus takes it for its own text. */
  readonly undoAsked: { readonly step: -1 | 1; readonly nonce: number } | null;
  /** What the command palette starts with. */
  readonly paletteText: string;
  /** An entry of the host's own menu. */
  readonly hostCommandChosen: (command: HostCommand) => void;
  readonly paletteRequested: (text: string) => void;
}

export function createCommandSlice({ set, get }: SliceTools): CommandSlice {
  const commands: Readonly<Record<HostCommand, () => void>> = {
    open: () => void get().fileRequested(),
    demo: () => void get().demoRequested(),
    scan: () => get().dialogOpened('scan'),
    export: () => get().dialogOpened('export'),
    find: () => set({ searchAsked: get().searchAsked + 1, dialog: null }),
    palette: () => get().paletteRequested(''),
    save: () => set({ saveAsked: get().saveAsked + 1 }),
    undo: () => set({ undoAsked: { step: -1, nonce: (get().undoAsked?.nonce ?? 0) + 1 } }),
    redo: () => set({ undoAsked: { step: 1, nonce: (get().undoAsked?.nonce ?? 0) + 1 } }),
  };
  return {
    searchAsked: 0,
    saveAsked: 0,
    undoAsked: null,
    paletteText: '',
    hostCommandChosen: (command) => commands[command](),
    paletteRequested: (paletteText) => set({ paletteText, dialog: 'palette' }),
  };
}

import type { Maps } from '#renderer/workers/protocol.ts';
import type { SliceTools } from './app-state.ts';
import { wholeView } from './map-slice.ts';
import { problemOf } from './problem.ts';
import { leftOutKeys } from './selectors.ts';

/** The maps laid out without what is left out; they count only while exactly that is left out. */
export interface NarrowedMaps {
  readonly leftOut: readonly string[];
  readonly diagrams: Maps;
}

export interface NarrowSlice {
  readonly narrowed: NarrowedMaps | null;
  /** Something narrows the map, or nothing does any more: lays it out anew, so that no holes stay. */
  readonly mapNarrowed: () => void;
}

/** Typing a search must not lay out a map per letter. */
const pauseMs = 120;

export function createNarrowSlice({ set, get, engine }: SliceTools): NarrowSlice {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const layOut = async (): Promise<void> => {
    const leftOut = leftOutKeys(get());
    const before = get().narrowed;
    const view = wholeView(get().lastMap);
    if (get().opened === null || (before?.leftOut === leftOut && before.diagrams[view] !== undefined)) return;
    if (leftOut.length === 0) {
      set({ narrowed: null });
      if (before !== null) get().canvasAsked('fit');
      return;
    }
    try {
      const made = await engine.ask('narrow', { leftOut, views: [view] });
      if (leftOutKeys(get()) !== leftOut) return;
      set({ narrowed: { leftOut, diagrams: before?.leftOut === leftOut ? { ...before.diagrams, ...made } : made } });
      get().canvasAsked('fit');
    } catch (error) {
      set({ documentProblem: problemOf(error) });
    }
  };
  return {
    narrowed: null,
    mapNarrowed: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void layOut(), pauseMs);
    },
  };
}

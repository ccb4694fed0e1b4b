import type { WholeView } from '#renderer/workers/protocol.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';
import { leftOutKeys } from './selectors.ts';

/** The maps laid out without what is left out; they count only while exactly that is left out. */
export interface NarrowedMaps {
  readonly leftOut: readonly string[];
  readonly diagrams: Readonly<Record<WholeView, Diagram>>;
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
    if (get().opened === null || before?.leftOut === leftOut) return;
    if (leftOut.length === 0) {
      set({ narrowed: null });
      if (before !== null) get().canvasAsked('fit');
      return;
    }
    try {
      const diagrams = await engine.ask('narrow', { leftOut });
      if (leftOutKeys(get()) !== leftOut) return;
      set({ narrowed: { leftOut, diagrams } });
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

import type { MapView, WholeView } from '#renderer/workers/protocol.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';

export interface MapSlice {
  /** A map of everything is to be shown: makes it where it was not made yet. Resolves when it is there. */
  readonly mapNeeded: (view: WholeView) => Promise<void>;
}

export function createMapSlice({ set, get, engine }: SliceTools): MapSlice {
  const making = new Map<WholeView, Promise<void>>();
  const make = async (view: WholeView): Promise<void> => {
    const snapshot = get().opened?.snapshot;
    try {
      const diagram = await engine.ask('map', view);
      const { opened } = get();
      // Another reading brings maps of its own.
      if (opened !== null && opened.snapshot === snapshot)
        set({ opened: { ...opened, diagrams: { ...opened.diagrams, [view]: diagram } } });
    } catch (error) {
      set({ documentProblem: problemOf(error) });
    } finally {
      making.delete(view);
    }
  };
  return {
    mapNeeded: (view) => {
      const { opened } = get();
      if (opened === null || opened.diagrams[view] !== undefined) return Promise.resolve();
      const running = making.get(view) ?? make(view);
      making.set(view, running);
      return running;
    },
  };
}

/** The map of everything that stands for a view; a single VPC is part of the consumers. */
export function wholeView(view: MapView): WholeView {
  return view === 'vpc' ? 'consumers' : view;
}

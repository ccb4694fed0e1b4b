/** Selection, keyboard place and emphasis for the mounted elements, each of which listens to its own part only. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Emphasis, levelOf, noEmphasis } from './emphasis.ts';

export interface Moment {
  readonly selectedId: string | null;
  readonly activeId: string | null;
  readonly emphasis: Emphasis;
}

/** A value that can be listened to. Hovering must not render every mounted node again. */
export interface MomentStore {
  readonly get: () => Moment;
  readonly set: (next: Moment) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export const noMoment: Moment = { selectedId: null, activeId: null, emphasis: noEmphasis };

export function createMomentStore(): MomentStore {
  let moment = noMoment;
  const listeners = new Set<() => void>();
  return {
    get: () => moment,
    set(next) {
      moment = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store of the canvas around; its default never changes, which is right for static markup. */
export const MomentContext = createContext<MomentStore>(createMomentStore());

/** How one node or edge stands at the moment: words separated by spaces, equal as long as nothing changes. */
export function useMarks(id: string): string {
  const store = useContext(MomentContext);
  const read = () => marksOf(store.get(), id);
  return useSyncExternalStore(store.subscribe, read, read);
}

function marksOf(moment: Moment, id: string): string {
  const level = levelOf(moment.emphasis, id);
  const words = [
    moment.selectedId === id ? 'selected' : null,
    moment.activeId === id ? 'active' : null,
    level === 'lit' ? (moment.emphasis.reason === 'search' ? 'found' : 'lit') : level === 'dim' ? 'dim' : null,
  ];
  return words.filter((word) => word !== null).join(' ');
}

/** Carries events of the services to every window or tab that listens. */
import type { Emit } from '#shared/api/contract.ts';

/** Hears every event; filters by name itself. */
export type EventListener = (event: string, payload: unknown) => void;

export interface EventBus {
  readonly emit: Emit;
  /** Gives back what ends the subscription. */
  readonly subscribe: (listener: EventListener) => () => void;
}

export function createEventBus(): EventBus {
  const listeners = new Set<EventListener>();
  return {
    emit: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

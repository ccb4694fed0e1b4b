import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { AppState } from '#renderer/store/app-state.ts';
import type { AppStore } from '#renderer/store/app-store.ts';

const AppContext = createContext<AppStore | null>(null);

export function AppProvider({ store, children }: { readonly store: AppStore; readonly children: ReactNode }) {
  return <AppContext value={store}>{children}</AppContext>;
}

/** The store itself, for event handlers that need the state of the moment. */
export function useAppStore(): AppStore {
  const store = useContext(AppContext);
  if (store === null) throw new Error('a view is mounted outside AppProvider');
  return store;
}

/** Part of the state; the component renders again when the selector gives another value, so it must give the same object for the same state. */
export function useApp<Value>(selector: (state: AppState) => Value): Value {
  const store = useAppStore();
  return useSyncExternalStore(store.subscribe, () => selector(store.getState()));
}

/** The actions; they never change, so nothing renders again because of them. */
export function useActions(): AppState {
  return useAppStore().getState();
}

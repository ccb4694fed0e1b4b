import type { AppStore } from '#renderer/store/app-store.ts';

export type CommandGroup = 'View' | 'Map' | 'Edit' | 'Search and selection' | 'File' | 'Window';

/** One thing the application can be told to do. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** As people press it; commands without one are reached through the palette. */
  readonly keys?: string;
  readonly run: (store: AppStore) => void;
}

/** What the person set up once and expects to find again; kept by the browser, not in the document. */

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly isRailOpen: boolean;
  readonly inspectorWidth: number;
}

const defaults: Preferences = { theme: 'system', isRailOpen: true, inspectorWidth: 360 };
const place = 'linkscape.preferences';

/** What was kept, as far as it makes sense; the defaults where nothing was, or where there is no storage. */
export function readPreferences(): Preferences {
  const kept = parse(storage()?.getItem(place) ?? null);
  const { theme, isRailOpen, inspectorWidth } = kept;
  return {
    theme: themeChoices.find((choice) => choice === theme) ?? defaults.theme,
    isRailOpen: typeof isRailOpen === 'boolean' ? isRailOpen : defaults.isRailOpen,
    inspectorWidth:
      typeof inspectorWidth === 'number' && inspectorWidth >= 280 && inspectorWidth <= 720 ? inspectorWidth : defaults.inspectorWidth,
  };
}

export function writePreferences(preferences: Preferences): void {
  try {
    storage()?.setItem(place, JSON.stringify(preferences));
  } catch {
    // A full or forbidden storage costs the person a preference, not the application.
  }
}

function parse(text: string | null): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

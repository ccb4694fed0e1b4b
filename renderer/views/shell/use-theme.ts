import { useEffect, useSyncExternalStore } from 'react';
import type { ThemeName } from '#shared/diagram/theme.ts';
import { useApp } from '../app-context.tsx';

const dark = '(prefers-color-scheme: dark)';

/** The theme in force: the person's choice, else the system's, which may change while the app runs. */
export function useTheme(): ThemeName {
  const choice = useApp((state) => state.theme);
  const system = useSyncExternalStore(onSystemChange, () => (window.matchMedia(dark).matches ? 'dark' : 'light'));
  const theme: ThemeName = choice === 'system' ? system : choice;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}

function onSystemChange(listener: () => void): () => void {
  const query = window.matchMedia(dark);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

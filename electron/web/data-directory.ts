/** Where the program keeps what it writes by itself: settings and unsaved work. */
import path from 'node:path';

/**
 * `LINKSCAPE_DATA` where it is set, else the place the system has for such files.
 * Electron's own `userData` is the same folder, so both hosts share one state.
 */
export function dataDirectory(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const own = env['LINKSCAPE_DATA'];
  if (own !== undefined && own !== '') return path.resolve(own);
  return path.join(base(platform, env, home), 'linkscape');
}

function base(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming');
  const xdg = env['XDG_CONFIG_HOME'] ?? '';
  return path.isAbsolute(xdg) ? xdg : path.join(home, '.config');
}

/** `npm run package -- [--linux|--mac|--win …]`: builds, then makes installers in `dist/`. Fetches Electron and tools where they are not cached. */
import { ensureBuilt } from './build.ts';
import { runPackage } from './project.ts';

if (await ensureBuilt(['host', 'renderer'])) {
  const ended = await runPackage('electron-builder/cli.js', ['--publish', 'never', ...process.argv.slice(2)]);
  process.exitCode = ended.code ?? 1;
} else {
  process.exitCode = 1;
}

/** The Electron program, found without the `electron` package: asking that would try to download it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, run } from './project.ts';

const fetchLimitMs = 20_000;

/** The path of the program, or `null` where it was never downloaded. */
export function electronBinary(): string | null {
  const name = installedName();
  if (name === null) return null;
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? inRoot('node_modules/electron/dist');
  const file = path.join(dist, name);
  return existsSync(file) ? file : null;
}

/** Downloads Electron, for at most 20 seconds; true where it is here afterwards. */
export async function fetchElectron(): Promise<boolean> {
  const installer = inRoot('node_modules/electron/install.js');
  if (!existsSync(installer)) return false;
  await run(process.execPath, [installer], { output: 'none', timeoutMs: fetchLimitMs });
  return electronBinary() !== null;
}

/** The installer writes this file last. */
function installedName(): string | null {
  try {
    return readFileSync(inRoot('node_modules/electron/path.txt'), 'utf8');
  } catch {
    return null;
  }
}

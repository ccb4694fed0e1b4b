/** The settings file: small, JSON, and never a reason not to start. */
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { isDeeperThan, maximumJsonDepth } from '#shared/base/json-depth.ts';
import { isWire } from '#shared/model/wire.ts';
import { writeAtomically } from './atomic-write.ts';
import { errorCode, type FileSystem, nodeFileSystem } from './file-system.ts';

/** Whatever the hosts keep; each value is checked where it is used. */
export type Settings = Readonly<Record<string, unknown>>;

/** More than this is not settings. */
const maximumBytes = 1024 * 1024;

/**
 * Reads the settings; `{}` where there are none. A damaged file is set aside
 * as `settings.json.damaged` and told in the notice. Never rejects.
 */
export async function readSettings(
  dataFolder: string,
  fs: FileSystem = nodeFileSystem,
): Promise<{ settings: Settings; notice: string | null }> {
  const file = settingsPath(dataFolder);
  try {
    if ((await fs.size(file)) > maximumBytes) return await setAside(fs, file, 'it is larger than 1 MB');
    const text = new TextDecoder('utf-8').decode(await fs.readFile(file));
    if (isDeeperThan(text, maximumJsonDepth)) return await setAside(fs, file, 'it is nested too deep');
    const value: unknown = JSON.parse(text);
    return isWire(value) ? { settings: value, notice: null } : await setAside(fs, file, 'it holds no object');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { settings: {}, notice: null };
    if (error instanceof SyntaxError) return await setAside(fs, file, error.message.slice(0, 100));
    return { settings: {}, notice: `The settings could not be read (${errorCode(error)}); the defaults are used.` };
  }
}

/** Replaces the settings file whole, or leaves it as it was. */
export async function writeSettings(
  dataFolder: string,
  settings: Settings,
  fs: FileSystem = nodeFileSystem,
): Promise<Outcome<null, Problem>> {
  const file = settingsPath(dataFolder);
  try {
    await fs.makeFolder(dataFolder);
    await writeAtomically(fs, file, new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`));
    return ok(null);
  } catch (error) {
    return failed({ code: 'settings-not-saved', what: 'The settings could not be saved', where: file, why: errorCode(error) });
  }
}

/** Where the settings stand. */
export function settingsPath(dataFolder: string): string {
  return path.join(dataFolder, 'settings.json');
}

async function setAside(fs: FileSystem, file: string, why: string): Promise<{ settings: Settings; notice: string }> {
  await fs.rename(file, `${file}.damaged`).catch(() => undefined);
  return {
    settings: {},
    notice: `The settings file was damaged (${why}); the defaults are used, the file is kept as settings.json.damaged.`,
  };
}

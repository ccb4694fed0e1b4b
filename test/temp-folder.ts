/** Everything that a run of the tests writes stands in one folder, which goes with the run: nothing piles up in the machine's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where `os.tmpdir()` looks: the first on Linux and macOS, the others on Windows. */
const names = ['TMPDIR', 'TEMP', 'TMP'];

/**
 * From here on `os.tmpdir()` is a new folder, in this process and in all that it
 * starts. The function that comes back removes it with what is in it.
 */
export function useOwnTempFolder(): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-tests-'));
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = folder;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    remove(folder);
  };
}

/** Windows does not remove what a process that is just ending still holds, nor must that fail the run. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  } catch (error) {
    console.warn(`${folder} could not be removed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Real data that nobody on this project made: published dumps and recordings.
 * They are not part of the project; a test that needs them skips, saying so,
 * where they are absent.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));
const root = process.env['LINKSCAPE_RECORDED'] ?? path.join(projectRoot, '..', 'shared', 'recorded');

/**
 * The absolute path of a recorded file or folder, e.g. `recorded('lab', 'aws_demo')`.
 * `null`, with a printed reason, where it is absent: skip the test then
 * (`it.skipIf(folder === null)`). `LINKSCAPE_RECORDED` names another place.
 */
export function recorded(...segments: readonly string[]): string | null {
  const wanted = path.join(root, ...segments);
  if (existsSync(wanted)) return wanted;
  console.warn(`recorded data absent, tests skipped: ${wanted}`);
  return null;
}

/** The program of the scan's thread, built as the product ships it: unbuilt, a second goes into reading its sources. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import configs from '../../rolldown.config.ts';

/** Builds it into a folder for temporary files. */
export async function builtScanWorker(): Promise<URL> {
  const [config] = Array.isArray(configs) ? configs : [];
  if (config === undefined) throw new Error('rolldown.config.ts holds no configuration');
  const root = path.resolve(import.meta.dirname, '../..');
  const dir = mkdtempSync(path.join(tmpdir(), 'linkscape-scan-worker-'));
  const input = { 'scan-worker': path.join(root, 'electron/services/scan-worker.ts') };
  const output = Array.isArray(config.output) ? {} : config.output;
  await build({ ...config, cwd: root, input, output: { ...output, dir } });
  return pathToFileURL(path.join(dir, 'scan-worker.js'));
}

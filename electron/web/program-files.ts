/** Where the program's own files are, in a checkout and in a package alike. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** This module is two folders below the root both as a source and in `out/electron`, where the build puts it. */
const root = path.resolve(import.meta.dirname, '../..');

/** The built renderer. */
export const rendererFolder = path.join(root, 'out/renderer');

/** The built part of the host. */
export const hostFolder = path.join(root, 'out/electron');

/** The version in package.json. */
export function programVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}

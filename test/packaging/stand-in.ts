/**
 * A stand-in for Electron's distribution, for machines that cannot have the real one:
 * a shell script with fuse bytes. Packing it checks our configuration, not Electron.
 */
import { createPackage } from '@electron/asar';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Where Electron's programs hold their fuses: this text, a version, a length, one character each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The fuses as Electron ships them, in the order of `FuseV1Options`. */
const shipped = '101100011';

export interface StandInProject {
  readonly folder: string;
  /** What `electronDist` is set to. */
  readonly dist: string;
}

/** A project with our packaging configuration, a small `out`, and files that must not be packed. */
export async function standInProject(): Promise<StandInProject> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-package-'));
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  // What is bundled into out/ needs no packages; the real ones would be looked for on disk.
  write(folder, 'package.json', JSON.stringify({ ...manifest, dependencies: {}, optionalDependencies: {} }));
  cpSync(path.join(root, 'electron-builder.yml'), path.join(folder, 'electron-builder.yml'));
  cpSync(path.join(root, 'electron/desktop/resources'), path.join(folder, 'electron/desktop/resources'), { recursive: true });
  const packed = ['out/electron/main.js', 'out/electron/preload.cjs', 'out/renderer/index.html', 'out/renderer/assets/index.js'];
  const leftOut = [
    'out/.built-host',
    'out/shot.png',
    'out/electron/main.js.map',
    'reports/vitest.json',
    '.aws/credentials',
    'estate.linkscape',
    'test/a.test.ts',
  ];
  for (const file of [...packed, ...leftOut]) write(folder, file, '// content\n');
  return { folder, dist: await standInDist(folder) };
}

async function standInDist(folder: string): Promise<string> {
  const dist = path.join(folder, 'stand-in');
  write(
    dist,
    'electron',
    Buffer.concat([
      Buffer.from(`#!/bin/sh\nexit 0\n${sentinel}`),
      Buffer.from([1, shipped.length]),
      Buffer.from(shipped),
      Buffer.from('\n'),
    ]),
  );
  chmodSync(path.join(dist, 'electron'), 0o755);
  const manifest = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
  write(dist, 'version', manifest.version);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak', 'locales/de.pak', 'resources.pak']) write(dist, file, '');
  const source = path.join(folder, 'default-app');
  write(source, 'main.js', '');
  mkdirSync(path.join(dist, 'resources'), { recursive: true });
  await createPackage(source, path.join(dist, 'resources/default_app.asar'));
  return dist;
}

function write(folder: string, file: string, content: string | Buffer): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

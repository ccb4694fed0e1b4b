import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builderConfigErrors, readBuilderConfig } from './builder-config.ts';
import { type StandInProject, standInProject } from './stand-in.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', () => {
    expect(builderConfigErrors(readBuilderConfig())).toEqual([]);
  });

  it('would be refused with a fuse that does not exist', () => {
    expect(builderConfigErrors({ appId: 'x', electronFuses: { runAsNodes: false } }).length).toBeGreaterThan(0);
  });
});

// The stand-in is a shell script, which only the Linux target can pack.
describe.skipIf(process.platform !== 'linux')('a package around a stand-in for Electron', () => {
  let project: StandInProject;
  const packed = (...segments: string[]) => path.join(project.folder, 'dist/linux-unpacked', ...segments);

  beforeAll(async () => {
    project = await standInProject();
    const args = ['--linux', 'dir', '--x64', '--publish', 'never', '--projectDir', project.folder, `-c.electronDist=${project.dist}`];
    const env = { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false', npm_config_offline: 'true' };
    const built = spawnSync(process.execPath, [path.join(root, 'node_modules/electron-builder/cli.js'), ...args], {
      encoding: 'utf8',
      env,
    });
    if (built.status !== 0) throw new Error(`electron-builder failed:\n${built.stdout}${built.stderr}`);
  }, 60_000);

  afterAll(() => rmSync(project.folder, { recursive: true, force: true }));

  it('holds the built program and nothing else', () => {
    const files = listPackage(packed('resources/app.asar'), { isPack: false }).filter((file) => /\.\w+$/.test(file));
    expect(files.toSorted()).toEqual([
      '/out/electron/main.js',
      '/out/electron/preload.cjs',
      '/out/renderer/assets/index.js',
      '/out/renderer/index.html',
      '/package.json',
    ]);
  });

  it('has the name and the languages we ask for', () => {
    expect(existsSync(packed('linkscape'))).toBe(true);
    expect(readdirSync(packed('locales'))).toEqual(['en-US.pak']);
  });

  it('has the fuses of a program that runs nothing but itself', async () => {
    const wire = await getCurrentFuseWire(packed('linkscape'));
    const on = Object.entries(FuseV1Options).flatMap(([name, index]) => (wire[index as FuseV1Options] === FuseState.ENABLE ? [name] : []));
    expect(on.toSorted()).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });
});

describe('package.json', () => {
  it('names the entry point that the build writes', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ main: 'out/electron/main.js', desktopName: 'linkscape.desktop', type: 'module' });
  });
});

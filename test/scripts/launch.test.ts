import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** A project with our launcher, one script, and Node told to be of another version. */
function launched(version: string, withPinned: boolean) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-launch-'));
  cpSync(path.join(root, 'scripts/launch.mjs'), path.join(folder, 'scripts/launch.mjs'));
  writeFileSync(
    path.join(folder, 'scripts/say.ts'),
    'const args: string[] = process.argv.slice(2);\nconsole.log(`ran ${args.join(" ")}`);\n',
  );
  writeFileSync(
    path.join(folder, 'old.mjs'),
    `if (process.env.OLD === '1') Object.defineProperty(process.versions, 'node', { value: '${version}' });\ndelete process.env.OLD;\n`,
  );
  const pinned = path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin`);
  if (withPinned) {
    mkdirSync(pinned, { recursive: true });
    writeFileSync(path.join(pinned, 'node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  }
  const args = ['--import', path.join(folder, 'old.mjs'), path.join(folder, 'scripts/launch.mjs'), 'say', 'a', 'b c'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, OLD: '1' } });
  return { stdout, stderr, status };
}

describe.skipIf(process.platform === 'win32')('the launcher', () => {
  it.each(['22.18.0', '24.21.0', '26.0.0'])('runs a script on Node %s', (version) => {
    expect(launched(version, false)).toEqual({ stdout: 'ran a b c\n', stderr: '', status: 0 });
  });

  it.each(['20.20.2', '22.17.9'])('takes the pinned Node where it is started on %s', (version) => {
    expect(launched(version, true)).toEqual({ stdout: 'ran a b c\n', stderr: '', status: 0 });
  });

  it('says what is missing where there is none', () => {
    const { stdout, stderr, status } = launched('20.20.2', false);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toBe(
      'Linkscape needs Node 22.18 or newer; this is 20.20.2. Install a newer Node; on Linux and Windows "npm ci" brings one along.\n',
    );
  });
});

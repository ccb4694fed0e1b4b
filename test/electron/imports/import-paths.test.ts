import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { importPaths } from '#electron/imports/import-paths.ts';

const takenAt = '2026-11-21T00:00:00.000Z' as IsoTime;
const isRoot = process.getuid?.() === 0;

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'linkscape-import-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

async function imported(...paths: string[]) {
  const outcome = await importPaths(paths, { takenAt });
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const vpcs = (id: string): string => JSON.stringify({ Vpcs: [{ VpcId: id }] });

describe('import from disk', () => {
  it('says that a path does not exist', async () => {
    const missing = path.join(tree({}), 'nothing');
    expect(await importPaths([missing], { takenAt })).toEqual({
      kind: 'problem',
      problem: {
        code: 'import-missing',
        what: 'The file or folder to import does not exist',
        where: missing,
        remedy: 'Check the path.',
      },
    });
  });

  it('reads folders at any depth and follows no loop', async () => {
    const root = tree({ 'a/b/c/111122223333/x/eu-west-1/vpcs.json': vpcs('vpc-1') });
    symlinkSync(root, path.join(root, 'a/b/loop'));
    symlinkSync(path.join(root, 'gone'), path.join(root, 'a/broken.json'));
    const { snapshot, notices } = await imported(root);
    expect(snapshot.vpcs).toMatchObject([{ vpcId: 'vpc-1', accountId: '111122223333', region: 'eu-west-1' }]);
    expect(notices).toEqual(['a/broken.json: cannot be read (ENOENT)']);
  });

  it('takes the profile from the folder, and tells several given paths apart', async () => {
    const root = tree({ 'one/dump/eu-west-1/v.json': vpcs('vpc-1'), 'two/dump/eu-west-1/v.json': vpcs('vpc-2') });
    const { snapshot } = await imported(path.join(root, 'one/dump'), path.join(root, 'two/dump'));
    expect(snapshot.accounts.map((account) => account.profiles)).toEqual([[`${root}/one/dump/eu-west-1`, `${root}/two/dump/eu-west-1`]]);
    const single = await imported(path.join(root, 'one/dump/eu-west-1/v.json'));
    expect(single.snapshot.vpcs).toMatchObject([{ vpcId: 'vpc-1', region: 'eu-west-1' }]);
    expect(single.snapshot.accounts.map((account) => account.profiles)).toEqual([['v.json']]);
  });

  it('refuses a file that is too large without reading it', async () => {
    const root = tree({ 'eu-west-1/v.json': vpcs('vpc-1'), 'eu-west-1/huge.json': '' });
    truncateSync(path.join(root, 'eu-west-1/huge.json'), 300 * 1024 * 1024);
    const { notices } = await imported(root);
    expect(notices[0]).toBe('eu-west-1/huge.json: larger than 256 MB, not read');
  });

  it.skipIf(isRoot)('names a file that may not be read', async () => {
    const root = tree({ 'eu-west-1/v.json': vpcs('vpc-1'), 'eu-west-1/secret.json': vpcs('vpc-2') });
    chmodSync(path.join(root, 'eu-west-1/secret.json'), 0);
    const { notices } = await imported(root);
    expect(notices[0]).toBe('eu-west-1/secret.json: cannot be read (EACCES)');
  });

  it('gives the same snapshot for the same files at another place', async () => {
    const files = { '111122223333/eu-west-1/v.json': vpcs('vpc-1'), '111122223333/us-east-1/v.json': vpcs('vpc-2') };
    const [a, b] = [tree({}), tree({})].map((root) => path.join(root, 'dump'));
    for (const root of [a ?? '', b ?? '']) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
        writeFileSync(path.join(root, name), text);
      }
    }
    expect(await imported(a ?? '')).toEqual(await imported(b ?? ''));
  });
});

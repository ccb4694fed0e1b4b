/**
 * A scan of an emulator that is not ours, seeded by boto3. Runs where
 * LINKSCAPE_MOTO is set and `moto_server` and boto3 are installed: it takes
 * a minute and needs Python.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { compareText } from '#shared/base/sort.ts';
import type { CollectionName } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { homeWith, scanFake } from './fake-scan.ts';
import { motoSeed } from './moto-seed.ts';
import { statuses } from '#test/electron/discovery/scan-harness.ts';

const port = 5_917;
const url = `http://127.0.0.1:${port}`;
const regions = ['us-east-1', 'eu-west-1'];
const accounts = ['111111111111', '222222222222', '333333333333'];
const why = whyNot();
if (why !== null) console.info(`moto.test.ts is skipped: ${why}`);

function whyNot(): string | null {
  if (process.env['LINKSCAPE_MOTO'] === undefined) return 'LINKSCAPE_MOTO is not set';
  return spawnSync('python3', ['-c', 'import boto3, moto.server']).status === 0 ? null : 'python3 has no boto3 and moto';
}

/** One list of boto3. */
interface Listed {
  readonly account: string;
  readonly region: string;
  readonly collection: CollectionName;
  readonly field: string;
  readonly ids: readonly string[];
}

describe.skipIf(why !== null)('a scan of moto', () => {
  it('agrees with boto3 on every list; what moto has not implemented has failed, never none', { timeout: 120_000 }, async () => {
    const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
      stdio: 'ignore',
      env: { ...process.env, ...homeWith('') },
    });
    try {
      const script = ['-c', motoSeed, url, accounts.join(','), regions.join(',')];
      const truth = JSON.parse(execFileSync('python3', script, { encoding: 'utf8' })) as Listed[];
      const roles = accounts.map(
        (id) => `[profile r${id}]\nrole_arn = arn:aws:iam::${id}:role/reader\nsource_profile = base\nregion = us-east-1\n`,
      );
      const config = `[profile base]\naws_access_key_id = testing\naws_secret_access_key = testing\n${roles.join('')}`;
      const snapshot = await scanFake({
        url,
        config,
        request: { profiles: accounts.map((id) => `r${id}`), regions: regions as never },
      });
      const found = truth.map((list) => ({ ...list, ids: idsOf(snapshot, list) }));
      expect(truth.length).toBe(114);
      expect(found).toEqual(truth);
      expect(Object.keys(statuses(snapshot.ledger)).filter((status) => !['failed', 'ok', 'skipped/not-planned'].includes(status))).toEqual(
        [],
      );
    } finally {
      server.kill();
    }
  });
});

/** The ids of a collection that one account read in one Region, sorted. */
function idsOf(snapshot: Snapshot, { account, region, collection, field }: Listed): string[] {
  const records = snapshot[collection] as unknown as readonly (Readonly<Record<string, string>> & { readonly readBy: string })[];
  return records
    .filter((record) => record.readBy === account && record['region'] === region)
    .map((record) => record[field] ?? '')
    .toSorted(compareText);
}

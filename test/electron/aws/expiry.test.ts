/** Line 41 of the bad inputs: credentials that expire after so many calls, wherever that falls. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { listProfiles } from '#electron/aws/profiles.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { ledger, resourcesOf, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { isLongRun } from '#test/long-run.ts';
import { homeWith, keyProfile, scanFake } from './fake-scan.ts';
import { startFront } from './front.ts';
import { errorFor } from './scan-through.ts';

let aws: FakeAws;
let clean: Snapshot;

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
  clean = (await scanExpiring(Number.POSITIVE_INFINITY)).snapshot;
});
afterAll(() => aws.close());

/** A profile whose command gives a new session every time, and a file that counts them. */
function counting(): { readonly config: string; readonly sessions: () => number } {
  const file = join(mkdtempSync(join(tmpdir(), 'linkscape-count-')), 'count');
  writeFileSync(file, '0');
  const { accessKeyId, secretAccessKey } = aws.accessKeyFor(shop);
  const json = `{"Version":1,"AccessKeyId":"${accessKeyId}","SecretAccessKey":"${secretAccessKey}","SessionToken":"session-%s"}`;
  const command = `n=$(($(cat ${file}) + 1)) && printf %s $n > ${file} && printf '${json}' $n`;
  return {
    config: `[profile p]\ncredential_process = ${command}\nregion = us-east-1\n`,
    sessions: () => Number(readFileSync(file, 'utf8')),
  };
}

/** Scans both accounts; the first session of `p` expires after so many calls. */
async function scanExpiring(after: number, renewable = true): Promise<{ readonly snapshot: Snapshot; readonly sessions: number }> {
  let calls = 0;
  const front = await startFront({
    behind: aws.url,
    answer: (request) => {
      const token = String(request.headers['x-amz-security-token'] ?? '');
      if (!token.startsWith('session-') || request.action === 'GetCallerIdentity') return null;
      calls += 1;
      const isExpired = token === 'session-1' ? calls > after : !renewable;
      return isExpired ? errorFor(request, 400, 'ExpiredToken') : null;
    },
  });
  const { config, sessions } = counting();
  const whole = `${config}${keyProfile('other', aws.accessKeyFor(ledger))}`;
  const env = homeWith(whole);
  const consents = listProfiles(env).profiles.flatMap((profile) => profile.consent?.hash ?? []);
  const snapshot = await scanFake({ url: front.url, config: whole, request: { profiles: ['p', 'other'] }, sessions: { env, consents } });
  await front.close();
  return { snapshot, sessions: sessions() };
}

const moments = isLongRun ? [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 100, 1_000] : [0, 1, 3, 13, 34, 100];

describe('credentials that expire midway', () => {
  it.each(moments)('line 41: after %i calls are renewed once for all, and nothing is lost', async (after) => {
    const { snapshot, sessions } = await scanExpiring(after);
    expect(resourcesOf(snapshot)).toEqual(resourcesOf(clean));
    expect([snapshot.ledger.filter((cell) => !['ok', 'skipped'].includes(cell.status)), sessions]).toEqual([[], after < 40 ? 2 : sessions]);
    expect(sessions).toBeLessThanOrEqual(2);
  });

  it('line 41: and are refused again when new end that profile with the reason; the other is read whole', async () => {
    const { snapshot, sessions } = await scanExpiring(10, false);
    const ends = (profile: string): string[] =>
      [
        ...new Set(snapshot.ledger.filter((cell) => cell.profile === profile && cell.status !== 'skipped').map((cell) => cell.status)),
      ].sort();
    expect([ends('p'), ends('other')]).toEqual([['expired', 'ok'], ['ok']]);
    expect(sessions).toBeLessThanOrEqual(3);
  });
});

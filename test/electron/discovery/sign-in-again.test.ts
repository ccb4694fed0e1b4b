import { describe, expect, it } from 'vitest';
import { unknownAccount, unknownRegion } from '#shared/base/ids.ts';
import { ledgerKey } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { bothProfiles, cellOf, findable, ledger, problem, resourcesOf, scan, shop, statuses, twoAccounts } from './scan-harness.ts';

const truth = twoAccounts();
const closed = { 'p-ledger': problem('expired', 'never') };
const good = ['ok', 'skipped/not-planned', 'skipped/quiet'];

/** One call of `ledger` fails, so that there is something to read again. */
function oneFault(call: { operation: string; accountId: string }) {
  return call.operation === 'DescribeNatGateways' && call.accountId === ledger ? problem('failed', 'never') : null;
}

function places(snapshot: Snapshot): readonly string[] {
  return snapshot.ledger.map(ledgerKey);
}

describe.each([{ resumes: false }, { resumes: true }])(
  'a scan continued ($resumes) by a profile that cannot sign in any more',
  ({ resumes }) => {
    it.each([true, false])('has the cells it had, and keeps what was read (account known from the files: %s)', async (hints) => {
      const first = await scan({ truth, profiles: bothProfiles, hints, fault: oneFault });
      const again = await scan({ truth, profiles: bothProfiles, hints, closed, previous: first.snapshot, resumes });
      expect(places(again.snapshot)).toEqual(places(first.snapshot));
      expect(cellOf(again.snapshot, ledger, 'us-east-1', 'DescribeSubnets')?.status).toBe('ok');
      expect(cellOf(again.snapshot, ledger, 'us-east-1', 'DescribeNatGateways')?.status).toBe(resumes ? 'failed' : 'expired');
      expect(resourcesOf(again.snapshot)).toEqual(resourcesOf(first.snapshot));
    });
  },
);

describe('a scan that could not sign in, tried again', () => {
  it.each([true, false])('has no cell of an unknown account once it can (account known from the files: %s)', async (hints) => {
    const first = await scan({ truth, profiles: bothProfiles, hints, closed });
    expect(statuses(first.snapshot.ledger)['expired']).toBeGreaterThan(50);
    const again = await scan({ truth, profiles: bothProfiles, hints, previous: first.snapshot });
    expect(Object.keys(statuses(again.snapshot.ledger)).sort()).toEqual(good);
    expect(again.snapshot.ledger.filter((cell) => cell.accountId === unknownAccount)).toEqual([]);
    expect(resourcesOf(again.snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
  });

  it('has no cell of an unknown Region once all are read', async () => {
    const request = { regions: [], allRegions: true };
    const first = await scan({ truth, profiles: bothProfiles, closed, request });
    expect(first.snapshot.ledger.filter((cell) => cell.region === unknownRegion)).not.toEqual([]);
    const again = await scan({ truth, profiles: bothProfiles, previous: first.snapshot, request });
    expect(again.snapshot.ledger.filter((cell) => cell.region === unknownRegion)).toEqual([]);
    expect(Object.keys(statuses(again.snapshot.ledger)).sort()).toEqual(good);
  });

  it('fails as before where it still cannot', async () => {
    const first = await scan({ truth, profiles: bothProfiles, hints: false, closed });
    const again = await scan({ truth, profiles: bothProfiles, hints: false, closed, previous: first.snapshot });
    expect(places(again.snapshot)).toEqual(places(first.snapshot));
    expect(statuses(again.snapshot.ledger)).toEqual(statuses(first.snapshot.ledger));
  });

  it('has no failed cell of a second profile of an account that the first has read', async () => {
    const profiles = { 'p-ledger': ledger, 'q-ledger': ledger };
    const first = await scan({ truth, profiles, closed: { 'q-ledger': problem('expired', 'never') } });
    expect(cellOf(first.snapshot, ledger, 'us-east-1', 'DescribeVpcs', 'q-ledger')?.status).toBe('expired');
    const again = await scan({ truth, profiles, previous: first.snapshot });
    expect(Object.keys(statuses(again.snapshot.ledger)).sort()).toEqual(['ok', 'skipped/not-planned']);
    expect(cellOf(again.snapshot, ledger, 'us-east-1', 'DescribeVpcs', 'q-ledger')?.message).toBe('Read with the profile p-ledger.');
    expect(again.sessions.calls.map((call) => call.operation)).not.toContain('DescribeSubnets');
  });
});

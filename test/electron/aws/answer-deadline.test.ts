/** Answers on the way to a session that come late, in drops, or not to an end: no scan waits for them for longer than the deadline. */
import { describe, expect, it } from 'vitest';
import { cellOf, ledger, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { keyProfile, scanFake } from './fake-scan.ts';

/** Below what four of these answers take without the deadline: a whole drip is minutes, and silence ends a connection after ten seconds. */
const timeout = 30_000;

describe.each(['hang', 'hang-in-body', 'drip'] as const)('an answer that is a %s', (kind) => {
  it.each(['GetCallerIdentity', 'AssumeRole', 'ListAccounts'])('to %s is given up and asked for again', { timeout }, async (action) => {
    const aws = await startFakeAws({
      snapshot: twoAccounts(),
      organization: { managementAccount: shop },
      faults: [{ kind, match: { action, attempts: 4 } }],
    });
    try {
      const role = aws.roleArnFor(shop).split('/').at(-1) ?? '';
      const snapshot = await scanFake({
        url: aws.url,
        config: keyProfile('base', aws.accessKeyFor(shop)),
        request: { profiles: ['base'], regions: ['us-east-1'] as never, organization: { role, accounts: 'organization' } },
        sessions: { answerDeadlineMs: 150 },
      });
      expect([shop, ledger].map((id) => cellOf(snapshot, id, 'us-east-1', 'DescribeVpcs')?.status)).toEqual(['ok', 'ok']);
    } finally {
      await aws.close();
    }
  });

  it('for good ends the profile as a time-out, by name', async () => {
    const aws = await startFakeAws({ snapshot: twoAccounts(), faults: [{ kind, match: { action: 'GetCallerIdentity' } }] });
    try {
      const snapshot = await scanFake({
        url: aws.url,
        config: keyProfile('p', aws.accessKeyFor(shop)),
        request: { profiles: ['p'], regions: ['us-east-1'] as never },
        settings: { attempts: 2 },
        sessions: { answerDeadlineMs: 100 },
      });
      expect(new Set(snapshot.ledger.map((cell) => `${cell.status} ${cell.code ?? ''}`))).toEqual(new Set(['timeout DeadlineExceeded']));
    } finally {
      await aws.close();
    }
  });
});

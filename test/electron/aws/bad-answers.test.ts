/**
 * Answers that do not arrive as AWS gave them, or refuse, by the lines of the
 * table of bad inputs. test/electron/bad-inputs.test.ts counts the lines.
 */
import { describe, expect, it } from 'vitest';
import { ledger, shop } from '#test/electron/discovery/scan-harness.ts';
import type { FrontAnswer } from './front.ts';
import { startFront } from './front.ts';
import { ec2Error, firstAttempts, scanThrough } from './scan-through.ts';

const quick = { attempts: 3, attemptDeadlineMs: 1_000 };
const html = '<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>';
const subnets = (inner: string): string =>
  `<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${inner}</DescribeSubnetsResponse>`;

/** Answers every call for subnets alike. */
const always =
  (answer: FrontAnswer) =>
  (request: { readonly action: string }): FrontAnswer | null =>
    request.action === 'DescribeSubnets' ? answer : null;

describe('an answer that is none', () => {
  it.each([
    [25, 'a page of HTML with status 200', html],
    [25, 'HTML that is well-formed XML', '<html><body><subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet></body></html>'],
    [26, 'nothing', ''],
    [26, 'spaces', ' \n '],
    [27, 'the answer of another action', '<DescribeTagsResponse><tagSet/></DescribeTagsResponse>'],
    [27, 'an error with status 200', ec2Error('InternalError')],
    [28, 'an answer without its list', subnets('')],
    [56, 'a number without an end', '9'.repeat(100_000)],
    [56, 'XML of depth 20,000', subnets('<a>'.repeat(20_000) + '</a>'.repeat(20_000))],
    [57, 'a bomb of entities', `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${subnets('<b>&b;</b>')}`],
    [57, 'an entity from a file', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${subnets('<b>&f;</b>')}`],
    [59, 'NUL bytes', '\0'.repeat(1_000)],
    [60, 'an element named __proto__', subnets('<__proto__><polluted>yes</polluted></__proto__>')],
  ])('line %i: %s ends as malformed or failed after every attempt, never as none', { timeout: 30_000 }, async (_line, _what, body) => {
    const { snapshot, cell } = await scanThrough({ answer: always({ status: 200, body }), settings: quick });
    const { status, attempts, message = '' } = cell('DescribeSubnets');
    expect([['malformed', 'failed'].includes(status), attempts, snapshot.subnets]).toEqual([true, 3, []]);
    expect(message).not.toMatch(/root:|aaaaaaa|Sign in to/);
    expect(({} as { readonly polluted?: string }).polluted).toBeUndefined();
    expect(cell('DescribeVpcs').status).toBe('ok');
  });

  it('line 28: an empty list is none, and nothing else is', async () => {
    const { cell } = await scanThrough({ answer: always({ status: 200, body: subnets('<subnetSet/>') }), settings: quick });
    expect(cell('DescribeSubnets')).toMatchObject({ status: 'ok', items: 0 });
  });

  it.each([
    [25, { status: 200, body: html }],
    [29, { status: 200, body: '<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subn' }],
    [36, { status: 502, body: html }],
  ])('line %i: comes through at the third attempt without loss', async (_line, answer) => {
    const clean = await scanThrough({});
    const { snapshot, cell } = await scanThrough({ answer: firstAttempts('DescribeSubnets', 2, answer) });
    expect([cell('DescribeSubnets').status, cell('DescribeSubnets').attempts]).toEqual(['ok', 3]);
    expect(snapshot.subnets).toEqual(clean.snapshot.subnets);
  });

  it.each(['short-body', 'reset-in-body', 'reset', 'truncated'] as const)(
    'line 30: a connection that breaks (%s) is asked anew',
    async (kind) => {
      const faults = [{ kind, match: { action: 'DescribeSubnets', attempts: 2 } }];
      const clean = await scanThrough({});
      const found = await scanThrough({ aws: { faults }, answer: () => null, settings: { ...quick, attempts: 4 } });
      expect([found.cell('DescribeSubnets').status, found.snapshot.subnets]).toEqual(['ok', clean.snapshot.subnets]);
    },
  );

  it.each([
    [35, 301],
    [35, 302],
    [35, 307],
    [35, 308],
  ])('line %i: a redirect (%i) to another host is not followed', async (_line, status) => {
    const elsewhere = await startFront({ behind: 'http://127.0.0.1:9', answer: () => ({ status: 200, body: subnets('<subnetSet/>') }) });
    try {
      const headers = { location: `${elsewhere.url}/` };
      const { cell } = await scanThrough({ answer: always({ status, headers, body: '' }), settings: quick });
      expect(cell('DescribeSubnets')).toMatchObject({ status: 'network', attempts: 1 });
      expect(elsewhere.requests).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });
});

describe('an answer that takes long', () => {
  it.each(['hang', 'hang-in-body', 'drip'] as const)('line 31: %s is ended at the deadline and asked anew', async (kind) => {
    const { startFakeAws } = await import('#test/fake-aws/start-fake-aws.ts');
    const { twoAccounts, cellOf } = await import('#test/electron/discovery/scan-harness.ts');
    const { keyProfile, scanFake } = await import('./fake-scan.ts');
    const aws = await startFakeAws({ snapshot: twoAccounts(), faults: [{ kind, match: { action: 'DescribeSubnets', attempts: 1 } }] });
    const request = { profiles: ['k'], regions: ['us-east-1'] as never };
    const config = keyProfile('k', aws.accessKeyFor(shop));
    const snapshot = await scanFake({ url: aws.url, config, request, settings: { attemptDeadlineMs: 2_000 } });
    await aws.close();
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'ok', attempts: 2 });
  });

  it('line 32: throttled eleven times and answered the twelfth, it succeeds', async () => {
    const throttled = { status: 503, body: ec2Error('RequestLimitExceeded') };
    const { cell } = await scanThrough({ answer: firstAttempts('DescribeSubnets', 11, throttled) });
    expect(cell('DescribeSubnets')).toMatchObject({ status: 'ok', attempts: 12 });
  });

  it('line 33: a Retry-After of a minute, a year or a date is waited for at most as long as the cap', async () => {
    for (const after of ['60', '31536000', 'Wed, 21 Oct 2099 07:28:00 GMT', '-1', 'NaN']) {
      const answer = { status: 503, headers: { 'retry-after': after }, body: ec2Error('RequestLimitExceeded') };
      const { cell, waits } = await scanThrough({ answer: firstAttempts('DescribeSubnets', 2, answer) });
      expect(cell('DescribeSubnets')).toMatchObject({ status: 'ok', attempts: 3 });
      expect(waits.filter((milliseconds) => milliseconds >= 60_000)).toEqual([]);
    }
  });

  it('line 34: where four of ten answers are faults, nothing is lost', async () => {
    let count = 0;
    const clean = await scanThrough({});
    const answer = (): FrontAnswer | null => {
      count += 1;
      return count % 5 < 2 && count > 3 ? { status: 500, body: ec2Error('InternalError') } : null;
    };
    const { snapshot } = await scanThrough({ answer });
    expect(snapshot.ledger.filter((cell) => !['ok', 'skipped'].includes(cell.status))).toEqual([]);
    expect(snapshot.subnets).toEqual(clean.snapshot.subnets);
  });
});

describe('a refusal', () => {
  it('line 38: of one Region only is that Region, not the credentials', async () => {
    const { snapshot } = await scanThrough({
      regions: ['us-east-1', 'eu-west-1'],
      answer: ({ region, action }) => (region === 'eu-west-1' && action !== '' ? { status: 401, body: ec2Error('AuthFailure') } : null),
    });
    const seen = (region: string): string[] => [
      ...new Set(snapshot.ledger.filter((cell) => cell.region === region && cell.status !== 'skipped').map((cell) => cell.status)),
    ];
    expect([seen('us-east-1'), seen('eu-west-1')]).toEqual([['ok'], ['region-disabled']]);
  });

  it('line 39: names the action that is missing, and nothing of the encoded message', async () => {
    const message =
      'You are not authorized. User: arn:aws:iam::999988887777:user/planted. Encoded authorization failure message: plantedENCODED';
    const { cell } = await scanThrough({ answer: always({ status: 403, body: ec2Error('UnauthorizedOperation', message) }) });
    expect(cell('DescribeSubnets')).toMatchObject({ status: 'denied', action: 'ec2:DescribeSubnets', attempts: 1 });
    expect(JSON.stringify(cell('DescribeSubnets'))).not.toMatch(/planted|999988887777/);
  });

  it('line 39: by a policy of the organisation is told as that', async () => {
    const message = 'User is not authorized with an explicit deny in a service control policy';
    const { cell } = await scanThrough({ answer: always({ status: 403, body: ec2Error('UnauthorizedOperation', message) }) });
    expect(cell('DescribeSubnets').message).toBe('A policy of the organisation denies ec2:DescribeSubnets in us-east-1.');
  });

  it('line 40: of DescribeRegions falls back to the Regions every account has, and says so', async () => {
    const refused = { status: 403, body: ec2Error('UnauthorizedOperation') };
    const { snapshot, cell } = await scanThrough({
      regions: 'all',
      answer: ({ action }) => (action === 'DescribeRegions' ? refused : null),
    });
    const scanned = new Set(snapshot.ledger.map((each) => each.region));
    expect([cell('DescribeRegions').status, scanned.has('us-east-1' as never), scanned.size]).toEqual(['denied', true, 18]);
  });

  it('that comes as HTML with status 403 is no statement of AWS about permissions', async () => {
    const { cell } = await scanThrough({ answer: always({ status: 403, body: html }), settings: quick });
    expect(cell('DescribeSubnets').status).not.toBe('denied');
  });

  it('of one account leaves the other whole', async () => {
    const { snapshot } = await scanThrough({
      accounts: [shop, ledger],
      answer: ({ accessKey, action }) =>
        accessKey.includes(shop) && action.startsWith('Describe') ? { status: 403, body: ec2Error('UnauthorizedOperation') } : null,
    });
    const read = snapshot.ledger.filter((cell) => cell.accountId === ledger && cell.status !== 'skipped');
    expect([...new Set(read.map((cell) => cell.status))]).toEqual(['ok']);
    expect(snapshot.subnets.every((subnet) => subnet.accountId === ledger)).toBe(true);
  });
});

/** Scans as a window starts them: over the contract, with questions to the person and lists of accounts. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Emit, EventPayload, ScanRequest } from '#shared/api/contract.ts';
import { createServices } from '#electron/services/create-services.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { ledger, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { portalAnswer, signIn } from './fake-portal.ts';
import { keyProfile } from './fake-scan.ts';
import { type Front, startFront } from './front.ts';

let aws: FakeAws;
let front: Front;
const config = join(mkdtempSync(join(tmpdir(), 'linkscape-contract-')), 'config');
const third = '777788889999';

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
  const portal = {
    accounts: { [shop]: ['reader'], [ledger]: ['reader'], [third]: ['billing'] },
    keysOf: (id: string) => aws.accessKeyFor(id),
  };
  front = await startFront({ behind: aws.url, answer: (request) => portalAnswer(portal, request) });
  const mfa = `source_profile = k\nmfa_serial = arn:aws:iam::${shop}:mfa/me\nregion = us-east-1\n`;
  writeFileSync(
    config,
    [
      keyProfile('k', aws.accessKeyFor(shop)),
      `[profile m]\nrole_arn = ${aws.roleArnFor(ledger)}\n${mfa}`,
      '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n',
      `[profile corp]\nsso_session = corp\nsso_account_id = ${shop}\nsso_role_name = reader\nregion = us-east-1\n`,
    ].join(''),
  );
  process.env['AWS_CONFIG_FILE'] = config;
});
afterAll(async () => {
  await front.close();
  await aws.close();
});

type Progress = EventPayload<'scan.progress'>;

interface Run {
  readonly last: Progress;
  readonly asked: string[];
  /** Reads the failed cells again. */
  readonly retry: () => Promise<Progress>;
}

/** Runs a scan to its end; gives its last event and the questions that were asked. */
async function run(request: Partial<ScanRequest>, answer: string | null): Promise<Run> {
  const asked: string[] = [];
  let finish: (progress: Progress) => void = () => undefined;
  const ending = (): Promise<Progress> =>
    new Promise((resolve) => {
      finish = resolve;
    });
  const emit: Emit = (name, payload) => {
    if (name === 'scan.question') {
      const question = payload as EventPayload<'scan.question'>;
      asked.push(`${question.kind} ${question.profile}`);
      void services['scan.answer']({ questionId: question.questionId, answer });
    }
    if (name === 'scan.progress' && ['done', 'failed', 'cancelled'].includes((payload as Progress).phase)) finish(payload as Progress);
  };
  const services = createServices({
    host: 'loopback',
    version: '0',
    emit,
    dataDir: mkdtempSync(join(tmpdir(), 'linkscape-data-')),
    uploads: { take: () => undefined },
  } as never);
  const whole = {
    profiles: [],
    regions: ['us-east-1'],
    allRegions: false,
    consents: [],
    endpointUrl: front.url,
    ...request,
  } as ScanRequest;
  const ended = ending();
  const started = await services['scan.start'](whole);
  if (started.kind === 'problem') throw new Error(started.problem.what);
  const retry = async (): Promise<Progress> => {
    const again = ending();
    expect(await services['scan.retry']({ scanId: started.scanId })).toMatchObject({ kind: 'started' });
    return again;
  };
  return { last: await ended, asked, retry };
}

/** How the cells of an account ended, skipped ones left out. */
function endsOf({ cells }: Progress, accountId: string): string[] {
  const ends = cells.filter((cell) => cell.accountId === accountId && cell.status !== 'skipped').map((cell) => String(cell.status));
  return [...new Set(ends)].toSorted((a, b) => (a < b ? -1 : 1));
}

describe('a scan over the contract', () => {
  it('asks for the code of an MFA device and goes on with the answer', async () => {
    const { last, asked } = await run({ profiles: ['m', 'k'] }, '654321');
    expect([asked, endsOf(last, ledger), endsOf(last, shop)]).toEqual([['mfa m'], ['ok'], ['ok']]);
    expect(aws.calls.findLast((call) => call.action === 'AssumeRole')?.parameters['TokenCode']).toBe('654321');
  });

  it('ends a profile whose question was declined, and no other', async () => {
    const { last, asked } = await run({ profiles: ['m', 'k'] }, null);
    expect([asked, endsOf(last, ledger), endsOf(last, shop)]).toEqual([['mfa m'], ['credential'], ['ok']]);
  });

  it('reads every account of a sign-in portal, and attributes those it may not enter', async () => {
    signIn('corp');
    const { last } = await run({ profiles: ['corp'], organization: { accounts: 'portal', role: '' } }, null);
    expect([shop, ledger, third].map((account) => endsOf(last, account))).toEqual([['ok'], ['ok'], ['credential']]);
    const refused = last.cells.find((cell) => cell.accountId === third);
    expect(refused?.message).toBe('The sign-in of profile corp gives no role reader in account 777788889999. It gives there: billing.');
  });

  it('whose sign-in has expired names the command, and reads everything once that was run and "retry" pressed', async () => {
    signIn('corp', { expiresAt: '2020-01-01T00:00:00Z' });
    const { last, retry } = await run({ profiles: ['corp'] }, null);
    const commands = new Set(last.cells.filter((cell) => cell.status === 'expired').map((cell) => cell.message));
    expect([...commands]).toEqual(['The sign-in of profile corp has expired or was never made. Run: aws sso login --sso-session corp']);
    signIn('corp');
    expect(endsOf(await retry(), shop)).toEqual(['ok']);
  });

  it('of an organisation that there is none of says so of the account that was asked', async () => {
    const { last } = await run({ profiles: ['k'], organization: { accounts: 'organization', role: 'LinkscapeReadOnly' } }, null);
    expect(endsOf(last, shop)).toEqual(['denied']);
  });
});

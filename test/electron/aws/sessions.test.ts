import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/base/outcome.ts';
import type { AccountSession, Question, ReadProblem } from '#electron/discovery/ports.ts';
import { listProfiles } from '#electron/aws/profiles.ts';
import { awsSessions, type AwsSessionOptions } from '#electron/aws/sessions.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { ledger, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { homeWith, keyProfile } from './fake-scan.ts';

let aws: FakeAws;
const never = new AbortController().signal;

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
});
afterAll(() => aws.close());

function open(config: string, name: string, options: Partial<AwsSessionOptions> = {}): Promise<Outcome<AccountSession, ReadProblem>> {
  const env = homeWith(config);
  return awsSessions({ env, endpointUrl: aws.url, consents: [], ask: () => Promise.resolve(null), ...options }).open(name, never);
}

async function refusal(opened: Promise<Outcome<AccountSession, ReadProblem>>): Promise<Pick<ReadProblem, 'kind' | 'code' | 'message'>> {
  const outcome = await opened;
  if (outcome.kind === 'ok') throw new Error('it opened');
  const { kind, code, message } = outcome.problem;
  return { kind, code, message };
}

const role = (name: string, source: string, more = ''): string =>
  `[profile ${name}]\nrole_arn = ${aws.roleArnFor(ledger)}\nsource_profile = ${source}\n${more}`;

/** A command that prints the keys of an account, and leaves a mark that it ran. */
function printer(accountId: string): { readonly command: string; readonly mark: string } {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape process '));
  const { accessKeyId, secretAccessKey } = aws.accessKeyFor(accountId);
  const mark = join(folder, 'ran');
  const script = join(folder, 'print.mjs');
  const keys = JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(mark)}, 'x');\nconsole.error('planted-on-stderr');\nconsole.log(${JSON.stringify(keys)});\n`,
  );
  return { command: `"${process.execPath}" "${script}"`, mark };
}

describe('a profile', () => {
  it('with keys proves its account', async () => {
    const opened = await open(keyProfile('k', aws.accessKeyFor(shop)), 'k');
    expect(opened).toMatchObject({
      kind: 'ok',
      value: { profile: 'k', accountId: shop, partition: 'aws', homeRegion: 'us-east-1', defaultRegion: 'us-east-1' },
    });
  });

  it('that is not in the files is named', async () => {
    expect(await refusal(open('', 'gone'))).toEqual({
      kind: 'credential',
      code: 'NoSuchProfile',
      message: 'There is no profile "gone" in the AWS configuration files.',
    });
  });

  it('with a mistyped Region asks no nonsense host, and keeps the mistake for the plan', async () => {
    const opened = await open(keyProfile('k', aws.accessKeyFor(shop), 'us-esat-1'), 'k');
    expect(opened).toMatchObject({ kind: 'ok', value: { homeRegion: 'us-east-1', defaultRegion: 'us-esat-1' } });
  });

  it('in a cycle is refused before anything is asked', async () => {
    const before = aws.calls.length;
    expect((await refusal(open(role('a', 'b') + role('b', 'a'), 'a'))).message).toBe('Profile a: cycle: a -> b -> a');
    expect(aws.calls).toHaveLength(before);
  });

  it('by role takes the keys of its source, through STS at the same endpoint', async () => {
    const opened = await open(keyProfile('k', aws.accessKeyFor(shop)) + role('r', 'k'), 'r');
    expect(opened).toMatchObject({ kind: 'ok', value: { accountId: ledger } });
  });

  it('shares what it is built on: the source is resolved once', async () => {
    const { command, mark } = printer(shop);
    const config = `[profile p]\ncredential_process = ${command}\n${role('a', 'p')}${role('b', 'p')}`;
    const env = homeWith(config);
    const consent = listProfiles(env).profiles[0]?.consent?.hash ?? '';
    const sessions = awsSessions({ env, endpointUrl: aws.url, consents: [consent], ask: () => Promise.resolve(null) });
    const opened = await Promise.all(['a', 'b', 'p'].map((name) => sessions.open(name, never)));
    expect(opened.map((outcome) => outcome.kind)).toEqual(['ok', 'ok', 'ok']);
    expect(readFileSync(mark, 'utf8')).toBe('x');
  });
});

describe('a credential_process', () => {
  it('never runs without consent, not by listing, not by scanning', async () => {
    const { command, mark } = printer(shop);
    const env = homeWith(`[profile p]\ncredential_process = ${command}\n${role('r', 'p')}`);
    const consent = listProfiles(env).profiles[0]?.consent;
    const sessions = awsSessions({ env, endpointUrl: aws.url, consents: ['another'], ask: () => Promise.resolve(null) });
    sessions.hint('p');
    for (const name of ['p', 'r']) {
      expect(await refusal(sessions.open(name, never))).toEqual({
        kind: 'credential',
        code: 'ConsentMissing',
        message: `Profile ${name} was not used, because nobody agreed yet to this: Runs the command: ${command} (consent ${consent?.hash ?? ''})`,
      });
    }
    expect(existsSync(mark)).toBe(false);
  });

  it.each([
    ['exit 3', 'credential_process ended with code 3.'],
    ['echo planted-secret', 'credential_process did not print JSON.'],
    ['echo "{}"', 'credential_process did not print "Version": 1.'],
    ['echo "{\\"Version\\":1}"', 'credential_process printed no AccessKeyId and SecretAccessKey.'],
    [`yes planted-secret`, 'credential_process printed more than credentials and was stopped.'],
  ])('that does %s is told without its output', async (command, message) => {
    const env = homeWith(`[profile p]\ncredential_process = ${command}\n`);
    const consents = listProfiles(env).profiles.flatMap((profile) => profile.consent?.hash ?? []);
    expect(await refusal(awsSessions({ env, endpointUrl: aws.url, consents, ask: () => Promise.resolve(null) }).open('p', never))).toEqual({
      kind: 'credential',
      code: 'CredentialProcess',
      message: `Profile p: ${message}`,
    });
  });
});

describe('MFA', () => {
  const config = (): string => keyProfile('k', aws.accessKeyFor(shop)) + role('m', 'k', 'mfa_serial = arn:aws:iam::111122223333:mfa/me\n');

  it('is asked for once, after the source has been resolved, and handed to STS', async () => {
    const questions: Question[] = [];
    const opened = await open(config(), 'm', {
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(' 123456 ');
      },
    });
    expect(opened.kind).toBe('ok');
    expect(questions).toEqual([
      { kind: 'mfa', profile: 'm', text: 'Code of the MFA device arn:aws:iam::111122223333:mfa/me for profile m' },
    ]);
    const assumed = aws.calls.filter((call) => call.action === 'AssumeRole').at(-1);
    expect(assumed?.parameters).toMatchObject({ SerialNumber: 'arn:aws:iam::111122223333:mfa/me', TokenCode: '123456' });
  });

  it('declined ends that profile only', async () => {
    expect(await refusal(open(config(), 'm'))).toMatchObject({ kind: 'credential', code: 'MfaDeclined' });
  });

  it('is not asked for where the source does not work', async () => {
    const broken = `[profile k]\nregion = us-east-1\n${role('m', 'k', 'mfa_serial = x\n')}`;
    const ask = (): never => {
      throw new Error('asked');
    };
    expect((await refusal(open(broken, 'm', { ask }))).code).toBe('ProfileNotUsable');
  });
});

describe('a sign-in', () => {
  const sso =
    '[sso-session my org]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n[profile s]\nsso_session = my org\nsso_account_id = 111122223333\nsso_role_name = r\n';
  const legacy =
    '[profile "old one"]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = r\n';
  const login = '[profile l]\nlogin_session = arn:aws:iam::111122223333:user/me\n';

  it.each([
    [sso, 's', "aws sso login --sso-session 'my org'"],
    [legacy, 'old one', "aws sso login --profile 'old one'"],
    [login, 'l', 'aws login --profile l'],
  ])('that was never made names the command that makes it', async (config, name, command) => {
    expect(await refusal(open(config, name))).toEqual({
      kind: 'expired',
      code: 'SignInExpired',
      message: `The sign-in of profile ${name} has expired or was never made. Run: ${command}`,
    });
  });

  it('that has expired does too', async () => {
    const cache = join(process.env['HOME'] ?? '', '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    const { createHash } = await import('node:crypto');
    const name = createHash('sha1').update('https://x.awsapps.com/start').digest('hex');
    writeFileSync(
      join(cache, `${name}.json`),
      JSON.stringify({ startUrl: 'https://x.awsapps.com/start', accessToken: 'planted', expiresAt: '2020-01-01T00:00:00Z' }),
    );
    expect(await refusal(open(legacy, 'old one'))).toMatchObject({
      kind: 'expired',
      message: expect.stringContaining('aws sso login') as unknown,
    });
  });
});

describe('an endpoint', () => {
  const keys = (): string => keyProfile('k', aws.accessKeyFor(shop));

  it.each(['http://evil.example', 'https://169.254.169.254', 'file:///etc/passwd', 'nonsense', 'http://user:pw@127.0.0.1'])(
    'of a scan that is not this computer is refused: %s',
    async (endpointUrl) => {
      expect(await refusal(open(keys(), 'k', { endpointUrl }))).toMatchObject({ kind: 'credential', code: 'EndpointRefused' });
    },
  );

  it('of a profile is used only with consent', async () => {
    const config = `${keys()}endpoint_url = ${aws.url}\n`;
    const before = aws.calls.length;
    expect(await refusal(open(config, 'k', { endpointUrl: null }))).toMatchObject({ code: 'ConsentMissing' });
    expect(aws.calls).toHaveLength(before);
    const env = homeWith(config);
    const consents = listProfiles(env).profiles.flatMap((profile) => profile.consent?.hash ?? []);
    const opened = await awsSessions({ env, endpointUrl: null, consents, ask: () => Promise.resolve(null) }).open('k', never);
    expect(opened).toMatchObject({ kind: 'ok', value: { accountId: shop, endpointUrl: aws.url } });
  });

  it('of the environment is never used', async () => {
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
    try {
      expect((await open(keys(), 'k')).kind).toBe('ok');
    } finally {
      delete process.env['AWS_ENDPOINT_URL'];
    }
  });
});

describe('credentials that expire midway', () => {
  it('are renewed from the same profile, and the open calls use the new ones', async () => {
    const opened = await open(keyProfile('k', aws.accessKeyFor(shop)) + role('r', 'k'), 'r');
    if (opened.kind === 'problem') throw new Error(opened.problem.message);
    const before = aws.calls.filter((call) => call.action === 'AssumeRole').length;
    expect(await opened.value.refresh(never)).toEqual({ kind: 'ok', value: null });
    expect(aws.calls.filter((call) => call.action === 'AssumeRole')).toHaveLength(before + 1);
  });
});

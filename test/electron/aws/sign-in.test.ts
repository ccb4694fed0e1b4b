/** Sign-ins that the AWS CLI made: IAM Identity Center with and without a session, `aws login`, a token in a file. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/base/outcome.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { AccountSession, ReadProblem, Sessions } from '#electron/discovery/ports.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { ledger, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { type FakePortal, portalAnswer, portalToken, refused, signIn } from './fake-portal.ts';
import { homeWith, keyProfile } from './fake-scan.ts';
import { type Front, type FrontRequest, startFront } from './front.ts';

let aws: FakeAws;
const fronts: Front[] = [];
const never = new AbortController().signal;

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
});
afterAll(async () => {
  for (const front of fronts) await front.close();
  await aws.close();
});

async function portal(options: Partial<FakePortal> = {}): Promise<Front> {
  const whole: FakePortal = {
    accounts: { [shop]: ['reader', 'admin'], [ledger]: ['reader'], '777788889999': ['billing'] },
    keysOf: (accountId) => aws.accessKeyFor(accountId),
    ...options,
  };
  const front = await startFront({ behind: aws.url, answer: (request) => portalAnswer(whole, request) });
  fronts.push(front);
  return front;
}

function sessionsOf(front: Front, config: string): Sessions {
  return awsSessions({ env: homeWith(config), endpointUrl: front.url, consents: [], ask: () => Promise.resolve(null) });
}

/** A session and a profile of their own, so that no test meets another's token. */
function sso(session: string, accountId = shop, role = 'reader'): string {
  return [
    `[sso-session ${session}]\nsso_start_url = https://${session}.awsapps.com/start\nsso_region = eu-west-1\n`,
    `[profile ${session}]\nsso_session = ${session}\nsso_account_id = ${accountId}\nsso_role_name = ${role}\nregion = us-east-1\n`,
  ].join('');
}

function value<Value>(outcome: Outcome<Value, ReadProblem>): Value {
  if (outcome.kind === 'problem') throw new Error(outcome.problem.message);
  return outcome.value;
}

function problem(outcome: Outcome<unknown, ReadProblem>): ReadProblem {
  if (outcome.kind === 'ok') throw new Error('it went well');
  return outcome.problem;
}

const asked = (front: Front, path: string): FrontRequest[] => front.requests.filter((request) => request.path === path);

describe('an SSO profile', () => {
  it('takes the token the CLI keeps, asks the portal for the role, and proves the account', async () => {
    signIn('good');
    const front = await portal();
    const session = value(await sessionsOf(front, sso('good')).open('good', never));
    expect(session).toMatchObject({ accountId: shop, homeRegion: 'us-east-1' });
    const calls = asked(front, '/federation/credentials');
    expect(calls.map(({ query }) => Object.fromEntries(query))).toEqual([{ account_id: shop, role_name: 'reader' }]);
    const others = front.requests.filter((request) => !calls.includes(request));
    expect(others.every((request) => !JSON.stringify(request.headers).includes(portalToken))).toBe(true);
  });

  it('of the older kind takes the token kept by its start URL', async () => {
    signIn('https://older.awsapps.com/start');
    const config = `[profile older]\nsso_start_url = https://older.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = ${ledger}\nsso_role_name = reader\n`;
    expect(value(await sessionsOf(await portal(), config).open('older', never)).accountId).toBe(ledger);
  });

  it.each([
    ['aws sso login --sso-session late', 'late', sso('late')],
    [
      'aws sso login --profile oldlate',
      'oldlate',
      `[profile oldlate]\nsso_start_url = https://oldlate.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = ${shop}\nsso_role_name = reader\n`,
    ],
  ])('whose token has expired names "%s", and works once that was run', async (command, name, config) => {
    const key = name === 'late' ? name : `https://${name}.awsapps.com/start`;
    signIn(key, { expiresAt: '2020-01-01T00:00:00Z' });
    const sessions = sessionsOf(await portal(), config);
    expect(problem(await sessions.open(name, never))).toEqual({
      kind: 'expired',
      code: 'SignInExpired',
      message: `The sign-in of profile ${name} has expired or was never made. Run: ${command}`,
      recovery: 'never',
    });
    signIn(key);
    expect(value(await sessions.open(name, never)).accountId).toBe(shop);
  });

  it('whose token the portal no longer knows names the command too', async () => {
    signIn('revoked', { accessToken: 'planted-and-revoked' });
    const found = problem(await sessionsOf(await portal(), sso('revoked')).open('revoked', never));
    expect(found).toMatchObject({ kind: 'expired', message: expect.stringContaining('aws sso login --sso-session revoked') as unknown });
    expect(JSON.stringify(found)).not.toContain('planted');
  });

  it('without the role names the roles it has there', async () => {
    signIn('norole');
    const found = problem(await sessionsOf(await portal(), sso('norole', shop, 'writer')).open('norole', never));
    expect(found).toMatchObject({
      kind: 'credential',
      code: 'ForbiddenException',
      message: `The sign-in of profile norole gives no role writer in account ${shop}. It gives there: admin, reader.`,
    });
  });

  it.each([
    ['a page of HTML', { status: 200, body: '<html></html>' }, 'malformed'],
    ['an empty object', { status: 200, body: '{}' }, 'malformed'],
    ['nothing', { status: 200, body: '' }, 'malformed'],
    ['too many calls', refused(429, 'TooManyRequestsException', 'HTTP 429 Unknown Code'), 'throttled-out'],
    ['a fault of its own', refused(500, 'InternalServerException', 'no'), 'failed'],
    ['a redirect', { status: 302, headers: { location: 'http://evil.example/' }, body: '' }, 'network'],
  ] as const)('whose portal answers with %s says so', async (_what, answer, kind) => {
    signIn('odd');
    const front = await portal({ before: () => answer });
    expect(problem(await sessionsOf(front, sso('odd')).open('odd', never))).toMatchObject({ kind });
  });

  it('asks nothing after the scan was cancelled, even while it waits for its turn', async () => {
    signIn('many');
    const front = await portal();
    const sessions = sessionsOf(front, sso('many'));
    const abort = new AbortController();
    const base = value(await sessions.open('many', never));
    const member = { accountId: shop as never, name: null, state: null, role: null };
    // Twenty calls a second: most of them wait for seconds.
    const entering = Array.from({ length: 400 }, () => sessions.assume(base, member, 'reader', abort.signal, 'portal'));
    await eventually(() => expect(asked(front, '/federation/credentials').length).toBeGreaterThan(0));
    let left = 0;
    const count = (): void => {
      left += 1;
    };
    subscribe('http.client.request.start', count);
    abort.abort();
    const ended = await Promise.all(entering);
    unsubscribe('http.client.request.start', count);
    expect(ended.filter((outcome) => outcome.kind === 'problem' && outcome.problem.kind === 'cancelled').length).toBeGreaterThan(30);
    expect(left).toBe(0);
  });
});

describe('renewal', () => {
  it('waits where the portal throttles, and goes on with new credentials', async () => {
    signIn('busy');
    let refusals = 0;
    const front = await portal({
      before: (request) => {
        if (request.path !== '/federation/credentials' || refusals === 0) return null;
        refusals -= 1;
        return refused(429, 'TooManyRequestsException', 'HTTP 429 Unknown Code');
      },
    });
    const session = value(await sessionsOf(front, sso('busy')).open('busy', never));
    refusals = 2;
    expect(await session.refresh(never)).toEqual({ kind: 'ok', value: null });
    expect(asked(front, '/federation/credentials')).toHaveLength(4);
  });

  it('that needs a person ends with the command', async () => {
    signIn('gone');
    const session = value(await sessionsOf(await portal(), sso('gone')).open('gone', never));
    signIn('gone', { expiresAt: '2020-01-01T00:00:00Z' });
    expect(problem(await session.refresh(never))).toMatchObject({ kind: 'expired', code: 'SignInExpired' });
  });

  it('asks for one MFA code where two profiles build on the same one', async () => {
    const codes: string[] = [];
    const config = `${keyProfile('k', aws.accessKeyFor(shop))}[profile m]\nrole_arn = ${aws.roleArnFor(shop)}\nsource_profile = k\nmfa_serial = arn:aws:iam::${shop}:mfa/me\n${['a', 'b'].map((name) => `[profile ${name}]\nrole_arn = ${aws.roleArnFor(ledger)}\nsource_profile = m\n`).join('')}`;
    const ask = (): Promise<string> => {
      codes.push('123456');
      return Promise.resolve('123456');
    };
    const sessions = awsSessions({ env: homeWith(config), endpointUrl: aws.url, consents: [], ask });
    const opened = await Promise.all(['a', 'b'].map(async (name) => value(await sessions.open(name, never))));
    expect(codes).toHaveLength(1);
    for (const session of opened) expect(await session.refresh(never)).toEqual({ kind: 'ok', value: null });
    expect(codes).toHaveLength(2);
  });
});

describe('the accounts of a portal', () => {
  it('are listed over all pages, and each is entered with the role', async () => {
    signIn('org');
    const front = await portal();
    const sessions = sessionsOf(front, sso('org'));
    const base = value(await sessions.open('org', never));
    const members = value(await sessions.listAccounts(base, never, 'portal'));
    expect(members.map(({ accountId, name }) => [accountId, name])).toEqual(
      [shop, ledger, '777788889999'].map((accountId) => [accountId, `name of ${accountId}`]),
    );
    const entered: Outcome<AccountSession, ReadProblem>[] = [];
    for (const member of members) entered.push(await sessions.assume(base, member, '', never, 'portal'));
    expect(entered.map((outcome) => (outcome.kind === 'ok' ? outcome.value.accountId : outcome.problem.message))).toEqual([
      shop,
      ledger,
      'The sign-in of profile org gives no role reader in account 777788889999. It gives there: billing.',
    ]);
  });

  it('are asked for with a profile of a portal only', async () => {
    const front = await portal();
    const sessions = sessionsOf(front, keyProfile('k', aws.accessKeyFor(shop)));
    const base = value(await sessions.open('k', never));
    expect(problem(await sessions.listAccounts(base, never, 'portal')).code).toBe('NoPortal');
  });

  it.each([
    ['no list', { status: 200, body: '{"accounts":[]}' }, 'MalformedAnswer'],
    ['the same token for ever', { status: 200, body: '{"accountList":[],"nextToken":"again"}' }, 'RepeatedToken'],
  ] as const)('with %s are malformed, never none', async (_what, answer, code) => {
    signIn('brk');
    const front = await portal({ before: (request) => (request.path === '/assignment/accounts' ? answer : null) });
    const sessions = sessionsOf(front, sso('brk'));
    const base = value(await sessions.open('brk', never));
    expect(problem(await sessions.listAccounts(base, never, 'portal'))).toMatchObject({ kind: 'malformed', code });
  });

  it('are entered at no more than twenty calls a second', { timeout: 30_000 }, async () => {
    signIn('pace');
    const ids = Array.from({ length: 60 }, (_, index) => String(100_000_000_000 + index));
    const front = await portal({
      accounts: { ...Object.fromEntries(ids.map((id) => [id, ['reader']])), [shop]: ['reader'] },
      keysOf: () => aws.accessKeyFor(shop),
      pageSize: 100,
    });
    const sessions = sessionsOf(front, sso('pace'));
    const base = value(await sessions.open('pace', never));
    const began = performance.now();
    const members = value(await sessions.listAccounts(base, never, 'portal'));
    await Promise.all(members.map((member) => sessions.assume(base, member, 'reader', never, 'portal')));
    const seconds = (performance.now() - began) / 1000;
    expect(asked(front, '/federation/credentials')).toHaveLength(62);
    expect(seconds).toBeGreaterThan((62 - 20) / 20 - 0.1);
  });
});

describe('aws login', () => {
  const arn = `arn:aws:iam::${shop}:user/me`;
  const config = `[profile l]\nlogin_session = ${arn}\nregion = us-east-1\n`;

  function keepLogin(expiresAt: string): void {
    const folder = mkdtempSync(join(tmpdir(), 'linkscape-login-'));
    process.env['AWS_LOGIN_CACHE_DIRECTORY'] = folder;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const accessToken = { ...aws.accessKeyFor(shop), sessionToken: 'planted-session', accountId: shop, expiresAt };
    const token = {
      accessToken,
      tokenType: 'urn:aws:params:oauth:token-type:access_token_sigv4',
      clientId: 'arn:aws:signin:::devtools/same-device',
      refreshToken: 'planted-refresh',
      idToken: 'x',
      dpopKey: privateKey.export({ format: 'pem', type: 'sec1' }),
    };
    writeFileSync(join(folder, `${createHash('sha256').update(arn).digest('hex')}.json`), JSON.stringify(token));
  }

  it('gives what the CLI keeps', async () => {
    keepLogin(new Date(Date.now() + 3_600_000).toISOString());
    expect(value(await sessionsOf(await portal(), config).open('l', never)).accountId).toBe(shop);
  });

  it('that has expired names the command', async () => {
    keepLogin('2020-01-01T00:00:00Z');
    const front = await startFront({
      behind: aws.url,
      answer: (request) => (request.path === '/v1/token' ? refused(400, 'AccessDeniedException', 'no') : null),
    });
    fronts.push(front);
    const found = problem(await sessionsOf(front, config).open('l', never));
    expect(found).toMatchObject({ kind: 'expired', message: expect.stringContaining('Run: aws login --profile l') as unknown });
    expect(JSON.stringify(found)).not.toContain('planted');
  });
});

describe('web identity', () => {
  const web = (file: string): string =>
    `[profile w]\nrole_arn = arn:aws:iam::${ledger}:role/ci\nweb_identity_token_file = ${file}\nregion = us-east-1\n`;

  it('hands the token of the file to STS', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'linkscape-web-'));
    mkdirSync(join(folder, 'my tokens'));
    const file = join(folder, 'my tokens', 'token');
    writeFileSync(file, 'planted-jwt');
    const front = await startFront({
      behind: aws.url,
      answer: (request) => {
        if (request.action !== 'AssumeRoleWithWebIdentity') return null;
        const { accessKeyId, secretAccessKey } = aws.accessKeyFor(ledger);
        const body = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>s</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
        return { status: 200, body };
      },
    });
    fronts.push(front);
    expect(value(await sessionsOf(front, web(file)).open('w', never)).accountId).toBe(ledger);
    const sent = new URLSearchParams(front.requests.find((request) => request.action === 'AssumeRoleWithWebIdentity')?.body ?? '');
    expect([sent.get('WebIdentityToken'), sent.get('RoleSessionName')]).toEqual(['planted-jwt', 'linkscape']);
  });

  it('with a folder in the place of its file names both', async () => {
    expect(problem(await sessionsOf(await portal(), web('/tmp')).open('w', never))).toMatchObject({
      code: 'TokenFileUnreadable',
      message: 'web_identity_token_file of profile w cannot be read (EISDIR): /tmp',
    });
  });

  it('without its file names the path', async () => {
    expect(problem(await sessionsOf(await portal(), web('/nonexistent/token')).open('w', never))).toMatchObject({
      code: 'TokenFileMissing',
      message: 'web_identity_token_file of profile w is not there: /nonexistent/token',
    });
  });
});

describe('a chain of roles', () => {
  it('assumes each with what the one before gave, with its external id, for no longer than an hour', async () => {
    const before = aws.calls.length;
    const config = `${keyProfile('k', aws.accessKeyFor(shop))}[profile hub]\nrole_arn = ${aws.roleArnFor(shop)}\nsource_profile = k\nduration_seconds = 7200\n[profile spoke]\nrole_arn = ${aws.roleArnFor(ledger)}\nsource_profile = hub\nexternal_id = secret/42=\nduration_seconds = 43200\nrole_session_name = audit\n`;
    const sessions = awsSessions({ env: homeWith(config), endpointUrl: aws.url, consents: [], ask: () => Promise.resolve(null) });
    expect(value(await sessions.open('spoke', never)).accountId).toBe(ledger);
    const assumed = aws.calls.slice(before).filter((call) => call.action === 'AssumeRole');
    expect(
      assumed.map(({ parameters }) => [parameters['RoleSessionName'], parameters['ExternalId'], parameters['DurationSeconds']]),
    ).toEqual([
      ['linkscape', undefined, '7200'],
      ['audit', 'secret/42=', '3600'],
    ]);
  });

  it('with a mistyped Region asks no host of that name', async () => {
    const config = `${keyProfile('k', aws.accessKeyFor(shop))}[profile r]\nrole_arn = ${aws.roleArnFor(ledger)}\nsource_profile = k\nregion = us-esat-1\n`;
    const front = await portal();
    expect(value(await sessionsOf(front, config).open('r', never)).accountId).toBe(ledger);
    expect([...new Set(front.requests.map((request) => request.region))]).toEqual(['us-east-1']);
  });
});

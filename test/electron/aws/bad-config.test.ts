/**
 * Profiles and credentials as they must not be, by the lines of the table of bad inputs: "line 4" is
 * its fourth row. test/electron/bad-inputs.test.ts counts the lines.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listProfiles } from '#electron/aws/profiles.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { ReadProblem } from '#electron/discovery/ports.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { eventually } from '#test/eventually.ts';
import { ledger, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { goodProfile, list, namesOf, plantedKeys, profileNamed, roleProfile } from './config-home.ts';
import { homeWith, keyProfile, scanFake } from './fake-scan.ts';
import { type Front, startFront } from './front.ts';

let aws: FakeAws;
const fronts: Front[] = [];
const never = new AbortController().signal;
const nobody = (): Promise<null> => Promise.resolve(null);

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
});
afterAll(async () => {
  for (const front of fronts) await front.close();
  await aws.close();
});

async function refusal(config: string, name: string, consents: readonly string[] | 'all' = []): Promise<ReadProblem> {
  const env = homeWith(config);
  const given = consents === 'all' ? listProfiles(env).profiles.flatMap((each) => each.consent?.hash ?? []) : consents;
  const opened = await awsSessions({ env, endpointUrl: aws.url, consents: given, ask: nobody }).open(name, never);
  if (opened.kind === 'ok') throw new Error('it opened');
  return opened.problem;
}

describe('chains of profiles', () => {
  it.each([
    [12, 'a circle', roleProfile('a', 'b') + roleProfile('b', 'a'), 'cycle: a -> b -> a'],
    [
      12,
      'a circle further on',
      roleProfile('a', 'b') + roleProfile('b', 'c') + roleProfile('c', 'd') + roleProfile('d', 'b'),
      'cycle: b -> c -> d -> b',
    ],
    [12, 'itself', roleProfile('a', 'a'), 'cycle: a -> a'],
    [13, 'a missing source', roleProfile('a', 'gone'), 'source_profile "gone" of profile "a" is not in the files.'],
    [
      13,
      'a source in quotes',
      `${goodProfile}${roleProfile('a', '"good"')}`,
      'source_profile ""good"" of profile "a" is not in the files.',
    ],
    [
      14,
      'a malformed role_arn',
      `${goodProfile}[profile a]\nrole_arn = reader\nsource_profile = good\n`,
      'role_arn is not the ARN of a role: "reader".',
    ],
    [
      14,
      'the ARN of a user',
      `${goodProfile}[profile a]\nrole_arn = arn:aws:iam::111122223333:user/me\nsource_profile = good\n`,
      'role_arn is not the ARN of a role: "arn:aws:iam::111122223333:user/me".',
    ],
    [
      14,
      'a role of another partition',
      `${goodProfile}[profile a]\nrole_arn = arn:aws-cn:iam::111122223333:role/r\nsource_profile = good\nregion = us-east-1\n`,
      'role_arn is of the partition aws-cn, but the region us-east-1 belongs to aws.',
    ],
    [
      14,
      'a duration that is none',
      `${goodProfile}${roleProfile('a', 'good')}duration_seconds = 1h\n`,
      'duration_seconds "1h" is not between 900 and 43200.',
    ],
    [
      16,
      'an account of eleven digits',
      '[profile a]\nsso_start_url = https://x\nsso_region = us-east-1\nsso_account_id = 11112222333\nsso_role_name = r\n',
      'sso_account_id "11112222333" is not twelve digits.',
    ],
    [
      16,
      'a portal whose Region would be another host',
      '[profile a]\nsso_start_url = https://x\nsso_region = evil.example/#\nsso_account_id = 111122223333\nsso_role_name = r\n',
      'sso_region "evil.example/#" is no AWS Region.',
    ],
    [
      20,
      'a mistyped Region',
      `[profile a]\n${plantedKeys}region = us-esat-1\n`,
      'region "us-esat-1" is no AWS Region. Did you mean us-east-1?',
    ],
    [
      20,
      'a Region of a megabyte',
      `[profile a]\n${plantedKeys}region = ${'x'.repeat(1_000_000)}\n`,
      `region "${'x'.repeat(79)}…" is no AWS Region.`,
    ],
    [
      23,
      'keys in quotes',
      '[profile a]\naws_access_key_id = "FAKEKEY"\naws_secret_access_key = x\n',
      'aws_access_key_id stands in quotes, which AWS takes as part of it. Remove them.',
    ],
    [
      23,
      'a key with a space in it',
      '[profile a]\naws_access_key_id = FAKEKEY\naws_secret_access_key = pla nted\n',
      'aws_secret_access_key has a space in it, so every signature would be wrong. Copy it again.',
    ],
  ])('line %i: %s is named, and the others go on', (_line, _what, config, problem) => {
    const listed = list(`${config}[profile other]\n${plantedKeys}`);
    expect([profileNamed(listed, 'a').problem, profileNamed(listed, 'other').problem]).toEqual([problem, null]);
    expect(JSON.stringify(listed)).not.toContain('pla nted');
  });

  it('line 15: a code that is asked for and declined ends that profile only', async () => {
    const config = `${keyProfile('k', aws.accessKeyFor(shop))}[profile m]\nrole_arn = ${aws.roleArnFor(ledger)}\nsource_profile = k\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n`;
    const asked: string[] = [];
    const snapshot = await scanFake({
      url: aws.url,
      config,
      request: { profiles: ['m', 'k'] },
      sessions: {
        ask: (question) => {
          asked.push(`${question.kind} ${question.profile}`);
          return Promise.resolve(null);
        },
      },
    });
    const cells = snapshot.ledger.filter((cell) => cell.status !== 'skipped' && cell.operation === 'DescribeVpcs');
    expect([asked, cells.map((cell) => [cell.profile, cell.status])]).toEqual([
      ['mfa m'],
      [
        ['k', 'ok'],
        ['k', 'ok'],
        ['m', 'credential'],
        ['m', 'credential'],
      ],
    ]);
  });

  it('line 16: a sign-in that is missing names the command that makes it', async () => {
    const config =
      '[sso-session s 1]\nsso_start_url = https://x\nsso_region = us-east-1\n[profile a]\nsso_session = s 1\nsso_account_id = 111122223333\nsso_role_name = r\n';
    expect((await refusal(config, 'a')).message).toBe(
      "The sign-in of profile a has expired or was never made. Run: aws sso login --sso-session 's 1'",
    );
  });
});

describe('credential_process', () => {
  const process = (command: string): string => `[profile p]\ncredential_process = ${command}\n`;

  it.each([
    ['exit 1', 'credential_process ended with code 1.'],
    ['/nonexistent/tool', 'credential_process ended with code 127.'],
    ['echo not json', 'credential_process did not print JSON.'],
    ['echo null', 'credential_process did not print "Version": 1.'],
    ['echo "[1]"', 'credential_process did not print "Version": 1.'],
    [
      'echo "{\\"Version\\":1,\\"AccessKeyId\\":{},\\"SecretAccessKey\\":\\"planted\\"}"',
      'credential_process printed no AccessKeyId and SecretAccessKey.',
    ],
    [
      'echo "{\\"Version\\":1,\\"AccessKeyId\\":\\"x\\",\\"SecretAccessKey\\":\\"planted\\",\\"Expiration\\":\\"yesterday\\"}"',
      'credential_process printed credentials that have expired.',
    ],
    ['echo planted-secret >&2; exit 7', 'credential_process ended with code 7.'],
    ['kill -9 $$', 'credential_process ended with code none.'],
    ['head -c 100000000 /dev/zero', 'credential_process printed more than credentials and was stopped.'],
  ])('line 17: that does "%s" is told without its output', async (command, message) => {
    expect(await refusal(process(command), 'p', 'all')).toEqual({
      kind: 'credential',
      code: 'CredentialProcess',
      message: `Profile p: ${message}`,
      recovery: 'never',
    });
  });

  it('line 17: that hangs ends with the scan, and what it started ends too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'linkscape-process-'));
    const [begun, go, mark] = [join(folder, 'begun'), join(folder, 'go'), join(folder, 'still-there')];
    const env = homeWith(process(`(touch ${begun}; while [ ! -e ${go} ]; do sleep 0.02; done; touch ${mark}) & sleep 60`));
    const consents = listProfiles(env).profiles.flatMap((each) => each.consent?.hash ?? []);
    const abort = new AbortController();
    const opening = awsSessions({ env, endpointUrl: aws.url, consents, ask: nobody }).open('p', abort.signal);
    await eventually(() => expect(existsSync(begun)).toBe(true));
    abort.abort();
    const opened = await opening;
    expect(opened).toMatchObject({ kind: 'problem', problem: { message: 'Profile p: The scan was cancelled.' } });
    // What it had started, were it still there, would answer to this.
    writeFileSync(go, '');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(existsSync(mark)).toBe(false);
  });

  it('line 18: is shown as it runs, never runs unasked, and a changed one is asked about again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'linkscape my tools-'));
    const mark = join(folder, 'ran');
    const command = `"${folder}/get it" 'a b'; touch "${mark}"; rm -rf ./nothing`;
    const listed = list(`${process(command)}${roleProfile('r', 'p')}`);
    expect(profileNamed(listed, 'r').consent).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      what: `Runs the command: ${command}`,
    });
    expect((await refusal(process(command), 'p', ['another'])).code).toBe('ConsentMissing');
    const before = listProfiles(homeWith(process('true'))).profiles.flatMap((each) => each.consent?.hash ?? []);
    expect((await refusal(process(`touch "${mark}"`), 'p', before)).code).toBe('ConsentMissing');
    expect(existsSync(mark)).toBe(false);
  });

  it('line 18: cannot hide what it runs behind characters that do not show', () => {
    const what = profileNamed(list(process('safe \u202E lamron &&\u200B rm\u001B[2K')), 'p').consent?.what;
    expect(what).toBe('Runs the command: safe <U+202E> lamron &&<U+200B> rm<U+001B>[2K');
  });
});

describe('endpoints, environment, keys and clock', () => {
  it.each([
    ['http://evil.example', 'refused'],
    ['http://10.0.0.1:4566', 'refused'],
    ['http://127.0.0.1.evil.example', 'refused'],
    ['http://localhost.evil.example:80', 'refused'],
    ['ftp://127.0.0.1', 'refused'],
    ['http://user:pw@127.0.0.1', 'refused'],
    ['//evil.example', 'refused'],
    ['https://evil.example', 'asked'],
    ['https://ec2.amazonaws.com.evil.example', 'asked'],
    ['http://127.0.0.1:4566', 'asked'],
    ['http://[::1]:4566', 'asked'],
    ['https://vpce-1.ec2.us-east-1.vpce.amazonaws.com', 'taken'],
  ])('line 19: endpoint_url %s is %s', (url, verdict) => {
    const { problem, consent } = profileNamed(list(`[profile a]\n${plantedKeys}endpoint_url = ${url}\n`), 'a');
    expect(problem !== null ? 'refused' : consent !== null ? 'asked' : 'taken').toBe(verdict);
  });

  it('line 21: of the variables that other tools obey it is said what they mean here', () => {
    const env = {
      AWS_PROFILE: 'gone',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'FAKEKEYPLANTED000',
      AWS_SECRET_ACCESS_KEY: 'planted/secret',
      AWS_ENDPOINT_URL_EC2: 'http://evil.example',
    };
    const listed = list(`${goodProfile}[profile homeless]\n${plantedKeys}`, undefined, env);
    expect([profileNamed(listed, 'good').region, profileNamed(listed, 'homeless').region]).toEqual(['us-east-1', 'eu-west-1']);
    expect(listed.notices).toEqual([
      'AWS_PROFILE is gone. It chooses nothing here: what is chosen in Linkscape is read. No profile has that name.',
      'AWS_ACCESS_KEY_ID is set. Its keys are used by the profile "environment" and by no other.',
      'AWS_REGION is eu-west-1. It counts for profiles that name no Region.',
      'AWS_ENDPOINT_URL is set. It is not used: give the endpoint to the scan.',
    ]);
    expect(profileNamed(listed, 'environment')).toMatchObject({ kind: 'keys', file: 'environment variables', region: 'eu-west-1' });
    expect(JSON.stringify(listed)).not.toMatch(/planted|FAKEKEY/);
  });

  it('line 21: keys of the environment can be scanned with, and touch no profile of the files', async () => {
    const { accessKeyId, secretAccessKey } = aws.accessKeyFor(ledger);
    const env = {
      ...homeWith(keyProfile('k', aws.accessKeyFor(shop))),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const sessions = awsSessions({ env, endpointUrl: aws.url, consents: [], ask: nobody });
    expect(await sessions.open('environment', never)).toMatchObject({ kind: 'ok', value: { accountId: ledger } });
    expect(await sessions.open('k', never)).toMatchObject({ kind: 'ok', value: { accountId: shop } });
  });

  it('line 21: a variable that is set to nothing counts as not set', () => {
    const empty = { AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '', AWS_PROFILE: '', AWS_REGION: '', AWS_ACCESS_KEY_ID: '' };
    const listed = list(goodProfile, undefined, empty);
    expect([namesOf(listed), listed.notices, listed.files.map((file) => file.path)]).toEqual([
      ['good'],
      [],
      ['~/.aws/config', '~/.aws/credentials'],
    ]);
  });

  it('line 21: both files may stand anywhere', () => {
    const folder = mkdtempSync(join(tmpdir(), 'linkscape files-'));
    writeFileSync(join(folder, 'c'), goodProfile);
    writeFileSync(join(folder, 's'), `[static]\n${plantedKeys}`);
    const env = { HOME: folder, AWS_CONFIG_FILE: '~/c', AWS_SHARED_CREDENTIALS_FILE: join(folder, 's') };
    expect(namesOf(listProfiles(env))).toEqual(['good', 'static']);
  });

  it('line 23: spaces around a key are no part of it', async () => {
    const { accessKeyId, secretAccessKey } = aws.accessKeyFor(shop);
    const env = homeWith(`[profile k]\naws_access_key_id =\t ${accessKeyId} \t\r\naws_secret_access_key=${secretAccessKey}   \r\n`);
    const opened = await awsSessions({ env, endpointUrl: aws.url, consents: [], ask: nobody }).open('k', never);
    expect(opened).toMatchObject({ kind: 'ok', value: { accountId: shop } });
    expect(aws.calls.at(-1)?.accessKey).toBe(accessKeyId);
  });

  it('line 23: a key that AWS does not take is said to be one', async () => {
    const answer = problemXml('SignatureDoesNotMatch', 'The request signature we calculated does not match');
    const front = await startFront({ behind: aws.url, answer: () => ({ status: 403, body: answer }) });
    fronts.push(front);
    const env = homeWith(keyProfile('k', aws.accessKeyFor(shop)));
    const opened = await awsSessions({ env, endpointUrl: front.url, consents: [], ask: nobody }).open('k', never);
    expect(opened).toMatchObject({
      kind: 'problem',
      problem: { kind: 'credential', message: expect.stringContaining('Check the keys') as unknown },
    });
  });

  it.each([
    ['behind', 10],
    ['ahead', -10],
  ])('line 24: a clock that is ten minutes %s is told', async (direction, minutes) => {
    const date = new Date(Date.now() + minutes * 60_000).toUTCString();
    const answer = { status: 403, headers: { date }, body: problemXml('SignatureDoesNotMatch', 'Signature expired') };
    const front = await startFront({ behind: aws.url, answer: () => answer });
    fronts.push(front);
    const env = homeWith(keyProfile('k', aws.accessKeyFor(shop)));
    const opened = await awsSessions({ env, endpointUrl: front.url, consents: [], ask: nobody }).open('k', never);
    expect(opened).toMatchObject({
      kind: 'problem',
      problem: {
        code: 'ClockSkew',
        message: `The clock of this computer is 10 minutes ${direction}; AWS refuses what it signs. Set the clock, then retry.`,
      },
    });
  });

  it('nothing of any of this shows a secret', () => {
    const listed = list(
      `${goodProfile}${plantedKeys}planted/secret\n[x\n${plantedKeys}`,
      `planted/secret\n${plantedKeys}[b]\n${plantedKeys}`,
    );
    expect(JSON.stringify(listed)).not.toMatch(/planted|FAKEKEY/);
  });
});

function problemXml(code: string, message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
}

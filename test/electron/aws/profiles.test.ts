import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ListedProfile, ProfileList } from '#electron/discovery/profile-list.ts';
import { listProfiles } from '#electron/aws/profiles.ts';

/** Lists profiles of a home with these files. */
function list(config: string | Buffer | null, credentials: string | null = null): ProfileList {
  const home = mkdtempSync(join(tmpdir(), 'linkscape-home-'));
  mkdirSync(join(home, '.aws'));
  if (config !== null) writeFileSync(join(home, '.aws', 'config'), config);
  if (credentials !== null) writeFileSync(join(home, '.aws', 'credentials'), credentials);
  return listProfiles({ HOME: home });
}

const role = (name: string, source: string, more = ''): string =>
  `[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/reader\nsource_profile = ${source}\n${more}`;
const keys = 'aws_access_key_id = AKIAPLANTEDSECRET000\naws_secret_access_key = planted/secret\n';

function byName(listed: ProfileList): Record<string, ListedProfile> {
  return Object.fromEntries(listed.profiles.map((profile) => [profile.name, profile]));
}

describe('the files themselves', () => {
  it('may both be absent', () => {
    expect(list(null)).toEqual({
      profiles: [],
      files: [
        { path: '~/.aws/config', status: 'absent', message: null },
        { path: '~/.aws/credentials', status: 'absent', message: null },
      ],
      ignored: [],
      notices: [],
    });
  });

  it('may be empty', () => {
    expect(list('').files[0]).toEqual({ path: '~/.aws/config', status: 'read', message: 'The file is empty.' });
  });

  it('may be a folder', () => {
    const home = mkdtempSync(join(tmpdir(), 'linkscape-home-'));
    const listed = listProfiles({ HOME: home, AWS_CONFIG_FILE: home });
    expect(listed.files[0]).toEqual({ path: home, status: 'unreadable', message: 'It is a folder, not a file.' });
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFF[default]\nregion = us-east-1\n', 'utf16le'), 'Not UTF-8, line 1. Save the file as UTF-8.'],
    ['binary', Buffer.from([0x5b, 0x61, 0x5d, 0x0a, 0x00, 0x01]), 'Not a text file, line 2.'],
    ['Latin-1', Buffer.from('[default]\n# Stra\xdfe\n', 'latin1'), 'Not UTF-8, line 2. Save the file as UTF-8.'],
  ])('may be %s', (_name, bytes, message) => {
    expect(list(bytes).files[0]).toEqual({ path: '~/.aws/config', status: 'unreadable', message });
  });

  it('may have a byte order mark, CRLF and tabs', () => {
    const listed = list(`\uFEFF[profile a]\r\n\tregion\t=\teu-west-1\t\r\n${keys.replaceAll('\n', '\r\n')}`);
    expect(byName(listed)['a']).toMatchObject({ kind: 'keys', region: 'eu-west-1', problem: null });
    expect(listed.ignored).toEqual([]);
  });

  it('are found by the variables of the environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'linkscape-home-'));
    writeFileSync(join(folder, 'c'), '[profile x]\nregion = us-east-1\n');
    const listed = listProfiles({
      HOME: '/nonexistent',
      AWS_CONFIG_FILE: join(folder, 'c'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    });
    expect(listed.profiles.map((profile) => profile.name)).toEqual(['x']);
  });
});

describe('bad lines', () => {
  it('are named with their number and reason, and cost nothing else', () => {
    const listed = list(
      [
        'stray = 1',
        '[profile __proto__]',
        'region = us-east-1',
        '[prod]',
        'region = us-east-1',
        '[profile good',
        '[profile]',
        '[profile good]',
        'region = us-east-1',
        'planted/secret',
        '= value',
        '',
      ].join('\n'),
    );
    expect(listed.profiles.map((profile) => profile.name)).toEqual(['good']);
    expect(listed.ignored).toEqual([
      { file: '~/.aws/config', line: 1, text: 'stray = …', why: 'it stands before the first [section]' },
      { file: '~/.aws/config', line: 2, text: '[profile __proto__]', why: 'a profile cannot be named __proto__; rename it' },
      { file: '~/.aws/config', line: 4, text: '[prod]', why: 'in the config file write [profile prod]' },
      { file: '~/.aws/config', line: 6, text: '[profile good', why: 'the section header has no closing ]' },
      { file: '~/.aws/config', line: 7, text: '[profile]', why: 'the section has no name' },
      { file: '~/.aws/config', line: 10, text: '…', why: 'it has no "=" and is no [section]' },
      { file: '~/.aws/config', line: 11, text: '…', why: 'nothing stands before the "="' },
    ]);
  });

  it('of a credentials file that are written as in a config file are named', () => {
    const listed = list(null, `[profile a]\n${keys}[b]\n${keys}`);
    expect(listed.profiles.map((profile) => profile.name)).toEqual(['b']);
    expect(listed.ignored.map(({ line, why }) => [line, why])).toEqual([[1, 'in the credentials file write [a], without "profile"']]);
  });

  it('never show a value', () => {
    const listed = list(`${keys}[profile a]\n${keys}planted/secret\n`, `planted/secret\n[b]\n${keys}`);
    expect(JSON.stringify(listed)).not.toMatch(/planted|AKIA/);
  });
});

describe('names', () => {
  it.each(['my prod', 'dév-😀', 'team/prod', '<img src=x onerror=alert(1)>', 'constructor', '../../x'])('may be %s', (name) => {
    expect(list(`[profile "${name}"]\n${keys}`).profiles.map((profile) => profile.name)).toEqual([name]);
    expect(list(`[profile ${name}]\n${keys}`).profiles.map((profile) => profile.name)).toEqual([name]);
  });

  it('do not mix up profiles with SSO sessions and services', () => {
    const listed = list(
      `[sso-session s]\nsso_region = us-east-1\n[services local]\nec2 =\n  endpoint_url = http://127.0.0.1\n[default]\n${keys}`,
    );
    expect(listed.profiles.map((profile) => profile.name)).toEqual(['default']);
    expect(listed.ignored).toEqual([]);
  });

  it('that occur twice are merged, the credentials file winning', () => {
    const listed = list(`[profile a]\nregion = us-east-1\n[profile a]\nregion = eu-west-1\nsso_start_url = https://x\n`, `[a]\n${keys}`);
    expect(listed.profiles).toEqual([
      {
        name: 'a',
        kind: 'keys',
        file: '~/.aws/config, ~/.aws/credentials',
        region: 'eu-west-1',
        accountId: null,
        consent: null,
        problem: null,
      },
    ]);
  });
});

describe('kinds', () => {
  it('are told from the files alone', () => {
    const sso = '[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n';
    const listed = byName(
      list(
        [
          sso,
          '[profile sso]\nsso_session = s\nsso_account_id = 444455556666\nsso_role_name = r\n',
          '[profile old-sso]\nsso_start_url = https://x\nsso_region = us-east-1\nsso_account_id = 444455556666\nsso_role_name = r\n',
          role('role', 'sso'),
          '[profile machine]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Ec2InstanceMetadata\n',
          '[profile web]\nrole_arn = arn:aws:iam::111122223333:role/r\nweb_identity_token_file = /token\n',
          '[profile process]\ncredential_process = /bin/x\n',
          '[profile login]\nlogin_session = arn:aws:iam::111122223333:user/me\n',
          '[profile region]\nregion = us-east-1\n',
        ].join(''),
      ),
    );
    expect(Object.values(listed).map(({ name, kind, accountId, problem }) => [name, kind, accountId, problem])).toEqual([
      ['sso', 'sso', '444455556666', null],
      ['old-sso', 'sso', '444455556666', null],
      ['role', 'role', '111122223333', null],
      ['machine', 'role', '111122223333', null],
      ['web', 'web-identity', '111122223333', null],
      ['process', 'process', null, null],
      ['login', 'login', '111122223333', null],
      ['region', 'region-only', null, 'It has no credentials: no keys, role, SSO session or process.'],
    ]);
  });
});

describe('problems', () => {
  const problemOf = (config: string, name: string): string | null | undefined => byName(list(config))[name]?.problem;

  it.each([
    ['a cycle', role('a', 'b') + role('b', 'a'), 'a', 'cycle: a -> b -> a'],
    ['a cycle further on', role('a', 'b') + role('b', 'c') + role('c', 'b'), 'a', 'cycle: b -> c -> b'],
    ['itself as source', role('a', 'a'), 'a', 'cycle: a -> a'],
    ['a missing source', role('a', 'gone'), 'a', 'source_profile "gone" of profile "a" is not in the files.'],
    [
      'a source without credentials',
      `${role('a', 'b')}[profile b]\nregion = us-east-1\n`,
      'a',
      'It has no credentials: no keys, role, SSO session or process. (source profile "b")',
    ],
    [
      'a malformed role_arn',
      '[profile a]\nrole_arn = reader\ncredential_source = Environment\n',
      'a',
      'role_arn is not the ARN of a role: "reader".',
    ],
    [
      'a lonely role_arn',
      '[profile a]\nrole_arn = arn:aws:iam::111122223333:role/r\n',
      'a',
      'role_arn needs a source_profile or a credential_source beside it.',
    ],
    ['half a key', '[profile a]\naws_access_key_id = AKIA\n', 'a', 'aws_access_key_id has no aws_secret_access_key beside it.'],
    [
      'another partition',
      `[profile k]\n${keys}${role('a', 'k', 'region = cn-north-1\n')}`,
      'a',
      'role_arn is of the partition aws, but the region cn-north-1 belongs to aws-cn.',
    ],
    ['a mistyped Region', `[profile a]\nregion = us-esat-1\n${keys}`, 'a', 'region "us-esat-1" is no AWS Region. Did you mean us-east-1?'],
    ['a Region that is none', `[profile a]\nregion = evil.example/\n${keys}`, 'a', 'region "evil.example/" is no AWS Region.'],
    ['a Region newer than this program', `[profile a]\nregion = eu-north-7\n${keys}`, 'a', null],
    [
      'a missing SSO session',
      '[profile a]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n',
      'a',
      '[sso-session s] is not in the config file.',
    ],
    [
      'an SSO profile without role',
      '[profile a]\nsso_start_url = https://x\nsso_region = us-east-1\nsso_account_id = 1\n',
      'a',
      'sso_role_name is missing.',
    ],
    [
      'an endpoint in the clear',
      `[profile a]\nendpoint_url = http://evil.example\n${keys}`,
      'a',
      'endpoint_url http://evil.example is refused: credentials go to another machine by https only.',
    ],
  ])('%s', (_name, config, profile, problem) => {
    expect(problemOf(config, profile)).toEqual(problem);
  });

  it('is none where a role names itself as the source of its own keys', () => {
    expect(problemOf(role('a', 'a', keys), 'a')).toBeNull();
  });

  it('of one profile leave the others alone', () => {
    expect(problemOf(`${role('a', 'b')}${role('b', 'a')}[profile good]\n${keys}`, 'good')).toBeNull();
  });
});

describe('consent', () => {
  it('is asked for what runs, also further down the chain, by a hash of exactly that', () => {
    const command = "/opt/my tools/get 'a b'; rm -rf ~";
    const listed = byName(list(`[profile p]\ncredential_process = ${command}\n${role('a', 'p')}`));
    expect(listed['p']?.consent?.what).toBe(`Runs the command: ${command}`);
    expect(listed['a']?.consent).toEqual(listed['p']?.consent);
    expect(listed['p']?.consent?.hash).toMatch(/^[0-9a-f]{64}$/);
    const changed = byName(list(`[profile p]\ncredential_process = ${command} \u002d\u002dmore\n`));
    expect(changed['p']?.consent?.hash).not.toBe(listed['p']?.consent?.hash);
  });

  it('is asked for hosts that are not AWS', () => {
    const endpoint = (url: string) => byName(list(`[profile a]\nendpoint_url = ${url}\n${keys}`))['a']?.consent?.what ?? null;
    expect(endpoint('https://evil.example')).toBe('Sends calls to: https://evil.example');
    expect(endpoint('http://127.0.0.1:4566')).toBe('Sends calls to: http://127.0.0.1:4566');
    expect(endpoint('https://amazonaws.com.evil.example')).toBe('Sends calls to: https://amazonaws.com.evil.example');
    expect(endpoint('https://ec2.us-east-1.amazonaws.com')).toBeNull();
  });
});

describe('speed', () => {
  it('lists 5,000 profiles', () => {
    const text = Array.from({ length: 5_000 }, (_, index) => role(`p${index}`, index === 0 ? 'base' : 'p0', 'region = us-east-1\n')).join(
      '',
    );
    const listed = list(`[profile base]\n${keys}${text}`);
    expect(listed.profiles).toHaveLength(5_001);
    expect(listed.profiles.filter((profile) => profile.problem !== null)).toEqual([]);
  });
});

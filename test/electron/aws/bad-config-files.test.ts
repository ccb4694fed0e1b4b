/**
 * Configuration files as they must not be, by the lines of the table of bad inputs: "line 4" is
 * its fourth row. test/electron/bad-inputs.test.ts counts the lines.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProfileLister, listProfiles } from '#electron/aws/profiles.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { goodProfile, list, namesOf, newHome, plantedKeys, profileNamed, roleProfile } from './config-home.ts';
import { homeWith } from './fake-scan.ts';

let aws: FakeAws;
const never = new AbortController().signal;
const nobody = (): Promise<null> => Promise.resolve(null);

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
});
afterAll(async () => {
  await aws.close();
});

describe('the files', () => {
  it('line 1: no ~/.aws at all is no error', () => {
    const home = mkdtempSync(join(tmpdir(), 'linkscape-home-'));
    expect(listProfiles({ HOME: home })).toEqual({
      profiles: [],
      files: ['config', 'credentials'].map((name) => ({ path: `~/.aws/${name}`, status: 'absent', message: null })),
      ignored: [],
      notices: [],
    });
  });

  it('line 2: an empty one is named', () => {
    expect(list('\uFEFF \r\n\t\n').files[0]).toEqual({ path: '~/.aws/config', status: 'read', message: 'The file is empty.' });
  });

  it('line 3: a folder, a loop of links, a pipe, a socket or an endless device in its place is named with the reason, at once', () => {
    const home = newHome();
    const at = (name: string): string => join(home, name);
    mkdirSync(at('folder'));
    symlinkSync(at('b'), at('a'));
    symlinkSync(at('a'), at('b'));
    execFileSync('mkfifo', [at('pipe')]);
    writeFileSync(at('file'), '');
    const why = (path: string): (string | null)[] => {
      const [file] = listProfiles({ HOME: home, AWS_CONFIG_FILE: path }).files;
      return [file?.status ?? null, file?.message ?? null];
    };
    expect([at('folder'), at('a'), at('pipe'), '/dev/zero', '/dev/null', at('file/below')].map(why)).toEqual([
      ['unreadable', 'It is a folder, not a file.'],
      ['unreadable', 'Its symbolic links lead in a circle.'],
      ['unreadable', 'It is a pipe, not a file; write its content to a file first.'],
      ['unreadable', 'It is larger than 16 MB, which no AWS configuration is; it was not read.'],
      ['read', 'The file is empty.'],
      ['absent', null],
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('line 3: one without permission is named with the reason', () => {
    const home = newHome();
    writeFileSync(join(home, '.aws', 'config'), goodProfile);
    chmodSync(join(home, '.aws', 'config'), 0o000);
    expect(listProfiles({ HOME: home }).files[0]?.message).toBe('This user may not read it; check its permissions.');
  });

  it('line 3: a good one is not lost to a bad one beside it', () => {
    const home = newHome();
    mkdirSync(join(home, '.aws', 'config'));
    writeFileSync(join(home, '.aws', 'credentials'), `[good]\n${plantedKeys}`);
    expect(namesOf(listProfiles({ HOME: home }))).toEqual(['good']);
  });

  it('line 5: what is no UTF-8 text is refused with its line', () => {
    const messages = [
      Buffer.from(`\uFEFF${goodProfile}`, 'utf16le'),
      Buffer.concat([Buffer.from(goodProfile), Buffer.from([0xc3, 0x28])]),
      Buffer.concat([Buffer.from(goodProfile), Buffer.from([0xed, 0xa0, 0x80])]),
      Buffer.from(`${goodProfile}\0`),
    ].map((bytes) => list(bytes).files[0]?.message);
    expect(messages).toEqual([
      'Not UTF-8, line 1. Save the file as UTF-8.',
      'Not UTF-8, line 5. Save the file as UTF-8.',
      'Not UTF-8, line 5. Save the file as UTF-8.',
      'Not a text file, line 5.',
    ]);
  });

  it('line 6: byte order mark, CRLF, lone CR, tabs, indented keys and comments do no harm', () => {
    const text = `\uFEFF; comment\r\n[profile a] # why\r\n\tregion = eu-west-1 ; home\r\n  ${plantedKeys.replaceAll('\n', '\r\n  ')}\r[default]\rregion=us-west-2\r`;
    const listed = list(text);
    expect(listed.profiles.map(({ name, region, kind }) => [name, region, kind])).toEqual([
      ['a', 'eu-west-1', 'keys'],
      ['default', 'us-west-2', 'region-only'],
    ]);
    expect(listed.ignored).toEqual([]);
  });

  it('line 9: sections and keys that occur twice are merged, the later and the credentials file winning', () => {
    const listed = list(
      `[profile a]\nregion = us-east-1\nregion = eu-west-1\n${roleProfile('b', 'a')}[profile a]\n${plantedKeys}[profile "a"]\nregion = sa-east-1\n`,
      '[a]\nregion = us-west-1\n[a]\noutput = json\n',
    );
    expect(profileNamed(listed, 'a')).toMatchObject({ region: 'us-west-1', kind: 'keys', file: '~/.aws/config, ~/.aws/credentials' });
    expect(namesOf(listed)).toEqual(['a', 'b']);
  });

  it('line 11: five thousand profiles are listed, also where each builds on the next', { timeout: 20_000 }, () => {
    const text = Array.from({ length: 5_000 }, (_, index) => roleProfile(`p${index}`, `p${index + 1}`)).join('');
    const listed = list(text);
    expect([listed.profiles.length, profileNamed(listed, 'p0').problem]).toEqual([
      5_000,
      'it builds on more than 32 other profiles, one on the other.',
    ]);
  });

  it('line 11: a file of junk gives two hundred lines of it, not a million; a long name is cut', () => {
    const listed = list(`${'junk\n'.repeat(100_000)}[profile ${'x'.repeat(1_000_000)}]\n${goodProfile}`);
    expect([listed.ignored.length, namesOf(listed)]).toEqual([201, ['good']]);
    const named = list(`[profile ${'x'.repeat(1_000_000)}]\n${plantedKeys}${goodProfile}[${'y'.repeat(300)}\n`);
    expect(JSON.stringify(named.ignored).length).toBeLessThan(1_000);
    expect(named.ignored[0]?.why).toBe("its name has 1000000 characters; AWS's tools and this one take 256");
  });

  it('line 22: a file that changes is read again, and the change is said once', () => {
    const home = newHome();
    const file = join(home, '.aws', 'config');
    writeFileSync(file, goodProfile);
    const again = createProfileLister({ HOME: home });
    const first = again();
    writeFileSync(file, `${goodProfile}[profile second]\n${plantedKeys}`);
    const time = statSync(file).mtime;
    utimesSync(file, time, time);
    const second = again();
    expect([namesOf(first), first.notices, namesOf(second), second.notices, again().notices]).toEqual([
      ['good'],
      [],
      ['good', 'second'],
      ['The AWS configuration changed since it was last listed; this is the list of now.'],
      [],
    ]);
  });
});

describe('names and sections', () => {
  it('line 4: [profile __proto__] and the like cost no other profile', () => {
    const listed = list(
      `[profile __proto__]\n${plantedKeys}[sso-session __proto__]\nsso_region = x\n[profile constructor]\n${plantedKeys}[profile toString]\n${plantedKeys}${goodProfile}`,
    );
    expect([namesOf(listed), listed.ignored.map(({ line, why }) => [line, why])]).toEqual([
      ['constructor', 'toString', 'good'],
      [
        [1, 'a profile cannot be named __proto__; rename it'],
        [4, 'a profile cannot be named __proto__; rename it'],
      ],
    ]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('line 4: keys named __proto__ are data', () => {
    const listed = list(`[profile a]\n__proto__ = x\nconstructor = y\n${plantedKeys}`);
    expect(profileNamed(listed, 'a').kind).toBe('keys');
  });

  it('line 7: [prod] in the config file is flagged with the fix, and its keys reach no other profile', () => {
    const listed = list(`${goodProfile}[prod]\nregion = eu-west-1\naws_access_key_id = other\n[plugins]\nx = y\n`);
    expect(listed.ignored).toEqual([{ file: '~/.aws/config', line: 5, text: '[prod]', why: 'in the config file write [profile prod]' }]);
    expect(profileNamed(listed, 'good').region).toBe('us-east-1');
  });

  it.each(['my prod', 'dév-😀', 'team/prod', 'a#b', "it's", 'a]b', '-rf', '$(id)'])(
    'line 8: the name %s is listed and can be used',
    async (name) => {
      const { accessKeyId, secretAccessKey } = aws.accessKeyFor(shop);
      const env = homeWith(`[profile "${name}"]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
      expect(namesOf(listProfiles(env))).toEqual([name]);
      const opened = await awsSessions({ env, endpointUrl: aws.url, consents: [], ask: nobody }).open(name, never);
      expect(opened).toMatchObject({ kind: 'ok', value: { accountId: shop } });
    },
  );

  it('line 10: markup in a name is the name', () => {
    expect(namesOf(list(`[profile <img src=x onerror=alert(1)>]\n${plantedKeys}`))).toEqual(['<img src=x onerror=alert(1)>']);
  });

  it('blocks of settings do not become settings of the profile', () => {
    const listed = list(
      `[profile a]\ns3 =\n  max_concurrent_requests = 20\n  region = eu-west-1\n  no equals sign\nregion = us-east-1\n[services local]\nec2 =\n  endpoint_url = http://evil.example\n${goodProfile}`,
    );
    expect([profileNamed(listed, 'a').region, listed.ignored, namesOf(listed)]).toEqual(['us-east-1', [], ['a', 'good']]);
  });

  it('a header that is not closed takes what follows with it, not into the profile before', () => {
    const listed = list(`${goodProfile}[profile bad\nregion = eu-west-1\n[profile c]x\nregion = eu-west-2\n`);
    expect([namesOf(listed), profileNamed(listed, 'good').region, listed.ignored.map((line) => line.line)]).toEqual([
      ['good'],
      'us-east-1',
      [5, 7],
    ]);
  });
});

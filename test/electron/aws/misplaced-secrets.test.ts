/** Keys in lines where they do not belong: whatever is said about such a line, the key is not in it. */
import { describe, expect, it } from 'vitest';
import { awsSessions } from '#electron/aws/sessions.ts';
import { brief, withoutSecrets } from '#electron/aws/without-secrets.ts';
import { goodProfile, list, namesOf, profileNamed } from './config-home.ts';
import { homeWith } from './fake-scan.ts';

/** Of the form of a secret access key. */
const secret = 'pLaNtEd/1234567890+abcdefghijABCDEFGHIJ0';
const role = 'role_arn = arn:aws:iam::111122223333:role/r';
const sso = 'sso_start_url = x\nsso_region = us-east-1\nsso_role_name = r';

const places: readonly (readonly [where: string, config: string])[] = [
  ['the name of a section', `[${secret}]`],
  ['a header that is not closed', `[aws_secret_access_key = ${secret}`],
  ['a line without a key', secret],
  ['a line with a colon', `aws_secret_access_key: ${secret}`],
  ['role_arn', `[profile a]\nrole_arn = ${secret}\nsource_profile = good`],
  ['source_profile', `[profile a]\n${role}\nsource_profile = ${secret}`],
  ['credential_source', `[profile a]\n${role}\ncredential_source = ${secret}`],
  ['duration_seconds', `[profile a]\n${role}\nsource_profile = good\nduration_seconds = ${secret}`],
  ['region', `[profile a]\naws_access_key_id = x\naws_secret_access_key = y\nregion = ${secret}`],
  ['sso_session', `[profile a]\nsso_session = ${secret}\nsso_account_id = 111122223333\nsso_role_name = r`],
  ['sso_account_id', `[profile a]\n${sso}\nsso_account_id = ${secret}`],
  ['sso_region', `[profile a]\nsso_start_url = x\nsso_region = ${secret}\nsso_account_id = 111122223333\nsso_role_name = r`],
  [
    'the password of an endpoint',
    `[profile a]\naws_access_key_id = x\naws_secret_access_key = y\nendpoint_url = https://u:${secret}@evil.example`,
  ],
  ['a token file', `[profile a]\n${role}\nweb_identity_token_file = ${secret}`],
];

describe('a secret in', () => {
  it.each(places)('%s is in nothing that is shown', async (_where, config) => {
    const text = `${goodProfile}${config}\n`;
    const listed = list(text);
    expect(namesOf(listed)).toContain('good');
    const sessions = awsSessions({
      env: homeWith(text),
      endpointUrl: 'http://127.0.0.1:1',
      consents: [],
      ask: () => Promise.resolve(null),
    });
    const said = [listed, sessions.hint('a'), await sessions.open('a', AbortSignal.timeout(2_000))];
    expect(JSON.stringify(said)).not.toContain(secret.slice(0, 12));
  });
});

describe('what is no secret', () => {
  it.each([
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Reader',
    'profile of-the-team/production/account/with-a-name-that-is-long',
    'https://d-1234567890.awsapps.com/start/#/a-very-long-path-of-a-portal',
    '/home/somebody/projects/infrastructure/tokens/web-identity-token',
  ])('is shown: %s', (text) => {
    expect([withoutSecrets(text), brief(text, 200)]).toEqual([text, text]);
  });

  it('is cut where it has no end: so long that a search which looks back again and again would not come to its end', () => {
    expect(brief('x'.repeat(10_000_000))).toBe(`${'x'.repeat(79)}…`);
    expect(brief('a/'.repeat(5_000_000)).length).toBe(80);
  });
});

describe('sections in the wrong place', () => {
  it('are told: a session without a name, one in the credentials file, a source that does not exist, endpoints of single services', () => {
    const listed = list(
      `[sso-session ]\nsso_region = us-east-1\n[profile a]\n${role}\ncredential_source = Moon\n[profile b]\nservices = local\n${goodProfile}`,
      '[sso-session s]\nsso_region = us-east-1\n',
    );
    expect(listed.ignored.map(({ line, text, why }) => [line, text, why])).toEqual([
      [1, '[sso-session ]', 'the section has no name'],
      [1, '[sso-session s]', '[sso-session …] belongs into the config file'],
    ]);
    expect(profileNamed(listed, 'a').problem).toBe(
      'credential_source "Moon" is none that AWS knows: Environment, Ec2InstanceMetadata, EcsContainer.',
    );
    expect(listed.notices.filter((notice) => notice.startsWith('A section [services'))).toEqual([
      "A section [services …] is named by: b. Its endpoints are not used, AWS's own are: give the endpoint to the scan, or write endpoint_url into the profile.",
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ProfileList } from '#shared/api/contract.ts';
import { emptyChoice, requestOf, whyNot } from '#renderer/views/scan/scan-choice.ts';

const entry = { kind: 'keys', file: '~/.aws/config', region: 'us-east-1', accountId: null, consent: null, problem: null } as const;
const list: ProfileList = {
  profiles: [
    { ...entry, name: 'plain' },
    { ...entry, name: 'homeless', region: null },
    { ...entry, name: 'portal', kind: 'sso' },
    { ...entry, name: 'process', kind: 'process', consent: { hash: 'h1', what: 'runs /opt/tool' } },
  ],
  files: [],
  ignored: [],
};

describe('whyNot', () => {
  it('says the first thing that is missing', () => {
    const choice = (part: Partial<typeof emptyChoice>) => whyNot({ ...emptyChoice, ...part }, list);
    expect([
      choice({}),
      choice({ profiles: ['process'] }),
      choice({ profiles: ['process'], consents: ['h1'] }),
      choice({ profiles: ['homeless'] }),
      choice({ profiles: ['homeless'], regionMode: 'all' }),
      choice({ profiles: ['plain'], regionMode: 'chosen' }),
      choice({ profiles: ['plain'], endpointUrl: 'http://example.com' }),
      choice({ profiles: ['plain'], endpointUrl: 'http://127.0.0.1:5000' }),
      choice({ profiles: ['plain'], accountMode: 'organization' }),
      choice({ profiles: ['plain'], accountMode: 'organization', role: 'two words' }),
      choice({ profiles: ['plain'], accountMode: 'organization', role: 'reader' }),
      choice({ profiles: ['portal', 'plain'], accountMode: 'portal' }),
      choice({ profiles: ['portal'], accountMode: 'portal' }),
    ]).toEqual([
      'Choose at least one profile',
      'process needs your consent first',
      null,
      'homeless names no Region; choose the Regions yourself',
      null,
      'Choose at least one Region',
      'The endpoint must be an address of this machine, e.g. http://127.0.0.1:5000',
      null,
      'Name the role to assume in each account',
      'The role must be the name or the ARN of a role',
      null,
      'plain is no SSO profile, so it has no sign-in portal',
      null,
    ]);
  });
});

describe('requestOf', () => {
  it('sends only consents of chosen profiles, and no Regions unless they were chosen', () => {
    expect(requestOf({ ...emptyChoice, profiles: ['plain'], consents: ['h1'], regions: ['eu-west-1'] }, list)).toEqual({
      profiles: ['plain'],
      regions: [],
      allRegions: false,
      consents: [],
      endpointUrl: null,
    });
  });

  it('names the list whose accounts are entered, and the role', () => {
    expect(requestOf({ ...emptyChoice, profiles: ['portal'], accountMode: 'portal', role: ' reader ' }, list)).toMatchObject({
      organization: { accounts: 'portal', role: 'reader' },
    });
  });
});

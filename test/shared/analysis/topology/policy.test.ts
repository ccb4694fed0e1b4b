/** What an endpoint policy leaves open. */
import { describe, expect, it } from 'vitest';
import { policyAccounts, policyReach, statementsOf } from '#shared/analysis/topology/policy.ts';

const open = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

describe('an endpoint policy', () => {
  it.each([
    ['the default one', { Statement: [open] }, 'full'],
    ['the default one without a list', { Statement: open }, 'full'],
    ['the same in lists', { Statement: [{ ...open, Principal: { AWS: ['*'] }, Action: ['*'], Resource: ['*'] }] }, 'full'],
    ['an empty condition', { Statement: [{ ...open, Condition: {} }] }, 'full'],
    ['a condition', { Statement: [{ ...open, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }] }, 'restricted'],
    ['one account', { Statement: [{ ...open, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }] }, 'restricted'],
    ['a service as principal', { Statement: [{ ...open, Principal: { Service: 'logs.amazonaws.com' } }] }, 'restricted'],
    ['some actions', { Statement: [{ ...open, Action: 's3:GetObject' }] }, 'open'],
    ['every action of the service', { Statement: [{ ...open, Action: 's3:*' }] }, 'full'],
    ['a condition that holds for everybody', { Statement: [{ ...open, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }] }, 'full'],
    ['a condition that anything meets', { Statement: [{ ...open, Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }] }, 'full'],
    ['some resources', { Statement: [{ ...open, Resource: 'arn:aws:s3:::bucket/*' }] }, 'restricted'],
    ['a denial of one action beside it', { Statement: [open, { ...open, Effect: 'Deny', Action: 's3:DeleteBucket' }] }, 'full'],
    [
      'a denial to strangers beside it',
      { Statement: [open, { ...open, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }] },
      'restricted',
    ],
    [
      'a denial to all but some',
      { Statement: [open, { Effect: 'Deny', NotPrincipal: { AWS: '1' }, Action: 's3:Get*', Resource: '*' }] },
      'restricted',
    ],
    ['no statement', { Version: '2012-10-17' }, 'unreadable'],
    ['something that is no policy', 7, 'unreadable'],
  ])('%s is judged', (_what, document, expected) => {
    expect(policyReach(JSON.stringify(document))).toBe(expected);
  });

  it('names accounts, unless a condition narrows them', () => {
    const of = (...principals: unknown[]): string => JSON.stringify({ Statement: principals.map((Principal) => ({ ...open, Principal })) });
    expect([
      policyAccounts(of({ AWS: ['arn:aws:iam::999988887777:root', '111122223333'] }, { Service: 'ec2.amazonaws.com' }, '*')),
      policyAccounts(
        JSON.stringify({
          Statement: [{ ...open, Principal: { AWS: '111122223333' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
        }),
      ),
      policyAccounts('{'),
    ]).toEqual([['111122223333', '999988887777'], [], []]);
  });

  it('that is no JSON cannot be read', () => {
    expect([policyReach('{'), statementsOf('')]).toEqual(['unreadable', null]);
  });
});

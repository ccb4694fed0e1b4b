/** What an endpoint policy leaves open. */
import { describe, expect, it } from 'vitest';
import { policyReach, statementsOf } from '#shared/analysis/topology/policy.ts';

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
    ['some actions', { Statement: [{ ...open, Action: 's3:GetObject' }] }, 'restricted'],
    ['some resources', { Statement: [{ ...open, Resource: 'arn:aws:s3:::bucket/*' }] }, 'restricted'],
    ['a denial beside it', { Statement: [open, { ...open, Effect: 'Deny', Action: 's3:DeleteBucket' }] }, 'restricted'],
    ['no statement', { Version: '2012-10-17' }, 'unreadable'],
    ['something that is no policy', 7, 'unreadable'],
  ])('%s is judged', (_what, document, expected) => {
    expect(policyReach(JSON.stringify(document))).toBe(expected);
  });

  it('that is no JSON cannot be read', () => {
    expect([policyReach('{'), statementsOf('')]).toEqual(['unreadable', null]);
  });
});

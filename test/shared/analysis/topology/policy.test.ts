/** What an endpoint policy leaves open. */
import { describe, expect, it } from 'vitest';
import { policyAccounts, policyReach, statementsOf } from '#shared/analysis/topology/policy.ts';

const open = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

const justOne = { 'ForAnyValue:StringLike': { 'aws:PrincipalAccount': '999988887777' } };
const mostOf = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' }, StringNotEquals: { 'aws:PrincipalAccount': '1' } };
const people = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };

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
    ['names of any account', { Statement: [{ ...open, Resource: 'arn:aws:dynamodb:*:*:table/*' }] }, 'full'],
    ['a name in any account', { Statement: [{ ...open, Action: 'sqs:SendMessage', Resource: ['arn:aws:sqs:*:*:jobs'] }] }, 'open'],
    ['any bucket', { Statement: [{ ...open, Resource: ['arn:aws:s3:::*', 'arn:aws:s3:::*/*'] }] }, 'full'],
    ['names of one account', { Statement: [{ ...open, Resource: 'arn:aws:dynamodb:*:111122223333:table/*' }] }, 'restricted'],
    ['all resources but one', { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', NotResource: 'arn:aws:s3:::a' }] }, 'full'],
    ['all principals but one', { Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: '1' }, Action: '*', Resource: '*' }] }, 'full'],
    ['all accounts but one', { Statement: [{ ...open, Condition: { StringNotEquals: { 'aws:PrincipalAccount': '1' } } }] }, 'full'],
    ['an organisation, and not one account of it', { Statement: [{ ...open, Condition: mostOf }] }, 'restricted'],
    ['a denial to one account beside it', { Statement: [open, { ...open, Effect: 'Deny', Condition: justOne }] }, 'full'],
    ['a denial to one account by its name', { Statement: [open, { ...open, Effect: 'Deny', Principal: { AWS: '999988887777' } }] }, 'full'],
    [
      'a denial without TLS beside it',
      { Statement: [open, { ...open, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
      'full',
    ],
    ['a denial of everything beside it', { Statement: [open, { ...open, Effect: 'Deny' }] }, 'restricted'],
    ['a denial to all who are no service', { Statement: [open, { ...open, Effect: 'Deny', Condition: people }] }, 'restricted'],
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

  it.each([
    ['its account', { StringEquals: { 'aws:PrincipalAccount': ['999988887777', '111122223333'] } }, ['111122223333', '999988887777']],
    ['its roles', { ArnLike: { 'AWS:PrincipalArn': 'arn:aws:iam::999988887777:role/*' } }, ['999988887777']],
    ['the account behind a service', { StringEquals: { 'aws:SourceAccount': '999988887777' } }, ['999988887777']],
    ['its account and an organisation', { StringEquals: { 'aws:PrincipalAccount': '999988887777', 'aws:PrincipalOrgID': 'o-1' } }, []],
    ['all accounts but its own', { StringNotEquals: { 'aws:PrincipalAccount': '999988887777' } }, []],
    ['an organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, []],
  ])('names accounts by a condition: %s', (_what, Condition, expected) => {
    expect(policyAccounts(JSON.stringify({ Statement: [{ ...open, Condition }] }))).toEqual(expected);
  });

  it('that is no JSON cannot be read', () => {
    expect([policyReach('{'), statementsOf('')]).toEqual(['unreadable', null]);
  });
});

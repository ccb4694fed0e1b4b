import { describe, expect, it } from 'vitest';
import { policyKey, policyWords } from '#renderer/workers/policy-words.ts';

const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('policies in words', () => {
  it.each([
    [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, 'Allows everyone anything on everything.'],
    [
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:role/app'] },
        Action: ['s3:GetObject', 's3:*'],
        Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
      },
      'Allows account 1111 2222 3333, role/app of 4444 5555 6666 everything of s3, s3:GetObject on bucket logs, objects logs/*.',
    ],
    [
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: '111122223333' },
        NotAction: 'kms:Decrypt',
        NotResource: 'arn:aws:kms:us-east-1:111122223333:key/1',
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' },
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-1/*', 'o-2/*'] },
          Null: { 'aws:SourceVpc': 'true' },
        },
      },
      'Denies everyone but account 1111 2222 3333 anything but kms:Decrypt on everything but arn:aws:kms:us-east-1:111122223333:key/1, only if ' +
        'aws:PrincipalOrgID is not o-1 (or is absent) and any aws:PrincipalOrgPaths is like o-1/* or o-2/* and aws:SourceVpc is absent.',
    ],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }, 'Allows everyone sts:AssumeRole on everything.'],
  ])('%#', (statement, words) => {
    expect(policyWords(policy(statement))).toEqual([words]);
  });

  it('count long lists', () => {
    const Action = Array.from({ length: 9 }, (_, index) => `s3:Action${String(index)}`);
    expect(policyWords(policy({ Effect: 'Allow', Principal: '*', Action, Resource: '*' }))?.[0]).toContain('s3:Action5 and 3 more on');
  });

  it('are null for what is no policy', () => {
    expect([policyWords('nonsense'), policyWords('[]')]).toEqual([null, null]);
  });
});

describe('the key of a policy', () => {
  it('is the same for another order, one-entry lists and other Sids', () => {
    const one = policy(
      { Sid: 'a', Effect: 'Allow', Principal: '*', Action: ['s3:Get', 's3:Put'], Resource: ['*'] },
      { Effect: 'Deny', Action: 'x:y' },
    );
    const two = policy(
      { Effect: 'Deny', Action: ['x:y'] },
      { Resource: '*', Action: ['s3:Put', 's3:Get'], Principal: '*', Effect: 'Allow' },
    );
    expect(policyKey(one)).toBe(policyKey(two));
  });

  it('is another for another condition', () => {
    const base = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
    expect(policyKey(policy(base))).not.toBe(policyKey(policy({ ...base, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })));
  });
});

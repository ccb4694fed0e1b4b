import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesQuery, matchesText, parseQuery } from '#shared/diagram/query.ts';
import { item } from '#test/renderer/item.ts';

const endpoint = item({
  kind: 'Interface endpoint',
  subject: { kind: 'vpc-endpoint', id: 'vpce-1', accountId: '111122223333', region: 'us-east-1' },
  accountName: 'payments-prod',
  state: 'PendingAcceptance',
  zones: ['use1-az4', 'use1-az6'],
  verdict: 'single-zone',
  rules: ['AZ-02', 'CN-01'],
  service: 'ledger',
  vpcName: 'core vpc',
});
const service = item({
  kind: 'Endpoint service',
  subject: { kind: 'endpoint-service', id: 'vpce-svc-1', accountId: '444455556666', region: 'us-east-1' },
});

const matches = (query: string) => [endpoint, service].map((each) => matchesQuery(parseQuery(query), each));

describe('parseQuery', () => {
  it('reads fields, alternatives, negation and quotes', () => {
    expect(parseQuery('type:endpoint state:pending,failed -az:use1-az4 vpc:"core vpc" Ledger')).toEqual([
      { field: 'type', values: ['endpoint'], isNegated: false },
      { field: 'state', values: ['pending', 'failed'], isNegated: false },
      { field: 'az', values: ['use1-az4'], isNegated: true },
      { field: 'vpc', values: ['core vpc'], isNegated: false },
      { field: null, values: ['ledger'], isNegated: false },
    ]);
  });

  it('takes what is no field as words, colon and all', () => {
    expect(parseQuery('arn:aws:ec2')).toEqual([{ field: null, values: ['arn:aws:ec2'], isNegated: false }]);
  });

  it('ignores a field without a value: somebody is still typing', () => {
    expect(parseQuery('state:')).toEqual([{ field: null, values: ['state:'], isNegated: false }]);
    expect(parseQuery('state:,')).toEqual([]);
  });

  it('reads anything without failing', () => {
    fc.assert(fc.property(fc.string(), (text) => parseQuery(text).every((term) => term.values.length > 0)));
  });
});

describe('matchesQuery', () => {
  it.each([
    ['type:endpoint', [true, false]],
    ['type:service', [false, true]],
    ['state:pending', [true, false]],
    ['state:pending-acceptance', [true, false]],
    ['account:PROD', [true, false]],
    ['account:"1111 2222"', [true, false]],
    ['az:use1-az4', [true, false]],
    ['-az:use1-az4', [false, true]],
    ['finding:az-02', [true, false]],
    ['verdict:single-zone', [true, false]],
    ['vpc:core service:ledger', [true, false]],
    ['region:us-east-1', [true, true]],
    ['region:us-east-1 type:nat', [false, false]],
  ])('%s', (query, expected) => {
    expect(matches(query)).toEqual(expected);
  });
});

describe('matchesText', () => {
  it('holds for words, never for a field: a thing with only text has none', () => {
    expect([matchesText(parseQuery('north'), 'the north gate'), matchesText(parseQuery('state:north'), 'the north gate')]).toEqual([
      true,
      false,
    ]);
  });
});

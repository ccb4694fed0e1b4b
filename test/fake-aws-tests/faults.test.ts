import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { ec2Bucket, tokenBuckets } from '#test/fake-aws/buckets.ts';
import { chance, type FaultKind, faultKinds, type FaultRule } from '#test/fake-aws/faults.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { isLongRun } from '#test/long-run.ts';
import { consumerAccount, oneVpc } from '#test/fixtures/small-estates.ts';
import { sdkReader } from './sdk-reader.ts';

let fake: FakeAws;
const region = 'eu-central-1';

beforeAll(async () => {
  fake = await startFakeAws({ snapshot: oneVpc() });
});
beforeEach(() => fake.setFaults([]));
afterAll(() => fake.close());

type Ending = string | readonly string[];

/** What one call ends with: the name of the error, `hangs`, or the fields of the answer that are there. */
async function ending(operation: string, patience = 15_000): Promise<Ending> {
  const reader = sdkReader(fake, consumerAccount, region);
  const hang = new Promise<Ending>((resolve) => {
    setTimeout(() => resolve('hangs'), patience).unref();
  });
  const answered = reader.call(operation).then(
    (answer): Ending => Object.keys(answer).filter((field) => field !== '$metadata'),
    (error: unknown): Ending => (error as Error).name,
  );
  const result = await Promise.race([answered, hang]);
  reader.destroy();
  return result;
}

const endings: Readonly<Record<FaultKind, Ending>> = {
  throttle: 'RequestLimitExceeded',
  'throttle-retry-after': 'RequestLimitExceeded',
  'internal-error': 'InternalError',
  unavailable: 'Unavailable',
  'bad-gateway-html': 'Unknown',
  hang: 'hangs',
  'hang-in-body': 'hangs',
  drip: 'hangs',
  truncated: 'Error',
  'short-body': 'Error',
  reset: 'TimeoutError',
  'reset-in-body': 'Error',
  // The SDK takes all of these for an answer: only its reader can see that the list is missing.
  'html-200': [],
  'empty-200': [],
  'json-200': 'Error',
  'wrong-action': [],
  redirect: 'Unknown',
  'repeated-token': ['NextToken', 'Vpcs'],
  'token-cycle': ['NextToken', 'Vpcs'],
  'duplicate-items': ['Vpcs'],
  'empty-page': ['NextToken', 'Vpcs'],
  'invalid-token': 'InvalidNextToken',
  'expired-token': 'ExpiredToken',
  'auth-failure': 'AuthFailure',
  denied: 'UnauthorizedOperation',
  'chunk-cut': 'Error',
  'redirect-permanent': 'Unknown',
  'redirect-temporary': 'Unknown',
  'proxy-login': 'Unknown',
  'encoded-denial': 'UnauthorizedOperation',
  'request-expired': 'RequestExpired',
  'unknown-key': 'InvalidClientTokenId',
  'skewed-clock': 'SignatureDoesNotMatch',
  'endless-pages': ['NextToken', 'Vpcs'],
  'moved-item': ['Vpcs'],
  'unknown-state': ['Vpcs'],
  'missing-fields': ['Vpcs'],
  'extra-elements': ['Vpcs'],
  'huge-page': ['Vpcs'],
  nested: 'RangeError',
  'byte-order-mark': 'Error',
  nul: ['Vpcs'],
  'wrong-charset': 'Error',
  // The SDK asks for no packed answers and unpacks none.
  'gzip-named': ['Vpcs'],
  'gzip-packed': 'Error',
};

describe('faults', () => {
  // Fifty megabytes of XML take seconds; test/electron/aws/bad-answer-contents.test.ts reads fifteen every time.
  it.each(faultKinds.filter((kind) => isLongRun || kind !== 'huge-page'))('%s', async (kind) => {
    fake.setFaults([{ kind }]);
    expect(await ending('DescribeVpcs', endings[kind] === 'hangs' ? 400 : undefined)).toEqual(endings[kind]);
    fake.setFaults([]);
    expect(await ending('DescribeVpcs')).toEqual(['Vpcs']);
  });

  it('strike only where the rule says', async () => {
    fake.setFaults([{ kind: 'throttle', match: { action: 'DescribeSubnets', attempts: 2 } }]);
    const seen = [];
    for (const operation of ['DescribeVpcs', 'DescribeSubnets', 'DescribeSubnets', 'DescribeSubnets']) seen.push(await ending(operation));
    expect(seen).toEqual([['Vpcs'], 'RequestLimitExceeded', 'RequestLimitExceeded', ['Subnets']]);
  });

  it('of an empty page lead to the full one', async () => {
    fake.setFaults([{ kind: 'empty-page' }]);
    const reader = sdkReader(fake, consumerAccount, region);
    const pages = await reader.read('DescribeSubnets', { MaxResults: 5 });
    reader.destroy();
    expect(pages.map((page) => page.subnets?.length)).toEqual([0, 3]);
  });

  it('of a token cycle come round after three', async () => {
    fake.setFaults([{ kind: 'token-cycle' }]);
    const reader = sdkReader(fake, consumerAccount, region);
    const tokens: unknown[] = [];
    for (let page = 0; page < 4; page += 1) {
      const before = tokens.at(-1);
      tokens.push((await reader.call('DescribeVpcs', before === undefined ? {} : { NextToken: before }))['NextToken']);
    }
    reader.destroy();
    expect(new Set(tokens).size).toBe(3);
    expect(tokens[3]).toBe(tokens[0]);
  });

  it('fall the same way for the same seed', async () => {
    const rules: FaultRule[] = [{ kind: 'throttle', p: 0.5 }];
    const run = async (seed: number): Promise<Ending[]> => {
      fake.setFaults(rules, seed);
      const seen = [];
      for (let call = 0; call < 12; call += 1) seen.push(await ending('DescribeVpcs'));
      return seen;
    };
    const first = await run(3);
    expect(await run(3)).toEqual(first);
    expect(new Set(first.map(String))).toEqual(new Set(['RequestLimitExceeded', 'Vpcs']));
  });

  it('strike about as often as they should', () => {
    const share =
      Array.from({ length: 20_000 }, (_, index) => chance(`1/0/account-${index}`)).filter((value) => value < 0.05).length / 20_000;
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.06);
  });
});

describe('token buckets', () => {
  it('give the burst, then what comes back', () => {
    const take = tokenBuckets(ec2Bucket);
    const taken = Array.from({ length: 130 }, () => take('a', 1000)).filter(Boolean).length;
    const later = Array.from({ length: 130 }, () => take('a', 2000)).filter(Boolean).length;
    expect([taken, later, take('b', 2000)]).toEqual([100, 20, true]);
  });

  it('never give more than the burst and the rate allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { maxLength: 400 }), (times) => {
        const take = tokenBuckets({ burst: 10, perSecond: 2 });
        const sorted = times.toSorted((a, b) => a - b);
        const taken = sorted.filter((now) => take('a', now)).length;
        const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
        expect(taken).toBeLessThanOrEqual(10 + (span / 1000) * 2 + 1e-9);
      }),
    );
  });

  it('answer RequestLimitExceeded when they are empty', async () => {
    const own = await startFakeAws({ snapshot: oneVpc(), buckets: { burst: 2, perSecond: 0.001 } });
    const reader = sdkReader(own, consumerAccount, region);
    const names = [];
    for (let call = 0; call < 3; call += 1)
      names.push(
        await reader.call('DescribeVpcs').then(
          () => 'ok',
          (error: unknown) => (error as Error).name,
        ),
      );
    reader.destroy();
    await own.close();
    expect(names).toEqual(['ok', 'ok', 'RequestLimitExceeded']);
    expect(own.calls.map((call) => call.fault)).toEqual([null, null, 'bucket']);
  });
});

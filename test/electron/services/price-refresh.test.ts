import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { priceListRegion } from '#electron/aws/prices.ts';
import { refreshPrices } from '#electron/services/price-refresh.ts';
import { currentPriceBook, takenPrices } from '#electron/services/price-refresh-file.ts';
import { isUsageType } from '#electron/services/price-refresh-products.ts';
import { probeEnvironment, startStandIn } from './aws-stand-in.ts';

const data = mkdtempSync(path.join(os.tmpdir(), 'prices-test-'));
const region = 'eu-west-1' as Region;

beforeAll(() => {
  probeEnvironment();
  process.env['LINKSCAPE_DATA'] = data;
});

function product(
  usagetype: string,
  operation: string,
  unit: string,
  steps: readonly (readonly [string, string, string])[],
  regionCode = 'eu-west-1',
): string {
  const priceDimensions = Object.fromEntries(
    steps.map(([beginRange, endRange, usd], index) => [`X.${index}`, { unit, beginRange, endRange, pricePerUnit: { USD: usd } }]),
  );
  return JSON.stringify({
    product: { sku: 'SKU1', attributes: { usagetype, operation, regionCode, locationType: 'AWS Region' } },
    terms: { OnDemand: { 'SKU1.T': { effectiveDate: '2026-11-01T00:00:00Z', priceDimensions } } },
    version: '20261101000000',
    publicationDate: '2026-11-18T01:02:03Z',
  });
}

const lists: Readonly<Record<string, readonly string[]>> = {
  AmazonEC2: [
    product('EU-RegionalNatGateway-Hours', 'RegionalNatGateway', 'Hrs', [['0', 'Inf', '0.0700000000']]),
    product('EU-NatGateway-Hours', 'NatGateway', 'Hrs', [['0', 'Inf', '0.0500000000']]),
    product('EU-NatGateway-Bytes', 'NatGateway', 'GB', [['0', 'Inf', '0.0480000000']]),
    product('EU-NatGateway-Prvd-Bytes', 'NatGateway', 'GB', [['0', 'Inf', '0.0000000000']]),
    product('EU-NatGateway-Hours', 'NatGateway', 'Hrs', [['0', 'Inf', '9.0']], 'eu-west-2'),
  ],
  AmazonVPC: [
    product('EU-VpcEndpoint-Bytes', 'VpcEndpoint', 'GB', [
      ['5242880', 'Inf', '0.0040000000'],
      ['0', '1048576', '0.0100000000'],
      ['1048576', '5242880', '0.0060000000'],
    ]),
    product('EU-VpcEndpoint-Hours', 'VpcEndpoint', 'Hrs', [['0', 'Inf', '0.0110000000']]),
    product('EU-PublicIPv4:InUseAddress', 'AssociateAddressVPC', 'Hrs', [['0', 'Inf', '0.0050000000']]),
    product('EU-PublicIPv4:InUseAddress', 'RunInstances', 'Hrs', [['0', 'Inf', '0.0060000000']]),
  ],
};

async function refreshed(take: boolean) {
  const standIn = await startStandIn('111122223333', (_target, body) => {
    const [first, ...rest] = lists[String(body['ServiceCode'] as string)] ?? [];
    return body['NextToken'] === undefined ? { PriceList: [first], NextToken: 'more' } : { PriceList: rest };
  });
  try {
    const access = { profiles: ['probe'], endpointUrl: standIn.url, consents: [], ask: () => Promise.resolve(null) };
    const outcome = await refreshPrices({ ...access, signal: new AbortController().signal, regions: [region], take });
    if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
    return outcome.value;
  } finally {
    await standIn.close();
  }
}

describe('prices refresh', () => {
  it('shows what changed, and writes nothing', async () => {
    const { changes, notices, keptIn } = await refreshed(false);
    expect(changes.map((change) => [change.item, change.kind, change.before?.usd, change.now.usd, change.now.tiers.length])).toEqual([
      ['endpoint.interface.gb', 'same', '0.01', '0.01', 3],
      ['endpoint.interface.hour', 'same', '0.011', '0.011', 1],
      ['nat.regional.azHour', 'changed', '0.048', '0.07', 1],
      ['nat.zonal.gb', 'same', '0.048', '0.048', 1],
      ['nat.zonal.hour', 'changed', '0.048', '0.05', 1],
    ]);
    expect(notices).toEqual(['publicIpv4.inUse.hour in eu-west-1: the price list names 2 different prices; none is taken.']);
    expect({ keptIn, taken: takenPrices(), book: currentPriceBook() === builtInPriceBook }).toEqual({
      keptIn: null,
      taken: [],
      book: true,
    });
  });

  it('keeps prices where told to, and the book then has them with their day', async () => {
    expect((await refreshed(true)).keptIn).toBe(path.join(data, 'prices.json'));
    const price = currentPriceBook().lookup('nat.zonal.hour', region);
    expect(price).toEqual({
      kind: 'price',
      item: 'nat.zonal.hour',
      region,
      unit: 'NAT-gateway-hour',
      usd: '0.05',
      tiers: [{ upTo: null, usd: '0.05' }],
      origin: 'list',
      asOf: '2026-11-18',
      source: 'AWS Price List API, EU-NatGateway-Hours, SKU SKU1, version 20261101000000',
      note: null,
      confirmedBy: [],
    });
    expect(currentPriceBook().lookup('nat.zonal.hour', 'us-east-1' as Region)).toEqual(
      builtInPriceBook.lookup('nat.zonal.hour', 'us-east-1' as Region),
    );
  });
});

describe('the Price List API', () => {
  it.each([
    ['NatGateway-Hours', true],
    ['USE2-NatGateway-Hours', true],
    ['EU-NatGateway-Hours', true],
    ['RegionalNatGateway-Hours', false],
    ['USW2-LAX1-NatGateway-Hours', false],
    ['NatGateway-Hours-X', false],
  ])('knows %s', (text, isIt) => {
    expect(isUsageType(text, 'NatGateway-Hours')).toBe(isIt);
  });

  it('is asked only where it is', () => {
    const of = (home: string): string => priceListRegion(home as Region);
    expect(['us-gov-west-1', 'eu-west-1', 'ap-southeast-2', 'cn-north-1'].map(of)).toEqual([
      'us-east-1',
      'eu-central-1',
      'ap-south-1',
      'cn-northwest-1',
    ]);
  });
});

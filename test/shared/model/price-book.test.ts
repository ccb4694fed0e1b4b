import { describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { builtInPriceBook, interRegionPriceOf, listPrices, priceOf } from '#shared/model/price-book.ts';
import { withAssumptions, withOverrides } from '#shared/model/price-book-adjust.ts';

const region = (name: string): Region => name as Region;
const usd = (item: string, name: string, book = builtInPriceBook): string | null => {
  const price = priceOf(book, item, region(name));
  return price.kind === 'price' ? price.usd : null;
};

describe('the built-in price book', () => {
  it('knows prices of each Region with source and date', () => {
    expect(priceOf(builtInPriceBook, 'endpoint.interface.gb', region('eu-central-1'))).toMatchObject({
      kind: 'price',
      usd: '0.01',
      tiers: [
        { upTo: '1048576', usd: '0.01' },
        { upTo: '5242880', usd: '0.006' },
        { upTo: null, usd: '0.004' },
      ],
      origin: 'list',
      asOf: '2025-11-04',
      source: expect.stringContaining('vpc.json'),
    });
    expect([
      usd('nat.zonal.hour', 'sa-east-1'),
      usd('endpoint.gwlb.hour', 'sa-east-1'),
      usd('endpoint.interface.hour', 'sa-east-1'),
    ]).toEqual(['0.093', '0.0151', '0.021']);
  });

  it('keeps unknown prices unknown: China, Regions without a reading, items nobody read', () => {
    expect([
      usd('nat.zonal.hour', 'cn-northwest-1'),
      usd('endpoint.interface.hour', 'cn-north-1'),
      usd('publicIpv4.inUse.hour', 'cn-north-1'),
      usd('route53.privateHostedZone.month', 'cn-north-1'),
      usd('interAz.gb', 'ap-southeast-3'),
      usd('networkFirewall.gb', 'us-east-1'),
    ]).toEqual([null, null, null, null, null, null]);
  });

  it('knows nothing above the first tier where only that was read', () => {
    const price = priceOf(builtInPriceBook, 'internetEgress.gb', region('me-central-1'));
    expect(price).toMatchObject({ tiers: [{ upTo: '10240', usd: '0.11' }] });
  });

  it('knows pairs of Regions with a price of their own', () => {
    const pair = (from: string, to: string) => interRegionPriceOf(builtInPriceBook, region(from), region(to));
    expect([pair('us-east-1', 'us-east-2'), pair('us-east-2', 'us-east-1'), pair('us-east-1', 'eu-west-1')]).toMatchObject([
      { usd: '0.01' },
      { usd: '0.01' },
      { usd: '0.02' },
    ]);
  });

  it('lists what holds everywhere once, and the gaps of a Region', () => {
    const all = listPrices(builtInPriceBook);
    expect(all.filter((price) => price.item === 'endpoint.gateway.hour').map((price) => price.region)).toEqual(['*']);
    expect(
      listPrices(builtInPriceBook, region('cn-north-1'))
        .filter((price) => price.kind === 'price')
        .map((price) => price.item),
    ).toEqual([
      'endpoint.gateway.gb',
      'endpoint.gateway.hour',
      'endpoint.serviceNetwork.hour',
      'interAz.free.gb',
      'interAz.toInterfaceEndpoint.gb',
      'internetEgress.free.gb',
      'vpcPeering.sameAz.gb',
    ]);
  });
});

describe('adjusted price books', () => {
  it('let the user’s price win, in one Region or everywhere', () => {
    const book = withOverrides(builtInPriceBook, [
      { item: 'endpoint.interface.gb', usd: '0.0080' },
      { item: 'nat.zonal.hour', region: region('us-east-1'), usd: '0.04' },
      { item: 'networkFirewall.gb', usd: '0.065' },
    ]);
    expect([
      usd('endpoint.interface.gb', 'eu-west-1', book),
      usd('nat.zonal.hour', 'us-east-1', book),
      usd('nat.zonal.hour', 'eu-west-1', book),
      usd('networkFirewall.gb', 'eu-west-1', book),
    ]).toEqual(['0.008', '0.04', '0.048', '0.065']);
    expect(priceOf(book, 'endpoint.interface.gb', region('eu-west-1'))).toMatchObject({
      origin: 'override',
      tiers: [{ upTo: null, usd: '0.008' }],
    });
  });

  it('fill named gaps only, and never where the list says there is none', () => {
    const book = withAssumptions(builtInPriceBook);
    expect([
      usd('nat.regional.azHour', 'us-west-2'),
      usd('nat.regional.azHour', 'us-west-2', book),
      usd('nat.regional.azHour', 'us-gov-west-1', book),
      usd('nat.regional.azHour', 'cn-north-1', book),
      usd('interAz.gb', 'ap-southeast-3', book),
      usd('internetEgress.gb', 'mx-central-1', book),
    ]).toEqual([null, '0.045', null, null, '0.01', null]);
    expect(priceOf(book, 'nat.regional.azHour', region('us-west-2'))).toMatchObject({ origin: 'assumed' });
  });
});

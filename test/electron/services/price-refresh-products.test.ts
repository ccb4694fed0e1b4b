import { describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { builtInPriceBook, unreadItems } from '#shared/model/price-book.ts';
import { pricesIn } from '#electron/services/price-refresh-products.ts';
import { priceQuestions } from '#electron/services/price-refresh-questions.ts';
import { product, type Step, transfer } from './price-list-products.ts';

const region = 'eu-west-1' as Region;
const whole: readonly Step[] = [['0', 'Inf', '0.0480000000']];

function questionFor(item: string) {
  const question = priceQuestions.find((each) => each.items.some((priced) => priced.item === item));
  if (question === undefined) throw new Error(`nobody asks for ${item}`);
  return question;
}

describe('what the API is asked', () => {
  it('covers every item that a comparison charges and the list has', () => {
    const asked = new Set(priceQuestions.flatMap((question) => question.items.map(({ item }) => item)));
    const free = /^(endpoint\.(gateway|serviceNetwork)|interAz\.(free|to)|internetEgress\.free|vpcPeering\.sameAz|lattice)/;
    const missing = [...builtInPriceBook.items, ...Object.keys(unreadItems)].filter((item) => !asked.has(item) && !free.test(item));
    expect([...new Set(missing)]).toEqual(['endpoint.tunnel.hour', 'route53.profileAssociation.hour']);
  });

  it('names the Region by its code, never by a prefix or a location', () => {
    const fields = priceQuestions.map(({ serviceCode, regionField }) => `${serviceCode} ${regionField ?? 'all'}`);
    expect([...new Set(fields)]).toEqual([
      'AmazonEC2 regionCode',
      'AmazonVPC regionCode',
      'AWSDataTransfer fromRegionCode',
      'AmazonRoute53 regionCode',
      'AWSNetworkFirewall regionCode',
      'AmazonRoute53 all',
    ]);
  });
});

describe('a product that is not what was asked for', () => {
  const nat = (steps: readonly Step[], unit = 'Hrs', attributes = {}): string =>
    product('EU-NatGateway-Hours', 'NatGateway', unit, steps, attributes);
  const noticeOf = (text: string): readonly string[] => pricesIn(questionFor('nat.zonal.hour'), region, [text, 'x']).notices;
  it.each([
    ['no price in USD', nat(whole).replace('"USD"', '"CNY"'), 'it has no price in USD'],
    ['another unit', nat(whole, 'GB'), 'the unit is "GB"'],
    [
      'a gap',
      nat([
        ['0', '10', '1'],
        ['20', 'Inf', '1'],
      ]),
      'its steps do not follow each other',
    ],
    [
      'an overlap',
      nat([
        ['0', '10', '1'],
        ['5', 'Inf', '1'],
      ]),
      'its steps do not follow each other',
    ],
    ['no end', nat([['0', '10', '1']]), 'its steps do not follow each other'],
    ['no start', nat([['1', 'Inf', '1']]), 'its steps do not follow each other'],
    ['no steps', nat([]), 'its steps do not follow each other'],
    ['NaN', nat([['0', 'Inf', 'NaN']]), '"NaN" is no price'],
    ['a negative price', nat([['0', 'Inf', '-0.045']]), '"-0.045" is no price'],
    ['an exponent', nat([['0', 'Inf', '1e400']]), '"1e400" is no price'],
    ['markup', nat([['0', 'Inf', '<img src=x>']]), '"<img src=x>" is no price'],
    ['no terms', nat(whole).replace('"OnDemand"', '"OnDemand":{},"Reserved"'), 'the price list has 0 sets of terms'],
  ])('gives no price: %s', (_what, text, why) => {
    expect(pricesIn(questionFor('nat.zonal.hour'), region, [text]).prices).toEqual([]);
    expect(noticeOf(text)).toEqual([`nat.zonal.hour in eu-west-1: ${why}; nothing is taken.`]);
  });

  it.each([
    ['of another Region', nat(whole, 'Hrs', { regionCode: 'eu-west-2' })],
    ['of a Local Zone', nat(whole, 'Hrs', { locationType: 'AWS Local Zone' })],
    ['no JSON', '<html>'],
    ['JSON of another shape', '{"product":[]}'],
    ['null', 'null'],
    ['prototype keys', '{"__proto__":{"product":{}},"constructor":1}'],
  ])('is told where nothing else was there: %s', (_what, text) => {
    expect(pricesIn(questionFor('nat.zonal.hour'), region, [text])).toEqual({
      prices: [],
      notices: ['AmazonEC2 in eu-west-1: no product could be read.'],
    });
  });

  it('has no date where the list gives none', () => {
    const text = nat(whole).replace('2026-11-18T01:02:03Z', 'soon').replace('2026-11-01T00:00:00Z', '');
    expect(pricesIn(questionFor('nat.zonal.hour'), region, [text]).prices.map((price) => price.asOf)).toEqual(['undated']);
  });
});

describe('transfer between Regions', () => {
  const question = questionFor('interRegion.out.gb');
  const to = (code: string, prefix: string, usd: string): string => transfer(`EU-${prefix}-AWS-Out-Bytes`, code, [['0', 'Inf', usd]]);
  const told = (products: readonly string[]) => pricesIn(question, region, products).prices.map(({ item, usd }) => [item, usd]);

  it('has one price for all where most share it, and the pairs beside it', () => {
    expect(told([to('us-east-1', 'USE1', '0.02'), to('us-east-2', 'USE2', '0.02'), to('eu-west-2', 'EUW2', '0.01')])).toEqual([
      ['interRegion.out.gb', '0.02'],
      ['interRegion.out.gb>us-east-1', '0.02'],
      ['interRegion.out.gb>us-east-2', '0.02'],
      ['interRegion.out.gb>eu-west-2', '0.01'],
    ]);
  });

  it('has none for all where no price is the commonest', () => {
    expect(told([to('us-east-1', 'USE1', '0.02'), to('eu-west-2', 'EUW2', '0.01')])).toEqual([
      ['interRegion.out.gb>us-east-1', '0.02'],
      ['interRegion.out.gb>eu-west-2', '0.01'],
    ]);
  });

  it('leaves out what goes to a Local Zone, to the Region itself, or in', () => {
    const local = transfer('EU-LHR1-AWS-Out-Bytes', 'eu-west-2', [['0', 'Inf', '9']]).replace(
      '"toLocationType":"AWS Region"',
      '"toLocationType":"AWS Local Zone"',
    );
    expect(told([local, to('eu-west-1', 'EU', '9'), transfer('EU-USE1-AWS-In-Bytes', 'us-east-1', [['0', 'Inf', '9']])])).toEqual([]);
  });
});

import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { builtInPriceBook, interRegionPriceOf } from '#shared/model/price-book.ts';
import { priceListRegion } from '#electron/aws/prices.ts';
import { refreshPrices } from '#electron/services/price-refresh.ts';
import { currentPriceBook, takenPrices } from '#electron/services/price-refresh-file.ts';
import { isUsageType } from '#electron/services/price-refresh-products.ts';
import { probeEnvironment, startStandIn } from './aws-stand-in.ts';
import { product, transfer } from './price-list-products.ts';

const data = mkdtempSync(path.join(os.tmpdir(), 'prices-test-'));
const region = 'eu-west-1' as Region;

beforeAll(() => {
  probeEnvironment();
  process.env['LINKSCAPE_DATA'] = data;
});

const lists: Readonly<Record<string, readonly string[]>> = {
  AmazonEC2: [
    product('EU-RegionalNatGateway-Hours', 'RegionalNatGateway', 'Hrs', [['0', 'Inf', '0.0700000000']]),
    product('EU-NatGateway-Hours', 'NatGateway', 'Hrs', [['0', 'Inf', '0.0500000000']]),
    product('EU-NatGateway-Bytes', 'NatGateway', 'GB', [['0', 'Inf', '0.0480000000']]),
    product('EU-NatGateway-Prvd-Bytes', 'NatGateway', 'GB', [['0', 'Inf', '0.0000000000']]),
    product('EU-NatGateway-Hours', 'NatGateway', 'Hrs', [['0', 'Inf', '9.0']], { regionCode: 'eu-west-2' }),
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
    product('EU-TransitGateway-Hours', 'TransitGatewayVPC', 'Hrs', [['0', 'Inf', '0.0500000000']]),
    product('EU-TransitGateway-Hours', 'TransitGatewayPeering', 'Hrs', [['0', 'Inf', '0.0550000000']]),
    product('EU-VpcPeering-In-Bytes', '', 'GB', [['0', 'Inf', '0.0100000000']]),
    product('EU-VpcPeering-Out-Bytes', '', 'GB', [['0', 'Inf', '0.0100000000']]),
    product('EU-VpcEndpoint-Tunnel-Hours', 'VpcResourceConsumer', 'Hrs', [['0', 'Inf', '0.0220000000']]),
  ],
  IntraRegion: [transfer('EU-DataTransfer-Regional-Bytes', 'eu-west-1', [['0', 'Inf', '0.0100000000']])],
  'AWS Outbound': [
    transfer('EU-DataTransfer-Out-Bytes', '', [
      ['0', '100', '0.0000000000'],
      ['100', '10240', '0.0900000000'],
      ['10240', '51200', '0.0850000000'],
      ['51200', '153600', '0.0700000000'],
      ['153600', 'Inf', '0.0500000000'],
    ]),
  ],
  'InterRegion Outbound': [
    transfer('EU-USE1-AWS-Out-Bytes', 'us-east-1', [['0', 'Inf', '0.0200000000']]),
    transfer('EU-EUC1-AWS-Out-Bytes', 'eu-central-1', [['0', 'Inf', '0.0200000000']]),
    transfer('EU-EUW2-AWS-Out-Bytes', 'eu-west-2', [['0', 'Inf', '0.0150000000']]),
    transfer('EU-EUW2-AWS-In-Bytes', 'eu-west-2', [['0', 'Inf', '0.0000000000']]),
  ],
  AmazonRoute53: [product('EU-ResolverNetworkInterface', '', 'Hours', [['0', 'Inf', '0.1250000000']])],
  HostedZone: [
    product(
      'HostedZone',
      '',
      'HostedZone',
      [
        ['0', '25', '0.5000000000'],
        ['25', 'Inf', '0.1000000000'],
      ],
      { regionCode: undefined },
    ),
  ],
  AWSNetworkFirewall: [
    product('EU-Endpoint-Hour', '', 'Hours', [['0', 'Inf', '0.3950000000']]),
    product('EU-Traffic-GB-Processed', '', 'GB', [['0', 'Inf', '0.0650000000']]),
    product('EU-AdvancedThreatProtection-Traffic-GB-Processed', '', 'GB', [['0', 'Inf', '0.0050000000']]),
  ],
};

function answerTo(body: Readonly<Record<string, unknown>>): readonly string[] {
  const filters = body['Filters'] as readonly { Field: string; Value: string }[];
  const kind = filters.find(({ Field }) => Field === 'transferType' || Field === 'usagetype')?.Value;
  return lists[kind ?? String(body['ServiceCode'])] ?? [];
}

async function refreshed(take: boolean) {
  const standIn = await startStandIn('111122223333', (_target, body) => {
    const [first, ...rest] = answerTo(body);
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
      ['interAz.gb', 'same', '0.01', '0.01', 1],
      ['interRegion.out.gb', 'same', '0.02', '0.02', 1],
      ['interRegion.out.gb>eu-west-2', 'changed', '0.02', '0.015', 1],
      ['internetEgress.gb', 'same', '0.09', '0.09', 4],
      ['nat.regional.azHour', 'changed', '0.048', '0.07', 1],
      ['nat.zonal.gb', 'same', '0.048', '0.048', 1],
      ['nat.zonal.hour', 'changed', '0.048', '0.05', 1],
      ['networkFirewall.endpoint.hour', 'new', undefined, '0.395', 1],
      ['networkFirewall.gb', 'new', undefined, '0.065', 1],
      ['route53.privateHostedZone.month', 'same', '0.5', '0.5', 2],
      ['route53.resolverEndpoint.hour', 'new', undefined, '0.125', 1],
      ['tgw.peeringAttachment.hour', 'changed', '0.05', '0.055', 1],
      ['tgw.vpcAttachment.hour', 'same', '0.05', '0.05', 1],
      ['vpcPeering.crossAz.gb', 'same', '0.01', '0.01', 1],
    ]);
    expect(notices).toEqual([
      'publicIpv4.inUse.hour in eu-west-1: the price list names 2 different prices; none is taken.',
      'eu-west-1: the price list has EU-VpcEndpoint-Tunnel-Hours, which may be endpoint.tunnel.hour; how it is counted is not documented, so it is not taken.',
    ]);
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
    expect(interRegionPriceOf(currentPriceBook(), region, 'eu-west-2' as Region)).toMatchObject({ usd: '0.015' });
    expect(interRegionPriceOf(currentPriceBook(), region, 'us-east-1' as Region)).toMatchObject({ usd: '0.02' });
    expect(currentPriceBook().lookup('route53.resolverEndpoint.hour', region)).toMatchObject({
      usd: '0.125',
      unit: 'network-interface-hour',
    });
    expect(currentPriceBook().lookup('route53.privateHostedZone.month', region)).toMatchObject({ region, asOf: '2026-11-18' });
    expect(currentPriceBook().lookup('route53.privateHostedZone.month', 'cn-north-1' as Region).kind).toBe('unknown');
    expect(currentPriceBook().lookup('nat.zonal.hour', 'us-east-1' as Region)).toEqual(
      builtInPriceBook.lookup('nat.zonal.hour', 'us-east-1' as Region),
    );
  });
});

describe('the Price List API', () => {
  it('ends with a problem where it repeats a page, refuses, or answers with rubbish, and takes nothing', async () => {
    const answers = [() => ({ PriceList: [], NextToken: 'again' }), () => ({ refuse: 'AccessDeniedException' })];
    for (const answer of answers) {
      const standIn = await startStandIn('111122223333', answer);
      try {
        const access = { profiles: ['probe'], endpointUrl: standIn.url, consents: [], ask: () => Promise.resolve(null) };
        const outcome = await refreshPrices({ ...access, signal: new AbortController().signal, regions: [region], take: true });
        expect(outcome).toMatchObject({ kind: 'problem', problem: { where: region } });
        expect(takenPrices().every((price) => price.asOf === '2026-11-18')).toBe(true);
      } finally {
        await standIn.close();
      }
    }
  });

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

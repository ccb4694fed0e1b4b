/** Dispatches a vector on its kind to the calculators that the product uses. Amounts that cannot be known are `null`. */
import { type Exact, decimal, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { builtInPriceBook, interRegionPriceOf, type Price, priceOf } from '#shared/model/price-book.ts';
import { breakEvenGb } from '#shared/analysis/cost/break-even.ts';
import { priceMeters, sumLines } from '#shared/analysis/cost/line.ts';
import type { Meter } from '#shared/analysis/cost/meter.ts';
import * as meters from '#shared/analysis/cost/meters.ts';

export type Inputs = Readonly<Record<string, unknown>>;
export type Answers = Readonly<Record<string, Exact | null>>;

const book = builtInPriceBook;

export function answersOf(kind: string, inputs: Inputs): Answers {
  const answer = kinds[kind];
  if (answer === undefined) throw new Error(`unknown kind of vector: ${kind}`);
  return answer(inputs);
}

const kinds: Readonly<Record<string, (inputs: Inputs) => Answers>> = {
  endpoints,
  'nat-gateways': natGateways,
  'nat-az-hours': natAzHours,
  'endpoint-data': endpointData,
  'offload-gateway': offloadGateway,
  'nat-path': natPath,
  'break-even': breakEven,
  offload,
  replace,
  'second-nat-break-even': secondNat,
  'internet-through-nat': internetThroughNat,
  'internet-egress': internetEgress,
  centralise,
  'cross-region-endpoint': crossRegion,
  'nat-minutes': natMinutes,
  'public-ipv4-seconds': ipv4Seconds,
  'nat-metrics': natMetrics,
  bytes,
  extrapolate,
  rounding,
  'nat-provisioned': natProvisioned,
};

function endpoints(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const type = textOf(inputs, 'type') ?? 'Interface';
  const count = countOf(inputs, 'endpoints') ?? countOf(inputs, 'resources') ?? 1;
  const hourly = usd([meters.endpointHours(where, { type, endpoints: count, azs: countOf(inputs, 'azs') ?? 1, hours: hoursOf(inputs) })]);
  const data = usd(meters.endpointData(where, { type, gb: amount(inputs, 'gb') }));
  const interAz = usd([meters.interAzToEndpoint(where, amount(inputs, 'crossAzGb'))]);
  return { hourlyUsd: hourly, dataUsd: data, interAzUsd: interAz, totalUsd: total(hourly, data, interAz) };
}

function natMode(inputs: Inputs): meters.NatMode {
  return textOf(inputs, 'availabilityMode') === 'regional' ? 'regional' : 'zonal';
}

/** Every public NAT gateway holds an address; a regional one holds one per zone. */
function addressesOf(inputs: Inputs, gateways: number): number {
  if (inputs['publicIpv4Counted'] === false || textOf(inputs, 'connectivityType') === 'private') return 0;
  const perGateway = natMode(inputs) === 'regional' ? (countOf(inputs, 'azs') ?? 1) : 1;
  return countOf(inputs, 'publicIpv4') ?? gateways * perGateway;
}

function natGateways(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const gateways = countOf(inputs, 'natGateways') ?? 1;
  const mode = natMode(inputs);
  const hours = hoursOf(inputs);
  const hourly = usd([meters.natHours(where, { mode, gateways, azs: countOf(inputs, 'azs') ?? 1, hours })]);
  const data = usd([meters.natData(where, { mode, gb: amount(inputs, 'gb', 'natGb') })]);
  const ipv4 = usd([meters.ipv4Hours(where, addressesOf(inputs, gateways), hours)]);
  const interAz = usd([meters.interAz(where, amount(inputs, 'crossAzGb'))]);
  return { hourlyUsd: hourly, dataUsd: data, ipv4Usd: ipv4, interAzUsd: interAz, totalUsd: total(hourly, data, ipv4, interAz) };
}

function natAzHours(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const segments = listOf(inputs, 'segments').map((segment) => ({ azs: countOf(segment, 'azs') ?? 1, hours: hoursOf(segment) }));
  const hourly = usd([meters.natAzHours(where, segments)]);
  const data = usd([meters.natData(where, { mode: 'regional', gb: amount(inputs, 'gb') })]);
  return { hourlyUsd: hourly, dataUsd: data, totalUsd: total(hourly, data) };
}

function endpointData(inputs: Inputs): Answers {
  const type = textOf(inputs, 'type') ?? 'Interface';
  const perRegion = recordOf(inputs, 'perRegionGb') ?? { [regionOf(inputs)]: inputs['gb'] ?? inputs['endpointsGb'] };
  const drafts = Object.entries(perRegion).flatMap(([region, gb]) =>
    (Array.isArray(gb) ? gb : [gb]).flatMap((each) => meters.endpointData({ region: region as Region }, { type, gb: exact(each) })),
  );
  const data = usd(drafts);
  const hourly = usd([
    meters.endpointHours(
      { region: regionOf(inputs) },
      { type, endpoints: countOf(inputs, 'endpoints') ?? 1, azs: countOf(inputs, 'azs') ?? 1, hours: amount(inputs, 'hours') },
    ),
  ]);
  return { dataUsd: data, hourlyUsd: hourly, totalUsd: total(data, hourly) };
}

function offloadGateway(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const gb = amount(inputs, 's3GbViaNat', 'dynamodbGbViaNat', 'gbViaNat', 'gb');
  const data = usd([meters.natData(where, { mode: natMode(inputs), gb })]);
  const interAz = usd([meters.interAz(where, amount(inputs, 'crossAzGb'))]);
  const gateway = usd(meters.endpointData(where, { type: 'Gateway', gb }));
  return { savingUsd: less(total(data, interAz), gateway), endpointUsd: gateway };
}

function natPath(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const isNat = (textOf(inputs, 'path') ?? 'nat') === 'nat';
  const data = usd(isNat ? [meters.natData(where, { mode: natMode(inputs), gb: amount(inputs, 's3Gb', 'dynamodbGb', 'gb') })] : []);
  return { natDataUsd: data, egressUsd: zero, totalUsd: data };
}

function breakEven(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = hoursOf(inputs);
  const removed = countOf(inputs, 'natRemoved') ?? 0;
  const added = { type: 'Interface', endpoints: countOf(inputs, 'endpoints') ?? 1, azs: countOf(inputs, 'azs') ?? 1, hours };
  const endpointsUsd = usd([meters.endpointHours(where, added)]);
  const natUsd = usd([
    meters.natHours(where, { mode: 'zonal', gateways: removed, azs: 1, hours }),
    meters.ipv4Hours(where, addressesOf(inputs, removed), hours),
  ]);
  const fixedUsd = less(endpointsUsd, natUsd);
  const nat = listPrice('nat.zonal.gb', where.region);
  const endpoint = listPrice('endpoint.interface.gb', where.region);
  if (fixedUsd === null || nat === null || endpoint === null) return { fixedUsd, breakEvenGb: null };
  const point = breakEvenGb({ fixedUsd, oldUsdPerGb: decimal(nat.usd), newTiers: endpoint.tiers });
  return { fixedUsd, breakEvenGb: point === 'always' ? zero : point === 'never' ? null : point };
}

function offload(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = hoursOf(inputs);
  const gateways = countOf(inputs, 'natGateways') ?? 1;
  const natGb = amount(inputs, 'natGb');
  const services = listOf(inputs, 'interfaceServices');
  const moved = sum([amount(inputs, 's3Gb'), amount(inputs, 'dynamodbGb'), ...services.map((service) => amount(service, 'gb'))]);
  const fixed = [
    meters.natHours(where, { mode: 'zonal', gateways, azs: 1, hours }),
    meters.ipv4Hours(where, addressesOf(inputs, gateways), hours),
  ];
  const before = usd([...fixed, meters.natData(where, { mode: 'zonal', gb: natGb })]);
  const after = usd([
    ...fixed,
    meters.natData(where, { mode: 'zonal', gb: natGb.minus(moved) }),
    ...services.flatMap((service) => [
      meters.endpointHours(where, { type: 'Interface', endpoints: 1, azs: countOf(service, 'azs') ?? 1, hours }),
      ...meters.endpointData(where, { type: 'Interface', gb: amount(service, 'gb') }),
    ]),
  ]);
  return { beforeTotalUsd: before, afterTotalUsd: after, savingUsd: less(before, after) };
}

function replace(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = hoursOf(inputs);
  const removed = countOf(inputs, 'natRemoved') ?? countOf(inputs, 'natGateways') ?? 1;
  const gb = amount(inputs, 'gb');
  const added = { type: 'Interface', endpoints: countOf(inputs, 'endpoints') ?? 1, azs: countOf(inputs, 'azs') ?? 1, hours };
  const endpointsUsd = usd([meters.endpointHours(where, added), ...meters.endpointData(where, { type: 'Interface', gb })]);
  const natUsd = usd([
    meters.natHours(where, { mode: 'zonal', gateways: removed, azs: 1, hours }),
    meters.ipv4Hours(where, addressesOf(inputs, removed), hours),
    meters.natData(where, { mode: 'zonal', gb }),
  ]);
  return { endpointsTotalUsd: endpointsUsd, natTotalUsd: natUsd, savingUsd: less(natUsd, endpointsUsd) };
}

function secondNat(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = hoursOf(inputs);
  const fixedUsd = usd([
    meters.natHours(where, { mode: 'zonal', gateways: 1, azs: 1, hours }),
    meters.ipv4Hours(where, addressesOf(inputs, 1), hours),
  ]);
  const perGb = usd([meters.interAz(where, decimal(1))]);
  if (fixedUsd === null || perGb === null) return { fixedUsd, breakEvenGb: null };
  const point = breakEvenGb({ fixedUsd, oldUsdPerGb: perGb, newTiers: [{ upTo: null, usd: '0' }] });
  return { fixedUsd, breakEvenGb: typeof point === 'string' ? null : point };
}

function internetThroughNat(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const up = amount(inputs, 'uploadGb');
  const natDataUsd = usd([meters.natData(where, { mode: natMode(inputs), gb: up.plus(amount(inputs, 'downloadGb')) })]);
  const egressUsd = usd([meters.internetEgress(where, up, amount(inputs, 'freeEgressGb'))]);
  return { natDataUsd, egressUsd, totalUsd: total(natDataUsd, egressUsd) };
}

function internetEgress(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  return { totalUsd: usd([meters.internetEgress(where, amount(inputs, 'gbOut', 'gb'), amount(inputs, 'freeEgressGb'))]) };
}

function centralise(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = hoursOf(inputs);
  const [spokes, services, azs] = [countOf(inputs, 'spokeVpcs') ?? 1, countOf(inputs, 'services') ?? 1, countOf(inputs, 'azs') ?? 1];
  const gb = amount(inputs, 'gbTotal');
  const data = meters.endpointData(where, { type: 'Interface', gb });
  const attachments = Math.max(0, spokes + 1 - (countOf(inputs, 'existingTgwAttachments') ?? 0));
  const apart = usd([meters.endpointHours(where, { type: 'Interface', endpoints: spokes * services, azs, hours }), ...data]);
  const central = usd([
    meters.endpointHours(where, { type: 'Interface', endpoints: services, azs, hours }),
    ...data,
    meters.tgwAttachments(where, attachments, hours),
    meters.tgwData(where, gb),
    meters.hostedZones(where, services),
  ]);
  return { decentralisedTotalUsd: apart, centralTotalUsd: central, savingUsd: less(apart, central) };
}

function crossRegion(inputs: Inputs): Answers {
  const [consumer, provider] = [regionOf(inputs, 'consumerRegion'), regionOf(inputs, 'providerRegion')];
  const hours = hoursOf(inputs);
  const [to, from] = [amount(inputs, 'gbToProvider'), amount(inputs, 'gbFromProvider')];
  const where = { region: consumer };
  const sent = (sender: Region, receiver: Region, gb: Exact): Meter =>
    meters.interRegion({ region: sender }, receiver, gb, interRegionPriceOf(book, sender, receiver).item.includes('>'));
  const consumerUsd = usd([
    meters.endpointHours(where, {
      type: 'Interface',
      endpoints: countOf(inputs, 'endpoints') ?? 1,
      azs: countOf(inputs, 'azs') ?? 1,
      hours,
    }),
    ...meters.endpointData(where, { type: 'Interface', gb: to.plus(from) }),
    sent(consumer, provider, to),
    sent(provider, consumer, from),
  ]);
  const providerUsd = usd([meters.crossRegionService({ region: provider }, countOf(inputs, 'activeRemoteRegions') ?? 1, hours)]);
  return { consumerTotalUsd: consumerUsd, providerTotalUsd: providerUsd };
}

function natMinutes(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = meters.billedHours(amount(inputs, 'minutes'));
  const mode = natMode(inputs);
  const nat = { mode, gateways: countOf(inputs, 'natGateways') ?? 1, azs: countOf(inputs, 'azs') ?? 1, hours };
  return { totalUsd: usd([meters.natHours(where, nat), meters.natData(where, { mode, gb: amount(inputs, 'gb') })]) };
}

function ipv4Seconds(inputs: Inputs): Answers {
  return {
    totalUsd: usd([meters.ipv4Seconds({ region: regionOf(inputs) }, countOf(inputs, 'publicIpv4') ?? 1, amount(inputs, 'seconds'))]),
  };
}

function natMetrics(inputs: Inputs): Answers {
  const metrics = Object.fromEntries(Object.entries(recordOf(inputs, 'metrics') ?? {}).map(([name, value]) => [name, exact(value)]));
  const counted = meters.natBytes(metrics);
  if (counted === null) return { gb: null, dataUsd: null };
  const gb = meters.gigabytesOf(counted);
  return { gb, dataUsd: usd([meters.natData({ region: regionOf(inputs) }, { mode: natMode(inputs), gb })]) };
}

function bytes(inputs: Inputs): Answers {
  const gb = meters.gigabytesOf(amount(inputs, 'bytes'));
  return { gb, natDataUsd: usd([meters.natData({ region: regionOf(inputs) }, { mode: 'zonal', gb })]) };
}

function extrapolate(inputs: Inputs): Answers {
  return { gb: meters.extrapolated(amount(inputs, 'sampleGb'), amount(inputs, 'sampleHours'), hoursOf(inputs)) };
}

function rounding(inputs: Inputs): Answers {
  const where = { region: regionOf(inputs) };
  const hours = hoursOf(inputs);
  const gateways = countOf(inputs, 'natGateways') ?? 0;
  const gb = amount(inputs, 'gb');
  const azs = countOf(inputs, 'endpointAzs') ?? countOf(inputs, 'azs') ?? 1;
  const endpointsUsd = usd([
    meters.endpointHours(where, { type: 'Interface', endpoints: countOf(inputs, 'endpoints') ?? 0, azs, hours }),
    ...meters.endpointData(where, { type: 'Interface', gb }),
  ]);
  const natUsd = usd([
    meters.natHours(where, { mode: 'zonal', gateways, azs: 1, hours }),
    meters.ipv4Hours(where, addressesOf(inputs, gateways), hours),
  ]);
  return { endpointsTotalUsd: endpointsUsd, natTotalUsd: natUsd, sumTotalUsd: total(endpointsUsd, natUsd) };
}

function natProvisioned(inputs: Inputs): Answers {
  return { totalUsd: usd([meters.natProvisioned({ region: regionOf(inputs) }, { gbps: amount(inputs, 'gbps'), hours: hoursOf(inputs) })]) };
}

function usd(drafts: readonly Meter[]): Exact | null {
  return sumLines(priceMeters(book, drafts)).total;
}

function total(...parts: readonly (Exact | null)[]): Exact | null {
  return parts.includes(null) ? null : sum(parts.flatMap((part) => part ?? []));
}

function less(a: Exact | null, b: Exact | null): Exact | null {
  return a === null || b === null ? null : a.minus(b);
}

function listPrice(item: string, region: Region): Price | null {
  const price = priceOf(book, item, region);
  return price.kind === 'price' ? price : null;
}

function regionOf(inputs: Inputs, key = 'region'): Region {
  return (textOf(inputs, key) ?? 'us-east-1') as Region;
}

function textOf(inputs: Inputs, key: string): string | null {
  const value = inputs[key];
  return typeof value === 'string' ? value : null;
}

function countOf(inputs: Inputs, key: string): number | null {
  const value = inputs[key];
  return typeof value === 'number' ? value : null;
}

function hoursOf(inputs: Inputs): Exact {
  return inputs['hours'] === undefined ? decimal(730) : exact(inputs['hours']);
}

/** The first of the names that is given; zero where none is. */
function amount(inputs: Inputs, ...names: readonly string[]): Exact {
  const name = names.find((candidate) => inputs[candidate] !== undefined);
  return name === undefined ? zero : exact(inputs[name]);
}

function exact(value: unknown): Exact {
  if (typeof value !== 'number' && typeof value !== 'string') throw new Error(`not a number: ${JSON.stringify(value)}`);
  return decimal(value);
}

function listOf(inputs: Inputs, key: string): readonly Inputs[] {
  const value = inputs[key];
  return Array.isArray(value) ? (value as readonly Inputs[]) : [];
}

function recordOf(inputs: Inputs, key: string): Inputs | null {
  const value = inputs[key];
  return typeof value === 'object' && value !== null ? (value as Inputs) : null;
}

/** Truncates to as many places as the vector shows. */
export function truncated(value: Exact, places: number): Exact {
  const scale = decimal(`1e${places}`);
  return quotient(product(value, scale).trunc(), scale);
}

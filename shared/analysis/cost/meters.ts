/**
 * How AWS counts: the quantity of each item for one thing. All rules of
 * counting stand here, once, for today's column and for every alternative.
 */
import { type Exact, decimal, decimalText, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { bytesPerGigabyte } from '#shared/base/units.ts';
import type { LineGroup } from './comparison.ts';
import { type Meter, type MeterForm, meterForm, meterOf, type Where } from './meter.ts';

function meter(where: Where, rest: Pick<Meter, 'item' | 'group' | 'quantity' | 'factors'>): Meter {
  return {
    item: rest.item,
    region: where.region,
    group: rest.group,
    quantity: rest.quantity,
    factors: rest.factors,
    basis: where.basis ?? 'modelled',
    resourceId: where.resourceId ?? null,
    vpcId: where.vpcId ?? null,
    service: where.service ?? null,
    payerAccountId: where.payerAccountId ?? null,
    form: undefined,
  };
}

/** What runs by the hour. */
interface Running {
  readonly item: string;
  readonly group: LineGroup;
  /** What one of it is called in a formula. */
  readonly word: string;
}

/** Forms by the hours they run and by item: thousands of meters have one of a few. */
const formsByHours = new WeakMap<Exact, Map<string, Map<number, MeterForm>>>();

/** So many of something for some hours, in each of so many zones; `null`: zones do not count. */
function hourForm(hours: Exact, { item, group, word }: Running, many: number, azs: number | null): MeterForm {
  let byItem = formsByHours.get(hours);
  if (byItem === undefined) formsByHours.set(hours, (byItem = new Map<string, Map<number, MeterForm>>()));
  let forms = byItem.get(item);
  if (forms === undefined) byItem.set(item, (forms = new Map<number, MeterForm>()));
  const key = many * mostZones + (azs ?? 0);
  const known = forms.get(key);
  if (known !== undefined) return known;
  const made = meterForm({
    item,
    group,
    quantity: hours.times(many * (azs ?? 1)),
    factors: `${many} ${word}${azs === null ? '' : ` x ${azs} AZ`} x ${decimalText(hours)} h`,
  });
  forms.set(key, made);
  return made;
}

/** More than any VPC has subnets. */
const mostZones = 100_000;

export type NatMode = 'zonal' | 'regional';

/** A zonal NAT gateway bills its hours; a regional one bills an hour per AZ it covers (VPC pricing page). */
export function natHours(where: Where, nat: { mode: NatMode; gateways: number; azs: number; hours: Exact }): Meter {
  const isRegional = nat.mode === 'regional';
  return meterOf(where, hourForm(nat.hours, isRegional ? regionalNat : zonalNat, nat.gateways, isRegional ? nat.azs : null));
}

const zonalNat: Running = { item: 'nat.zonal.hour', group: 'nat-hours', word: 'NAT' };
const regionalNat: Running = { item: 'nat.regional.azHour', group: 'nat-hours', word: 'NAT' };

/** A regional NAT gateway over time: AZ-hours are summed, not the most zones times the month. */
export function natAzHours(where: Where, segments: readonly { azs: number; hours: Exact }[]): Meter {
  return meter(where, {
    item: 'nat.regional.azHour',
    group: 'nat-hours',
    quantity: sum(segments.map((segment) => product(decimal(segment.azs), segment.hours))),
    factors: segments.map((segment) => `${segment.azs} AZ x ${decimalText(segment.hours)} h`).join(' + '),
  });
}

/** Both directions count once each. */
export function natData(where: Where, nat: { mode: NatMode; gb: Exact }): Meter {
  return meter(where, {
    item: nat.mode === 'regional' ? 'nat.regional.gb' : 'nat.zonal.gb',
    group: 'nat-data',
    quantity: nat.gb,
    factors: `${decimalText(nat.gb)} GB`,
  });
}

/** A NAT gateway with provisioned bandwidth bills Gbps-hours and nothing per GB. */
export function natProvisioned(where: Where, nat: { gbps: Exact; hours: Exact }): Meter {
  return meter(where, {
    item: 'nat.provisioned.gbpsHour',
    group: 'nat-hours',
    quantity: product(nat.gbps, nat.hours),
    factors: `${decimalText(nat.gbps)} Gbps x ${decimalText(nat.hours)} h`,
  });
}

/** Each partial hour of a NAT gateway or an endpoint is a full hour. */
export function billedHours(minutes: Exact): Exact {
  return quotient(minutes, decimal(60)).ceil();
}

/** Public addresses, in use or idle alike. */
export function ipv4Hours(where: Where, addresses: number, hours: Exact): Meter {
  return meterOf(where, hourForm(hours, publicAddress, addresses, null));
}

const publicAddress: Running = { item: 'publicIpv4.inUse.hour', group: 'ipv4', word: 'address' };

/** Public addresses bill by the second, at least 60. */
export function ipv4Seconds(where: Where, addresses: number, seconds: Exact): Meter {
  const billed = seconds.lt(60) ? decimal(60) : seconds;
  return meter(where, {
    item: 'publicIpv4.inUse.hour',
    group: 'ipv4',
    quantity: quotient(product(decimal(addresses), billed), decimal(3600)),
    factors: `${addresses} address x ${decimalText(billed)} s / 3600`,
  });
}

/** Each GB that crosses between zones is billed on both sides. */
export function interAz(where: Where, crossingGb: Exact): Meter {
  return meter(where, {
    item: 'interAz.gb',
    group: 'inter-az',
    quantity: crossingGb.times(2),
    factors: `${decimalText(crossingGb)} GB crossing x 2 sides`,
  });
}

/** Crossing zones to an interface endpoint is free since April 2022; to a NAT gateway it is not. */
export function interAzToEndpoint(where: Where, crossingGb: Exact): Meter {
  return meter(where, {
    item: 'interAz.toInterfaceEndpoint.gb',
    group: 'inter-az',
    quantity: crossingGb,
    factors: `${decimalText(crossingGb)} GB crossing`,
  });
}

function runningEndpoint(item: string): Running {
  return { item, group: 'endpoint-hours', word: 'endpoint' };
}

interface EndpointItem extends Running {
  readonly gb: string | null;
  readonly perZone: boolean;
}

function endpointItem(kind: string, gb: string | null, perZone: boolean): EndpointItem {
  return { ...runningEndpoint(`endpoint.${kind}.hour`), gb: gb === null ? null : `endpoint.${gb}.gb`, perZone };
}

const endpointItems: Readonly<Record<string, EndpointItem>> = {
  Interface: endpointItem('interface', 'interface', true),
  GatewayLoadBalancer: endpointItem('gwlb', 'gwlb', true),
  Resource: endpointItem('resource', 'resource', false),
  Tunnel: endpointItem('tunnel', 'resource', false),
  ServiceNetwork: endpointItem('serviceNetwork', null, false),
  Gateway: endpointItem('gateway', 'gateway', false),
};

/** Whether the hours of an endpoint of this type multiply with its zones. */
export function billsPerZone(type: string): boolean {
  return endpointItems[type]?.perZone ?? true;
}

/** Types of which no source says whether their hours multiply with zones. */
export function mayBillPerZone(type: string): boolean {
  return type === 'Resource' || type === 'Tunnel';
}

/**
 * Interface and Gateway Load Balancer endpoints bill each AZ they stand in,
 * whatever their state, until they are deleted. Whether resource and tunnel
 * endpoints multiply with zones was not verified: they count once. A type
 * nobody knows has no price.
 */
export function endpointHours(where: Where, { type, endpoints, azs, hours }: EndpointHours): Meter {
  return meterOf(where, endpointForm(type, endpoints, azs, hours));
}

interface EndpointHours {
  readonly type: string;
  readonly endpoints: number;
  readonly azs: number;
  readonly hours: Exact;
}

/** What the hours of endpoints of a type have in common. */
export function endpointForm(type: string, endpoints: number, azs: number, hours: Exact): MeterForm {
  const known = endpointItems[type];
  const running = known ?? runningEndpoint(`endpoint.${type}.hour`);
  return hourForm(hours, running, endpoints, known?.perZone === false ? null : azs);
}

/** What its GB are billed as; `null` where the type has no charge per GB of its own. */
export function endpointDataItem(type: string): string | null {
  const known = endpointItems[type];
  return known === undefined ? `endpoint.${type}.gb` : known.gb;
}

/** Nothing where the type has no charge per GB of its own. */
export function endpointData(where: Where, endpoint: { type: string; gb: Exact }): readonly Meter[] {
  const item = endpointDataItem(endpoint.type);
  return item === null
    ? []
    : [meter(where, { item, group: 'endpoint-data', quantity: endpoint.gb, factors: `${decimalText(endpoint.gb)} GB` })];
}

/** Outbound bytes only; a free allowance is taken off before the tiers. */
export function internetEgress(where: Where, gb: Exact, freeGb: Exact): Meter {
  const billed = gb.gt(freeGb) ? gb.minus(freeGb) : zero;
  const less = freeGb.isZero() ? '' : ` (${decimalText(gb)} less ${decimalText(freeGb)} free)`;
  return meter(where, { item: 'internetEgress.gb', group: 'transfer', quantity: billed, factors: `${decimalText(billed)} GB out${less}` });
}

/** Bytes to another Region, at the sender's rate. */
export function interRegion(where: Where, to: Region, gb: Exact, ownPair: boolean): Meter {
  return meter(where, {
    item: ownPair ? `interRegion.out.gb>${to}` : 'interRegion.out.gb',
    group: 'transfer',
    quantity: gb,
    factors: `${decimalText(gb)} GB to ${to}`,
  });
}

/** The provider of a cross-Region service pays for each Region with active consumers. */
export function crossRegionService(where: Where, remoteRegions: number, hours: Exact): Meter {
  return meter(where, {
    item: 'endpointService.crossRegion.hour',
    group: 'endpoint-hours',
    quantity: product(decimal(remoteRegions), hours),
    factors: `${remoteRegions} remote Region x ${decimalText(hours)} h`,
  });
}

export function tgwAttachments(where: Where, attachments: number, hours: Exact): Meter {
  return meterOf(where, hourForm(hours, attachment, attachments, null));
}

const attachment: Running = { item: 'tgw.vpcAttachment.hour', group: 'upstream', word: 'attachment' };

/** Each direction is billed to the attachment that sends it into the transit gateway. */
export function tgwData(where: Where, gb: Exact): Meter {
  return meter(where, { item: 'tgw.vpcAttachment.gb', group: 'upstream', quantity: gb, factors: `${decimalText(gb)} GB` });
}

/** The first 25 zones of an account cost more than the rest. */
export function hostedZones(where: Where, zones: number): Meter {
  const rest = { item: 'route53.privateHostedZone.month', group: 'dns', quantity: decimal(zones), factors: `${zones} zone` } as const;
  const zone = meter(where, rest);
  return where.payerAccountId === undefined ? zone : { ...zone, pool: `hosted-zones@${where.payerAccountId ?? 'unknown'}` };
}

/** GB of the price list are 2^30 bytes. */
export function gigabytesOf(bytes: Exact): Exact {
  return quotient(bytes, decimal(bytesPerGigabyte));
}

/** Byte metrics of a NAT gateway (`AWS/NATGateway`), in bytes. */
export interface NatByteMetrics {
  readonly BytesInFromSource?: Exact | undefined;
  readonly BytesInFromDestination?: Exact | undefined;
  readonly BytesOutToDestination?: Exact | undefined;
  readonly BytesOutToSource?: Exact | undefined;
}

/** The billed bytes are the two In metrics, or the two Out metrics; all four would count each byte twice. `null`: no complete pair. */
export function natBytes(metrics: NatByteMetrics): Exact | null {
  const { BytesInFromSource: up, BytesInFromDestination: down, BytesOutToDestination: sent, BytesOutToSource: returned } = metrics;
  if (up !== undefined && down !== undefined) return up.plus(down);
  return sent !== undefined && returned !== undefined ? sent.plus(returned) : null;
}

/** A sample scaled to a month; the sample window belongs into the output beside it. */
export function extrapolated(sample: Exact, sampleHours: Exact, hours: Exact): Exact {
  return quotient(product(sample, hours), sampleHours);
}

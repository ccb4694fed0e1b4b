/** Which metrics a NAT gateway and an endpoint have, and what their sums mean: `pricing.md` section 3 as code. */
import { decimal, decimalText, product, quotient, sum } from '#shared/base/decimal.ts';
import type { AccountId, IsoTime, Region } from '#shared/base/ids.ts';
import { epochMs } from '#shared/base/time.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import { isLiveNatGateway, type NatGateway } from '#shared/model/nat-gateway.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { MetricQuery, MetricSum, MetricWindow } from '#electron/discovery/traffic-ports.ts';

/** Series that together tell of one resource. */
export interface Subject {
  readonly id: string;
  readonly region: Region;
  readonly created: IsoTime | null;
  /** Alternatives inside a group (how a zone is named is not documented); the groups are added up. */
  readonly groups: readonly (readonly MetricQuery[])[];
  /** What the row says beside the amount. */
  readonly row: Omit<UsageRow, 'gb_per_month' | 'window_start' | 'window_end' | 'region'>;
  /** Whether one group with values proves that the others are zero (a zone a regional gateway does not use). */
  readonly restMayBeSilent: boolean;
}

/** Bytes are billed once: in from the workloads, and in from the destinations. The two out metrics repeat them. */
const natMetrics = ['BytesInFromSource', 'BytesInFromDestination'];

/** The NAT gateways and endpoints of an account that publish metrics. */
export function subjectsOf(snapshot: Snapshot, accountId: AccountId): Subject[] {
  const nats = snapshot.natGateways.filter((nat) => nat.accountId === accountId && isLiveNatGateway(nat));
  const endpoints = snapshot.vpcEndpoints.filter((endpoint) => endpoint.accountId === accountId);
  return [...nats.flatMap((nat) => natSubject(snapshot, nat) ?? []), ...endpoints.flatMap((endpoint) => endpointSubject(endpoint) ?? [])];
}

function natSubject(snapshot: Snapshot, nat: NatGateway): Subject | null {
  if (nat.vpcId === null) return null;
  const series = (metricName: string, zone: string | null): MetricQuery => ({
    namespace: 'AWS/NATGateway',
    metricName,
    dimensions: [{ name: 'NatGatewayId', value: nat.natGatewayId }, ...(zone === null ? [] : [{ name: 'AvailabilityZone', value: zone }])],
  });
  const isRegional = nat.availabilityMode === 'regional';
  const zones: readonly (readonly (string | null)[])[] = isRegional ? zoneNames(snapshot, nat) : [[null]];
  return {
    id: nat.natGatewayId,
    region: nat.region,
    created: nat.createTime,
    groups: zones.flatMap((names) => natMetrics.map((metric) => names.map((name) => series(metric, name)))),
    row: {
      scope: nat.vpcId,
      service: 'unattributed',
      kind: 'control',
      nat_gateway_id: nat.natGatewayId,
      direction: 'both',
      basis: 'measured',
    },
    restMayBeSilent: isRegional,
  };
}

/** A regional gateway's zones, each by ID and by the account's own name for it. */
function zoneNames(snapshot: Snapshot, nat: NatGateway): string[][] {
  const byZone = groupBy(nat.addresses, (address) => address.zoneId ?? address.zoneName ?? '');
  return [...byZone]
    .filter(([zone]) => zone !== '')
    .map(([, addresses]) => {
      const [address] = addresses;
      const id = address?.zoneId ?? null;
      const named = snapshot.zones.find((zone) => zone.accountId === nat.accountId && zone.region === nat.region && zone.zoneId === id);
      const name = address?.zoneName ?? named?.zoneName ?? null;
      return [id, name].filter((each) => each !== null);
    });
}

/** Interface endpoints only: what passes a Gateway Load Balancer endpoint is the same traffic on its way, and gateway endpoints publish nothing. */
function endpointSubject(endpoint: VpcEndpoint): Subject | null {
  if (endpoint.vpcEndpointType !== 'Interface' || endpoint.state !== 'Available') return null;
  if (endpoint.vpcId === null || endpoint.serviceName === null) return null;
  const dimensions = [
    { name: 'VPC Id', value: endpoint.vpcId },
    { name: 'VPC Endpoint Id', value: endpoint.vpcEndpointId },
    { name: 'Endpoint Type', value: 'Interface' },
    { name: 'Service Name', value: endpoint.serviceName },
  ];
  const isOwn = endpoint.serviceRegion === null || endpoint.serviceRegion === endpoint.region;
  return {
    id: endpoint.vpcEndpointId,
    region: endpoint.region,
    created: endpoint.creationTimestamp,
    groups: [[{ namespace: 'AWS/PrivateLinkEndpoints', metricName: 'BytesProcessed', dimensions }]],
    row: {
      scope: endpoint.vpcId,
      service: isOwn ? shortServiceName(endpoint.serviceName) : endpoint.serviceName,
      kind: 'demand',
      path: 'endpoint',
      direction: 'both',
      basis: 'measured',
    },
    restMayBeSilent: false,
  };
}

/** A subject measured, or why nothing can be said. */
export type Measured = { readonly kind: 'row'; readonly row: UsageRow } | { readonly kind: 'unknown'; readonly why: string };

const gigabyte = decimal(2 ** 30);
const hoursPerMonth = decimal(730);

/**
 * The sums of a subject as a row for a month of 730 hours. A missing value is
 * zero only where CloudWatch gave everything and the resource existed in the
 * whole window; a younger resource is measured since it was made.
 */
export function measure(subject: Subject, sums: readonly (readonly MetricSum[])[], window: MetricWindow): Measured {
  const unknown = (why: string): Measured => ({ kind: 'unknown', why: `${subject.id}: ${why}.` });
  if (subject.groups.length === 0) return unknown('its zones were not read, so its metrics cannot be named');
  if (sums.some((group) => group.some((each) => !each.isComplete))) return unknown('CloudWatch did not give all of its values');
  const values = sums.map((group) => group.find((each) => each.sum !== null)?.sum ?? null);
  const existed = subject.created !== null && subject.created <= window.start;
  const hasAny = values.some((value) => value !== null);
  const silent = values.some((value) => value === null);
  if (!hasAny && (!existed || subject.restMayBeSilent))
    return unknown('CloudWatch holds no values, and it is not shown that there was no traffic');
  if (silent && !existed && !subject.restMayBeSilent) return unknown('one of its metrics holds no values');
  const start = existed || subject.created === null ? window.start : subject.created;
  const hours = hoursOf(start, window.end);
  if (hours <= 0) return unknown('it was made after the window');
  const bytes = sum(values.flatMap((value) => (value === null ? [] : [decimal(value)])));
  const gb = quotient(product(bytes, hoursPerMonth), product(gigabyte, decimal(hours)));
  const row = {
    ...subject.row,
    region: subject.region,
    gb_per_month: decimal(gb.toFixed(12)).toFixed(),
    window_start: start,
    window_end: window.end,
  };
  return { kind: 'row', row };
}

function hoursOf(start: IsoTime, end: IsoTime): number {
  return ((epochMs(end) ?? 0) - (epochMs(start) ?? 0)) / 3_600_000;
}

/** Several endpoints of a VPC to the same service are one row; the shortest window is told. */
export function joinedRows(rows: readonly UsageRow[]): UsageRow[] {
  const key = (row: UsageRow): string => [row.scope, row.kind, row.nat_gateway_id ?? '', row.service].join(' ');
  return sortedBy(groupBy(rows, key), ([text]) => text).flatMap(([, group]) => {
    const [first] = sortedBy(group, (row) => row.window_start ?? '').reverse();
    return first === undefined ? [] : [{ ...first, gb_per_month: decimalText(sum(group.map((row) => decimal(row.gb_per_month)))) }];
  });
}

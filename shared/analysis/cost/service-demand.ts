/** What a usage row's service is: its short name, its class, and where it lives. */
import type { AccountId, Region, ServiceName, ZoneId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { ServiceDetail } from '#shared/model/endpoint-service.ts';
import { parseServiceName, shortServiceName } from '#shared/model/service-name.ts';
import type { DemandClass } from '#shared/model/usage.ts';
import { listedZones } from '#shared/analysis/topology/zone-set.ts';
import type { SnapshotIndex } from '#shared/analysis/topology/snapshot-index.ts';

/** Services with a free gateway endpoint. */
export const gatewayServices: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/** Rows that name no service but a kind of destination. */
const destinations: Readonly<Record<string, DemandClass>> = { internet: 'I', aws: 'A', unattributed: 'U' };

/** A list of at least this many AWS services is taken for the whole list of a Region; a shorter one proves no absence. */
const wholeListSize = 50;

export interface DemandedService {
  /** `ecr.api`; the full name of a custom service and of one in another Region; else what the row says. */
  readonly service: string;
  readonly class: DemandClass;
  /** The Region of the service, where it is another one. */
  readonly remoteRegion: Region | null;
}

/** What was found out about services, by what was asked: thousands of rows and candidates name the same few. */
interface Known {
  readonly demanded: Map<string, DemandedService>;
  readonly offered: Map<string, readonly ZoneId[] | null>;
}

const knownOf = new WeakMap<SnapshotIndex, Known>();

function known(index: SnapshotIndex): Known {
  const before = knownOf.get(index);
  if (before !== undefined) return before;
  const made: Known = { demanded: new Map(), offered: new Map() };
  knownOf.set(index, made);
  return made;
}

/** `named` is the row's own word: a service code, a service name, `internet`, `aws` or `unattributed`. */
export function demandedService(index: SnapshotIndex, accountId: AccountId, region: Region, named: string): DemandedService {
  const { demanded } = known(index);
  const key = `${accountId}|${region}|${named}`;
  const before = demanded.get(key);
  if (before !== undefined) return before;
  const made = classified(index, accountId, region, named);
  demanded.set(key, made);
  return made;
}

function classified(index: SnapshotIndex, accountId: AccountId, region: Region, named: string): DemandedService {
  const destination = destinations[named];
  if (destination !== undefined) return { service: named, class: destination, remoteRegion: null };
  const reference = parseServiceName(named as ServiceName);
  const remoteRegion = reference.region !== null && reference.region !== region ? reference.region : null;
  if (remoteRegion !== null) return { service: named, class: 'X', remoteRegion };
  if (reference.kind === 'custom') return { service: named, class: 'C', remoteRegion: null };
  const service = shortServiceName(named as ServiceName);
  if (gatewayServices.has(service)) return { service, class: 'G', remoteRegion: null };
  return { service, class: isKnownAbsent(index, accountId, region, service) ? 'N' : 'P', remoteRegion: null };
}

/** The name an endpoint for the service would carry. */
export function endpointServiceName(region: Region, service: string): ServiceName {
  const whole = service.startsWith('com.amazonaws.') || service.startsWith('cn.com.amazonaws.') || service.startsWith('aws.');
  const prefix = region.startsWith('cn-') ? 'cn.com.amazonaws' : 'com.amazonaws';
  return (whole ? service : `${prefix}.${region}.${service}`) as ServiceName;
}

/** The zones in which an interface endpoint for the service can stand, as the account sees it; `null` where nobody read them. */
export function offeredIn(index: SnapshotIndex, accountId: AccountId, region: Region, service: string): readonly ZoneId[] | null {
  const { offered } = known(index);
  const key = `${accountId}|${region}|${service}`;
  const before = offered.get(key);
  if (before !== undefined) return before;
  const made = readOffer(index, accountId, region, service);
  offered.set(key, made);
  return made;
}

function readOffer(index: SnapshotIndex, accountId: AccountId, region: Region, service: string): readonly ZoneId[] | null {
  const details = index
    .having('serviceDetails', 'serviceName', endpointServiceName(region, service))
    .filter((detail) => detail.serviceTypes.length === 0 || !detail.serviceTypes.includes('Gateway'));
  const own = details.filter((detail) => detail.readBy === accountId);
  const seen = (own.length > 0 ? own : details).flatMap((detail) => listedZones(index, detail)?.zones ?? []);
  return seen.length === 0 ? null : sortedUnique(seen);
}

function isKnownAbsent(index: SnapshotIndex, accountId: AccountId, region: Region, service: string): boolean {
  const name = endpointServiceName(region, service);
  if (index.having('serviceDetails', 'serviceName', name).length > 0) return false;
  if (!index.coverage.isRead(accountId, region, 'DescribeVpcEndpointServices')) return false;
  const listed = index.having('serviceDetails', 'readBy', accountId).filter((detail: ServiceDetail) => detail.region === region);
  return listed.filter((detail) => detail.owner === 'amazon').length >= wholeListSize;
}

/** What a usage row's service is: its short name, its class, and where it lives. */
import type { AccountId, Region, ServiceName, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
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

/** One of several services that are asked for together. */
export interface ListedService extends DemandedService {
  /** The zones in which an interface endpoint for it can stand; `null` where nobody read them, or where it needs none. */
  readonly offered: readonly ZoneId[] | null;
}

/** What was found out about services, by account, Region and what was asked: thousands of rows and candidates name the same few. */
interface Known {
  readonly demanded: Map<string, DemandedService>;
  /** Whole lists: every VPC of an account asks for the same. */
  readonly lists: WeakMap<readonly string[], readonly ListedService[]>;
  readonly offered: Map<string, readonly ZoneId[] | null>;
  /** Whether the account's list of services is whole; `null`: nobody asked yet. */
  isWholeList: boolean | null;
}

/** Of one snapshot. */
interface Readings {
  readonly places: Map<AccountId, Map<Region, Known>>;
  /** Every list of zones once, so that equal lists are the same. */
  readonly zones: Map<string, readonly ZoneId[]>;
  readonly details: Map<ServiceName, ReadByWhom>;
}

interface ReadByWhom {
  readonly byReader: ReadonlyMap<AccountId, readonly ServiceDetail[]>;
  /** For accounts that did not read it themselves: as all others see it together. */
  all: readonly ZoneId[] | null;
}

const readingsOf = new WeakMap<SnapshotIndex, Readings>();

function readings(index: SnapshotIndex): Readings {
  const before = readingsOf.get(index);
  if (before !== undefined) return before;
  const made: Readings = { places: new Map(), zones: new Map(), details: new Map() };
  readingsOf.set(index, made);
  return made;
}

function knownAt({ places }: Readings, accountId: AccountId, region: Region): Known {
  const regions = places.get(accountId) ?? new Map<Region, Known>();
  const before = regions.get(region);
  if (before !== undefined) return before;
  const made: Known = { demanded: new Map(), lists: new WeakMap(), offered: new Map(), isWholeList: null };
  places.set(accountId, regions.set(region, made));
  return made;
}

/** `named` is the row's own word: a service code, a service name, `internet`, `aws` or `unattributed`. */
export function demandedService(index: SnapshotIndex, accountId: AccountId, region: Region, named: string): DemandedService {
  const { demanded } = knownAt(readings(index), accountId, region);
  const before = demanded.get(named);
  if (before !== undefined) return before;
  const made = classified(index, accountId, region, named);
  demanded.set(named, made);
  return made;
}

/** Each of several services, in order of what was asked. */
export function demandedServices(
  index: SnapshotIndex,
  accountId: AccountId,
  region: Region,
  named: readonly string[],
): readonly ListedService[] {
  const { lists } = knownAt(readings(index), accountId, region);
  const before = lists.get(named);
  if (before !== undefined) return before;
  const made = sortedUnique(named).map((each): ListedService => {
    const demanded = demandedService(index, accountId, region, each);
    return { ...demanded, offered: demanded.class === 'G' ? null : offeredIn(index, accountId, region, demanded.service) };
  });
  lists.set(named, made);
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
  const { offered } = knownAt(readings(index), accountId, region);
  const before = offered.get(service);
  if (before !== undefined) return before;
  const made = readOffer(index, accountId, region, service);
  offered.set(service, made);
  return made;
}

function readOffer(index: SnapshotIndex, accountId: AccountId, region: Region, service: string): readonly ZoneId[] | null {
  const details = detailsOf(index, endpointServiceName(region, service));
  const own = details.byReader.get(accountId);
  if (own !== undefined) return zonesOf(index, own);
  details.all ??= zonesOf(index, [...details.byReader.values()].flat());
  return details.all;
}

function zonesOf(index: SnapshotIndex, details: readonly ServiceDetail[]): readonly ZoneId[] | null {
  const { zones } = readings(index);
  const seen = sortedUnique(details.flatMap((detail) => listedZones(index, detail)?.zones ?? []));
  if (seen.length === 0) return null;
  const key = seen.join();
  const same = zones.get(key) ?? seen;
  zones.set(key, same);
  return same;
}

/** What was read of a service that is not only a gateway, by who read it. */
function detailsOf(index: SnapshotIndex, name: ServiceName): ReadByWhom {
  const { details } = readings(index);
  const before = details.get(name);
  if (before !== undefined) return before;
  const usable = index
    .having('serviceDetails', 'serviceName', name)
    .filter((detail) => detail.serviceTypes.length === 0 || !detail.serviceTypes.includes('Gateway'));
  const made: ReadByWhom = { byReader: groupBy(usable, (detail) => detail.readBy), all: null };
  details.set(name, made);
  return made;
}

function isKnownAbsent(index: SnapshotIndex, accountId: AccountId, region: Region, service: string): boolean {
  const name = endpointServiceName(region, service);
  if (index.having('serviceDetails', 'serviceName', name).length > 0) return false;
  const known = knownAt(readings(index), accountId, region);
  return (known.isWholeList ??= hasWholeList(index, accountId, region));
}

function hasWholeList(index: SnapshotIndex, accountId: AccountId, region: Region): boolean {
  if (!index.coverage.isRead(accountId, region, 'DescribeVpcEndpointServices')) return false;
  const listed = index.having('serviceDetails', 'readBy', accountId).filter((detail: ServiceDetail) => detail.region === region);
  return listed.filter((detail) => detail.owner === 'amazon').length >= wholeListSize;
}

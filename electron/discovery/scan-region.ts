/** Everything of one account in one Region: first the cheap probe, then, unless the Region is quiet, the rest. */
import type { Region } from '#shared/base/ids.ts';
import { operationNamed } from '#shared/model/operation.ts';
import { cancelled } from './attempt.ts';
import { type Collector, defaultOptionalOperations, probeOperations, regionalCollectors } from './collectors.ts';
import type { LaneWork } from './lane-work.ts';
import type { ReadProblem } from './ports.ts';
import { type CellEnd, failOperation, readCell, skipLateSessions, skipOperation } from './read-cell.ts';
import { type DnsLane, isDnsOperation, ownZones, wantsZones } from './private-dns.ts';
import { isQuiet, regionRecords } from './region-records.ts';
import type { ScanContext, ScannedAccount } from './scan-context.ts';
import { type Lane, newLane } from './scheduler.ts';
import type { LaneTally } from './estimate.ts';

/** Problems that will meet every call of the Region alike. */
const hopeless: readonly ReadProblem['kind'][] = ['region-disabled', 'credential', 'expired', 'network', 'cancelled'];

/** What an account must know of a Region that was read; its records are not held any longer. */
export interface ReadRegion {
  /** Private zones here that belong to the account. */
  readonly zoneIds: readonly string[];
  /** How the question for them ended. */
  readonly zonesEnd: CellEnd;
}

/** Reads one Region; every cell of it has ended when this resolves. */
export async function scanRegion(
  scan: ScanContext,
  account: ScannedAccount,
  region: Region,
  tally: LaneTally,
  dns: DnsLane,
): Promise<ReadRegion> {
  const lane = await scan.scheduler.enter(account.accountId, region);
  const work = laneWork(scan, account, region, lane, tally);
  let zones: Promise<CellEnd> = Promise.resolve(null);
  if (lane === null) {
    failRegion(work, cancelled);
  } else {
    for (const parts of scan.previous?.recordsOf(account.accountId, region) ?? []) work.records.add(parts);
    ({ zones } = await readRegion(work, dns));
    scan.scheduler.leave(lane);
    for (const live of account.sessions) live.session.reader.release(region);
  }
  tally.settled = true;
  const zonesEnd = await zones;
  await account.complete;
  skipLateSessions(
    work,
    regionalCollectors.map((collector) => collector.operation),
  );
  return { zoneIds: ownZones(work), zonesEnd };
}

/** The work of a lane; one that was refused entry gets a lane on which nothing is ever called. */
export function laneWork(scan: ScanContext, account: ScannedAccount, region: Region, lane: Lane | null, tally: LaneTally): LaneWork {
  const held = lane ?? newLane(account.accountId, region, null, 0, 0);
  return { scan, account, region, lane: held, records: regionRecords(), tally, ended: new Set(), callRegion: () => region };
}

/** Ends every cell of a Region that cannot be read at all. */
export function failRegion(work: LaneWork, problem: ReadProblem): void {
  for (const collector of regionalCollectors) {
    if (isPlanned(work, collector.operation)) failOperation(work, collector.operation, problem);
    else skipUnplanned(work, collector.operation);
  }
}

/** What goes on after the lane was left: the slow question for private zones. */
interface Remaining {
  readonly zones: Promise<CellEnd>;
}

const nothingRemains: Remaining = { zones: Promise.resolve(null) };

async function readRegion(work: LaneWork, dns: DnsLane): Promise<Remaining> {
  const probe = regionalCollectors.filter((collector) => isProbe(collector.operation));
  const rest = regionalCollectors.filter((collector) => !isProbe(collector.operation));
  const ends = new Map<string, Promise<CellEnd>>();
  for (const collector of probe) ends.set(collector.operation, readCell(work, collector.operation, collector.inputs(work.records), null));
  const probed = await Promise.all(ends.values());
  const first = probed[0];
  if (first !== undefined && first !== null && probed.every((end) => end !== null && hopeless.includes(end.kind))) {
    for (const collector of rest) endUnread(work, collector.operation, { ...first, recovery: 'never' });
    return nothingRemains;
  }
  if (probed.every((end) => end === null) && isQuiet(work.records)) {
    for (const { operation } of rest) skipQuiet(work, operation);
    return nothingRemains;
  }
  let { zones } = nothingRemains;
  for (const collector of rest) {
    const { operation } = collector;
    if (!isPlanned(work, operation)) skipUnplanned(work, operation);
    else if (!isDnsOperation(operation)) ends.set(operation, readAfter(work, collector, ends));
    else if (wantsZones(work)) zones = readAfter({ ...work, lane: dns.lane() }, collector, ends);
    else skipOperation(work, operation, 'not-planned', 'No interface endpoint here, so private zones were not asked for.');
  }
  await Promise.all(ends.values());
  return { zones };
}

async function readAfter(work: LaneWork, collector: Collector, ends: ReadonlyMap<string, Promise<CellEnd>>): Promise<CellEnd> {
  const before = await Promise.all(collector.after.flatMap((operation) => ends.get(operation) ?? []));
  const dependency = before.find((end) => end !== null) ?? null;
  return readCell(work, collector.operation, collector.inputs(work.records), dependency);
}

function isProbe(operation: string): boolean {
  return probeOperations.some((probe) => probe === operation);
}

/** Whether the request wants the operation and those it depends on, and a session can ask it. */
export function isPlanned(work: LaneWork, operation: string): boolean {
  const wanted = work.scan.request.optionalOperations ?? defaultOptionalOperations;
  if (operationNamed(operation).need === 'optional' && !wanted.includes(operation)) return false;
  const before = regionalCollectors.find((collector) => collector.operation === operation)?.after ?? [];
  if (!before.every((other) => isPlanned(work, other))) return false;
  return work.account.sessions.some((live) => live.session.reader.supports(operation));
}

function endUnread(work: LaneWork, operation: string, problem: ReadProblem): void {
  if (isPlanned(work, operation)) failOperation(work, operation, problem);
  else skipUnplanned(work, operation);
}

function skipUnplanned(work: LaneWork, operation: string): void {
  skipOperation(work, operation, 'not-planned', 'Optional, and not part of this scan.');
}

function skipQuiet(work: LaneWork, operation: string): void {
  if (!isPlanned(work, operation)) return skipUnplanned(work, operation);
  const message = 'Nothing but default VPCs here: no endpoint, no endpoint service, no NAT gateway.';
  return skipOperation(work, operation, 'quiet', message);
}

/** One account: which Regions it has, then each of them. */
import { globalRegion, type Region, unknownRegion } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { operations } from '#shared/model/operation.ts';
import type { LaneWork } from './lane-work.ts';
import type { ReadProblem } from './ports.ts';
import { type CellEnd, readCell, skipLateSessions, skipOperation } from './read-cell.ts';
import { type DnsLane, newDnsLane, recordInputs } from './private-dns.ts';
import { isKnownRegion, isRegionName, mayBeRegion, regionsOfPartition, similarRegion } from './regions.ts';
import type { ScanContext, ScannedAccount } from './scan-context.ts';
import { failRegion, isPlanned, laneWork, type ReadRegion, scanRegion } from './scan-region.ts';

const globalOperations = [...operations.values()].filter((operation) => operation.scope === 'global').map((entry) => entry.operation);

/** Reads one account; every cell of it has ended when this resolves. */
export async function scanAccount(scan: ScanContext, account: ScannedAccount): Promise<void> {
  const tally = scan.tally.addLane(account.accountId, true);
  const lane = await scan.scheduler.enter(account.accountId, globalRegion);
  const work = laneWork(scan, account, globalRegion, lane, tally);
  const global: LaneWork = { ...work, callRegion: (live) => live.session.homeRegion };
  for (const parts of scan.previous?.recordsOf(account.accountId, globalRegion) ?? []) global.records.add(parts);
  const alias = readAlias(global);
  const end = await readCell(global, 'DescribeRegions', [{}], null);
  tally.settled = true;
  const left = alias.then(() => (lane === null ? undefined : scan.scheduler.leave(lane)));
  const dns = newDnsLane(scan, account);
  const tasks = chooseRegions(global, end).map(({ region, problem }) => {
    const regionTally = scan.tally.addLane(account.accountId, false);
    if (problem === null) return scanRegion(scan, account, region, regionTally, dns);
    return refuseRegion(laneWork(scan, account, region, null, regionTally), problem);
  });
  const regions = (await Promise.all(tasks)).filter((region) => region !== null);
  await readZoneRecords(global, regions, dns);
  dns.leave();
  await left;
  for (const live of account.sessions) live.session.reader.release(globalRegion);
  await account.complete;
  skipLateSessions(global, globalOperations);
}

/** The alias names the account where nobody else does; it is asked for beside the rest and holds up nothing. */
async function readAlias(work: LaneWork): Promise<void> {
  const operation = 'ListAccountAliases';
  if (!isPlanned(work, operation)) return skipOperation(work, operation, 'not-planned', 'Optional, and not part of this scan.');
  await readCell(work, operation, [{}], null);
  const name = work.records.all('accountAliases')[0]?.alias ?? null;
  const session = work.account.sessions[0]?.session;
  if (name === null || session === undefined) return;
  const { accountId, partition } = session;
  work.scan.builder.addAccount({ accountId, partition, name, profiles: [], state: null });
}

/** The records of the account's own private zones, once every Region has told which there are. */
async function readZoneRecords(global: LaneWork, regions: readonly ReadRegion[], dns: DnsLane): Promise<void> {
  const operation = 'ListResourceRecordSets';
  if (!isPlanned(global, operation)) return skipOperation(global, operation, 'not-planned', 'Optional, and not part of this scan.');
  const inputs = recordInputs(regions.flatMap((region) => region.zoneIds));
  const dependency = regions.find((region) => region.zonesEnd !== null)?.zonesEnd ?? null;
  const work = inputs.length === 0 ? global : { ...global, lane: dns.lane() };
  await readCell(work, operation, inputs, dependency);
}

/** Why a Region that was asked for cannot be read. */
interface ChosenRegion {
  readonly region: Region;
  readonly problem: ReadProblem | null;
}

/** The Regions to read: those asked for, else all that are enabled, else the home Regions of the profiles. */
function chooseRegions(work: LaneWork, end: CellEnd): ChosenRegion[] {
  const { request } = work.scan;
  const known = new Map(work.records.all('regions').map((record) => [record.region, record.optInStatus]));
  const isListRead = end === null && known.size > 0;
  if (request.allRegions && isListRead) {
    const enabled = [...known].filter(([, status]) => status !== 'not-opted-in').map(([region]) => region);
    return sortedUnique(enabled).map((region) => ({ region, problem: null }));
  }
  return sortedUnique(wantedRegions(work)).map((region) => {
    if (region === unknownRegion) return { region, problem: noRegion(work) };
    const isKnown = isListRead ? known.has(region) : mayBeRegion(region) || isEmulated(work);
    if (!isKnown || !isRegionName(region)) return { region, problem: noSuchRegion(region, isListRead) };
    return { region, problem: known.get(region) === 'not-opted-in' ? notEnabled(region) : null };
  });
}

/** Without the list of Regions, "all" are those that every account has. */
function wantedRegions(work: LaneWork): Region[] {
  const { request } = work.scan;
  const sessions = work.account.sessions.map((live) => live.session);
  if (request.allRegions) return sessions.flatMap((session) => [session.homeRegion, ...regionsOfPartition(session.partition)]);
  if (request.regions.length > 0) return [...request.regions];
  const named = sessions.flatMap((session) => session.defaultRegion ?? []);
  return named.length > 0 ? named : [unknownRegion];
}

function isEmulated(work: LaneWork): boolean {
  return work.account.sessions.some((live) => live.session.endpointUrl !== undefined);
}

async function refuseRegion(work: LaneWork, problem: ReadProblem): Promise<null> {
  await work.account.complete;
  failRegion(work, problem);
  work.tally.settled = true;
  return null;
}

function noSuchRegion(region: Region, isListRead: boolean): ReadProblem {
  const similar = similarRegion(region);
  const source = isListRead ? 'DescribeRegions does not list it' : 'no Region of that name is known, and DescribeRegions could not be read';
  const known = isKnownRegion(region) ? 'The Region exists; check that it belongs to the partition of this account.' : 'Check the name.';
  const hint = similar === null ? known : `Did you mean ${similar}?`;
  return { kind: 'failed', code: 'UnknownRegion', message: `${region} was not asked: ${source}. ${hint}`, recovery: 'never' };
}

function noRegion(work: LaneWork): ReadProblem {
  const message = `Profile ${work.account.sessions[0]?.session.profile ?? ''} names no Region. Choose one, or all.`;
  return { kind: 'failed', code: 'NoRegion', message, recovery: 'never' };
}

function notEnabled(region: Region): ReadProblem {
  const message = `${region} is not enabled for this account, so nothing can be there. Enable the Region first if something should be.`;
  return { kind: 'region-disabled', code: 'NotOptedIn', message, recovery: 'never' };
}

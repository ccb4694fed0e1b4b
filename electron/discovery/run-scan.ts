/** The entry of discovery: reads what a request names, to the end, and says what was read. */
import type { SnapshotId } from '#shared/base/ids.ts';
import { type Snapshot, snapshotBuilder } from '#shared/model/snapshot.ts';
import { newBreaker } from './breaker.ts';
import { newConcurrency } from './concurrency.ts';
import { countingBuilder } from './counting-builder.ts';
import { newDeadlines } from './deadlines.ts';
import { type Earlier, earlierScan, joined, seedEarlier } from './earlier-records.ts';
import { scanOrganization, scanProfiles } from './open-sessions.ts';
import { newPatience } from './patience.ts';
import { type DiscoveryRequest, defaultSettings, type ScanPorts, type ScanProgress, type ScanSettings } from './request.ts';
import { isoNow, type ScanContext } from './scan-context.ts';
import { newScheduler } from './scheduler.ts';
import { newServerFaults } from './server-faults.ts';
import { newTally } from './tally.ts';

type OnProgress = (progress: ScanProgress) => void;

/** A scan that runs. */
export interface RunningScan {
  /** The snapshot, once every cell has ended; a cancelled scan gives what was found. Rejects only on a bug. */
  readonly done: Promise<Snapshot>;
  /** What has been read so far. */
  readonly snapshot: () => Snapshot;
}

/** Reads everything the request names. Never rejects for what AWS, the network or the person does: the ledger tells. */
export function runScan(request: DiscoveryRequest, ports: ScanPorts, onProgress: OnProgress, signal: AbortSignal): Promise<Snapshot> {
  return startScan(request, ports, onProgress, signal).done;
}

/**
 * Continues a scan: reads the cells that failed or were never reached, and
 * nothing that was read in full. The result holds both, and of what stays
 * unreadable the records that were known, marked as stale.
 */
export function retryFailed(
  previous: Snapshot,
  request: DiscoveryRequest,
  ports: ScanPorts,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Snapshot> {
  return startScan(request, ports, onProgress, signal, { scan: previous, how: 'retry' }).done;
}

/** Goes on with a scan that was stopped in the middle: reads the cells that had not ended, and no other. */
export function resumeScan(
  unfinished: Snapshot,
  request: DiscoveryRequest,
  ports: ScanPorts,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Snapshot> {
  return startScan(request, ports, onProgress, signal, { scan: unfinished, how: 'resume' }).done;
}

/** Starts a scan, or with `previous` continues one. */
export function startScan(
  request: DiscoveryRequest,
  ports: ScanPorts,
  onProgress: OnProgress,
  signal: AbortSignal,
  previous: Earlier | null = null,
): RunningScan {
  const settings: ScanSettings = { ...defaultSettings, ...ports.settings };
  const ended = new AbortController();
  const concurrency = newConcurrency(settings);
  const keepsRecords = ports.keepsRecords !== false;
  const builder = keepsRecords ? snapshotBuilder() : countingBuilder();
  if (previous !== null) seedEarlier(builder, previous.scan, previous.how, request.profiles);
  const scan: ScanContext = {
    request,
    ports,
    settings,
    signal,
    scheduler: newScheduler(ports, settings, concurrency, signal, ended.signal),
    concurrency,
    breaker: newBreaker(ports.clock),
    deadlines: newDeadlines(signal),
    patience: newPatience(settings.attemptDeadlineMs),
    serverFaults: newServerFaults(),
    tally: newTally(ports, concurrency.limit, onProgress),
    builder,
    previous: previous === null ? null : earlierScan(previous.scan, previous.how),
  };
  const takenAt = isoNow(scan);
  const head = {
    id: request.id ?? (`live-${takenAt}` as SnapshotId),
    takenAt,
    kind: 'live' as const,
    title: request.title ?? request.profiles.join(', '),
  };
  const snapshot = (): Snapshot => {
    const found = builder.build(head);
    return previous === null || !keepsRecords ? found : joined(previous, found);
  };
  return { done: run(scan, ended).then(snapshot), snapshot };
}

async function run(scan: ScanContext, ended: AbortController): Promise<void> {
  scan.tally.report();
  scan.tally.setPhase('reading');
  const cancelling = (): void => {
    scan.tally.setPhase('cancelling');
    scan.tally.report();
  };
  scan.signal.addEventListener('abort', cancelling, { once: true });
  const reporting = reportRegularly(scan, ended.signal);
  try {
    const { organization } = scan.request;
    if (organization === undefined) await scanProfiles(scan);
    else await scanOrganization(scan, organization.role, organization.accounts);
    scan.tally.setPhase(scan.signal.aborted ? 'cancelled' : 'done');
  } catch (bug) {
    scan.tally.setPhase('failed');
    throw bug;
  } finally {
    scan.signal.removeEventListener('abort', cancelling);
    ended.abort();
    await reporting;
    scan.tally.report();
  }
}

async function reportRegularly(scan: ScanContext, ended: AbortSignal): Promise<void> {
  while (true) {
    await scan.ports.sleep(scan.settings.progressMs, ended);
    if (ended.aborted) return;
    scan.deadlines.check(scan.ports.clock());
    scan.scheduler.tick();
    scan.tally.report();
  }
}

/** Runs scans against accounts in memory, with short times, and keeps what was reported. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Region } from '#shared/base/ids.ts';
import { type CollectionName, collectionNames, type Resources } from '#shared/model/collections.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { consumerOf, gatewayEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import type { ReadProblem } from '#electron/discovery/ports.ts';
import type { DiscoveryRequest, ScanPorts, ScanProgress, ScanSettings } from '#electron/discovery/request.ts';
import { resumeScan, retryFailed, runScan } from '#electron/discovery/run-scan.ts';
import { ofAccounts } from '#test/fixtures/small-estates.ts';
import { type MemoryOptions, memorySessions, type MemorySessions } from './memory-sessions.ts';

export const shop = '111122223333';
export const ledger = '444455556666';

/** Two accounts in two Regions: endpoints, a service behind a load balancer, NAT gateways, and eu-west-1 quiet in `shop`. */
export function twoAccounts(): Snapshot {
  const app = tier('app', 'az4 az6', { holds: { instance: 2 }, routes: [] });
  const open = tier('public', 'az4', { routes: [] });
  return ofAccounts(
    account(shop, 'shop', [
      region('us-east-1', 'az4 az6', {
        vpcs: [
          vpc('shop', '10.0.0.0/16', {
            tiers: [app, open],
            nats: [zonalNat('shop-nat', 'az4')],
            endpoints: [
              consumerOf('ledger', 'us-east-1', 'az4 az6', { name: 'shop-ledger' }),
              interfaceEndpoint('kms', 'az4 az6'),
              gatewayEndpoint('s3', 'shop-app-use1-az4'),
            ],
          }),
        ],
      }),
      region('eu-west-1', 'az1 az2', {
        vpcs: [vpc('spare', '172.31.0.0/16', { isDefault: true, tiers: [tier('any', 'az1', { routes: [] })] })],
      }),
    ]),
    account(ledger, 'ledger', [
      region('us-east-1', 'az6 az4', {
        vpcs: [vpc('ledger', '10.1.0.0/16', { tiers: [tier('service', 'az4 az6', { routes: [] })] })],
        loadBalancers: [networkLoadBalancer('ledger', 'ledger', 'service', 'az4 az6')],
        services: [endpointService('ledger', { acceptance: true, principals: [shop] })],
      }),
      region('eu-west-1', 'az1 az2', { vpcs: [vpc('other', '10.2.0.0/16', { tiers: [tier('any', 'az1', { routes: [] })] })] }),
    ]),
  );
}

export const bothProfiles: Readonly<Record<string, string>> = { 'p-shop': shop, 'p-ledger': ledger };

const shortTimes: Partial<ScanSettings> = {
  attemptDeadlineMs: 60,
  callBudgetMs: 20_000,
  throttleBaseMs: 1,
  transientBaseMs: 1,
  backoffCapMs: 5,
  transientCapMs: 3,
  progressMs: 20,
  slowCallMs: 30,
};

export interface ScanRun {
  readonly snapshot: Snapshot;
  readonly progress: readonly ScanProgress[];
  readonly sessions: MemorySessions;
}

export interface ScanOptions extends MemoryOptions {
  readonly request?: Partial<DiscoveryRequest>;
  readonly settings?: Partial<ScanSettings>;
  readonly signal?: AbortSignal;
  readonly previous?: Snapshot;
  /** The previous scan is gone on with instead of its failures being read again. */
  readonly resumes?: boolean;
  readonly seed?: number;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Gets every time that the scan asks to wait, milliseconds. */
  readonly onWait?: (milliseconds: number) => void;
}

export async function scan(options: ScanOptions): Promise<ScanRun> {
  const sessions = memorySessions(options);
  const progress: ScanProgress[] = [];
  const ports: ScanPorts = {
    sessions,
    clock: () => Date.now(),
    sleep: (milliseconds, signal) => {
      options.onWait?.(milliseconds);
      return wait(milliseconds, undefined, { signal }).catch(() => undefined);
    },
    random: randomOf(options.seed ?? 1),
    settings: { ...shortTimes, ...options.settings },
  };
  const request: DiscoveryRequest = {
    profiles: Object.keys(options.profiles),
    regions: ['us-east-1', 'eu-west-1'] as Region[],
    allRegions: false,
    ...options.request,
  };
  const signal = options.signal ?? new AbortController().signal;
  const note = (event: ScanProgress): void => {
    progress.push(event);
    options.onProgress?.(event);
  };
  const goOn = options.resumes === true ? resumeScan : retryFailed;
  const { previous } = options;
  const running = previous === undefined ? runScan(request, ports, note, signal) : goOn(previous, request, ports, note, signal);
  return { snapshot: await running, progress, sessions };
}

/** A seeded stream of numbers (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function cellOf(
  snapshot: Snapshot,
  accountId: string,
  regionName: string,
  operation: string,
  profile?: string,
): LedgerCell | undefined {
  return snapshot.ledger.find(
    (cell) =>
      cell.accountId === accountId &&
      cell.region === regionName &&
      cell.operation === operation &&
      (profile === undefined || cell.profile === profile),
  );
}

/** How many cells ended how. */
export function statuses(cells: readonly LedgerCell[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const cell of cells) {
    const key = cell.status === 'skipped' ? `skipped/${cell.reason ?? ''}` : cell.status;
    counted[key] = (counted[key] ?? 0) + 1;
  }
  return counted;
}

/** The resources alone, for comparing whole snapshots. */
export function resourcesOf(snapshot: Snapshot): Resources {
  return Object.fromEntries(collectionNames.map((name) => [name, snapshot[name]])) as Resources;
}

/** What a scan of the truth is to find: all but what nobody asks for. */
export function findable(truth: Snapshot, quiet: readonly string[]): Resources {
  const probed: readonly CollectionName[] = ['regions', 'zones', 'vpcs', 'vpcEndpoints', 'endpointServices', 'natGateways'];
  const unread: readonly CollectionName[] = [
    'hostedZoneAssociations',
    'dnsRecords',
    'resolverRules',
    'resolverRuleAssociations',
    'resolverEndpoints',
    'dnsProfiles',
    'profileAssociations',
    'profileResources',
    'firewalls',
    'accountAliases',
  ];
  const isQuiet = (record: { readBy: string; region: string }): boolean => quiet.includes(`${record.readBy}/${record.region}`);
  const entries = collectionNames.map((name) => {
    const records = truth[name] as readonly { readBy: string; region: string }[];
    if (unread.includes(name)) return [name, []];
    return [name, records.filter((record) => probed.includes(name) || !isQuiet(record))];
  });
  return Object.fromEntries(entries) as Resources;
}

export function problem(kind: ReadProblem['kind'], recovery: ReadProblem['recovery'], rest: Partial<ReadProblem> = {}): ReadProblem {
  return { kind, code: `Test${kind}`, message: `Made up: ${kind}.`, recovery, ...rest };
}

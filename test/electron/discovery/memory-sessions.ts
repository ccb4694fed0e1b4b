/** Accounts in memory: a snapshot that is handed out page by page, with faults on request. */
import type { AccountId, Partition, Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { CollectionName } from '#shared/model/collections.ts';
import { operationNamed } from '#shared/model/operation.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { AccountSession, ReadCall, ReadPage, ReadProblem, Sessions } from '#electron/discovery/ports.ts';

/** One call as it arrived. */
export interface SeenCall extends ReadCall {
  readonly profile: string;
  readonly accountId: AccountId;
  /** 1 for the first time this very page is asked for. */
  readonly attempt: number;
}

/** What a call gets instead of its page; `hang` never answers, not even when aborted. */
export type Fault = ReadProblem | 'hang' | { readonly nextToken: string | null } | null;

export interface MemoryOptions {
  readonly truth: Snapshot;
  /** Account by profile. */
  readonly profiles: Readonly<Record<string, string>>;
  readonly pageSize?: number;
  readonly fault?: (call: SeenCall) => Fault;
  readonly latencyMs?: (call: SeenCall) => number;
  /** Why a profile cannot be opened. */
  readonly closed?: Readonly<Record<string, ReadProblem>>;
  readonly refresh?: (profile: string) => Outcome<null, ReadProblem>;
  readonly hints?: boolean;
}

export interface MemorySessions extends Sessions {
  readonly calls: SeenCall[];
  readonly released: string[];
  /** Calls in flight now, and the most there ever were per account and Region. */
  readonly load: { now: number; most: number; readonly perLane: Map<string, number>; mostPerLane: number };
}

type Rec = Readonly<Record<string, unknown>> & { readonly readBy: AccountId; readonly region: Region };

/** Which records of its collection an operation gives, where it does not give all. */
const share: Readonly<Record<string, (record: Rec) => boolean>> = {
  DescribeInternetGateways: (record) => record['egressOnly'] === false,
  DescribeEgressOnlyInternetGateways: (record) => record['egressOnly'] === true,
  DescribeManagedPrefixLists: () => false,
  GetManagedPrefixListEntries: (record) => record['cidrBlocks'] !== null,
};

const subject: Readonly<Record<string, (record: Rec, id: string) => boolean>> = {
  DescribeVpcAttribute: (record, id) => record['vpcId'] === id,
  DescribeVpcEndpointServicePermissions: (record, id) => record['serviceId'] === id,
  GetManagedPrefixListEntries: (record, id) => record['prefixListId'] === id,
  DescribeLoadBalancers: (record, id) => record['loadBalancerArn'] === id,
  DescribeLoadBalancerAttributes: (record, id) => record['loadBalancerArn'] === id,
  DescribeListeners: (record, id) => record['loadBalancerArn'] === id,
  DescribeTargetGroups: (record, id) => (record['loadBalancerArns'] as readonly string[]).includes(id),
  DescribeTargetGroupAttributes: (record, id) => record['targetGroupArn'] === id,
  DescribeTargetHealth: (record, id) => record['targetGroupArn'] === id,
  SearchTransitGatewayRoutes: (record, id) => record['transitGatewayRouteTableId'] === id,
};

export function memorySessions(options: MemoryOptions): MemorySessions {
  const calls: SeenCall[] = [];
  const released: string[] = [];
  const load = { now: 0, most: 0, perLane: new Map<string, number>(), mostPerLane: 0 };
  const attempts = new Map<string, number>();
  const answer = async (profile: string, accountId: AccountId, call: ReadCall): Promise<Outcome<ReadPage, ReadProblem>> => {
    const key = JSON.stringify([profile, accountId, call]);
    attempts.set(key, (attempts.get(key) ?? 0) + 1);
    const seen: SeenCall = { ...call, profile, accountId, attempt: attempts.get(key) ?? 1 };
    calls.push(seen);
    const lane = `${accountId}/${call.region}`;
    count(load, lane, 1);
    await new Promise((resolve) => setTimeout(resolve, options.latencyMs?.(seen) ?? 0));
    const fault = options.fault?.(seen) ?? null;
    if (fault === 'hang') return new Promise(() => {});
    count(load, lane, -1);
    if (fault !== null && 'kind' in fault) return failed(fault);
    const page = pageOf(options, accountId, call);
    return ok(fault === null ? page : { ...page, ...fault });
  };
  return {
    calls,
    released,
    load,
    hint: (profile) => ({
      accountId: options.hints === false ? null : ((options.profiles[profile] ?? null) as AccountId | null),
      region: null,
    }),
    open: (profile) => {
      const closed = options.closed?.[profile];
      if (closed !== undefined) return Promise.resolve(failed(closed));
      return Promise.resolve(ok(session(profile, options.profiles[profile] as AccountId)));
    },
    assume: (base, account) => {
      const closed = options.closed?.[account.accountId];
      return Promise.resolve(closed === undefined ? ok(session(base.profile, account.accountId)) : failed(closed));
    },
    listAccounts: () =>
      Promise.resolve(ok(options.truth.accounts.map(({ accountId }) => ({ accountId, name: 'member', state: 'ACTIVE', role: null })))),
  };

  function session(profile: string, accountId: AccountId): AccountSession {
    return {
      profile,
      accountId,
      partition: 'aws' as Partition,
      arn: `arn:aws:sts::${accountId}:assumed-role/reader/test`,
      homeRegion: 'us-east-1' as Region,
      defaultRegion: 'us-east-1' as Region,
      reader: {
        readPage: (call) => answer(profile, accountId, call),
        supports: (operation) => !/^(List|DescribeFirewall)/.test(operation),
        release: (region) => released.push(`${accountId}/${region}`),
      },
      refresh: () => Promise.resolve(options.refresh?.(profile) ?? ok(null)),
    };
  }
}

function pageOf({ truth, pageSize = 1000 }: MemoryOptions, accountId: AccountId, call: ReadCall): ReadPage {
  const { collection } = operationNamed(call.operation);
  const all = recordsOf(truth, collection).filter((record) => isGiven(record, accountId, call));
  const from = call.token === null ? 0 : Number(call.token);
  const next = from + pageSize;
  return {
    parts: { [collection]: all.slice(from, next) },
    unreadable: 0,
    nextToken: next < all.length ? String(next) : null,
    requestId: `request-${call.operation}-${from}`,
  };
}

function isGiven(record: Rec, accountId: AccountId, call: ReadCall): boolean {
  if (record.readBy !== accountId) return false;
  if (call.operation === 'DescribeRegions') return true;
  if (record.region !== call.region || share[call.operation]?.(record) === false) return false;
  const names = call.input.filters?.find((filter) => filter.name === 'service-name')?.values;
  if (names !== undefined && !names.includes(String(record['serviceName']))) return false;
  const ids = call.input.ids;
  return ids === undefined || ids.some((id) => subject[call.operation]?.(record, id) ?? true);
}

function recordsOf(truth: Snapshot, collection: CollectionName): readonly Rec[] {
  return truth[collection] as unknown as readonly Rec[];
}

function count(load: MemorySessions['load'], lane: string, by: number): void {
  load.now += by;
  load.most = Math.max(load.most, load.now);
  load.perLane.set(lane, (load.perLane.get(lane) ?? 0) + by);
  load.mostPerLane = Math.max(load.mostPerLane, load.perLane.get(lane) ?? 0);
}

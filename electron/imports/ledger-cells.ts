/** The cells of one account and Region of an import: what was there, what failed, and what was not provided. */
import type { CollectionName, RecordOf } from '#shared/model/collections.ts';
import { recordKey } from '#shared/model/collections.ts';
import { type CellStatus, type LedgerCell, worstStatus } from '#shared/model/ledger.ts';
import { type Operation, operations, readAnswer } from '#shared/model/operation.ts';
import type { WireContext } from '#shared/model/wire.ts';
import { compareText, groupBy } from '#shared/base/sort.ts';
import type { Answer, FailedCall } from './answer.ts';
import type { Sighting } from './conflicts.ts';

/** All calls of one account and Region. */
export interface CallGroup {
  readonly profile: string;
  readonly context: WireContext;
  readonly calls: readonly (Answer | FailedCall)[];
}

/** The records of a group and one cell per operation of its scope. */
export function readGroup(group: CallGroup): { sightings: Sighting[]; cells: LedgerCell[] } {
  const sightings: Sighting[] = [];
  const byOperation = groupBy(group.calls, (call) => call.operation.operation);
  const scope = group.context.region === 'global' ? 'global' : 'region';
  const single = new Map<string, LedgerCell>();
  for (const operation of operations.values()) {
    if (operation.scope !== scope) continue;
    const read = readCalls(operation, byOperation.get(operation.operation) ?? [], group.context);
    sightings.push(...read.sightings);
    single.set(operation.operation, cellOf(group, operation, read));
  }
  return { sightings, cells: [...single.values()].map((cell) => withPlan(cell, single)) };
}

interface Read {
  readonly sightings: Sighting[];
  readonly keys: ReadonlySet<string>;
  readonly pages: number;
  readonly failures: readonly Failure[];
  readonly callsOk: number;
  readonly callsMade: number;
}

interface Failure {
  readonly status: CellStatus;
  readonly code: string | null;
  readonly message: string;
}

function readCalls(operation: Operation, calls: readonly (Answer | FailedCall)[], context: WireContext): Read {
  const sightings: Sighting[] = [];
  const keys = new Set<string>();
  const failures: Failure[] = [];
  const byCall = groupBy(calls, (call) => (operation.fanOut || call.kind === 'failed' ? call.call : ''));
  const failedCalls = new Set<string>();
  for (const [name, list] of byCall) {
    const found = list.flatMap((call) => (call.kind === 'failed' ? [call] : readOne(operation, call, context, sightings, keys)));
    const cut = nextPageMissing(list);
    const all = cut === null ? found : [...found, cut];
    if (all.length > 0) failedCalls.add(name);
    failures.push(...all);
  }
  const pages = calls.filter((call) => call.kind === 'answer').length;
  return { sightings, keys, pages, failures, callsOk: byCall.size - failedCalls.size, callsMade: byCall.size };
}

function readOne(operation: Operation, answer: Answer, context: WireContext, sightings: Sighting[], keys: Set<string>): Failure[] {
  const read = readAnswer(operation, answer.wire, context);
  if (read.kind === 'problem') return [{ status: 'malformed', code: null, message: `${answer.origin.file}: ${read.problem.message}` }];
  sightings.push({ file: answer.origin.file, operation: operation.operation, parts: read.value.parts });
  for (const record of read.value.parts[operation.collection] ?? []) {
    keys.add(recordKey(operation.collection, record as RecordOf<CollectionName> as never));
  }
  const failures: Failure[] = [];
  if (read.value.unreadable > 0) {
    const message = `${answer.origin.file}: ${read.value.unreadable} entries have no id and were left out`;
    failures.push({ status: 'malformed', code: null, message });
  }
  if (answer.narrowed !== null) failures.push({ status: 'failed', code: 'Filtered', message: `${answer.origin.file}: ${answer.narrowed}` });
  return failures;
}

/** Pages come in the order of the file names; when the last still announces another, something is missing. */
function nextPageMissing(calls: readonly (Answer | FailedCall)[]): Failure | null {
  const answers = calls.filter((call) => call.kind === 'answer').toSorted((a, b) => compareNaturally(a.origin.file, b.origin.file));
  const last = answers.at(-1);
  if (last === undefined || !last.hasNext) return null;
  return { status: 'failed', code: 'Truncated', message: `${last.origin.file} announces a next page, and no file holds it` };
}

/** `_2` before `_10`. */
function compareNaturally(a: string, b: string): number {
  const padded = (name: string): string => name.replace(/\d+/g, (digits) => digits.padStart(12, '0'));
  return compareText(padded(a), padded(b));
}

function cellOf(group: CallGroup, operation: Operation, read: Read): LedgerCell {
  const { accountId, region } = group.context;
  const place = { profile: group.profile, accountId, region, operation: operation.operation };
  const items = read.keys.size;
  if (read.callsMade === 0) return { ...place, status: 'skipped', items: 0, reason: 'not-provided' };
  const counted = operation.fanOut ? { callsOk: read.callsOk, callsPlanned: read.callsMade } : {};
  const worst = read.failures.reduce<Failure | null>((a, b) => (a !== null && worstStatus(a.status, b.status) === a.status ? a : b), null);
  const pages = read.pages === 0 ? {} : { pages: read.pages };
  if (worst === null) return { ...place, status: 'ok', items, ...counted, ...pages };
  return {
    ...place,
    status: worst.status,
    items,
    ...counted,
    ...pages,
    ...(worst.code === null ? {} : { code: worst.code }),
    ...(worst.status === 'denied' ? { action: operation.action } : {}),
    message: worst.message,
  };
}

/** What tells how often an operation had to be called: once per record of another one, `times` each. */
const plans: Readonly<Record<string, { per: string; times: number }>> = {
  DescribeVpcAttribute: { per: 'DescribeVpcs', times: 2 },
  DescribeVpcEndpointServicePermissions: { per: 'DescribeVpcEndpointServiceConfigurations', times: 1 },
  DescribeLoadBalancerAttributes: { per: 'DescribeLoadBalancers', times: 1 },
  DescribeListeners: { per: 'DescribeLoadBalancers', times: 1 },
  DescribeTargetGroupAttributes: { per: 'DescribeTargetGroups', times: 1 },
  DescribeTargetHealth: { per: 'DescribeTargetGroups', times: 1 },
  SearchTransitGatewayRoutes: { per: 'DescribeTransitGatewayRouteTables', times: 1 },
  ListHostedZonesByVPC: { per: 'DescribeVpcs', times: 1 },
  ListProfileResourceAssociations: { per: 'ListProfiles', times: 1 },
  DescribeFirewall: { per: 'ListFirewalls', times: 1 },
};

/** Calls per resource are complete only when there was one for every resource; nothing to ask about is complete too. */
function withPlan(cell: LedgerCell, cells: ReadonlyMap<string, LedgerCell>): LedgerCell {
  const plan = plans[cell.operation];
  const parent = plan === undefined ? undefined : cells.get(plan.per);
  if (plan === undefined || parent?.status !== 'ok') return cell;
  const made = cell.callsPlanned ?? 0;
  const callsPlanned = Math.max(parent.items * plan.times, made);
  if (cell.status === 'skipped') {
    const { reason: _, ...rest } = cell;
    return callsPlanned === 0 ? { ...rest, status: 'ok', callsOk: 0, callsPlanned: 0 } : { ...cell, callsOk: 0, callsPlanned };
  }
  const callsOk = cell.callsOk ?? 0;
  if (cell.status !== 'ok' || callsOk >= callsPlanned) return { ...cell, callsPlanned };
  return { ...cell, status: 'skipped', reason: 'not-provided', callsPlanned };
}

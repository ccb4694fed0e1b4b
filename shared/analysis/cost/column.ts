/** The price of one column: today is the empty decision, every alternative another one. */
import { type Exact, decimalText, sum } from '#shared/base/decimal.ts';
import type { AccountId } from '#shared/base/ids.ts';
import { type ColumnGigabytes, type CostOptions, type GroupTotal, lineGroups } from './comparison.ts';
import { type Corner, type Decision, expected, gigabytesByPath, routedFlows, type RoutedFlow, type TargetPath } from './decision.ts';
import { dnsMeters } from './dns-meters.ts';
import { endpointDataMeters, endpointHourMeters, hostedZoneMeters } from './endpoint-meters.ts';
import { hubPeeringMeters } from './hub-peering.ts';
import { type LineSum, priceMeters } from './line.ts';
import type { Line, Meter } from './meter.ts';
import type { CostModel } from './model.ts';
import { attachmentMeters, natDataMeters, natFixedMeters } from './nat-meters.ts';
import { remoteTransferMeters } from './remote-transfer.ts';
import { fixedSum, groupSums, payerSums, type Tally, tallyOf } from './tally.ts';

export interface PricedColumn {
  readonly decision: Decision;
  readonly lines: readonly Line[];
  readonly sum: LineSum;
  readonly tally: Tally;
  readonly flows: readonly RoutedFlow[];
  /** What has been told of it: today's column stands beside every alternative. */
  readonly told: Told;
}

interface Told {
  groups: readonly GroupTotal[] | null;
  payers: ReadonlyMap<AccountId | null, LineSum> | null;
  fixed: { readonly usd: Exact | null } | null;
}

/** Prices a decision in one corner. */
export function priceColumn(model: CostModel, decision: Decision, corner: Corner = expected): PricedColumn {
  const flows = routedFlows(model, decision, corner);
  const lines = priceMeters(model.book, columnMeters(model, decision, flows, corner));
  const tally = tallyOf(lines);
  return { decision, lines, sum: tally.sum, tally, flows, told: { groups: null, payers: null, fixed: null } };
}

/** By chart group, in stacking order. */
export function groupTotals(column: PricedColumn): readonly GroupTotal[] {
  return (column.told.groups ??= newGroupTotals(column));
}

function newGroupTotals({ tally }: PricedColumn): readonly GroupTotal[] {
  const sums = groupSums(tally);
  return lineGroups.flatMap((group) => {
    const own = sums.get(group);
    return own === undefined ? [] : [{ group, knownUsd: decimalText(own.known), hasUnknown: own.total === null }];
  });
}

/** By who pays; under `null` what nobody can be named for. */
export function payerTotals({ tally, told }: PricedColumn): ReadonlyMap<AccountId | null, LineSum> {
  return (told.payers ??= payerSums(tally));
}

/** What does not depend on gigabytes; `null`: part of it is unknown. */
export function fixedTotal({ tally, told }: PricedColumn): Exact | null {
  return (told.fixed ??= { usd: fixedSum(tally) }).usd;
}

/** Everything that is counted in a column, in the order of its lines. */
export function columnMeters(model: CostModel, decision: Decision, flows: readonly RoutedFlow[], corner: Corner): Meter[] {
  return natFixedMeters(model, decision).concat(
    natDataMeters(model, decision, flows, corner),
    attachmentMeters(model),
    endpointHourMeters(model, decision, corner),
    hostedZoneMeters(model),
    dnsMeters(model),
    endpointDataMeters(model, decision, flows),
    hubPeeringMeters(decision, flows, corner),
    remoteTransferMeters(model.book, flows),
  );
}

/** The corners that differ for this scope: one where everything was measured. */
export function cornersOf(model: CostModel, today: PricedColumn, { hubVia }: Pick<CostOptions, 'hubVia'> = {}): readonly Corner[] {
  const isUnmeasured = hubVia === 'peering' || today.lines.some((line) => line.atMostUsd !== undefined);
  const hasUnknownAws = model.vpcs.some((vpc) => vpc.demand?.flows.some((flow) => flow.class === 'A' && flow.path === 'nat') === true);
  const crossings = isUnmeasured ? (['least', 'most'] as const) : (['least'] as const);
  const moves = hasUnknownAws ? (['stays', 'moves'] as const) : (['stays'] as const);
  return crossings.flatMap((crossing) => moves.map((unknownAws) => ({ crossing, unknownAws })));
}

/** Today keeps unknown AWS traffic on the NAT in every corner; only alternatives move it. */
export function todayCorner(corner: Corner): Corner {
  return { ...corner, unknownAws: 'stays' };
}

/** GB by path as text; `null` where some VPC of the scope has no usage at all and nothing is known. */
export function columnGigabytes(model: CostModel, column: PricedColumn): ColumnGigabytes | null {
  if (model.vpcs.every((vpc) => vpc.demand === null)) return null;
  const byPath = gigabytesByPath(column.flows);
  const text = (path: TargetPath): string => decimalText(byPath.get(path) ?? sum([]));
  const total: Exact = sum(byPath.values());
  return {
    nat: text('nat'),
    endpoint: text('endpoint'),
    gateway: text('gateway'),
    hub: text('hub'),
    public: text('public'),
    none: text('none'),
    total: decimalText(total),
  };
}

/** The price of one column: today is the empty decision, every alternative another one. */
import { type Exact, decimalText, sum } from '#shared/base/decimal.ts';
import type { AccountId } from '#shared/base/ids.ts';
import { addBlock, type Block, priceBlocks, type PricedBlock } from './block.ts';
import { type ColumnGigabytes, type CostLine, type CostOptions, type GroupTotal } from './comparison.ts';
import {
  allCorners,
  type Corner,
  type Decision,
  expected,
  gigabytesByPath,
  mostCrossing,
  routedFlows,
  type RoutedFlow,
  type TargetPath,
} from './decision.ts';
import { dnsMeters } from './dns-meters.ts';
import { addEndpointData, addEndpointHours, hostedZoneMeters } from './endpoint-meters.ts';
import { hubPeeringMeters } from './hub-peering.ts';
import type { LineSum } from './line.ts';
import type { Line, Meter } from './meter.ts';
import type { CostModel } from './model.ts';
import { addNatData, addNatFixed, attachmentMeters } from './nat-meters.ts';
import { remoteTransferMeters } from './remote-transfer.ts';
import { fixedSum, groupTotals, payerSums, type Tally, tallyOf } from './tally.ts';
import { type UnchangedLines, writtenBeside } from './unchanged.ts';

export interface PricedColumn {
  readonly decision: Decision;
  readonly blocks: readonly PricedBlock[];
  readonly sum: LineSum;
  readonly tally: Tally;
  readonly flows: readonly RoutedFlow[];
  /** What has been told of it: today's column stands beside every alternative. */
  readonly told: Told;
}

interface Told {
  lines: { readonly beside: UnchangedLines; readonly written: readonly CostLine[] } | null;
  groups: readonly GroupTotal[] | null;
  payers: ReadonlyMap<AccountId | null, LineSum> | null;
  fixed: { readonly usd: Exact | null } | null;
}

/** Prices a decision in one corner. */
export function priceColumn(model: CostModel, decision: Decision, corner: Corner = expected): PricedColumn {
  const flows = routedFlows(model, decision, corner);
  const blocks = priceBlocks(model.book, columnBlocks(model, decision, flows, corner));
  const tally = tallyOf(blocks);
  return { decision, blocks, sum: tally.sum, tally, flows, told: { lines: null, groups: null, payers: null, fixed: null } };
}

/** The lines of a column. */
export function linesOf({ blocks }: Pick<PricedColumn, 'blocks'>): readonly Line[] {
  return blocks.flatMap((block) => block.lines);
}

/** Those of its lines whose amount is unknown. */
export function unknownLines({ blocks }: Pick<PricedColumn, 'blocks'>): readonly Line[] {
  return blocks.flatMap((block) => block.unknown);
}

/** The lines as the output carries them beside the other columns. */
export function writtenColumn({ blocks, told }: PricedColumn, beside: UnchangedLines): readonly CostLine[] {
  if (told.lines?.beside !== beside) told.lines = { beside, written: blocks.flatMap((block) => writtenBeside(block, beside)) };
  return told.lines.written;
}

/** By chart group, in stacking order. */
export function groupsOf({ tally, told }: PricedColumn): readonly GroupTotal[] {
  return (told.groups ??= groupTotals(tally));
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
export function columnBlocks(model: CostModel, decision: Decision, flows: readonly RoutedFlow[], corner: Corner): readonly Block[] {
  const blocks: Block[] = [];
  addNatFixed(blocks, model, decision);
  addNatData(blocks, model, decision, flows, corner);
  addBlock(blocks, attachmentMeters(model));
  addEndpointHours(blocks, model, decision, corner);
  addBlock(blocks, hostedZoneMeters(model));
  addBlock(blocks, dnsMeters(model));
  addEndpointData(blocks, model, decision, flows);
  if (flows.length > 0) {
    addBlock(blocks, hubPeeringMeters(decision, flows, corner));
    addBlock(blocks, remoteTransferMeters(model.book, flows));
  }
  return blocks;
}

/** The meters of a column, in the order of its lines. */
export function columnMeters(model: CostModel, decision: Decision, flows: readonly RoutedFlow[], corner: Corner): readonly Meter[] {
  return columnBlocks(model, decision, flows, corner).flatMap((block) => block.meters);
}

/** The corners that differ for this scope: one where everything was measured. */
export function cornersOf(model: CostModel, today: PricedColumn, { hubVia }: Pick<CostOptions, 'hubVia'> = {}): readonly Corner[] {
  const isUnmeasured = hubVia === 'peering' || today.blocks.some((block) => block.isRanged);
  const hasUnknownAws = model.vpcs.some((vpc) => vpc.demand?.flows.some((flow) => flow.class === 'A' && flow.path === 'nat') === true);
  if (!isUnmeasured && !hasUnknownAws) return measured;
  return allCorners.filter((corner) => (isUnmeasured || corner.crossing === 'least') && (hasUnknownAws || corner.unknownAws === 'stays'));
}

/** Where nothing is left open. */
const measured: readonly Corner[] = [expected];

/** Today keeps unknown AWS traffic on the NAT in every corner; only alternatives move it. */
export function todayCorner(corner: Corner): Corner {
  return corner.crossing === 'most' ? mostCrossing : expected;
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

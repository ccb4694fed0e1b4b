import type { ZoneId } from '#shared/base/ids.ts';
import { type Cell, type Verdict, verdicts } from './alignment.ts';
import type { AlignmentInput } from './inputs.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';

/** Every verdict that holds, in order: the first is the row's, the others its tags. */
export function verdictsOf(input: AlignmentInput, cells: ReadonlyMap<ZoneId, Cell>): readonly Verdict[] {
  if (!isConnected(input)) return ['not-connected'];
  const holding = new Set(input.isCrossRegion ? crossRegionVerdicts(input, cells) : sameRegionVerdicts(input, cells));
  const held = verdicts.filter((verdict) => holding.has(verdict));
  return held.length === 0 ? ['aligned'] : held;
}

/** Zones of the endpoint in which nobody calls; empty where callers are not known for sure. */
export function idleZones(input: AlignmentInput): readonly ZoneId[] {
  if (!input.workloadIsSure || input.isCrossRegion) return [];
  return (input.endpoint?.zones ?? []).filter((zone) => !input.workload.zones.includes(zone));
}

/** Not available, or the service behind it is gone. */
function isConnected(input: AlignmentInput): boolean {
  const { endpoint } = input.node;
  if (endpoint.state !== null && endpoint.state !== 'Available') return false;
  const state = input.service?.configuration?.serviceState;
  if (state === 'Deleting' || state === 'Deleted' || state === 'Failed') return false;
  return !isServiceGone(input);
}

/** A custom service whose provider was read in full and does not have it. */
function isServiceGone(input: AlignmentInput): boolean {
  const { service, topology, node } = input;
  if (service === undefined || service.serviceId === null || service.configuration !== null || service.providerAccountId === null)
    return false;
  return topology.index.coverage.isRead(service.providerAccountId, node.serviceRegion, 'DescribeVpcEndpointServiceConfigurations');
}

function sameRegionVerdicts(input: AlignmentInput, cells: ReadonlyMap<ZoneId, Cell>): Verdict[] {
  const counts = countOf(cells);
  const count = (cell: Cell): number => counts.get(cell) ?? 0;
  const matched = count('matched');
  const partly = count('partly-dark');
  const withdrawn = count('withdrawn');
  const sureFaults = count('dark') + partly + (input.absenceIsDoubtful ? 0 : withdrawn);
  const isDoubtful = input.absenceIsDoubtful && withdrawn > 0;
  const isRead = isEverythingRead(input);
  const held: Verdict[] = [];
  if (isRead && matched + partly === 0 && !isDoubtful) held.push('broken');
  if (sureFaults > 0 && matched + partly > 0) held.push('zone-dark');
  if (isDoubtful) held.push('contradicted');
  if (!isRead) held.push('unknown');
  if (isRead && matched + partly === 1) held.push('single-zone');
  if (count('uncovered') > 0) held.push('uncovered');
  if (count('unserved') > 0) held.push('unserved');
  if (isRead && idleZones(input).length > 0) held.push('idle-zone');
  return held;
}

/** Only these apply to a cross-Region endpoint. */
function crossRegionVerdicts(input: AlignmentInput, cells: ReadonlyMap<ZoneId, Cell>): Verdict[] {
  if (input.endpoint === null || !isComplete(input.endpoint)) return ['unknown'];
  const matched = countOf(cells).get('matched') ?? 0;
  if (matched === 0) return ['broken'];
  return matched === 1 ? ['single-zone'] : [];
}

/** How many zones have each cell. */
function countOf(cells: ReadonlyMap<ZoneId, Cell>): ReadonlyMap<Cell, number> {
  const counts = new Map<Cell, number>();
  for (const cell of cells.values()) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

function isEverythingRead(input: AlignmentInput): boolean {
  return input.endpoint !== null && isComplete(input.endpoint) && input.offered !== null && isComplete(input.offered);
}

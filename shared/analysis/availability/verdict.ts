import type { Cell, Verdict } from './alignment.ts';
import type { ZoneCell } from './cells.ts';
import type { AlignmentInput } from './inputs.ts';
import { serviceStanding } from '#shared/analysis/topology/service-standing.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';

/** Every verdict that holds, in order: the first is the row's, the others its tags. */
export function verdictsOf(input: AlignmentInput, cells: readonly ZoneCell[]): readonly Verdict[] {
  if (!isConnected(input)) return ['not-connected'];
  const held = input.isCrossRegion ? crossRegionVerdicts(input, cells) : sameRegionVerdicts(input, cells);
  return held.length === 0 ? ['aligned'] : held;
}

/** Not available, or the service behind it is gone. */
function isConnected(input: AlignmentInput): boolean {
  const { endpoint } = input.node;
  if (endpoint.state !== null && endpoint.state !== 'Available') return false;
  const state = input.service?.configuration?.serviceState;
  if (state === 'Deleting' || state === 'Deleted' || state === 'Failed') return false;
  return serviceStanding(input.topology, input.node).kind !== 'gone';
}

/** In the order in which `verdicts` lists them. */
function sameRegionVerdicts(input: AlignmentInput, cells: readonly ZoneCell[]): Verdict[] {
  const { matched, 'partly-dark': partly, withdrawn, dark, uncovered, unserved } = countOf(cells);
  const sureFaults = dark + partly + (input.absenceIsDoubtful ? 0 : withdrawn);
  const isDoubtful = input.absenceIsDoubtful && withdrawn > 0;
  const isRead = isEverythingRead(input);
  const held: Verdict[] = [];
  if (isRead && matched + partly === 0 && !isDoubtful) held.push('broken');
  if (sureFaults > 0 && matched + partly > 0) held.push('zone-dark');
  if (isDoubtful) held.push('contradicted');
  if (!isRead) held.push('unknown');
  if (isRead && matched + partly === 1) held.push('single-zone');
  if (uncovered > 0) held.push('uncovered');
  if (unserved > 0) held.push('unserved');
  if (isRead && input.idle.length > 0) held.push('idle-zone');
  return held;
}

/** Only these apply to a cross-Region endpoint. */
function crossRegionVerdicts(input: AlignmentInput, cells: readonly ZoneCell[]): Verdict[] {
  if (input.endpoint === null || !isComplete(input.endpoint)) return ['unknown'];
  const { matched } = countOf(cells);
  if (matched === 0) return ['broken'];
  return matched === 1 ? ['single-zone'] : [];
}

/** How many zones have each cell. */
function countOf(cells: readonly ZoneCell[]): Readonly<Record<Cell, number>> {
  const counts = {
    barred: 0,
    unknown: 0,
    withdrawn: 0,
    dark: 0,
    'partly-dark': 0,
    matched: 0,
    uncovered: 0,
    unserved: 0,
    spare: 0,
  };
  for (const { cell } of cells) counts[cell] += 1;
  return counts;
}

function isEverythingRead(input: AlignmentInput): boolean {
  return input.endpoint !== null && isComplete(input.endpoint) && input.offered !== null && isComplete(input.offered);
}

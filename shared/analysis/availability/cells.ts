import type { ZoneId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import type { Cell } from './alignment.ts';
import type { AlignmentInput } from './inputs.ts';
import { zoneLiveness } from './liveness.ts';

/** A zone and what it means for the endpoint. */
export interface ZoneCell {
  readonly zone: ZoneId;
  readonly cell: Cell;
}

/** The zones that matter to the endpoint, in order: where it stands, what is offered, who calls, what is barred. */
export function zonesOf(input: AlignmentInput): readonly ZoneId[] {
  const offered = input.offered?.zones ?? [];
  const called = input.isCrossRegion ? [] : input.workload.zones;
  const others = (input.endpoint?.zones ?? []).concat(called, input.barred).filter((zone) => !offered.includes(zone));
  return others.length === 0 ? offered : sortedUnique(offered.concat(others));
}

/** The cell of each of the zones that matter to the endpoint. */
export function cellsOf(input: AlignmentInput, zones: readonly ZoneId[]): readonly ZoneCell[] {
  return zones.map((zone) => ({ zone, cell: input.isCrossRegion ? crossRegionCell(input, zone) : cellOf(input, zone) }));
}

/** The first that holds, as `alignment.ts` orders them. */
function cellOf(input: AlignmentInput, zone: ZoneId): Cell {
  const { endpoint, offered, workload } = input;
  if (input.barred.includes(zone)) return 'barred';
  if (endpoint === null || offered === null) return 'unknown';
  const isEndpoint = endpoint.zones.includes(zone);
  const isOffered = offered.zones.includes(zone);
  if ((!isEndpoint && !isComplete(endpoint)) || (!isOffered && !isComplete(offered))) return 'unknown';
  if (isEndpoint) return isOffered ? liveCell(input, zone) : 'withdrawn';
  if (workload.zones.includes(zone)) return isOffered ? 'uncovered' : 'unserved';
  return 'spare';
}

/** Across Regions no zone has to match: each side balances over its own. */
function crossRegionCell(input: AlignmentInput, zone: ZoneId): Cell {
  if (input.barred.includes(zone)) return 'barred';
  return input.endpoint === null ? 'unknown' : 'matched';
}

function liveCell(input: AlignmentInput, zone: ZoneId): Cell {
  const liveness = input.service === undefined ? 'unread' : zoneLiveness(input.service, zone);
  // Unread targets leave the cell matched; the row then says that only zones were compared.
  return liveness === 'dark' ? 'dark' : liveness === 'partly-dark' ? 'partly-dark' : 'matched';
}

import type { ZoneId } from '#shared/base/ids.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import type { Survival } from './alignment.ts';
import type { ZoneCell } from './cells.ts';
import type { AlignmentInput } from './inputs.ts';
import { zoneLiveness } from './liveness.ts';

/**
 * Whether the connection still works with one zone gone: its endpoint
 * interface, its load balancer node and its targets. Another matched zone must
 * then still reach a healthy target.
 */
export function survivalOf(input: AlignmentInput, cells: readonly ZoneCell[], lost: ZoneId): Survival {
  let isSure = true;
  for (const { zone, cell } of cells) {
    if (zone === lost || (cell !== 'matched' && cell !== 'partly-dark')) continue;
    const outcome = survivesIn(input, zone, lost);
    if (outcome === 'yes') return 'yes';
    if (outcome === 'unknown') isSure = false;
  }
  return isSure && isEveryZoneKnown(input) ? 'no' : 'unknown';
}

function survivesIn(input: AlignmentInput, zone: ZoneId, lost: ZoneId): Survival {
  if (input.isCrossRegion) return 'yes';
  const liveness = input.service === undefined ? 'unread' : zoneLiveness(input.service, zone, lost);
  if (liveness === 'live') return 'yes';
  return liveness === 'unread' ? 'unknown' : 'no';
}

function isEveryZoneKnown(input: AlignmentInput): boolean {
  if (input.endpoint === null || !isComplete(input.endpoint)) return false;
  return input.isCrossRegion || (input.offered !== null && isComplete(input.offered));
}

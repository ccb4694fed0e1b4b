/**
 * How many calls may be in flight. Calls of a slow Region or account cost
 * nothing while they wait, so they have a pool of their own: however many of
 * them hang, the others go on as if they were not there.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { ScanSettings } from './request.ts';
import type { Lane } from './scheduler.ts';

/** A call in flight. */
export interface Slot {
  readonly lane: Lane;
  readonly startedAt: number;
  isSlow: boolean;
}

export interface Slots {
  /** Whether another call of the lane may start. */
  hasRoom(lane: Lane): boolean;
  /** Whether no call of any lane may start. */
  isFull(): boolean;
  take(lane: Lane, now: number): Slot;
  free(slot: Slot, now: number): void;
  /** Moves calls that have taken long to the pool of slow ones. */
  age(now: number): void;
  /** Calls in flight in the lane's Region and in its account together. */
  load(lane: Lane): number;
}

/** Slow calls in flight, for each other one. */
const slowShare = 4;
/** So many slow places make the whole Region, or the whole account, slow. */
const placesToJudge = 2;

/** `limit`: how many calls that are not slow may be in flight now. */
export function newSlots(settings: ScanSettings, limit: () => number): Slots {
  const inFlight = new Set<Slot>();
  const byRegion = new Map<Region, number>();
  const byAccount = new Map<AccountId, number>();
  const slowLanes = new Set<Lane>();
  const counts = { normal: 0, slow: 0 };
  const isSlow = (lane: Lane): boolean => {
    if (slowLanes.size === 0 || slowLanes.has(lane)) return slowLanes.size > 0;
    let inRegion = 0;
    let inAccount = 0;
    for (const slow of slowLanes) {
      if (slow.region === lane.region) inRegion += 1;
      if (slow.accountId === lane.accountId) inAccount += 1;
    }
    return inRegion >= placesToJudge || inAccount >= placesToJudge;
  };
  const count = (lane: Lane, by: number): void => {
    lane.inFlight += by;
    byRegion.set(lane.region, (byRegion.get(lane.region) ?? 0) + by);
    byAccount.set(lane.accountId, (byAccount.get(lane.accountId) ?? 0) + by);
  };
  const normalFull = (): boolean => counts.normal >= limit();
  const slowFull = (): boolean => counts.slow >= limit() * slowShare;
  return {
    hasRoom: (lane) => (isSlow(lane) ? !slowFull() : !normalFull()),
    isFull: () => normalFull() && (slowLanes.size === 0 || slowFull()),
    take: (lane, now) => {
      const slot: Slot = { lane, startedAt: now, isSlow: isSlow(lane) };
      inFlight.add(slot);
      counts[slot.isSlow ? 'slow' : 'normal'] += 1;
      count(lane, 1);
      return slot;
    },
    free: (slot, now) => {
      inFlight.delete(slot);
      counts[slot.isSlow ? 'slow' : 'normal'] -= 1;
      count(slot.lane, -1);
      if (now - slot.startedAt <= settings.slowCallMs) slowLanes.delete(slot.lane);
    },
    age: (now) => {
      for (const slot of inFlight) {
        if (now - slot.startedAt <= settings.slowCallMs) return;
        if (slot.isSlow) continue;
        slot.isSlow = true;
        counts.normal -= 1;
        counts.slow += 1;
        slowLanes.add(slot.lane);
      }
    },
    load: (lane) => (byRegion.get(lane.region) ?? 0) + (byAccount.get(lane.accountId) ?? 0),
  };
}

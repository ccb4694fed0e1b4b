/**
 * Decides which call goes next. Work comes in lanes, one per account and
 * Region. A free slot goes to the lane whose Region and account have the fewest
 * calls in flight, so that a slow Region or account cannot hold all slots; ties
 * go to the lane that came first, so that lanes finish and their clients can go.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { Concurrency } from './concurrency.ts';
import { allowedInFlight, learn, newPace, type Pace, type PaceLimits, takeToken } from './pace.ts';
import type { ScanPorts, ScanSettings } from './request.ts';
import { newSlots, type Slot, type Slots } from './slots.ts';

/** One account and Region. */
export interface Lane {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly pace: Pace;
  inFlight: number;
  /** The last time a call ended, for telling a stalled lane. */
  movedAt: number;
  readonly waiting: Ticket[];
  /** In which order lanes came. */
  readonly order: number;
  /** Before that time none of the waiting calls has a token. */
  notBefore: number;
}

interface Ticket {
  readonly operation: string;
  /** `null`: cancelled. */
  readonly go: (slot: Slot | null) => void;
}

export interface Scheduler {
  /** Waits until one more lane may be worked on; `null` once the scan is cancelled. */
  enter(accountId: AccountId, region: Region): Promise<Lane | null>;
  /** A lane beside the others, for an API with limits of its own; it is let in at once. */
  aside(accountId: AccountId, region: Region, limits: PaceLimits): Lane;
  leave(lane: Lane): void;
  /** Waits for a slot, which must be released; `null` once the scan is cancelled. */
  acquire(lane: Lane, operation: string): Promise<Slot | null>;
  release(slot: Slot, result: 'ok' | 'throttled' | 'other'): void;
  /** Looks again whether slots have become free by time alone; called a few times a second. */
  tick(): void;
}

/** A lane on which nothing waits yet. */
export function newLane(accountId: AccountId, region: Region, limits: PaceLimits | null, order: number, now: number): Lane {
  return { accountId, region, pace: newPace(limits), inFlight: 0, movedAt: now, waiting: [], order, notBefore: 0 };
}

/** Live figures of the scheduler. */
interface State {
  readonly lanes: Set<Lane>;
  /** Lanes with calls that wait; the others need not be looked at. */
  readonly ready: Set<Lane>;
  readonly entering: { readonly lane: Lane; readonly go: (lane: Lane | null) => void }[];
  /** How many lanes of each account were let in. */
  readonly admitted: Map<AccountId, number>;
  readonly slots: Slots;
  timerAt: number;
  laneCount: number;
  /** Since the last tick, calls waited for nothing but a place. */
  wasFull: boolean;
}

export function newScheduler(
  ports: Pick<ScanPorts, 'clock' | 'sleep'>,
  settings: ScanSettings,
  concurrency: Pick<Concurrency, 'limit' | 'adjust'>,
  signal: AbortSignal,
  endTimers: AbortSignal,
): Scheduler {
  const state = newState(settings, concurrency.limit);
  const dispatch = (): void => {
    admit(state, settings, ports.clock());
    const waitMs = startCalls(state, settings, ports.clock());
    const due = ports.clock() + waitMs;
    if (!Number.isFinite(waitMs) || state.timerAt <= due) return;
    state.timerAt = due;
    void ports.sleep(waitMs, endTimers).then(() => {
      state.timerAt = Infinity;
      if (!endTimers.aborted) dispatch();
    });
  };
  signal.addEventListener('abort', () => refuseAll(state), { once: true });
  return {
    enter: (accountId, region) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(null);
        const lane = newLane(accountId, region, null, (state.laneCount += 1), ports.clock());
        state.entering.push({ lane, go: resolve });
        return dispatch();
      }),
    aside: (accountId, region, limits) => {
      const lane = newLane(accountId, region, limits, (state.laneCount += 1), ports.clock());
      state.lanes.add(lane);
      return lane;
    },
    leave: (lane) => {
      state.lanes.delete(lane);
      dispatch();
    },
    acquire: (lane, operation) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(null);
        lane.waiting.push({ operation, go: resolve });
        lane.notBefore = 0;
        state.ready.add(lane);
        return dispatch();
      }),
    release: (slot, result) => {
      const now = ports.clock();
      state.slots.free(slot, now);
      slot.lane.movedAt = now;
      learn(slot.lane.pace, result, settings);
      dispatch();
    },
    tick: () => {
      concurrency.adjust(state.wasFull);
      state.wasFull = false;
      dispatch();
    },
  };
}

function newState(settings: ScanSettings, limit: () => number): State {
  return {
    lanes: new Set(),
    ready: new Set(),
    entering: [],
    admitted: new Map(),
    slots: newSlots(settings, limit),
    timerAt: Infinity,
    laneCount: 0,
    wasFull: false,
  };
}

/** Lets lanes in, the account with the fewest first: what each account may ask only slowly then begins early in all of them. */
function admit(state: State, settings: ScanSettings, now: number): void {
  if (state.entering.length === 0) return;
  let moving = 0;
  let held = 0;
  for (const lane of state.lanes) {
    if (isMoving(lane, settings, now)) moving += 1;
    if (lane.pace.limits === null) held += 1;
  }
  for (; moving < settings.openLanes && held < settings.openLanes * heldShare; held += 1) {
    const next = takeNext(state);
    if (next === undefined) return;
    moving += 1;
    next.lane.movedAt = now;
    state.lanes.add(next.lane);
    next.go(next.lane);
  }
}

/** Lanes whose calls all pause or hang are held beside those that move, but not without end: each holds its records and its clients. */
const heldShare = 4;
/** A lane of which nothing has been asked for so long pauses before it asks again. */
const pauseMs = 100;

/** A lane that only waits for tokens or for another attempt keeps no other out, nor does one in which nothing has moved for long. */
function isMoving(lane: Lane, settings: ScanSettings, now: number): boolean {
  if (lane.pace.limits !== null || now - lane.movedAt > settings.slowCallMs) return false;
  if (lane.inFlight > 0) return true;
  return lane.waiting.length === 0 ? now - lane.movedAt <= pauseMs : lane.notBefore <= now;
}

function takeNext(state: State): State['entering'][number] | undefined {
  const countOf = (index: number): number => {
    const entry = state.entering[index];
    return entry === undefined ? 0 : countOfAccount(state, entry.lane.accountId);
  };
  let best = 0;
  for (let index = 1; index < state.entering.length; index += 1) if (countOf(index) < countOf(best)) best = index;
  const [next] = state.entering.splice(best, 1);
  if (next !== undefined) state.admitted.set(next.lane.accountId, countOfAccount(state, next.lane.accountId) + 1);
  return next;
}

function countOfAccount(state: State, accountId: AccountId): number {
  return state.admitted.get(accountId) ?? 0;
}

/** Starts as many calls as there are slots; gives the milliseconds until a token will let another go. */
function startCalls(state: State, settings: ScanSettings, now: number): number {
  state.slots.age(now);
  while (!state.slots.isFull()) {
    const lane = pickLane(state, settings, now);
    if (lane === null) return soonestOf(state, now);
    const waitMs = startOne(state, lane, settings, now);
    lane.notBefore = waitMs > 0 ? now + waitMs : 0;
    if (lane.waiting.length === 0) state.ready.delete(lane);
  }
  state.wasFull ||= state.ready.size > 0;
  return soonestOf(state, now);
}

function soonestOf(state: State, now: number): number {
  let soonest = Infinity;
  for (const lane of state.ready) if (lane.notBefore > now) soonest = Math.min(soonest, lane.notBefore - now);
  return soonest;
}

/** The lane whose next call goes first. Lanes without a token are passed over unasked: with an account each, there are hundreds of them. */
function pickLane(state: State, settings: ScanSettings, now: number): Lane | null {
  let best: Lane | null = null;
  let bestLoad = Infinity;
  for (const lane of state.ready) {
    if (lane.notBefore > now || lane.inFlight >= allowedInFlight(lane.pace, settings)) continue;
    const load = state.slots.load(lane);
    const isBetter = load < bestLoad || (load === bestLoad && best !== null && lane.order < best.order);
    if (!isBetter || !state.slots.hasRoom(lane)) continue;
    best = lane;
    bestLoad = load;
  }
  return best;
}

/** Starts the lane's first call that has a token: 0 where one was started. */
function startOne(state: State, lane: Lane, settings: ScanSettings, now: number): number {
  let soonest = Infinity;
  const tried = new Set<string>();
  for (const [index, ticket] of lane.waiting.entries()) {
    if (tried.has(ticket.operation)) continue;
    tried.add(ticket.operation);
    const waitMs = takeToken(lane.pace, ticket.operation, now, settings);
    if (waitMs > 0) {
      soonest = Math.min(soonest, waitMs);
      continue;
    }
    lane.waiting.splice(index, 1);
    ticket.go(state.slots.take(lane, now));
    return 0;
  }
  return soonest;
}

function refuseAll(state: State): void {
  for (const entry of state.entering.splice(0)) entry.go(null);
  for (const lane of state.ready) for (const ticket of lane.waiting.splice(0)) ticket.go(null);
  state.ready.clear();
}

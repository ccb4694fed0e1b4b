/** The estimate against scans of a simulated clock: no call is made, time is a number. */
import { describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/base/ids.ts';
import { estimate, type LaneTally, type Sample } from '#electron/discovery/estimate.ts';
import { randomOf } from './scan-harness.ts';

interface Shape {
  readonly accounts: number;
  readonly regions: number;
  readonly latencyMs: number;
  /** One call at a time. */
  readonly cpuMs: number;
  /** Share of Regions where only the probe is made. */
  readonly quiet?: number;
  /** Route 53 calls of a Region that is not quiet. */
  readonly slow?: number;
}

interface SimulatedLane {
  readonly tally: LaneTally;
  readonly calls: number;
  readonly slow: number;
  waiting: number;
}

const stepMs = 10;
const reportMs = 200;
const [openLanes, concurrency, laneConcurrency, slowPerSecond] = [32, 64, 10, 4];

function lanesOf({ accounts, regions, quiet = 0, slow = 1 }: Shape, random: () => number): SimulatedLane[] {
  return Array.from({ length: accounts * regions }, (_, index) => {
    const isQuiet = random() < quiet;
    const accountId = String(Math.floor(index / regions)) as AccountId;
    const tally: LaneTally = { accountId, isGlobal: false, planned: 0, done: 0, settled: false, slow: { planned: 0, done: 0 } };
    return { tally, calls: isQuiet ? 5 : 28 + Math.floor(random() * 16), slow: isQuiet ? 0 : slow, waiting: 0 };
  });
}

/** One step: calls come back as latency, processor and the places in flight allow; then Regions end, and Route 53 answers. */
function advance(lanes: readonly SimulatedLane[], shape: Shape, now: number): void {
  const open = lanes.filter((lane) => !lane.tally.settled).slice(0, openLanes);
  let share = Math.min((stepMs * concurrency) / shape.latencyMs, stepMs / shape.cpuMs);
  for (const lane of open) {
    if (lane.tally.planned === 0) lane.tally.planned = 5;
    else if (lane.tally.done >= 5 && lane.calls > 5) {
      lane.tally.planned = Math.max(lane.tally.planned, Math.round(lane.calls * 0.7));
      lane.tally.slow.planned = lane.slow;
    }
    const most = Math.min(share / open.length, (stepMs * laneConcurrency) / shape.latencyMs);
    lane.waiting = Math.min(lane.calls - lane.tally.done, lane.waiting + most);
    const whole = Math.floor(lane.waiting + 1e-9);
    lane.tally.done += whole;
    lane.waiting -= whole;
    if (lane.tally.done < lane.calls) continue;
    Object.assign(lane.tally, { planned: lane.calls, settled: true });
  }
  share = 0;
  if (now % (1000 / slowPerSecond) >= stepMs) return;
  for (const account of new Set(lanes.map((lane) => lane.tally.accountId))) {
    const next = lanes.find(({ tally }) => tally.accountId === account && tally.slow.done < tally.slow.planned);
    if (next !== undefined) next.tally.slow.done += 1;
  }
}

/** How far off the first estimate after a fifth of the calls was, as a share of the time that was left. */
function errorOf(shape: Shape, seed: number): number {
  const lanes = lanesOf(shape, randomOf(seed));
  const total = lanes.reduce((sum, lane) => sum + lane.calls + lane.slow, 0);
  const samples: Sample[] = [{ at: 0, done: 0 }];
  let told: { readonly at: number; readonly etaMs: number } | null = null;
  let now = 0;
  for (; lanes.some(({ tally, slow }) => !tally.settled || tally.slow.done < slow); now += stepMs) {
    advance(lanes, shape, now);
    if (now % reportMs !== 0) continue;
    const { callsDone, etaMs } = estimate(
      lanes.map((lane) => lane.tally),
      samples,
      now,
    );
    samples.push({ at: now, done: lanes.reduce((sum, { tally }) => sum + tally.done, 0) });
    if (told === null && callsDone >= total / 5 && etaMs !== null) told = { at: now, etaMs };
  }
  return told === null ? Number.POSITIVE_INFINITY : told.etaMs / (now - told.at) - 1;
}

const shapes: readonly Shape[] = [
  { accounts: 5, regions: 4, latencyMs: 100, cpuMs: 1.5 },
  { accounts: 5, regions: 17, latencyMs: 300, cpuMs: 1.5, quiet: 0.5 },
  { accounts: 20, regions: 4, latencyMs: 20, cpuMs: 1.5 },
  { accounts: 20, regions: 17, latencyMs: 100, cpuMs: 1 },
  { accounts: 20, regions: 17, latencyMs: 300, cpuMs: 3, quiet: 0.8 },
  { accounts: 1, regions: 17, latencyMs: 100, cpuMs: 2 },
  { accounts: 2, regions: 17, latencyMs: 50, cpuMs: 1, slow: 3 },
  { accounts: 60, regions: 17, latencyMs: 100, cpuMs: 1, quiet: 0.3 },
];

describe('the time that is left', () => {
  it.each(shapes)('is right within 30 % after a fifth of the calls: %o', (shape) => {
    const errors = [1, 2, 3, 4, 5].map((seed) => errorOf(shape, seed));
    expect(errors.filter((error) => Math.abs(error) > 0.3)).toEqual([]);
  });

  it('is not told before anything was answered, nor counted from what accounts as a whole are asked', () => {
    const lane = (isGlobal: boolean, done: number): LaneTally => ({
      accountId: '1' as AccountId,
      isGlobal,
      planned: done,
      done,
      settled: isGlobal,
      slow: { planned: 0, done: 0 },
    });
    expect(estimate([], [], 0)).toEqual({ callsDone: 0, callsPlanned: 0, etaMs: null });
    const samples = [{ at: 0, done: 0 }];
    expect(estimate([lane(true, 2), lane(false, 0)], samples, 1000)).toEqual({ callsDone: 2, callsPlanned: 37, etaMs: null });
    expect(estimate([lane(true, 2), lane(false, 16)], samples, 1000)).toEqual({ callsDone: 18, callsPlanned: 36, etaMs: 1000 });
  });
});

import { describe, expect, it } from 'vitest';
import type { AccountId, Region } from '#shared/base/ids.ts';
import { newConcurrency } from '#electron/discovery/concurrency.ts';
import { defaultSettings, type ScanSettings } from '#electron/discovery/request.ts';
import { type Lane, newScheduler } from '#electron/discovery/scheduler.ts';

const account = '111122223333' as AccountId;
const region = 'us-east-1' as Region;

/** A scheduler on a clock that a test moves. */
function stage(changed: Partial<ScanSettings>) {
  const settings = { ...defaultSettings, ...changed };
  const sleeping: { readonly at: number; readonly wake: () => void }[] = [];
  let now = 1_000;
  const ports = {
    clock: () => now,
    sleep: (milliseconds: number) => new Promise<void>((wake) => sleeping.push({ at: now + milliseconds, wake })),
  };
  const { signal } = new AbortController();
  const scheduler = newScheduler(ports, settings, newConcurrency(settings), signal, signal);
  const pass = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
    for (const sleeper of sleeping.splice(0))
      if (sleeper.at <= now) sleeper.wake();
      else sleeping.push(sleeper);
    await Promise.resolve().then(() => undefined);
  };
  return { scheduler, pass };
}

async function entered(lane: Promise<Lane | null>): Promise<Lane> {
  const found = await lane;
  if (found === null) throw new Error('nothing was cancelled');
  return found;
}

describe('calls that wait for the tokens of a slow API', () => {
  it('go when their token comes, and keep no call of another kind waiting', async () => {
    const { scheduler, pass } = stage({});
    const lane = await entered(scheduler.enter(account, region));
    const started: string[] = [];
    const ask = (operation: string): void => void scheduler.acquire(lane, operation).then(() => started.push(operation));
    for (let call = 0; call < 5; call += 1) ask('ListResolverRules');
    ask('DescribeVpcs');
    await pass(0);
    expect(started).toEqual([...Array<string>(4).fill('ListResolverRules'), 'DescribeVpcs']);
    await pass(250);
    expect(started.slice(5)).toEqual(['ListResolverRules']);
  });

  it('let the next Region begin', async () => {
    const { scheduler, pass } = stage({ openLanes: 1 });
    const lane = await entered(scheduler.enter(account, region));
    const next = scheduler.enter(account, 'eu-west-1' as Region);
    let isIn = false;
    void next.then(() => {
      isIn = true;
    });
    for (let call = 0; call < 5; call += 1) {
      void scheduler.acquire(lane, 'ListResolverRules').then((slot) => {
        if (slot !== null) scheduler.release(slot, 'ok');
      });
    }
    await pass(0);
    scheduler.tick();
    await pass(0);
    expect(isIn).toBe(true);
  });
});

describe('a Region whose calls all pause before another attempt', () => {
  it('lets the next begin, but not without end', async () => {
    const { scheduler, pass } = stage({ openLanes: 1 });
    const inside: string[] = [];
    const enter = (name: string): void => void scheduler.enter(account, name as Region).then(() => inside.push(name));
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) enter(name);
    await pass(0);
    expect(inside).toEqual(['a']);
    await pass(60);
    scheduler.tick();
    await pass(0);
    expect(inside).toEqual(['a']);
    for (let step = 0; step < 6; step += 1) {
      await pass(150);
      scheduler.tick();
      await pass(0);
    }
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps its place while one of its calls is asked', async () => {
    const { scheduler, pass } = stage({ openLanes: 1 });
    const lane = await entered(scheduler.enter(account, region));
    const slot = await scheduler.acquire(lane, 'DescribeVpcs');
    let isIn = false;
    void scheduler.enter(account, 'eu-west-1' as Region).then(() => {
      isIn = true;
    });
    await pass(1_000);
    scheduler.tick();
    await pass(0);
    expect(isIn).toBe(false);
    if (slot !== null) scheduler.release(slot, 'throttled');
    await pass(150);
    scheduler.tick();
    await pass(0);
    expect(isIn).toBe(true);
  });
});

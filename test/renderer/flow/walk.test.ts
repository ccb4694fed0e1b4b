import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyWish } from '#renderer/flow/keys.ts';
import { prepareScene } from '#renderer/flow/scene.ts';
import { type Step, walk } from '#renderer/flow/walk.ts';
import { smallDiagram } from './small-diagram.ts';

const scene = prepareScene(smallDiagram, new Set());

describe('walk', () => {
  it.each<[string | null, Step, string | null]>([
    [null, 'right', 'vpc'],
    ['gone', 'down', 'vpc'],
    ['kms', 'right', 'sqs'],
    ['sqs', 'left', 'kms'],
    ['sqs', 'right', 'service'],
    ['service', 'left', 'vpc'],
    ['vpc', 'right', 'service'],
    ['vpc', 'down', 'alone'],
    ['alone', 'up', 'vpc'],
    ['vpc', 'in', 'kms'],
    ['kms', 'out', 'vpc'],
    ['vpc', 'out', null],
    ['kms', 'along', 'service'],
    ['service', 'along', null],
    ['service', 'back', 'sqs'],
    ['sqs', 'first', 'kms'],
    ['kms', 'last', 'sqs'],
    ['kms-service', 'right', 'sqs'],
  ])('from %s %s leads to %s', (from, step, to) => {
    expect(walk(scene, from, step)).toBe(to);
  });

  it('never stands on a box that only groups, nor on itself', () => {
    const steps: readonly Step[] = ['left', 'right', 'up', 'down', 'in', 'out', 'along', 'back', 'first', 'last'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (path) => {
        let at: string | null = null;
        for (const step of path) at = walk(scene, at, step) ?? at;
        expect(at === null || (at !== 'lane' && scene.nodeById.has(at))).toBe(true);
      }),
    );
  });
});

describe('keyWish', () => {
  const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

  it('leaves keys of the window to the window', () => {
    expect(keyWish({ ...plain, key: 'ArrowDown', ctrlKey: true })).toBeNull();
    expect(keyWish({ ...plain, key: '0', metaKey: true })).toBeNull();
    expect(keyWish({ ...plain, key: '/' })).toBeNull();
  });

  it('walks by arrows, in and along with Shift', () => {
    expect(keyWish({ ...plain, key: 'ArrowDown' })).toEqual({ kind: 'walk', step: 'down' });
    expect(keyWish({ ...plain, key: 'ArrowDown', shiftKey: true })).toEqual({ kind: 'walk', step: 'in' });
    expect(keyWish({ ...plain, key: '+', shiftKey: true })).toEqual({ kind: 'zoom-in' });
    expect(keyWish({ ...plain, key: 'Enter' })).toEqual({ kind: 'activate' });
  });
});

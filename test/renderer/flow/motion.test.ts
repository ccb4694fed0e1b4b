import { describe, expect, it } from 'vitest';
import { motionBetween } from '#renderer/flow/motion.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { generatedEstate } from '../../shared/diagram/generated-estate.ts';
import { inputOf } from '../../shared/diagram/input-of.ts';

const input = inputOf(generatedEstate({ seed: 2, accounts: 5, vpcsPerAccount: 2, services: 3 }));
const folded = layOutEstate(input);
const tile = folded.nodes.find((node) => node.fold === 'folded');
if (tile?.subject == null) throw new Error('the generated estate has nothing to unfold any more');
const unfolded = layOutEstate(input, { unfolded: new Set([subjectKey(tile.subject)]) });

describe('the way from one diagram to the next', () => {
  it('begins where every box was and ends where it is', () => {
    const motion = motionBetween(folded, unfolded, { x: 0, y: 0 });
    const before = new Map(folded.nodes.map((node) => [node.id, node.box]));
    const after = new Map(unfolded.nodes.map((node) => [node.id, node.box]));
    const start = motion?.(0).nodes ?? [];
    expect(start.map((node) => node.box)).toEqual(start.map((node) => before.get(node.id)));
    const end = motion?.(1).nodes ?? [];
    expect(end.map((node) => node.box)).toEqual(end.map((node) => after.get(node.id)));
    expect(start.map((node) => node.id)).toContain(tile.id);
  });

  it('begins where the boxes were under the eye when the map moved below it', () => {
    const box = unfolded.nodes.find((node) => node.id === tile.id)?.box ?? tile.box;
    const offset = { x: box.x - tile.box.x + 30, y: box.y - tile.box.y + 7 };
    const start = motionBetween(folded, unfolded, offset)?.(0).nodes.find((node) => node.id === tile.id)?.box;
    expect(start).toEqual({ ...tile.box, x: tile.box.x + offset.x, y: tile.box.y + offset.y });
  });

  it('is none where nothing moved, and none to another view', () => {
    expect(motionBetween(folded, { ...folded }, { x: 0, y: 0 })).toBe(null);
    expect(motionBetween(folded, { ...unfolded, view: 'consumers' }, { x: 0, y: 0 })).toBe(null);
  });
});

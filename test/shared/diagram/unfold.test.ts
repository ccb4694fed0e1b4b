import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { mapOrder } from '#shared/diagram/map-order.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { runs } from '#test/long-run.ts';
import { everyKind } from './every-kind.ts';
import { dice, generatedEstate } from './generated-estate.ts';
import { overlaps, strandsThroughBoxes, strayChildren } from './geometry.ts';
import { inputOf } from './input-of.ts';

/** Some of what can be unfolded: all accounts or some, and some of the VPCs. */
function someKeys(snapshot: Snapshot, share: number): ReadonlySet<string> {
  const roll = dice(share);
  const keys = [...snapshot.accounts.map(({ accountId }) => `account/${accountId}`), ...snapshot.vpcs.map(({ vpcId }) => `vpc/${vpcId}`)];
  return new Set(keys.filter(() => roll(3) < share));
}

function flaws(diagram: Diagram): string[] {
  const ids = new Set(diagram.nodes.map((node) => node.id));
  return [
    ...overlaps(diagram),
    ...strayChildren(diagram),
    ...strandsThroughBoxes(diagram),
    ...diagram.edges.filter((edge) => !ids.has(edge.source) || !ids.has(edge.target)).map((edge) => `${edge.id} without an end`),
    ...(ids.size === diagram.nodes.length ? [] : ['ids twice']),
    ...(new Set(diagram.edges.map((edge) => edge.id)).size === diagram.edges.length ? [] : ['edge ids twice']),
  ];
}

/** The columns of every box, folded or not. */
function columnsOf(diagram: Diagram): Readonly<Record<string, readonly (readonly string[])[]>> {
  return mapOrder(diagram).columns;
}

describe('the Estate view, unfolded', () => {
  const large = generatedEstate({ seed: 5, accounts: 70, vpcsPerAccount: 2, services: 5, isNetworked: true });

  it.each([
    ['the demo', demoSnapshot()],
    ['an estate with one of everything', everyKind()],
    ['a large organisation', large],
  ])('draws %s without flaws, whatever is unfolded', (_, snapshot) => {
    const input = inputOf(snapshot);
    for (const share of [1, 2, 3]) expect(flaws(layOutEstate(input, { unfolded: someKeys(snapshot, share) }))).toEqual([]);
  });

  it('does so for any estate', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(1e6),
          accounts: fc.integer({ min: 1, max: 40 }),
          vpcsPerAccount: fc.integer({ min: 1, max: 4 }),
          services: fc.nat(6),
          isNetworked: fc.boolean(),
        }),
        fc.integer({ min: 1, max: 3 }),
        (size, share) => {
          const snapshot = generatedEstate(size);
          expect(flaws(layOutEstate(inputOf(snapshot), { unfolded: someKeys(snapshot, share) }))).toEqual([]);
        },
      ),
      { numRuns: runs(4, 15) },
    );
  });

  it.each([
    ['the demo', demoSnapshot()],
    ['a large organisation', large],
  ])('leaves every other box of %s in its column', (_, snapshot) => {
    const input = inputOf(snapshot);
    const folded = layOutEstate(input);
    for (const node of folded.nodes.filter((each) => each.fold !== undefined).slice(0, 12)) {
      if (node.subject === null) continue;
      const unfolded = layOutEstate(input, { unfolded: new Set([subjectKey(node.subject)]) });
      expect(columnsOf(unfolded)).toEqual(columnsOf(folded));
      expect(unfolded.nodes.find((each) => each.id === node.id)?.fold).toBe('unfolded');
    }
  });

  it('unfolds an account to its VPCs and a VPC to its lanes', () => {
    const input = inputOf(large);
    const account = layOutEstate(input).nodes.find((node) => node.fold === 'folded');
    const accountKey = `account/${account?.subject?.id ?? ''}`;
    const once = layOutEstate(input, { unfolded: new Set([accountKey]) });
    const vpc = once.nodes.find((node) => node.parentId === account?.id && node.fold === 'folded');
    const twice = layOutEstate(input, { unfolded: new Set([accountKey, `vpc/${vpc?.subject?.id ?? ''}`]) });
    expect(twice.nodes.filter((node) => node.parentId === vpc?.id).map((node) => node.kind)).toContain('lane');
  });

  it('leads wires of folded accounts to transit gateways', () => {
    const wires = layOutEstate(inputOf(large)).edges.filter((edge) => edge.id.startsWith('transit:'));
    expect(wires.length).toBeGreaterThan(0);
    expect(wires.every((edge) => edge.count >= 1)).toBe(true);
  });
});

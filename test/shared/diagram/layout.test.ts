import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { DiagramInput } from '#shared/diagram/diagram-input.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import { collectionNames } from '#shared/model/collections.ts';
import { emptySnapshot, type Snapshot } from '#shared/model/snapshot.ts';
import { runs } from '#test/long-run.ts';
import { everyKind } from './every-kind.ts';
import { dice, generatedEstate } from './generated-estate.ts';
import { overlaps, strandsThroughBoxes, strayChildren } from './geometry.ts';
import { inputOf } from './input-of.ts';

const views: Readonly<Record<string, (input: DiagramInput) => Diagram>> = {
  consumers: layOutConsumers,
  providers: layOutProviders,
  estate: layOutEstate,
  vpc: (input) => layOutVpc(input, input.topology.vpcs.find((node) => node.endpoints.length > 3)?.vpc.vpcId ?? ('vpc-none' as never)),
};

/** Everything wrong with the geometry of a diagram. */
function flaws(diagram: Diagram): string[] {
  const ids = diagram.nodes.map((node) => node.id);
  const known = new Set(ids);
  const isOutside = ({ box }: Diagram['nodes'][number]): boolean =>
    box.x < 0 || box.y < 0 || box.x + box.width > diagram.width || box.y + box.height > diagram.height;
  return [
    ...overlaps(diagram),
    ...strayChildren(diagram),
    ...strandsThroughBoxes(diagram),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} twice`),
    ...diagram.edges.filter((edge) => !known.has(edge.source) || !known.has(edge.target)).map((edge) => `${edge.id} without an end`),
    ...diagram.nodes.filter(isOutside).map((node) => `${node.id} outside the diagram`),
  ];
}

describe.each(Object.entries(views))('the %s view', (_, layOut) => {
  it('draws the demo estate without overlaps, strays or strands through boxes', () => {
    expect(flaws(layOut(inputOf(demoSnapshot())))).toEqual([]);
  });

  it('does so for an estate with one of everything', () => {
    expect(flaws(layOut(inputOf(everyKind())))).toEqual([]);
  });

  it('does so for any estate', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(1e6),
          accounts: fc.integer({ min: 0, max: 9 }),
          vpcsPerAccount: fc.integer({ min: 1, max: 4 }),
          services: fc.nat(6),
          isNetworked: fc.boolean(),
        }),
        (size) => {
          expect(flaws(layOut(inputOf(generatedEstate(size))))).toEqual([]);
        },
      ),
      { numRuns: runs(6, 30) },
    );
  });

  it('draws the same whatever order the records come in', () => {
    const snapshot = generatedEstate({ seed: 7, accounts: 5, vpcsPerAccount: 2, services: 4 });
    expect(layOut(inputOf(shuffled(snapshot, 3)))).toEqual(layOut(inputOf(snapshot)));
  });

  it('draws an empty snapshot as an empty diagram', () => {
    const empty = emptySnapshot({ id: 'empty' as never, takenAt: '2026-11-21T00:00:00Z' as never, kind: 'live', title: '' });
    expect(layOut(inputOf(empty)).nodes).toEqual([]);
  });
});

describe('the VPC view of an estate with one of everything', () => {
  const input = inputOf(everyKind());
  const named = input.topology.vpcs.map(({ vpc }) => [vpc.name ?? vpc.vpcId, vpc.vpcId] as const);

  it.each(named)('draws %s without flaws', (_, vpcId) => {
    expect(flaws(layOutVpc(input, vpcId))).toEqual([]);
  });
});

describe('stability', () => {
  it('keeps every box of another account where it was when one VPC gets one more endpoint that fits', () => {
    const before = generatedEstate({ seed: 11, accounts: 4, vpcsPerAccount: 2, services: 0 });
    const vpc = before.vpcs.find((candidate) => candidate.name === 'team-3-0');
    const clone = before.vpcEndpoints.find((endpoint) => endpoint.vpcId === vpc?.vpcId && endpoint.vpcEndpointType === 'Interface');
    if (vpc === undefined || clone === undefined) throw new Error('the generated estate has no such VPC any more');
    const after = { ...before, vpcEndpoints: [...before.vpcEndpoints, { ...clone, vpcEndpointId: 'vpce-0fffffffffffffff0' as never }] };
    const boxes = (snapshot: Snapshot) =>
      Object.fromEntries(
        layOutConsumers(inputOf(snapshot))
          .nodes.filter((node) => node.kind === 'account' && node.id !== `account:${vpc.accountId}`)
          .map((node) => [node.id, node.box]),
      );
    expect(boxes(after)).toEqual(boxes(before));
  });
});

function shuffled(snapshot: Snapshot, seed: number): Snapshot {
  const roll = dice(seed);
  const shuffle = <Item>(items: readonly Item[]): Item[] => {
    const copy = [...items];
    for (let index = copy.length - 1; index > 0; index -= 1) {
      const other = roll(index + 1);
      [copy[index], copy[other]] = [copy[other] as Item, copy[index] as Item];
    }
    return copy;
  };
  const lists = Object.fromEntries(collectionNames.map((name) => [name, shuffle<unknown>(snapshot[name])]));
  return { ...snapshot, ...lists, accounts: shuffle(snapshot.accounts), ledger: shuffle(snapshot.ledger) } as Snapshot;
}

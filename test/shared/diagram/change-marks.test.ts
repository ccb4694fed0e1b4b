import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { markChanges } from '#shared/diagram/change-marks.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { currentSnapshot } from '#shared/model/document.ts';

const snapshot = currentSnapshot(demoDocument('test'));
if (snapshot === undefined) throw new Error('the demo has no snapshot');
const topology = buildTopology(indexSnapshot(snapshot));
const diagram = layOutConsumers({ topology, alignment: alignTopology(topology), findings: null });
const endpoint = diagram.nodes.find((node) => node.kind === 'endpoint' && diagram.edges.some((edge) => edge.source === node.id));
const vpc = diagram.nodes.find((node) => node.kind === 'vpc' && diagram.nodes.some((other) => other.parentId === node.id));

describe('marks of changes', () => {
  it('leave an unchanged diagram as it is, but for the legend', () => {
    const marked = markChanges(diagram, new Map());
    expect({ ...marked, legend: marked.legend.slice(3) }).toEqual(diagram);
  });

  it('are a frame and a badge over the picture of what was added', () => {
    const marked = markChanges(diagram, new Map([[`vpc-endpoint/${endpoint?.subject?.id ?? ''}`, 'added']]));
    const node = marked.nodes.find((each) => each.id === endpoint?.id);
    expect(node?.shapes.slice(0, endpoint?.shapes.length)).toEqual(endpoint?.shapes);
    expect([node?.shapes.length, node?.box, node?.keywords.at(-1)]).toEqual([(endpoint?.shapes.length ?? 0) + 4, endpoint?.box, 'added']);
  });

  it('make what was removed a ghost with its strands', () => {
    const marked = markChanges(diagram, new Map([[`vpc-endpoint/${endpoint?.subject?.id ?? ''}`, 'removed']]));
    const own = marked.edges.filter((edge) => edge.source === endpoint?.id);
    expect([own.length > 0, own.every((edge) => edge.tone === 'ghost' && edge.dashed)]).toEqual([true, true]);
    const colours = new Set(
      marked.nodes.find((each) => each.id === endpoint?.id)?.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.fill] : [])),
    );
    expect([...colours]).toEqual(['ghost']);
  });

  it('make everything inside a removed box a ghost too', () => {
    const marked = markChanges(diagram, new Map([[`vpc/${vpc?.subject?.id ?? ''}`, 'removed']]));
    const inside = marked.nodes.filter((node) => node.parentId === vpc?.id);
    expect([inside.length > 0, inside.every((node) => node.tone === 'ghost')]).toEqual([true, true]);
  });
});

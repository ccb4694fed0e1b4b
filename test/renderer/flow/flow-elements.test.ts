import { describe, expect, it } from 'vitest';
import { flowElements } from '#renderer/flow/flow-elements.ts';
import { prepareScene } from '#renderer/flow/scene.ts';
import { smallDiagram } from './small-diagram.ts';

const everything = { x: 0, y: 0, width: 2000, height: 2000 };

describe('flowElements', () => {
  it('gives React Flow every size and handle, so that it has nothing to measure', () => {
    const { nodes } = flowElements(prepareScene(smallDiagram, new Set()), everything);
    const { data, ...kms } = nodes.find((node) => node.id === 'kms') ?? { data: null };
    expect(data?.node.id).toBe('kms');
    expect(kms).toEqual({
      id: 'kms',
      type: 'thing',
      position: { x: 80, y: 20 },
      width: 60,
      height: 120,
      measured: { width: 60, height: 120 },
      handles: [
        { id: 'in', type: 'target', position: 'left', x: 0, y: 60, width: 1, height: 1 },
        { id: 'out', type: 'source', position: 'right', x: 60, y: 60, width: 1, height: 1 },
      ],
      zIndex: 2,
      style: { pointerEvents: 'all' },
      ariaRole: 'img',
      ariaLabel: 'endpoint kms',
      domAttributes: { 'aria-roledescription': undefined },
    });
  });

  it('takes boxes, strands and columns in the order in which the painter draws them', () => {
    const { nodes, edges } = flowElements(prepareScene(smallDiagram, new Set()), everything);
    expect(nodes.map((node) => [node.id, node.type, node.zIndex])).toEqual([
      ['vpc', 'box', 0],
      ['lane', 'box', 0],
      ['service', 'thing', 0],
      ['alone', 'thing', 0],
      ['kms', 'thing', 2],
      ['sqs', 'thing', 2],
    ]);
    expect(edges.map((edge) => [edge.id, edge.source, edge.target, edge.zIndex])).toEqual([
      ['kms-service', 'kms', 'service', 1],
      ['sqs-service', 'sqs', 'service', 1],
    ]);
  });

  it('mounts only what is near, with an empty anchor for the far end of a strand', () => {
    const { nodes, edges, ids } = flowElements(prepareScene(smallDiagram, new Set()), { x: 300, y: 85, width: 50, height: 10 });
    expect(nodes.map((node) => [node.id, node.type])).toEqual([
      ['vpc', 'box'],
      ['lane', 'box'],
      ['kms', 'anchor'],
      ['service', 'anchor'],
    ]);
    expect(edges.map((edge) => edge.id)).toEqual(['kms-service']);
    expect([...ids]).toEqual(['vpc', 'lane', 'kms-service']);
  });

  it('takes hidden nodes away with their insides and their strands', () => {
    const scene = prepareScene(smallDiagram, new Set(['vpc']));
    expect(scene.nodes.map((node) => node.id)).toEqual(['service', 'alone']);
    expect(scene.edges).toEqual([]);
  });

  it('leaves out strands to nodes that are not there', () => {
    const [first, ...rest] = smallDiagram.edges;
    const broken = { ...smallDiagram, edges: first === undefined ? [] : [{ ...first, target: 'nowhere' }, ...rest] };
    expect(prepareScene(broken, new Set()).edges.map(({ edge }) => edge.id)).toEqual(['sqs-service']);
  });
});

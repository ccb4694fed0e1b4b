import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { label } from '#shared/diagram/shape.ts';
import { hostileNames } from './hostile-names.ts';

/** A group that holds a box for every hostile name, with the name in every field that comes from data. */
export function hostileDiagram(): Diagram {
  const group = node('group', null, hostileNames[0] ?? '', { x: 0, y: 0, width: 420, height: hostileNames.length * 40 + 20 });
  const boxes = hostileNames.map((name, index) =>
    node(`box:${index}:${name}`, 'group', name, { x: 10, y: 10 + index * 40, width: 400, height: 30 }),
  );
  const edges = hostileNames.slice(1).map((name, index) => ({
    id: `edge:${index}:${name}`,
    source: boxes[index]?.id ?? '',
    target: boxes[index + 1]?.id ?? '',
    kind: 'strand' as const,
    points: [
      { x: 10, y: 25 + index * 40 },
      { x: 4, y: 25 + index * 40 },
      { x: 4, y: 65 + index * 40 },
      { x: 10, y: 65 + index * 40 },
    ],
    tone: 'ok' as const,
    dashed: false,
    count: 1,
    label: name,
    description: name,
    subject: { kind: 'vpc-endpoint' as const, id: name, accountId: name, region: name },
    zoneId: name,
  }));
  return {
    view: 'consumers',
    title: hostileNames[1] ?? '',
    width: 440,
    height: hostileNames.length * 40 + 40,
    nodes: [group, ...boxes],
    edges,
    legend: [],
    footer: hostileNames[2] ?? '',
  };
}

function node(id: string, parentId: string | null, name: string, box: DiagramNode['box']): DiagramNode {
  return {
    id,
    parentId,
    kind: parentId === null ? 'vpc' : 'endpoint',
    box,
    label: name,
    description: name,
    subject: { kind: 'vpc', id: name, accountId: name, region: name },
    tone: 'ok',
    keywords: [name],
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: box.width, height: box.height, fill: 'surface', stroke: 'line' },
      label(8, 18, name, 'body', { maxWidth: 200 }),
    ],
  };
}

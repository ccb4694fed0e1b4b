import type { Diagram, DiagramEdge, DiagramNode, NodeKind, Rect, Shape } from '#shared/diagram/diagram.ts';
import type { Subject } from '#shared/model/subject.ts';

const subject: Subject = { kind: 'vpc-endpoint', id: 'vpce-1', accountId: '111122223333', region: 'eu-west-1' };

/** A node with one rectangle and its name; boxes that group have no subject. */
export function boxed(id: string, kind: NodeKind, box: Rect, more: Partial<DiagramNode> = {}): DiagramNode {
  const shapes: Shape[] = [
    { kind: 'rect', x: 0, y: 0, width: box.width, height: box.height, radius: 6, fill: 'surface', stroke: 'line', strokeWidth: 1 },
    { kind: 'text', x: 8, y: 16, text: id, size: 12, weight: 600, family: 'sans', anchor: 'start', fill: 'ink' },
  ];
  return { id, parentId: null, kind, box, label: id, description: `${kind} ${id}`, subject, tone: 'ok', keywords: [], shapes, ...more };
}

export function strand(
  id: string,
  source: string,
  target: string,
  points: DiagramEdge['points'],
  more: Partial<DiagramEdge> = {},
): DiagramEdge {
  return {
    id,
    source,
    target,
    kind: 'strand',
    points,
    tone: 'ok',
    dashed: false,
    count: 1,
    label: null,
    description: `strand ${id}`,
    subject,
    zoneId: null,
    ...more,
  };
}

export function diagramOf(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[] = []): Diagram {
  const width = Math.max(0, ...nodes.map((node) => node.box.x + node.box.width));
  const height = Math.max(0, ...nodes.map((node) => node.box.y + node.box.height));
  return { view: 'consumers', title: 'Consumers', width, height, nodes, edges, legend: [], footer: '' };
}

/** A VPC with a lane and two endpoints, and a service to the right that both are connected to. */
export const smallDiagram = diagramOf(
  [
    boxed('vpc', 'vpc', { x: 0, y: 0, width: 300, height: 200 }),
    boxed('lane', 'lane', { x: 0, y: 60, width: 300, height: 60 }, { parentId: 'vpc', subject: null }),
    boxed('kms', 'endpoint', { x: 80, y: 20, width: 60, height: 120 }, { parentId: 'vpc' }),
    boxed('sqs', 'endpoint', { x: 180, y: 20, width: 60, height: 120 }, { parentId: 'vpc', tone: 'bad' }),
    boxed('service', 'service', { x: 600, y: 40, width: 120, height: 100 }),
    boxed('alone', 'note', { x: 0, y: 300, width: 80, height: 30 }, { tone: 'neutral' }),
  ],
  [
    strand('kms-service', 'kms', 'service', [
      { x: 140, y: 90 },
      { x: 600, y: 90 },
    ]),
    strand(
      'sqs-service',
      'sqs',
      'service',
      [
        { x: 240, y: 110 },
        { x: 400, y: 110 },
        { x: 400, y: 130 },
        { x: 600, y: 130 },
      ],
      { tone: 'bad', dashed: true, count: 3 },
    ),
  ],
);

import { describe, expect, it } from 'vitest';
import { withinReach } from '#renderer/store/within-reach.ts';
import type { Diagram, DiagramEdge, DiagramNode } from '#shared/diagram/diagram.ts';

const box = { x: 0, y: 0, width: 10, height: 10 };
const node = (id: string, parentId: string | null = null): DiagramNode => ({
  id,
  parentId,
  kind: 'vpc',
  box,
  label: id,
  description: id,
  subject: null,
  tone: 'ok',
  keywords: [],
  shapes: [],
});
const edge = (source: string, target: string): DiagramEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  kind: 'strand',
  points: [],
  tone: 'ok',
  dashed: false,
  count: 1,
  label: null,
  description: '',
  subject: null,
  zoneId: null,
});
// Two VPCs with an endpoint each at one service; a third leads elsewhere.
const diagram: Diagram = {
  view: 'consumers',
  title: '',
  width: 0,
  height: 0,
  nodes: [node('v1'), node('e1', 'v1'), node('v2'), node('e2', 'v2'), node('v3'), node('e3', 'v3'), node('s'), node('t')],
  edges: [edge('e1', 's'), edge('e2', 's'), edge('e3', 't')],
  legend: [],
  footer: '',
};
const lit = (start: string, reach: number): string[] => [...withinReach(diagram, start, reach)].sort();

describe('the spotlight', () => {
  it('reaches the other end of the strands', () => {
    expect(lit('e1', 1)).toEqual(['e1', 'e1>s', 's']);
  });

  it('reaches who else is connected there in two steps', () => {
    expect(lit('e1', 2)).toEqual(['e1', 'e1>s', 'e2', 'e2>s', 's']);
  });

  it('starts from everything in a box', () => {
    expect(lit('v1', 1)).toEqual(['e1', 'e1>s', 's', 'v1']);
  });

  it('starts from both ends of a strand', () => {
    expect(lit('e3>t', 1)).toEqual(['e3', 'e3>t', 't']);
  });
});

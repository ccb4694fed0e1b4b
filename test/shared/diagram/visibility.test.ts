import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/diagram/query.ts';
import { foundElements, hiddenElements } from '#shared/diagram/visibility.ts';
import { indexBy } from '#shared/base/sort.ts';
import type { Diagram, DiagramEdge, DiagramNode } from '#shared/diagram/diagram.ts';
import type { Subject } from '#shared/model/subject.ts';
import { item } from '#test/renderer/item.ts';

function node(id: string, parentId: string | null, subject: Subject | null, y: number): DiagramNode {
  const box = { x: 0, y, width: 10, height: 10 };
  return { id, parentId, kind: 'note', box, label: id, description: '', subject, tone: 'ok', keywords: [], shapes: [] };
}

const vpc: Subject = { kind: 'vpc', id: 'vpc-1', accountId: '1', region: 'us-east-1' };
const ledger: Subject = { kind: 'vpc-endpoint', id: 'vpce-ledger', accountId: '1', region: 'us-east-1' };
const kms: Subject = { kind: 'vpc-endpoint', id: 'vpce-kms', accountId: '1', region: 'us-east-1' };
const other: Subject = { kind: 'vpc', id: 'vpc-2', accountId: '2', region: 'us-east-1' };

const nodes = [
  node('account', null, null, 0),
  node('vpc', 'account', vpc, 1),
  node('lane', 'vpc', null, 2),
  node('ledger', 'vpc', ledger, 4),
  node('kms', 'vpc', kms, 3),
  node('other', 'account', other, 5),
  node('other-lane', 'other', null, 6),
];
const edge = { id: 'strand', source: 'kms', target: 'other', subject: null } as DiagramEdge;
const diagram = { view: 'consumers', title: '', width: 0, height: 0, nodes, edges: [edge], legend: [], footer: '' } satisfies Diagram;
const items = indexBy(
  [vpc, ledger, kms, other].map((subject) => item({ subject })),
  (each) => each.key,
);

describe('hiddenElements', () => {
  it('keeps what passes with the boxes around it, and hides the rest with all that stands in it', () => {
    const hidden = hiddenElements(diagram, items, { item: (each) => each.subject.id === 'vpce-ledger', text: () => false });
    expect([...hidden].sort()).toEqual(['kms', 'other', 'other-lane', 'strand']);
  });

  it('keeps the lanes of a box that passes itself', () => {
    const hidden = hiddenElements(diagram, items, { item: (each) => each.subject.accountId === '2', text: () => false });
    expect([...hidden].sort()).toEqual(['kms', 'lane', 'ledger', 'strand', 'vpc']);
  });

  it('hides nothing where everything passes', () => {
    expect([...hiddenElements(diagram, items, { item: () => true, text: () => true })]).toEqual([]);
  });
});

describe('foundElements', () => {
  it('finds what stands for a thing, in reading order', () => {
    expect(foundElements(diagram, items, parseQuery('type:endpoint'))).toEqual(['kms', 'ledger']);
  });
});

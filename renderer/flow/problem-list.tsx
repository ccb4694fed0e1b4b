import { useMemo } from 'react';
import type { DiagramNode } from '#shared/diagram/diagram.ts';
import type { Scene } from './scene.ts';

/** More than this is a table's work. */
const longest = 12;

/**
 * What is bad on the map, as text: a canvas has nothing to read, and who cannot
 * see the red must find it as quickly as who can.
 */
export function ProblemList({ scene }: { readonly scene: Scene }) {
  const problems = useMemo(() => scene.diagram.nodes.filter((node) => isProblem(scene, node)), [scene]);
  if (problems.length === 0) return null;
  const more = problems.length - longest;
  return (
    <ul className="flow-hidden" aria-label={`Problems on this map: ${problems.length.toLocaleString('en-US')}`}>
      {problems.slice(0, longest).map((node) => (
        <li key={node.id}>{inPlace(scene, node)}</li>
      ))}
      {more > 0 ? <li>{`and ${more.toLocaleString('en-US')} more: Findings and Table list them all`}</li> : null}
    </ul>
  );
}

/** The thing itself, not the boxes around it. */
function isProblem(scene: Scene, node: DiagramNode): boolean {
  const inside = scene.childrenOf.get(node.id) ?? [];
  return node.tone === 'bad' && scene.nodeById.has(node.id) && !inside.some((child) => child.tone === 'bad' && child.kind !== 'lane');
}

function inPlace(scene: Scene, node: DiagramNode): string {
  const around = node.parentId === null ? undefined : scene.nodeById.get(node.parentId);
  const where = around !== undefined && around.kind === 'vpc' ? ` In ${around.label}.` : '';
  return `${node.description}${where}`;
}

/** What stands out and what steps back while something is pointed at or searched for. */
import { ancestorsOf, type Scene } from './scene.ts';

/** `lit` is what was pointed at or found, `plain` its surroundings, `dim` all the rest. */
export type Level = 'lit' | 'plain' | 'dim';

export interface Emphasis {
  /** Why: pointing wins over a search, because it is the newer wish. */
  readonly reason: 'none' | 'hover' | 'search';
  readonly lit: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
}

/** How much of a dimmed thing is left. */
export const dimOpacity = 0.25;

export const noEmphasis: Emphasis = { reason: 'none', lit: new Set(), plain: new Set() };

export function levelOf(emphasis: Emphasis, id: string): Level {
  if (emphasis.reason === 'none') return 'plain';
  if (emphasis.lit.has(id)) return 'lit';
  return emphasis.plain.has(id) ? 'plain' : 'dim';
}

/** Pointing at a box without strands dims nothing: moving the mouse over a VPC must not make the map flicker. */
export function emphasisFor(
  scene: Scene,
  hoverId: string | null,
  matches: ReadonlySet<string> | null,
  spotlight: ReadonlySet<string> | null = null,
): Emphasis {
  const hovered = hoverId === null ? null : pathOf(scene, hoverId);
  if (hovered !== null) return { reason: 'hover', lit: hovered, plain: surroundings(scene, hovered) };
  if (spotlight !== null) return { reason: 'hover', lit: spotlight, plain: surroundings(scene, spotlight) };
  if (matches === null) return noEmphasis;
  return { reason: 'search', lit: matches, plain: foundSurroundings(scene, matches) };
}

/** A node with its strands and the nodes at their other ends, or a strand with both its ends. */
function pathOf(scene: Scene, id: string): ReadonlySet<string> | null {
  const edge = scene.edgeById.get(id)?.edge;
  if (edge !== undefined) return new Set([edge.id, edge.source, edge.target]);
  const edges = scene.edgesOf.get(id);
  return edges === undefined ? null : new Set([id, ...edges.flatMap((strand) => [strand.id, strand.source, strand.target])]);
}

function foundSurroundings(scene: Scene, matches: ReadonlySet<string>): ReadonlySet<string> {
  const plain = new Set(surroundings(scene, matches));
  for (const { edge } of scene.edges) {
    if (matches.has(edge.source) || matches.has(edge.target)) plain.add(edge.id);
  }
  return plain;
}

/** The boxes around what is lit with their lanes, and what is inside it. */
function surroundings(scene: Scene, lit: ReadonlySet<string>): ReadonlySet<string> {
  const plain = new Set<string>();
  const inside: string[] = [];
  for (const id of lit) {
    const node = scene.nodeById.get(id);
    if (node === undefined) continue;
    for (const box of ancestorsOf(scene, node)) {
      plain.add(box.id);
      // The zones stay readable: they are what a path is about.
      for (const child of scene.childrenOf.get(box.id) ?? []) if (child.kind === 'lane') plain.add(child.id);
    }
    inside.push(id);
  }
  for (let id = inside.pop(); id !== undefined; id = inside.pop()) {
    for (const child of scene.childrenOf.get(id) ?? []) {
      if (plain.has(child.id)) continue;
      plain.add(child.id);
      inside.push(child.id);
    }
  }
  return plain;
}

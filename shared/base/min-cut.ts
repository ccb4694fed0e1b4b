/**
 * Which of several things to choose when some earn and some cost, and some
 * need others: the choice that earns most (maximum closure, by a minimum cut).
 * Exact: amounts are whole numbers of any size.
 */

/** One thing that can be chosen. */
export interface Choice {
  /** What it earns; negative is what it costs. */
  readonly gain: bigint;
  /** Indexes of the choices it needs. */
  readonly needs: readonly number[];
}

interface Edge {
  readonly to: number;
  capacity: bigint;
  readonly back: number;
}

/** Indexes of the choices to take, ascending. Of several equally good sets, the smallest. */
export function bestChoices(choices: readonly Choice[]): readonly number[] {
  const source = choices.length;
  const sink = choices.length + 1;
  const graph: Edge[][] = Array.from({ length: choices.length + 2 }, () => []);
  const unlimited = choices.reduce((total, choice) => (choice.gain > 0n ? total + choice.gain : total), 1n);
  for (const [index, choice] of choices.entries()) {
    if (choice.gain > 0n) connect(graph, source, index, choice.gain);
    if (choice.gain < 0n) connect(graph, index, sink, -choice.gain);
    for (const needed of choice.needs) connect(graph, index, needed, unlimited);
  }
  for (let levels = levelsFrom(graph, source); levels[sink] !== -1; levels = levelsFrom(graph, source)) {
    const next = Array.from(graph, () => 0);
    while (push(graph, levels, next, source, sink, unlimited) > 0n);
  }
  const reached = levelsFrom(graph, source);
  return choices.flatMap((_, index) => (reached[index] === -1 ? [] : [index]));
}

function connect(graph: Edge[][], from: number, to: number, capacity: bigint): void {
  const [outgoing, incoming] = [graph[from] ?? [], graph[to] ?? []];
  outgoing.push({ to, capacity, back: incoming.length });
  incoming.push({ to: from, capacity: 0n, back: outgoing.length - 1 });
}

/** Distance of every node from the source over edges with room; -1 where it cannot be reached. */
function levelsFrom(graph: readonly Edge[][], source: number): number[] {
  const levels = Array.from(graph, () => -1);
  levels[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const edge of graph[node] ?? []) {
      if (edge.capacity === 0n || levels[edge.to] !== -1) continue;
      levels[edge.to] = (levels[node] ?? 0) + 1;
      queue.push(edge.to);
    }
  }
  return levels;
}

/** Pushes along one shortest path; paths are at most five edges long. */
function push(graph: readonly Edge[][], levels: readonly number[], next: number[], node: number, sink: number, limit: bigint): bigint {
  if (node === sink) return limit;
  const edges = graph[node] ?? [];
  for (let index = next[node] ?? 0; index < edges.length; index += 1) {
    next[node] = index;
    const edge = edges[index];
    if (edge === undefined || edge.capacity === 0n || levels[edge.to] !== (levels[node] ?? 0) + 1) continue;
    const pushed = push(graph, levels, next, edge.to, sink, edge.capacity < limit ? edge.capacity : limit);
    if (pushed === 0n) continue;
    edge.capacity -= pushed;
    const back = graph[edge.to]?.[edge.back];
    if (back !== undefined) back.capacity += pushed;
    return pushed;
  }
  next[node] = edges.length;
  return 0n;
}

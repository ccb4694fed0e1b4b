/** A reader of the part of DOT that our exporter writes; it refuses everything else (https://graphviz.org/doc/info/lang.html). */
export interface DotGraph {
  /** Labels by node id, in order; the point inside a cluster carries the cluster's label. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: readonly (readonly [source: string, target: string])[];
}

/** Throws where a string does not end, a bracket does not close or an end of an edge is no node. */
export function parseDot(source: string): DotGraph {
  const nodes = new Map<string, string>();
  const edges: [string, string][] = [];
  const open: string[] = [];
  for (const line of statements(source)) {
    const words = line.replace(strings, '""');
    const cluster = /^subgraph cluster_(n\d+) \{$/.exec(words);
    if (cluster !== null) open.push(cluster[1] ?? '');
    else if (words === 'digraph linkscape {') open.push('');
    else if (words === '}') {
      if (open.pop() === undefined) throw new Error('a bracket too many');
    } else if (/^label=""; color="";$/.test(words)) nodes.set(open.at(-1) ?? '', labelOf(line));
    else if (/^(?:graph|node|edge) \[[a-z]+=[\w".,= ]*\];$/.test(words) || words === 'label="";') continue;
    else if (/^n\d+ \[[^\]]*\];$/.test(words)) {
      const [id = ''] = words.split(' ');
      if (!words.includes('shape=point')) nodes.set(id, labelOf(line));
      else if (id !== open.at(-1)) throw new Error(`a point of another cluster: ${line}`);
    } else {
      const edge = /^(n\d+) -> (n\d+) \[[^\]]*\];$/.exec(words);
      if (edge === null) throw new Error(`not DOT: ${line}`);
      edges.push([edge[1] ?? '', edge[2] ?? '']);
    }
  }
  if (open.length > 0) throw new Error('a bracket is not closed');
  const strangers = edges.flat().filter((end) => !nodes.has(end));
  if (strangers.length > 0) throw new Error(`edges end at ${strangers.join(' ')}`);
  return { nodes, edges };
}

const strings = /"(?:[^"\\\n]|\\[^\n])*"/g;

function statements(source: string): string[] {
  const lines = source.split('\n').map((line) => line.trim());
  const broken = lines.find((line) => line.replace(strings, '').includes('"'));
  if (broken !== undefined) throw new Error(`a string does not end: ${broken}`);
  return lines.filter((line) => line !== '');
}

/** The label as Graphviz draws it: escapes and entities undone. */
function labelOf(line: string): string {
  const raw = /label="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  if (raw === undefined) throw new Error(`no label: ${line}`);
  return raw.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)).replace(/&amp;/g, '&');
}

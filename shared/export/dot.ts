/** The diagram as Graphviz DOT: groups are clusters, every string is quoted. */
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { edgeLook } from '#shared/diagram/edge-look.ts';
import { toneColour, type ThemeName, themes } from '#shared/diagram/theme.ts';
import { exportText } from './visible.ts';

/** Boxes with something inside become clusters with one point that edges can end at. */
export function exportDot(diagram: Diagram, options: { readonly theme: ThemeName }): string {
  const theme = themes[options.theme];
  const ids = new Map(diagram.nodes.map((node, index) => [node.id, `n${index + 1}`]));
  const children = new Map<string | null, DiagramNode[]>();
  for (const node of diagram.nodes) children.set(node.parentId, [...(children.get(node.parentId) ?? []), node]);
  const lines = [
    'digraph linkscape {',
    `  graph [rankdir=LR, compound=true, fontname="Inter", labeljust=l, style=rounded, bgcolor="${theme.ground}", fontcolor="${theme.ink}"];`,
    `  node [shape=box, style="rounded,filled", fillcolor="${theme.surface}", fontcolor="${theme.ink}", fontname="Inter", fontsize=11];`,
    `  edge [dir=none, fontname="Inter", fontsize=10, fontcolor="${theme['ink-2']}"];`,
    `  label=${quoted(`${diagram.title}\n${diagram.footer}`)};`,
  ];
  const write = (node: DiagramNode, indent: string): void => {
    const id = ids.get(node.id) ?? '';
    const colour = theme[toneColour(node.tone)];
    const dash = node.tone === 'ghost' || node.kind === 'ghost' ? ', style="rounded,dashed"' : '';
    const inner = children.get(node.id) ?? [];
    if (inner.length === 0) {
      lines.push(`${indent}${id} [label=${quoted(node.label)}, tooltip=${quoted(node.description)}, color="${colour}"${dash}];`);
      return;
    }
    lines.push(`${indent}subgraph cluster_${id} {`, `${indent}  label=${quoted(node.label)}; color="${colour}";`);
    lines.push(`${indent}  ${id} [shape=point, width=0.05, tooltip=${quoted(node.description)}, color="${colour}"];`);
    for (const child of inner) write(child, `${indent}  `);
    lines.push(`${indent}}`);
  };
  for (const node of children.get(null) ?? []) write(node, '  ');
  for (const edge of diagram.edges) {
    const look = edgeLook(edge);
    const label = edge.label === null ? '' : `, label=${quoted(edge.label)}`;
    const dash = edge.dashed ? ', style=dashed' : '';
    const ends = `${ids.get(edge.source) ?? ''} -> ${ids.get(edge.target) ?? ''}`;
    lines.push(`  ${ends} [color="${theme[look.stroke]}", tooltip=${quoted(edge.description)}${label}${dash}];`);
  }
  lines.push('}', '');
  return lines.join('\n');
}

/**
 * A double-quoted DOT string. Backslashes are doubled, so that none of DOT's
 * escapes can come from data; Graphviz also reads HTML entities in labels, so an
 * ampersand that would begin one is written as one.
 */
function quoted(text: string): string {
  const safe = exportText(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/&(?=(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9a-fA-F]+);)/g, '&amp;')
    .replace(/\r\n?|\n/g, '\\n');
  return `"${safe}"`;
}

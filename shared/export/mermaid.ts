/**
 * The diagram as a Mermaid flowchart. Mermaid stops at 500 edges and 50,000
 * characters by default, so this is for one VPC or one service; what does not
 * fit is a problem that says so, never a picture with something missing.
 */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { visibleText } from '#shared/diagram/text.ts';

/** `maxEdges` and `maxTextSize` of Mermaid's default configuration. */
export const mermaidLimits = { edges: 500, characters: 50_000 } as const;

/** The chart, or why Mermaid would refuse it. */
export function exportMermaid(diagram: Diagram): Outcome<string, Problem> {
  if (diagram.edges.length > mermaidLimits.edges) {
    return tooLarge(`${diagram.edges.length} edges`, `Mermaid draws at most ${mermaidLimits.edges}`);
  }
  const text = chart(diagram);
  if (text.length > mermaidLimits.characters) {
    return tooLarge(`${text.length} characters`, `Mermaid reads at most ${mermaidLimits.characters}`);
  }
  return ok(text);
}

function tooLarge(what: string, why: string): Outcome<string, Problem> {
  return failed({
    code: 'mermaid-limit',
    what: `This view is too large for Mermaid: ${what}`,
    why,
    remedy: 'Export one VPC (--view vpc:ID), or choose SVG, draw.io or DOT.',
  });
}

function chart(diagram: Diagram): string {
  const ids = new Map(diagram.nodes.map((node, index) => [node.id, `n${index + 1}`]));
  const children = new Map<string | null, DiagramNode[]>();
  for (const node of diagram.nodes) children.set(node.parentId, [...(children.get(node.parentId) ?? []), node]);
  const lines = ['flowchart LR'];
  const write = (node: DiagramNode, indent: string): void => {
    const id = ids.get(node.id) ?? '';
    const inner = children.get(node.id) ?? [];
    if (inner.length === 0) {
      lines.push(`${indent}${id}[${quoted(node.label)}]:::${node.tone}`);
      return;
    }
    lines.push(`${indent}subgraph ${id} [${quoted(node.label)}]`);
    for (const child of inner) write(child, `${indent}  `);
    lines.push(`${indent}end`);
  };
  for (const node of children.get(null) ?? []) write(node, '  ');
  for (const edge of diagram.edges) {
    const line = edge.dashed ? '-.-' : '---';
    const label = edge.label === null ? '' : `|${quoted(edge.label)}|`;
    lines.push(`  ${ids.get(edge.source) ?? ''} ${line}${label} ${ids.get(edge.target) ?? ''}`);
  }
  return `${[...lines, ...classes, ''].join('\n')}`;
}

const classes = [
  '  classDef bad fill:#fdeae8,stroke:#c2261d',
  '  classDef warn fill:#fdeedd,stroke:#a34a00',
  '  classDef unknown fill:#efebf8,stroke:#6a55a0',
  '  classDef ok fill:#ffffff,stroke:#156f43',
  '  classDef neutral fill:#ffffff,stroke:#748090',
  '  classDef ghost fill:#ffffff,stroke:#6f7b8a,stroke-dasharray:4 3',
];

/**
 * A quoted label in Mermaid's entity codes: whatever could end the string, open
 * a directive, be markup or be read as markdown stands there by its number.
 */
function quoted(text: string): string {
  let result = '';
  for (const character of visibleText(text)) {
    const code = character.codePointAt(0) ?? 0;
    result += safe.test(character) || code > 0x7f ? character : `#${code};`;
  }
  return `"${result === '' ? ' ' : result}"`;
}

/** No colon: Mermaid takes a semicolon away from a line in which one follows `style`. */
const safe = /^[A-Za-z0-9 .,/()·×-]$/;

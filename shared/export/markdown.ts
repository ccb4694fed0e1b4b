/** A diagram as a Markdown outline for a review document: what stands where, and what needs a look. */
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { visibleText } from '#shared/diagram/text.ts';
import type { CsvCell } from './csv.ts';
import { exportText } from './visible.ts';

/** Title, what is wrong first, then every box in outline, every connection, and coverage. */
export function exportMarkdown(diagram: Diagram): string {
  const loud = diagram.nodes.filter(
    (node) => leaves.has(node.kind) && (node.tone === 'bad' || node.tone === 'warn' || node.tone === 'unknown'),
  );
  const order = ['bad', 'warn', 'unknown'];
  const sorted = [...loud].sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  const depth = new Map<string, number>();
  const outline = diagram.nodes.map((node) => {
    const level = node.parentId === null ? 0 : (depth.get(node.parentId) ?? 0) + 1;
    depth.set(node.id, level);
    return `${'  '.repeat(level)}- **${escapedName(node.label)}**: ${escaped(node.description)}`;
  });
  const names = new Map(diagram.nodes.map((node) => [node.id, node.label]));
  const connections = diagram.edges.map(
    (edge) => `- ${escapedName(names.get(edge.source) ?? '')} → ${escapedName(names.get(edge.target) ?? '')}: ${escaped(edge.description)}`,
  );
  return [
    `# ${escaped(diagram.title)}`,
    '',
    ...(sorted.length === 0 ? [] : ['## Needs a look', '', ...sorted.map(line), '']),
    '## Everything',
    '',
    ...outline,
    '',
    ...(connections.length === 0 ? [] : ['## Connections', '', ...connections, '']),
    `_${escaped(diagram.footer)}_`,
    '',
  ].join('\n');
}

const leaves: ReadonlySet<string> = new Set([
  'endpoint',
  'bundle',
  'gateway-endpoints',
  'nat-gateway',
  'service',
  'load-balancer',
  'ghost',
  'note',
]);

const marks: Readonly<Record<string, string>> = { bad: '✗', warn: '!', unknown: '?' };

function line(node: DiagramNode): string {
  return `- ${marks[node.tone] ?? ''} **${escapedName(node.label)}**: ${escaped(node.description)}`;
}

/** A name, to the letter: line breaks and tabs stand there by their code, spaces at its ends do not end the emphasis around it. */
function escapedName(name: string): string {
  return escaped(visibleText(name)).replace(/^ /, '&#32;').replace(/ $/, '&#32;');
}

/** Text that stays text: no markup, no HTML, no link, no address that would become one, no `:emoji:`, no second line. */
export function escaped(text: string): string {
  return exportText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]#+!|~<>&@]|(?<=\])\(|:(?=\/\/|[\w+-]+:)/g, (character) =>
      character === '<' || character === '>' || character === '&' ? `&#${character.codePointAt(0)};` : `\\${character}`,
    );
}

/** A table with every cell as plain text in one line. */
export function markdownTable(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header.map(escaped)), line(header.map(() => '---')), ...rows.map((row) => line(row.map(cellText)))].join('\n');
}

function cellText(value: CsvCell): string {
  if (value === null) return '';
  return escaped(typeof value === 'object' ? value.exact : String(value));
}

/** A diagram as a Markdown outline for a review document: what stands where, and what needs a look. */
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import type { CsvCell } from './csv.ts';

/** Title, what is wrong first, then the outline, then coverage. */
export function exportMarkdown(diagram: Diagram): string {
  const loud = diagram.nodes.filter(
    (node) => leaves.has(node.kind) && (node.tone === 'bad' || node.tone === 'warn' || node.tone === 'unknown'),
  );
  const order = ['bad', 'warn', 'unknown'];
  const sorted = [...loud].sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  const depth = new Map<string, number>();
  const outline = diagram.nodes.flatMap((node) => {
    const level = node.parentId === null ? 0 : (depth.get(node.parentId) ?? 0) + 1;
    depth.set(node.id, level);
    return node.kind === 'lane' ? [] : [`${'  '.repeat(level)}- **${escaped(node.label)}**: ${escaped(node.description)}`];
  });
  return [
    `# ${escaped(diagram.title)}`,
    '',
    ...(sorted.length === 0 ? [] : ['## Needs a look', '', ...sorted.map(line), '']),
    '## Everything',
    '',
    ...outline,
    '',
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
  return `- ${marks[node.tone] ?? ''} **${escaped(node.label)}**: ${escaped(node.description)}`;
}

/** Text that stays text: no markup, no HTML, no link, no second line. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~<>&@:]/g, (character) =>
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

import type { Diagram } from '#shared/diagram/diagram.ts';
import { escaped, markdownTable } from './markdown.ts';
import type { ReportBlock } from './report-blocks.ts';

/** The report as Markdown. `pictureOf` gives the address of a picture: a file beside the report. It must not come from data. */
export function reportMarkdown(blocks: readonly ReportBlock[], pictureOf: (diagram: Diagram) => string): string {
  return `${blocks.map((block) => blockText(block, pictureOf)).join('\n\n')}\n`;
}

function blockText(block: ReportBlock, pictureOf: (diagram: Diagram) => string): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'text':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'table':
      return markdownTable(block.header, block.rows);
    case 'picture':
      return `![${escaped(block.diagram.title)}](${encodeURI(pictureOf(block.diagram)).replace(/[()]/g, (sign) => `%${sign === '(' ? '28' : '29'}`)})`;
  }
}

/** Strands to the bars of transit gateways, and the bars. */
import type { Vpc } from '#shared/model/vpc.ts';
import type { Block } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Point, Shape } from './diagram.ts';
import type { Provider } from './provider-area.ts';
import { label, labelWidth } from './shape.ts';
import type { StrandStart } from './strand.ts';
import { type TransitBar, transitIndex, type TransitUse } from './transit.ts';

const header = 22;
const rowHeight = 18;
const barWidth = 6;

/** The strand of one use; `source` is the box it starts from, `way` as for every strand. */
export function transitStrand(vpc: Vpc, use: TransitUse, source: string, way: readonly Point[]): StrandStart {
  return {
    edge: {
      id: `transit:${vpc.vpcId}/${use.role}/${use.target}/${use.port}`,
      source,
      target: use.target,
      kind: 'trunk',
      tone: use.target.startsWith('transit:none/') ? 'unknown' : 'neutral',
      dashed: use.target.startsWith('transit:none/'),
      count: 1,
      label: null,
      description: use.description,
      subject: subject('vpc', vpc.vpcId, vpc),
      zoneId: null,
    },
    port: use.port,
    way,
  };
}

/** A strand on premises begins on the left edge of the map. */
export function premisesStrand(source: Block, gatewayId: string): StrandStart {
  const start = { x: source.width, y: source.height / 2 };
  return {
    edge: {
      id: `transit:${source.node.id}`,
      source: source.node.id,
      target: `transit:${gatewayId}`,
      kind: 'trunk',
      tone: 'neutral',
      dashed: false,
      count: 1,
      label: null,
      description: source.node.description,
      subject: source.node.subject,
      zoneId: null,
    },
    port: 'on-premises',
    way: [start, start],
  };
}

/** The bars that the strands of a picture lead to, to stand among the providers. */
export function transitBars(context: LayoutContext, targets: ReadonlySet<string>, minWidth: number): readonly Provider[] {
  const bars = [...transitIndex(context).bars.values()].filter((bar) => targets.has(bar.id));
  return bars.map((bar) => ({ block: barBlock(bar, minWidth), serviceIds: [bar.id] }));
}

function barBlock(bar: TransitBar, minWidth: number): Block {
  const rows = [...bar.rows.values()];
  const words = Math.max(
    labelWidth(bar.title, 'name') + labelWidth(bar.kind, 'small') + 16,
    ...rows.map((row) => labelWidth(row.title, 'chip') + labelWidth(row.detail, 'small') + 16),
  );
  const width = Math.max(minWidth, Math.ceil((words + barWidth + 20) / 4) * 4);
  const height = header + rows.length * rowHeight + 6;
  return {
    node: {
      id: bar.id,
      kind: 'transit',
      label: bar.title,
      description: `${bar.kind} ${bar.title}: ${rows.map((row) => `${row.title}, ${row.detail}`).join('; ')}.`,
      subject: bar.subject,
      tone: rows.some((row) => row.tone === 'unknown') ? 'unknown' : 'neutral',
      keywords: [bar.subject.id, bar.kind, ...rows.map((row) => row.title)],
    },
    width,
    height,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'gateway-soft', stroke: 'gateway', strokeWidth: 1 },
      { kind: 'rect', x: 0, y: 0, width: barWidth, height, radius: 3, fill: 'gateway' },
      label(barWidth + 8, 16, bar.title, 'name', { maxWidth: width - 100, isId: bar.title.startsWith('tgw-') }),
      label(width - 10, 16, bar.kind, 'small', { anchor: 'end', fill: 'ink-2' }),
      ...rows.flatMap((row, index): Shape[] => [
        label(barWidth + 8, header + index * rowHeight + 13, row.title, 'chip', { fill: row.tone === 'unknown' ? 'unknown' : 'ink' }),
        label(width - 10, header + index * rowHeight + 13, row.detail, 'small', { anchor: 'end', fill: 'ink-2' }),
      ]),
    ],
    children: [],
    anchors: new Map([
      ['*', { x: 0, y: header / 2 }],
      ...rows.map((row, index) => [row.port, { x: 0, y: header + index * rowHeight + rowHeight / 2 }] as const),
    ]),
  };
}

/** A column without pins: names that the endpoints of another VPC answer for this one. */
import type { Vpc } from '#shared/model/vpc.ts';
import type { Block } from './block.ts';
import { onGrid } from './block.ts';
import { subject } from './context.ts';
import { headerHeight, type LaneSpan } from './endpoint-column.ts';
import { chip, chipWidth, label, labelWidth, line } from './shape.ts';
import type { TransitUse } from './transit.ts';
import { counted } from './words.ts';

const chipTop = 4;

/** The width of a spoke's column. */
export function hubWidth(use: TransitUse): number {
  return onGrid(Math.max(chipWidth(chipText(use)), labelWidth(noteText(use), 'small') + 8));
}

/** The node id of a spoke's column. */
export function hubNodeId(vpc: Vpc, use: TransitUse): string {
  return `hub:${vpc.vpcId}/${use.link?.vpcId ?? ''}`;
}

/** From the top of the VPC to its last lane; a strand goes on from its foot. */
export function hubColumn(vpc: Vpc, use: TransitUse, lanes: readonly LaneSpan[]): Block {
  const width = hubWidth(use);
  const last = lanes.at(-1);
  const height = last === undefined ? headerHeight : last.y + last.height;
  const middle = width / 2;
  const chipSize = chipWidth(chipText(use));
  return {
    node: {
      id: hubNodeId(vpc, use),
      kind: 'bundle',
      label: use.link?.text ?? '',
      description: use.description,
      subject: subject('vpc', use.link?.vpcId ?? vpc.vpcId, vpc),
      tone: 'neutral',
      keywords: [use.link?.vpcId ?? '', use.link?.hubName ?? '', 'hub', ...(use.link?.services ?? [])],
    },
    width,
    height,
    shapes: [
      line(
        [
          { x: middle, y: chipTop + 34 },
          { x: middle, y: height },
        ],
        'gateway',
        1.5,
      ),
      ...chip(middle - chipSize / 2, chipTop, chipSize, chipText(use), 'neutral', 'gateway-soft', 'gateway'),
      label(middle, chipTop + 31, noteText(use), 'small', { anchor: 'middle', fill: 'ink-2' }),
    ],
    children: [],
  };
}

function chipText(use: TransitUse): string {
  return counted(use.link?.services.length ?? 0, 'service');
}

function noteText(use: TransitUse): string {
  return `via ${use.link?.hubName ?? 'hub'}`;
}

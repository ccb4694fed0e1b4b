/** What could not be read, where it is missing: a note in the place of the VPCs nobody saw. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import { label, labelWidth } from './shape.ts';
import { accountText } from './words.ts';

const height = 28;

export interface UnreadPlace {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly block: Block;
}

/** Accounts and Regions whose VPCs should have been read and were not. */
export function unreadPlaces(context: LayoutContext): readonly UnreadPlace[] {
  const { snapshot, coverage } = context.topology.index;
  const places = new Map<string, LedgerCell>();
  for (const cell of snapshot.ledger) {
    if (cell.operation !== 'DescribeVpcs' || cell.status === 'skipped' || cell.status === 'region-disabled') continue;
    if (!coverage.isRead(cell.accountId, cell.region, cell.operation)) places.set(`${cell.accountId}/${cell.region}`, cell);
  }
  return sortedBy(places.values(), (cell) => [cell.accountId, cell.region]).map((cell) => ({
    accountId: cell.accountId,
    region: cell.region,
    block: note(cell),
  }));
}

function note(cell: LedgerCell): Block {
  const why = cell.action === undefined ? cell.status : `${cell.action} ${cell.status}`;
  const text = `VPCs unknown: ${why}`;
  const width = onGrid(labelWidth(text, 'body') + 28);
  return {
    node: {
      id: `note:${cell.accountId}/${cell.region}`,
      kind: 'note',
      label: text,
      description: `The VPCs of ${accountText(cell.accountId)} in ${cell.region} could not be read: ${cell.message ?? why}.`,
      subject: subject('region', cell.region, cell),
      tone: 'unknown',
      keywords: [cell.accountId, cell.region, cell.status, cell.action ?? ''],
    },
    width,
    height,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'unknown-soft', stroke: 'unknown', strokeWidth: 1 },
      label(14, 18, text, 'body', { fill: 'ink' }),
    ],
    children: [],
  };
}

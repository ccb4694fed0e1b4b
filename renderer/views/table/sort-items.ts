import type { TableSort } from '#renderer/ui/table-column.ts';
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { verdicts } from '#shared/analysis/availability/alignment.ts';
import { compareText, nameKey } from '#shared/base/sort.ts';
import { tones } from '#shared/diagram/diagram.ts';

/** Sorted by one column; what has no value stands last either way. */
export function sortItems(items: readonly InventoryItem[], sort: TableSort): readonly InventoryItem[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return items.toSorted((a, b) => {
    const left = sortKey(a, sort.columnId);
    const right = sortKey(b, sort.columnId);
    if (left === '' || right === '') return left === right ? 0 : left === '' ? 1 : -1;
    return sign * compareText(left, right);
  });
}

function sortKey(item: InventoryItem, columnId: string): string {
  switch (columnId) {
    case 'tone':
      return String(tones.indexOf(item.tone));
    case 'verdict':
      return item.verdict === null ? '' : String(verdicts.indexOf(item.verdict)).padStart(2, '0');
    case 'kind':
      return item.kind;
    case 'name':
      return nameKey((item.name ?? '').toLowerCase());
    case 'id':
      return item.subject.id;
    case 'account':
      return nameKey((item.accountName ?? item.subject.accountId).toLowerCase());
    case 'region':
      return item.subject.region;
    case 'vpc':
      return nameKey((item.vpcName ?? item.vpcId ?? '').toLowerCase());
    case 'service':
      return item.service ?? '';
    case 'zones':
      return item.zones.join(' ');
    case 'state':
      return item.state ?? '';
    case 'rules':
      return item.rules.join(' ');
    default:
      return '';
  }
}

import { useMemo, useState } from 'react';
import type { PriceRow } from '#renderer/workers/price-list.ts';
import { Cut, Mono } from '#renderer/ui/badge.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { TableColumn } from '#renderer/ui/table-column.ts';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';
import { useApp } from '../app-context.tsx';
import { OwnPrice } from './own-price.tsx';
import { originWords } from './price-words.ts';
import styles from './prices.module.css';

const noRows: readonly PriceRow[] = [];

/** Every price of the Regions of the snapshot; the chosen one can be replaced by an own. */
export function PriceTable() {
  const all = useApp((state) => state.priceRows ?? noRows);
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const rows = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter((row) =>
      words.every((word) => `${row.item} ${row.region} ${originWords[row.origin ?? 'unknown']}`.toLowerCase().includes(word)),
    );
  }, [all, query]);
  const chosen = rows.find((row) => keyOf(row) === selected) ?? null;
  return (
    <>
      <TextField label="Find" hideLabel value={query} onChange={setQuery} placeholder="Find an item, a Region, own, assumed, unknown" />
      <div className={styles['table']}>
        <VirtualTable
          label="Prices"
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          selectedKey={selected}
          onSelect={(row) => setSelected(keyOf(row))}
          empty={<EmptyState title="No such price">Nothing in the price book fits these words.</EmptyState>}
        />
      </div>
      {chosen === null ? (
        <p className={styles['text']}>Choose a line to see its source and to type a price of your own.</p>
      ) : (
        <OwnPrice key={keyOf(chosen)} row={chosen} />
      )}
    </>
  );
}

function keyOf(row: PriceRow): string {
  return `${row.item}@${row.region}`;
}

const columns: readonly TableColumn<PriceRow>[] = [
  { id: 'item', header: 'Item', width: 'minmax(220px, 2fr)', render: (row) => <Mono>{row.item}</Mono> },
  { id: 'region', header: 'Region', width: '130px', render: (row) => <Mono>{row.region}</Mono> },
  {
    id: 'usd',
    header: 'USD',
    width: '96px',
    align: 'end',
    render: (row) => (row.usd === null ? <span className={styles['unknown']}>unknown</span> : <Mono>{row.usd}</Mono>),
  },
  { id: 'unit', header: 'Per', width: 'minmax(120px, 1fr)', render: (row) => <Cut isQuiet>{row.unit}</Cut> },
  {
    id: 'origin',
    header: 'From',
    width: '110px',
    render: (row) =>
      row.origin === 'override' || row.origin === 'assumed' ? (
        <span className={styles['own']}>{originWords[row.origin]}</span>
      ) : (
        <Cut isQuiet>{originWords[row.origin ?? 'unknown']}</Cut>
      ),
  },
  { id: 'asOf', header: 'As of', width: '110px', render: (row) => <Cut isQuiet>{row.origin === 'override' ? '' : row.asOf}</Cut> },
  {
    id: 'discount',
    header: 'Discount',
    width: '84px',
    align: 'end',
    render: (row) => (row.discountPercent === 0 ? null : `${String(row.discountPercent)} %`),
  },
];

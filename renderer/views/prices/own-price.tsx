import { useState } from 'react';
import { readAmount } from '#renderer/store/price-slice.ts';
import type { PriceRow } from '#renderer/workers/price-list.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { useActions } from '../app-context.tsx';
import styles from './prices.module.css';

/** The source of one price, and the field for an own one. */
export function OwnPrice({ row }: { readonly row: PriceRow }) {
  const isOwn = row.origin === 'override';
  const [text, setText] = useState(isOwn ? (row.usd ?? '') : '');
  const { ownPriceTyped } = useActions();
  const isWrong = text.trim() !== '' && readAmount(text) === null;
  return (
    <section className={styles['chosen']}>
      <div className={styles['grow']}>
        <h3 className={styles['title']}>
          {row.item} in {row.region}
        </h3>
        <p className={styles['text']}>{sourceOf(row)}</p>
        {row.tiers.length > 1 ? <p className={styles['text']}>{tiersOf(row)}</p> : null}
        {row.note === null ? null : <p className={styles['text']}>{row.note}</p>}
      </div>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          ownPriceTyped(row, text);
        }}
      >
        <TextField
          label="Own price"
          value={text}
          onChange={setText}
          placeholder={row.listUsd ?? 'e.g. 0.04'}
          suffix="USD"
          inputMode="decimal"
          error={isWrong ? 'An amount such as 0.045' : null}
        />
        <Button variant="primary" isDisabled={isWrong || text.trim() === ''} onPress={() => ownPriceTyped(row, text)}>
          Use
        </Button>
        {isOwn ? (
          <Button
            onPress={() => {
              setText('');
              ownPriceTyped(row, '');
            }}
          >
            Back to the list
          </Button>
        ) : null}
      </form>
    </section>
  );
}

function sourceOf(row: PriceRow): string {
  if (row.usd === null) return `Unknown: ${row.reason ?? 'nobody has read it'}. Costs that need it are unknown too.`;
  const list = row.listUsd === null ? 'the list has none' : `the list says ${row.listUsd}`;
  if (row.origin === 'override') return `Your own price; ${list}.`;
  return `${row.source}, as of ${row.asOf}.`;
}

function tiersOf(row: PriceRow): string {
  return `By quantity a month: ${row.tiers.map((tier) => (tier.upTo === null ? `${tier.usd} above` : `${tier.usd} to ${Number(tier.upTo).toLocaleString('en-US')}`)).join(', ')}.`;
}

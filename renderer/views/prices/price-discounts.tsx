import { useState } from 'react';
import { shownPrices } from '#renderer/store/price-slice.ts';
import { Mono } from '#renderer/ui/badge.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { useActions, useApp } from '../app-context.tsx';
import styles from './prices.module.css';

/** Private discounts: each is a line of its own beside the list price. */
export function PriceDiscounts() {
  const discounts = useApp((state) => shownPrices(state).discounts);
  const { discountAdded, discountDropped } = useActions();
  const [name, setName] = useState('');
  const [items, setItems] = useState('*');
  const [percent, setPercent] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const add = (): void => {
    const isTaken = discountAdded({ name, items, percent });
    setIsRefused(!isTaken);
    if (!isTaken) return;
    setName('');
    setPercent('');
  };
  return (
    <div className={styles['part']}>
      <p className={styles['text']}>
        What you have agreed with AWS. List prices stay as they are; every column gets a line with what a discount takes away. Several
        discounts on one item add up.
      </p>
      <ul className={styles['lines']}>
        {discounts.map((discount) => (
          <li key={discount.name} className={styles['line']}>
            <span className={styles['grow']}>{discount.name}</span>
            <Mono>{discount.items === '*' ? 'everything' : discount.items}</Mono>
            <span className={styles['percent']}>{discount.percent} %</span>
            <IconButton icon="close" label={`Take ${discount.name} away`} size="small" onPress={() => discountDropped(discount.name)} />
          </li>
        ))}
        {discounts.length === 0 ? <li className={styles['text']}>None.</li> : null}
      </ul>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField label="Name" value={name} onChange={setName} placeholder="e.g. EDP" />
        <TextField label="On" value={items} onChange={setItems} placeholder="* or nat.* or an item" />
        <TextField label="Percent" value={percent} onChange={setPercent} inputMode="decimal" suffix="%" placeholder="e.g. 7" />
        <Button variant="primary" isDisabled={name.trim() === '' || percent.trim() === ''} onPress={add}>
          Add
        </Button>
      </form>
      {isRefused ? <p className={styles['wrong']}>A name, an item or a prefix with a star, and a percentage from 0 to 100.</p> : null}
    </div>
  );
}

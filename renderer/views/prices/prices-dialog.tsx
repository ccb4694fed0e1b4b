import { useEffect, useState } from 'react';
import { activeScenario } from '#renderer/store/active-scenario.ts';
import { shownPrices } from '#renderer/store/price-slice.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Segmented } from '#renderer/ui/fields.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { PriceAssumptions } from './price-assumptions.tsx';
import { PriceDiscounts } from './price-discounts.tsx';
import { PriceTable } from './price-table.tsx';
import styles from './prices.module.css';

type Part = 'list' | 'discounts' | 'assumptions';

/** What everything is priced with, and where the person's own prices, discounts and assumptions go. */
export function PricesDialog() {
  const isOpen = useApp((state) => state.dialog === 'prices');
  const priceDate = useApp((state) => state.opened?.priceDate ?? null);
  const { dialogClosed } = useActions();
  const subtitle = priceDate === null ? 'US dollars' : `US dollars; NAT gateways of ${priceDate}`;
  return (
    <Dialog title="Prices" subtitle={subtitle} isOpen={isOpen} onClose={dialogClosed} size="wide">
      <Prices />
    </Dialog>
  );
}

function Prices() {
  const [part, setPart] = useState<Part>('list');
  const own = useApp((state) => shownPrices(state).overrides.length);
  const discounts = useApp((state) => shownPrices(state).discounts.length);
  const scenario = useApp((state) => activeScenario(state)?.name ?? null);
  const owner = useApp((state) => state.priceOwner);
  const { pricesNeeded, priceOwnerChosen } = useActions();
  useEffect(() => void pricesNeeded(), [pricesNeeded]);
  return (
    <div className={styles['prices']}>
      <div className={styles['head']}>
        <Segmented
          label="What"
          choices={[
            { id: 'list', label: own === 0 ? 'Prices' : `Prices (${String(own)} own)` },
            { id: 'discounts', label: discounts === 0 ? 'Discounts' : `Discounts (${String(discounts)})` },
            { id: 'assumptions', label: 'Assumptions' },
          ]}
          selected={part}
          onSelect={setPart}
        />
        {scenario === null ? (
          <p className={styles['text']}>Saved with the document.</p>
        ) : (
          <Segmented
            label="Whose prices"
            choices={[
              { id: 'document', label: 'Document' },
              { id: 'scenario', label: `Scenario ${scenario}` },
            ]}
            selected={owner}
            onSelect={priceOwnerChosen}
          />
        )}
      </div>
      {part === 'list' ? <PriceTable /> : part === 'discounts' ? <PriceDiscounts /> : <PriceAssumptions />}
    </div>
  );
}

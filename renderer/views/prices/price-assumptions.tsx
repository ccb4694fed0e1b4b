import { shownAssumptions } from '#renderer/store/price-slice.ts';
import { Checkbox } from '#renderer/ui/fields.tsx';
import { priceAssumptionNames } from '#shared/model/price-settings.ts';
import { useActions, useApp } from '../app-context.tsx';
import { assumptionWords } from './price-words.ts';
import styles from './prices.module.css';

/** Documented assumptions that fill gaps of the list, one by one; what rests on them is marked. */
export function PriceAssumptions() {
  const on = useApp((state) => shownAssumptions(state).join(' ')).split(' ');
  const { priceAssumptionToggled } = useActions();
  return (
    <div className={styles['part']}>
      <p className={styles['text']}>
        A price that nobody has read is unknown, and so is every total that needs it. Each switch fills a gap with what was true wherever it
        was read; lines that rest on it say “assumed”.
      </p>
      {priceAssumptionNames.map((name) => (
        <Checkbox key={name} isSelected={on.includes(name)} onChange={() => priceAssumptionToggled(name)}>
          {assumptionWords[name].title}
          <span className={styles['hint']}>{assumptionWords[name].why}</span>
        </Checkbox>
      ))}
    </div>
  );
}

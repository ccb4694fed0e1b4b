import { differenceText } from './scenario-words.ts';
import styles from './scenario.module.css';

/** What something costs more or less a month; `null`: it cannot be told. */
export function Difference({ amount }: { readonly amount: string | null }) {
  if (amount === null) return <span>difference unknown</span>;
  const text = differenceText(amount);
  const look = text.startsWith('\u2212') ? 'less' : text.startsWith('+') ? 'more' : 'quiet';
  return <span className={styles[look]}>{look === 'quiet' ? 'the same' : text}</span>;
}

import { useEffect, useState } from 'react';
import { useApp } from '../app-context.tsx';
import styles from './app.module.css';

/** Long enough to read a few words. */
const shownMs = 3500;

/** What was just done, for a moment; the live region says the same. */
export function Toast() {
  const toast = useApp((state) => state.toast);
  const [seen, setSeen] = useState(0);
  const nonce = toast?.nonce ?? 0;
  useEffect(() => {
    if (nonce === 0) return;
    const timer = setTimeout(() => setSeen(nonce), shownMs);
    return () => clearTimeout(timer);
  }, [nonce]);
  if (toast === null || seen === nonce) return null;
  return (
    <div className={styles['toast']} aria-hidden="true">
      {toast.text}
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './scroll-area.module.css';

/** Content that may be wider than its place. A group with a name and a tab stop, so that the keyboard can scroll it. */
export function ScrollArea({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const focusable = { tabIndex: 0 };
  return (
    <div role="group" aria-label={label} className={styles['area']} {...focusable}>
      {children}
    </div>
  );
}

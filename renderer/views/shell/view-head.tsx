import type { ReactNode } from 'react';
import styles from './view-head.module.css';

export interface ViewHeadProps {
  readonly title: string;
  readonly summary?: string;
  readonly actions?: ReactNode;
  /** One sentence that explains the view. */
  readonly children?: ReactNode;
}

/** The head of every view that is not a map. */
export function ViewHead({ title, summary, actions, children }: ViewHeadProps) {
  return (
    <header className={styles['head']}>
      <div className={styles['words']}>
        <h2 className={styles['title']}>
          {title} {summary === undefined ? null : <span className={styles['summary']}>{summary}</span>}
        </h2>
        {children === undefined ? null : <p className={styles['text']}>{children}</p>}
      </div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}

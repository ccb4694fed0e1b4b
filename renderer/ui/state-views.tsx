import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './state-views.module.css';

export interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: string;
  /** What to change to see something. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** In place of content that is not there: says why, and what would bring it. */
export function EmptyState({ icon = 'info', title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <Icon name={icon} size={20} />
      <h3 className={styles['title']}>{title}</h3>
      {children === undefined ? null : <div className={styles['text']}>{children}</div>}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}

/** Grey lanes while a view is on its way; `text` says what is waited for. */
export function SkeletonLanes({ text = 'Drawing the map' }: { readonly text?: string }) {
  return (
    <div className={styles['skeleton']}>
      <p className={styles['skeleton-text']} role="status">
        {text}…
      </p>
      {[0, 1].map((box) => (
        <div key={box} className={styles['skeleton-box']}>
          <div className={styles['skeleton-title']} />
          {[0, 1, 2].map((lane) => (
            <div key={lane} className={styles['skeleton-lane']} />
          ))}
        </div>
      ))}
    </div>
  );
}

export interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A sentence that belongs to what stands beneath it. */
export function Notice({ tone, children, actions }: NoticeProps) {
  return (
    <div className={classNames(styles['notice'], styles[tone])} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name="info" />
      <div className={styles['notice-text']}>{children}</div>
      {actions}
    </div>
  );
}

/** How much of something is done; `null` where it cannot be told. */
export function ProgressBar({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }) {
  return <progress className={styles['progress']} aria-label={label} value={done} max={Math.max(total, 1)} />;
}

/** Said by screen readers when it changes, seen by nobody. */
export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}

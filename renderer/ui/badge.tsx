import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';
import { type GlyphTone, StatusGlyph } from './status-glyph.tsx';
import grounds from './tone-ground.module.css';

/** A short word with the shape and colour of how the thing stands. */
export function Badge({
  tone,
  children,
  outline = false,
}: {
  readonly tone: GlyphTone;
  readonly children: ReactNode;
  readonly outline?: boolean;
}) {
  return (
    <span className={classNames(styles['badge'], grounds[tone])}>
      <StatusGlyph tone={tone} size={12} outline={outline} />
      <span className={styles['text']}>{children}</span>
    </span>
  );
}

/** A neutral label, e.g. a kind. */
export function Chip({ children }: { readonly children: ReactNode }) {
  return <span className={styles['chip']}>{children}</span>;
}

/** Ids, CIDRs, zones: set in the mono face; the whole text on hover. */
export function Mono({ children, title }: { readonly children: string; readonly title?: string }) {
  return (
    <span className={styles['mono']} title={title ?? children}>
      {children}
    </span>
  );
}

/** Text that may be cut at the edge; the whole of it on hover. */
export function Cut({ children, isQuiet = false }: { readonly children: string; readonly isQuiet?: boolean }) {
  return (
    <span className={classNames(styles['cut'], isQuiet && styles['quiet'])} title={children}>
      {children}
    </span>
  );
}

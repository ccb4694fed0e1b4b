import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import styles from './costs.module.css';

/** Beside a figure of a Region whose bill cannot be explained; nothing where it can. */
export function NotReconciled({ reason }: { readonly reason: string | undefined }) {
  if (reason === undefined) return null;
  return (
    <span className={styles['doubt']} title={reason}>
      <StatusGlyph tone="warn" size={12} />
      not reconciled
    </span>
  );
}

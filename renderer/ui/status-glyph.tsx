import { classNames } from './class-names.ts';
import strokes from './glyph-strokes.module.css';
import styles from './status-glyph.module.css';

/** How a thing stands; every status has a shape of its own, so that colour is never the only sign. */
export type GlyphTone = 'ok' | 'warn' | 'bad' | 'unknown' | 'ghost' | 'neutral';

export interface StatusGlyphProps {
  readonly tone: GlyphTone;
  readonly size?: number;
  /** Outline instead of a filled dot: good as far as it can be told. */
  readonly outline?: boolean;
  /** Said by screen readers; without it the glyph is decoration beside a text that says the same. */
  readonly label?: string;
}

/** Filled dot, ring with `!`, ring with a cross, ring with `?`, dashed ring. */
export function StatusGlyph({ tone, size = 14, outline = false, label }: StatusGlyphProps) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={classNames(styles['glyph'], styles[tone])} width={size} height={size} viewBox="0 0 14 14" focusable="false" {...named}>
      <Mark tone={tone} outline={outline} />
    </svg>
  );
}

function Mark({ tone, outline }: { readonly tone: GlyphTone; readonly outline: boolean }) {
  switch (tone) {
    case 'ok':
      return <circle cx="7" cy="7" r={outline ? 4.2 : 5} className={outline ? strokes['ring'] : strokes['dot']} />;
    case 'warn':
      return (
        <>
          <circle cx="7" cy="7" r="5.6" className={strokes['ring']} />
          <path d="M7 4v3.6M7 9.7v.3" className={strokes['mark']} />
        </>
      );
    case 'bad':
      return (
        <>
          <circle cx="7" cy="7" r="6.2" className={strokes['dot']} />
          <path d="M4.8 4.8l4.4 4.4M9.2 4.8 4.8 9.2" className={strokes['inverse']} />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle cx="7" cy="7" r="5.6" className={strokes['ring']} />
          <path d="M5.5 5.7a1.5 1.5 0 1 1 1.5 1.7v.6M7 9.8v.2" className={strokes['mark']} />
        </>
      );
    case 'ghost':
      return <circle cx="7" cy="7" r="5.2" className={strokes['dashed']} />;
    case 'neutral':
      return <circle cx="7" cy="7" r="2.4" className={strokes['dot']} />;
  }
}

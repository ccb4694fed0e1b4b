import type { Cell, Survival } from '#shared/analysis/availability/alignment.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import strokes from '#renderer/ui/glyph-strokes.module.css';
import type { GlyphTone } from '#renderer/ui/status-glyph.tsx';
import { cellText, survivalText } from '#renderer/workers/words.ts';
import styles from './cell-mark.module.css';

const tones: Readonly<Record<Cell, GlyphTone>> = {
  barred: 'neutral',
  unknown: 'unknown',
  withdrawn: 'bad',
  dark: 'bad',
  'partly-dark': 'warn',
  matched: 'ok',
  uncovered: 'warn',
  unserved: 'warn',
  spare: 'neutral',
};

export function cellTone(cell: Cell): GlyphTone {
  return tones[cell];
}

/** The words of a cell, short enough for a narrow column. */
const shortTexts: Readonly<Record<Cell, string>> = {
  barred: 'barred',
  unknown: 'unknown',
  withdrawn: 'gone',
  dark: 'dark',
  'partly-dark': 'partly',
  matched: 'match',
  uncovered: 'no EP',
  unserved: 'no svc',
  spare: 'spare',
};

export interface CellMarkProps {
  readonly cell: Cell;
  readonly zoneId: string;
  readonly survives: Survival | undefined;
  /** The endpoint stands here and nobody calls. */
  readonly isIdle: boolean;
  /** Targets behind the service were not read: good as far as it can be told. */
  readonly isOutline: boolean;
}

/** One zone of one connection: a shape, a colour and a word; the whole sentence on hover. */
export function CellMark({ cell, zoneId, survives, isIdle, isOutline }: CellMarkProps) {
  const sentence = [
    `${zoneId}: ${cellText(cell)}`,
    ...(isIdle ? ['no callers here'] : []),
    ...(survives === undefined ? [] : [survivalText(survives)]),
  ].join('; ');
  return (
    <span className={classNames(styles['cell'], styles[cellTone(cell)], survives === 'no' && styles['fatal'])} title={sentence}>
      <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
        <Shape cell={cell} isIdle={isIdle} isOutline={isOutline} />
      </svg>
      <span aria-hidden="true" className={styles['word']}>
        {shortTexts[cell]}
      </span>
      <span className="visually-hidden">{sentence}</span>
    </span>
  );
}

function Shape({ cell, isIdle, isOutline }: Pick<CellMarkProps, 'cell' | 'isIdle' | 'isOutline'>) {
  switch (cell) {
    case 'matched':
      if (isIdle) return <circle cx="8" cy="8" r="4.5" className={strokes['dashed']} />;
      return <circle cx="8" cy="8" r="5" className={isOutline ? strokes['ring'] : strokes['dot']} />;
    case 'dark':
    case 'withdrawn':
      return (
        <>
          <circle cx="8" cy="8" r="6" className={cell === 'dark' ? strokes['dot'] : strokes['ring']} />
          <path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" className={cell === 'dark' ? strokes['inverse'] : strokes['mark']} />
        </>
      );
    case 'partly-dark':
      return (
        <>
          <circle cx="8" cy="8" r="5" className={strokes['ring']} />
          <path d="M8 3a5 5 0 0 1 0 10z" className={strokes['dot']} />
        </>
      );
    case 'uncovered':
    case 'unserved':
      return (
        <>
          <circle cx="8" cy="8" r="5.4" className={cell === 'unserved' ? strokes['dashed'] : strokes['ring']} />
          <path d="M8 5.2v3.4M8 10.6v.2" className={strokes['mark']} />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle cx="8" cy="8" r="5.4" className={strokes['ring']} />
          <path d="M6.6 6.7a1.4 1.4 0 1 1 1.4 1.6v.4M8 10.7v.2" className={strokes['mark']} />
        </>
      );
    case 'barred':
      return <path d="M4 8h8" className={strokes['mark']} />;
    case 'spare':
      return <circle cx="8" cy="8" r="2" className={strokes['dot']} />;
  }
}

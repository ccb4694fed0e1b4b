import { useEffect, useState } from 'react';
import type { Point } from '#shared/diagram/diagram.ts';
import type { Size } from './viewport.ts';

export interface TooltipSubject {
  readonly id: string;
  readonly text: string;
  /** The place it belongs to, in canvas pixels. */
  readonly at: Point;
}

const delayMs = 350;
const width = 320;

/** One sentence about what the pointer or the keyboard stands on; Esc puts it away until the next thing. */
export function Tooltip({ subject, size }: { readonly subject: TooltipSubject | null; readonly size: Size }) {
  return subject === null || subject.text === '' ? null : <Balloon key={subject.id} subject={subject} size={size} />;
}

function Balloon({ subject, size }: { readonly subject: TooltipSubject; readonly size: Size }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delayMs);
    const dismiss = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      clearTimeout(timer);
      setShown(false);
    };
    document.addEventListener('keydown', dismiss);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', dismiss);
    };
  }, []);
  if (!isShown) return null;
  const left = Math.max(8, Math.min(subject.at.x + 12, size.width - width - 8));
  const isBelow = subject.at.y < size.height - 120;
  const place = isBelow ? { left, top: subject.at.y + 16 } : { left, bottom: size.height - subject.at.y + 16 };
  return (
    <div className="flow-tooltip" role="tooltip" style={place}>
      {subject.text}
    </div>
  );
}

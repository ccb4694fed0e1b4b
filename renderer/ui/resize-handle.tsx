import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './resize-handle.module.css';

export interface ResizeHandleProps {
  readonly label: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** On which side of the handle the resized pane lies. */
  readonly side: 'left' | 'right';
  readonly onResize: (width: number) => void;
}

/** The edge of a pane: dragged with the pointer, moved with the arrow keys. */
export function ResizeHandle({ label, width, min, max, side, onResize }: ResizeHandleProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sign = side === 'right' ? -1 : 1;
  const resize = (next: number): void => onResize(Math.round(Math.min(max, Math.max(min, next))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current !== null) resize(start.current.width + sign * (event.clientX - start.current.x));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    resize(width + sign * (event.key === 'ArrowRight' ? 16 : -16));
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles['handle']}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}

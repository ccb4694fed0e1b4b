import { completeness } from '#shared/model/ledger.ts';
import type { DiagramInput } from './diagram-input.ts';
import { thousands } from './words.ts';

/** Coverage and time, as printed under every export: `3,391 of 3,400 calls answered · snapshot of 2026-11-20 18:30 UTC`. */
export function footerOf({ topology }: DiagramInput): string {
  const { snapshot } = topology.index;
  const planned = snapshot.ledger.filter((cell) => cell.status !== 'skipped');
  const answered = planned.filter((cell) => cell.status === 'ok').length;
  const gaps = completeness(snapshot.ledger) === 1 ? '' : ' · what was not read is shown as unknown';
  return `${thousands(answered)} of ${thousands(planned.length)} calls answered${gaps} · snapshot of ${timeText(snapshot.takenAt)}`;
}

/** `2026-11-20 18:30 UTC`; other notations stay as they are. */
function timeText(time: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(time);
  return parts === null ? time : `${parts[1]} ${parts[2]} UTC`;
}

import type { LinkscapeDocument } from '#shared/model/document.ts';
import { type Redaction, redactSnapshot } from './redact.ts';

/**
 * The shown snapshot and its traffic, redacted, and nothing else of the document:
 * notes, saved views, scenarios and older snapshots may hold anything.
 */
export function redactDocument(document: LinkscapeDocument, key: string): LinkscapeDocument {
  const shown = document.snapshots.at(-1);
  const redaction = shown === undefined ? null : redactSnapshot(shown, key);
  const text = (value: string): string => (redaction === null ? value : standIn(redaction, value));
  return {
    ...document,
    snapshots: redaction === null ? [] : [redaction.snapshot],
    usage: document.usage.map((set, index) => ({
      ...set,
      name: `Traffic ${index + 1}`,
      source: 'redacted',
      rows: set.rows.map((row) => ({ ...row, scope: text(row.scope), service: text(row.service) })),
    })),
    suppressions: document.suppressions.map((one) => ({ ...one, subject: text(one.subject), reason: 'redacted' })),
    scenarios: [],
    notes: '',
    views: [],
    checksum: '',
  };
}

/** The same stand-in as in the snapshot; ids and what AWS named stay. */
function standIn(redaction: Redaction, value: string): string {
  const named = redaction.names[value];
  if (named !== undefined) return named;
  return value.replace(/\d{12}/g, (id) => redaction.accounts[id] ?? id);
}

import type { LinkscapeDocument } from '#shared/model/document.ts';
import { type Redaction, redactSnapshot, standInOf } from './redact.ts';

/** The document, and what stands for what in it. */
export interface RedactedDocument {
  readonly document: LinkscapeDocument;
  /** `null` where the document holds no snapshot. */
  readonly redaction: Redaction | null;
}

/**
 * The shown snapshot and its traffic, redacted, and nothing else of the document:
 * notes, saved views, scenarios, older snapshots and fields we do not know may
 * hold anything.
 */
export function redactDocument(document: LinkscapeDocument, key: string): RedactedDocument {
  const shown = document.snapshots.at(-1);
  const redaction = shown === undefined ? null : redactSnapshot(shown, key);
  const text = (value: string): string => (redaction === null ? value : standInOf(redaction, value));
  const redacted: LinkscapeDocument = {
    format: document.format,
    formatVersion: document.formatVersion,
    savedAt: document.savedAt,
    app: document.app,
    snapshots: redaction === null ? [] : [redaction.snapshot],
    usage: document.usage.map((set, index) => ({
      schemaVersion: set.schemaVersion,
      name: `Traffic ${index + 1}`,
      source: 'redacted',
      rows: set.rows.map((row) => rowUnder(row, text)),
    })),
    suppressions: document.suppressions.map(({ ruleId, subject }) => {
      const [kind = '', ...id] = subject.split(':');
      return { ruleId, subject: id.length === 0 ? text(subject) : `${kind}:${text(id.join(':'))}`, reason: 'redacted' };
    }),
    scenarios: [],
    notes: '',
    views: [],
    checksum: '',
  };
  return { document: redacted, redaction };
}

/** A row of traffic under stand-ins; services of AWS and zones keep their names. */
function rowUnder<Row extends object>(row: Row, text: (value: string) => string): Row {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, typeof value === 'string' ? text(value) : value])) as Row;
}

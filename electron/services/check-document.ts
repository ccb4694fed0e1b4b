import { problemText } from '#shared/base/outcome.ts';
import { loadDocument } from '#electron/storage/documents.ts';
import { validateDocument } from '#electron/storage/validate-document.ts';
import { schemaVersion } from './json/schema-version.ts';

/** What `validate` found. */
export interface CheckedDocument {
  readonly schemaVersion: number;
  readonly valid: boolean;
  readonly formatVersion: number | null;
  /** Sentences: why it cannot be read, or what in it does not fit together. */
  readonly problems: readonly string[];
}

/** Reads a document to the last byte. */
export async function checkDocument(file: string): Promise<CheckedDocument> {
  const loaded = await loadDocument(file);
  if (loaded.kind === 'problem') return { schemaVersion, valid: false, formatVersion: null, problems: [problemText(loaded.problem)] };
  const problems = [...loaded.value.notices, ...validateDocument(loaded.value.document)];
  return { schemaVersion, valid: problems.length === 0, formatVersion: loaded.value.document.formatVersion, problems };
}

/** A document as bytes: gzip of one JSON whose last field is the checksum of all before it. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { isDeeperThan, maximumJsonDepth } from '#shared/base/json-depth.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { collectionNames } from '#shared/model/collections.ts';
import { documentSchema, formatVersion, type LinkscapeDocument } from '#shared/model/document.ts';
import { guardOf } from '#shared/model/guard.ts';
import { snapshotSchema } from '#shared/model/snapshot.ts';
import { isWire, type Wire } from '#shared/model/wire.ts';
import { type Migrations, migrated, migrations } from './migrations.ts';

/** More than this is refused, packed or unpacked: 300 MB of zeros are 290 kB of gzip. */
export const maximumDocumentBytes = 256 * 1024 * 1024;

/** A document that could be read. */
export interface Decoded {
  readonly document: LinkscapeDocument;
  /** What had to be repaired, or is worth knowing about the file. */
  readonly notices: readonly string[];
  /** The file is damaged: what could be read may be shown, but must not be saved over it. */
  readonly readOnly: boolean;
}

/**
 * The bytes of a document. The checksum is the SHA-256 of the JSON text with
 * the checksum empty; the one in the argument does not matter. Throws a
 * `RangeError` where the JSON would be too large to be opened again.
 */
export function encodeDocument(document: LinkscapeDocument): Uint8Array {
  const { checksum: _, ...rest } = document;
  const text = JSON.stringify({ ...rest, checksum: '' });
  if (Buffer.byteLength(text) > maximumDocumentBytes - checksumLength) throw new RangeError('the document holds more than 256 MB');
  return gzipSync(withChecksum(text, checksumOf(text)));
}

/** The checksum a document would be saved with; also tells whether two documents are the same. */
export function documentChecksum(document: LinkscapeDocument): string {
  const { checksum: _, ...rest } = document;
  return checksumOf(JSON.stringify({ ...rest, checksum: '' }));
}

/** For tests: other versions and migrations than this program's own. */
export interface DecodeOptions {
  readonly version: number;
  readonly migrations: Migrations;
}

/**
 * Reads a document from gzip or plain JSON. Fields nobody knows survive, kinds
 * of records that are missing become empty lists. Never throws: whatever the
 * bytes are, they give a document or a problem that says what is wrong.
 */
export function decodeDocument(
  bytes: Uint8Array,
  options: DecodeOptions = { version: formatVersion, migrations },
): Outcome<Decoded, Problem> {
  if (bytes.length === 0) return failed(torn('the file is empty'));
  if (bytes.length > maximumDocumentBytes) return failed(tooLarge());
  const unpacked = unpack(bytes);
  if (unpacked.kind === 'problem') return unpacked;
  const { json, notices } = unpacked.value;
  const text = textOf(json);
  if (isDeeperThan(text, maximumJsonDepth)) {
    return failed({ code: 'document-too-deep', what: 'The document is nested too deep', why: `more than ${maximumJsonDepth} levels` });
  }
  const parsed = parseJson(text);
  if (parsed.kind === 'problem') return parsed;
  const damage = [...notices, ...checksumNotices(json, text, parsed.value)];
  const decoded = decodeValue(parsed.value, damage, options);
  if (decoded.kind === 'ok' && isUtf8(json) && holdsAll(parsed.value, decoded.value.document)) sources.set(decoded.value.document, json);
  return decoded.kind === 'ok' && !hasChecksum(parsed.value)
    ? ok({ ...decoded.value, notices: ['The document carries no checksum: damage to it cannot be noticed.', ...decoded.value.notices] })
    : decoded;
}

const sources = new WeakMap<LinkscapeDocument, Uint8Array>();

/** The JSON that a document was decoded from, as UTF-8, where it says the same: writing a large one anew takes time. */
export function decodedJson(document: LinkscapeDocument): Uint8Array | null {
  return sources.get(document) ?? null;
}

/** Whether nothing had to be filled in or brought to another format. */
function holdsAll(original: Wire, document: LinkscapeDocument): boolean {
  const isSame = (key: keyof LinkscapeDocument): boolean =>
    original[key] === document[key] || JSON.stringify(original[key]) === JSON.stringify(document[key]);
  const snapshots: unknown = original['snapshots'];
  return (
    Array.isArray(snapshots) &&
    document.snapshots.every((snapshot, index) => snapshot === snapshots[index]) &&
    (Object.keys(document) as (keyof LinkscapeDocument)[]).every((key) => key === 'snapshots' || isSame(key))
  );
}

function decodeValue(value: Wire, damage: readonly string[], options: DecodeOptions): Outcome<Decoded, Problem> {
  const current = migrated(value, options.version, options.migrations);
  if (current.kind === 'problem') return current;
  const checked = documentSchema.safeParse(quicklyChecked(current.value.document));
  if (!checked.success) {
    const issues = checked.error.issues.slice(0, 5).map((issue) => `${jsonPath(issue.path)}: ${issue.message}`);
    const why = issues.join('; ') + (checked.error.issues.length > 5 ? `; and ${checked.error.issues.length - 5} more` : '');
    return failed({
      code: 'document-invalid',
      what: 'The document does not hold what it should',
      why,
      remedy: 'Open an earlier version of the file.',
    });
  }
  const document = filled(current.value.document, checked.data);
  return ok({ document, notices: [...damage, ...current.value.notices], readOnly: damage.length > 0 });
}

const holdsSnapshot = guardOf(snapshotSchema);

/** Snapshots that hold what they should are left out of the thorough check, which takes ten times as long and is for what is wrong. */
function quicklyChecked(document: Wire): Wire {
  const snapshots = document['snapshots'];
  return Array.isArray(snapshots) && snapshots.every(holdsSnapshot) ? { ...document, snapshots: [] } : document;
}

/** The original value, so that unknown fields survive, with what the schema fills in where it is missing. */
function filled(original: Wire, checked: { readonly usage: unknown; readonly views: unknown }): LinkscapeDocument {
  const snapshots = (original['snapshots'] as readonly Wire[]).map((snapshot) => {
    const missing = collectionNames.filter((name) => snapshot[name] === undefined);
    const title = snapshot['title'] ?? '';
    return missing.length === 0 && snapshot['title'] !== undefined
      ? snapshot
      : { ...snapshot, title, ...Object.fromEntries(missing.map((name) => [name, []])) };
  });
  return {
    // First, so that the fields keep their order and an unchanged document its checksum.
    ...original,
    snapshots,
    usage: joined(original['usage'] ?? [], checked.usage),
    scenarios: original['scenarios'] ?? [],
    suppressions: original['suppressions'] ?? [],
    notes: original['notes'] ?? '',
    views: joined(original['views'] ?? [], checked.views),
    checksum: original['checksum'] ?? '',
  } as unknown as LinkscapeDocument;
}

/** What was checked, with the fields of the original that the schema does not know. */
function joined(original: unknown, checked: unknown): unknown {
  if (Array.isArray(original) && Array.isArray(checked)) return checked.map((item: unknown, index) => joined(original[index], item));
  if (!isWire(original) || !isWire(checked)) return checked;
  const known = Object.entries(checked).map(([key, value]) => [key, joined(original[key], value)] as const);
  return { ...original, ...Object.fromEntries(known) };
}

function unpack(bytes: Uint8Array): Outcome<{ json: Uint8Array; notices: string[] }, Problem> {
  if (bytes[0] !== gzipMagic[0] || bytes[1] !== gzipMagic[1]) {
    const first = bytes.find((byte) => byte > 0x20);
    if (first === openBrace || (bytes[0] === byteOrderMark[0] && bytes[1] === byteOrderMark[1])) return ok({ json: bytes, notices: [] });
    return salvaged(bytes, failed(notADocument('it is neither gzip nor JSON')));
  }
  try {
    return ok({ json: gunzipSync(bytes, { maxOutputLength: maximumDocumentBytes }), notices: [] });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return failed(tooLarge());
    return salvaged(bytes, failed(torn(error instanceof Error ? error.message : String(error))));
  }
}

/** A flipped byte in gzip's header or trailer leaves the data whole: they are read without both, and the checksum judges them. */
function salvaged<Failed>(bytes: Uint8Array, otherwise: Failed): Failed | Outcome<{ json: Uint8Array; notices: string[] }, Problem> {
  try {
    const data = inflateRawSync(bytes.subarray(gzipHeaderBytes), { maxOutputLength: maximumDocumentBytes });
    return ok({
      json: data,
      notices: ['The file is damaged: its packing does not check. What could be read is shown; save it under another name.'],
    });
  } catch {
    return otherwise;
  }
}

function hasChecksum(value: Wire): boolean {
  return typeof value['checksum'] === 'string' && value['checksum'] !== '';
}

function checksumNotices(json: Uint8Array, text: string, value: Wire): string[] {
  const stored = value['checksum'];
  if (typeof stored !== 'string' || stored === '') return [];
  const known =
    text.endsWith(`"checksum":"${stored}"}`) && isUtf8(json) ? checksumOfWhole(json, stored.length) : checksumOfText(text, value, stored);
  if (known === stored) return [];
  return ['The file is damaged or was changed by another program: its checksum does not match. It is shown; save it under another name.'];
}

/** Of the bytes as they came, the stored checksum left out: nothing is written anew. */
function checksumOfWhole(json: Uint8Array, length: number): string {
  const isMarked = byteOrderMark.every((byte, index) => json[index] === byte);
  const text = json.subarray(isMarked ? byteOrderMark.length : 0, json.length - 2 - length);
  return createHash('sha256').update(text).update('"}').digest('hex');
}

function checksumOfText(text: string, value: Wire, stored: string): string {
  const atEnd = text.trimEnd().endsWith(`"checksum":"${stored}"}`);
  return checksumOf(atEnd ? withChecksum(text.trimEnd(), '', stored.length) : JSON.stringify({ ...value, checksum: '' }));
}

/** Puts a checksum into a JSON text that ends with the field, in place of the one of `length` characters. */
function withChecksum(text: string, checksum: string, length = 0): string {
  return `${text.slice(0, text.length - 2 - length)}${checksum}"}`;
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parseJson(text: string): Outcome<Wire, Problem> {
  try {
    const value: unknown = JSON.parse(text);
    return isWire(value) ? ok(value) : failed(notADocument('it holds no object'));
  } catch (error) {
    return failed(torn(error instanceof Error ? error.message.slice(0, 200) : String(error)));
  }
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`), '$');
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

function torn(why: string): Problem {
  return {
    code: 'document-damaged',
    what: 'The document is damaged and cannot be read',
    why,
    remedy: 'Open an earlier version of the file, or scan again.',
  };
}

/** For documents beyond `maximumDocumentBytes`. */
export function tooLarge(): Problem {
  return {
    code: 'document-too-large',
    what: 'The document is too large',
    why: 'it holds more than 256 MB',
    remedy: 'Save fewer snapshots in one document.',
  };
}

function notADocument(why: string): Problem {
  return {
    code: 'not-a-document',
    what: 'This is no Linkscape document',
    why,
    remedy: 'To read output of the AWS CLI, import it instead.',
  };
}

const checksumLength = 64;
const gzipMagic = [0x1f, 0x8b] as const;
const gzipHeaderBytes = 10;
const openBrace = 0x7b;
const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

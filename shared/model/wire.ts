/**
 * Reading one resource as an AWS API or the AWS CLI's JSON gives it: PascalCase,
 * every field optional, enum casing not to be relied on.
 *
 * The readers never throw: what has the wrong type counts as not told (`null`),
 * and a record without its own id is refused by its parser.
 */
import type { AccountId, IsoTime, Partition, Region } from '#shared/base/ids.ts';
import { compareText } from '#shared/base/sort.ts';

/** An object of an answer. */
export type Wire = Readonly<Record<string, unknown>>;

/** Whose answer is being read. */
export interface WireContext {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly partition: Partition;
}

/** A tag as AWS gives it. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a field, `null` where it is absent, blank (as ids that were blanked out of a dump) or no text. Lone surrogates become U+FFFD, as they would on disk. */
export function text<Text extends string = string>(wire: Wire, field: string): Text | null {
  const value = wire[field];
  return typeof value === 'string' && value.trim() !== '' ? (wellFormed(value) as Text) : null;
}

export function flag(wire: Wire, field: string): boolean | null {
  const value = wire[field];
  return typeof value === 'boolean' ? value : null;
}

/** A finite number; numbers as text (as some recorded dumps have them) count too. */
export function numeric(wire: Wire, field: string): number | null {
  const value = wire[field];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A time, from a `Date` of the SDK or from text; `null` where it is no time. */
export function time(wire: Wire, field: string): IsoTime | null {
  const value = wire[field];
  if (value instanceof Date) return isoTime(value);
  return typeof value === 'string' ? isoTime(new Date(value.replace(/^(\d{4}-\d\d-\d\d) /, '$1T'))) : null;
}

/** The objects of a list; absent and `null` count as empty. Use `presentList` where absence matters. */
export function wires(wire: Wire, field: string): readonly Wire[] {
  const value = wire[field];
  return Array.isArray(value) ? value.filter(isWire) : [];
}

/** The texts of a list; absent counts as empty. */
export function texts<Text extends string = string>(wire: Wire, field: string): Text[] {
  return presentTexts<Text>(wire, field) ?? [];
}

/** The texts of a list, `null` where the answer has no such list: unknown, not none. */
export function presentTexts<Text extends string = string>(wire: Wire, field: string): Text[] | null {
  const value = wire[field];
  if (!Array.isArray(value)) return null;
  return value.filter((item): item is Text => typeof item === 'string' && item !== '').map((item) => wellFormed(item) as Text);
}

/** An inner object, empty where absent. */
export function inner(wire: Wire, field: string): Wire {
  const value = wire[field];
  return isWire(value) ? value : {};
}

/** `Tags` (or `TagSet`), sorted by key; a missing value is the empty text. */
export function tags(wire: Wire): Tag[] {
  const list = [...wires(wire, 'Tags'), ...wires(wire, 'TagSet')];
  return list.map((tag) => ({ key: tagText(tag, 'Key'), value: tagText(tag, 'Value') })).sort((a, b) => compareText(a.key, b.key));
}

/** The value of the `Name` tag; `null` where there is none or it is empty. */
export function nameOf(tagList: readonly Tag[]): string | null {
  const name = tagList.find((tag) => tag.key === 'Name')?.value ?? '';
  return name.trim() === '' ? null : name;
}

/**
 * An enum value in the SDK's own spelling. The wire says `pendingAcceptance`
 * where the SDK's enum says `PendingAcceptance`, and `nat_gateway` for
 * `natGateway`; values nobody knows survive as they came.
 */
export function enumText(wire: Wire, field: string, known: readonly string[]): string | null {
  const value = text(wire, field);
  if (value === null) return null;
  const plain = plainEnum(value);
  return known.find((candidate) => plainEnum(candidate) === plain) ?? value;
}

/** An enum value without case and separators, for comparing. */
export function plainEnum(value: string): string {
  return value.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function tagText(tag: Wire, field: string): string {
  const value = tag[field];
  return typeof value === 'string' ? wellFormed(value) : '';
}

function wellFormed(value: string): string {
  return value.isWellFormed() ? value : value.toWellFormed();
}

function isoTime(date: Date): IsoTime | null {
  return Number.isNaN(date.getTime()) ? null : (date.toISOString() as IsoTime);
}

/**
 * The same resource told twice with different content: two runs of a recorder
 * in one import, an edited copy, a folder that was merged with another. One
 * sighting is kept; which one, and what they disagree about, must not be silent.
 */
import { type CollectionName, collectionNames, recordKey, type RecordOf, type ResourceParts } from '#shared/model/collections.ts';

/** The records of one answer and the file they came from. */
export interface Sighting {
  readonly file: string;
  /** Two operations may well tell different halves of a resource; only answers of one can disagree. */
  readonly operation: string;
  readonly parts: ResourceParts;
}

/** More would bury what matters; the rest is counted. */
const mostShown = 10;

/** Disagreements among the answers of one account and Region, in the order in which they are read: the first sighting is kept. */
export function conflictsIn(sightings: readonly Sighting[]): Conflict[] {
  const known = new Map<string, { readonly file: string; readonly record: Fields }>();
  const found: Conflict[] = [];
  for (const { file, operation, parts } of sightings) {
    for (const name of collectionNames) {
      for (const record of (parts[name] ?? []) as readonly Fields[]) {
        const id = recordKey(name, record as unknown as RecordOf<CollectionName> as never);
        const key = `${operation}\n${name}\n${id}`;
        const before = known.get(key);
        if (before === undefined) known.set(key, { file, record });
        else if (differing(before.record, record).length > 0) {
          found.push({ id, kept: before.file, other: file, fields: differing(before.record, record) });
        }
      }
    }
  }
  return found;
}

type Fields = Readonly<Record<string, unknown>>;

/** One resource of which two answers say different things. */
export interface Conflict {
  readonly id: string;
  readonly kept: string;
  readonly other: string;
  readonly fields: readonly string[];
}

/** Pages of one list hold different parts of it. */
const pagedFields = new Set(['blocksSoFar']);

/** The fields that both tell, and not alike. What only one tells is no disagreement: an answer may be about a part. */
function differing(a: Fields, b: Fields): string[] {
  const single = Object.keys(a).filter((field) => !pagedFields.has(field));
  return single.filter((field) => isTold(a[field]) && isTold(b[field]) && JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

function isTold(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The disagreements as the person reads them. */
export function conflictNotices(conflicts: readonly Conflict[]): string[] {
  const shown = conflicts.slice(0, mostShown).map(({ id, kept, other, fields }) => {
    const told = fields.length > 3 ? `${fields.slice(0, 3).join(', ')} and ${fields.length - 3} more fields` : fields.join(', ');
    const where =
      kept === other ? `${kept} tells ${id} twice, differently in ${told}` : `${other} tells ${id} differently than ${kept} in ${told}`;
    return `${where}. Kept: what ${kept === other ? 'stands first' : `${kept} says`}.`;
  });
  const rest = conflicts.length - shown.length;
  return rest <= 0
    ? shown
    : [...shown, `${rest} more resources are told twice and differently; of each the first file in the order of names was kept.`];
}

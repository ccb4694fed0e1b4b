/** Snapshots with one field left out everywhere, as AWS leaves fields out. */
import { type CollectionName, collectionNames, collections } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

function isOptional(name: CollectionName, field: string): boolean {
  const shape: Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>> = collections[name].schema.shape;
  return shape[field]?.safeParse(null).success === true;
}

/** Fields that may be `null`, over all kinds of records. */
export const optionalFields: readonly string[] = [
  ...new Set(collectionNames.flatMap((name) => Object.keys(collections[name].schema.shape).filter((field) => isOptional(name, field)))),
].toSorted();

/** The snapshot as if AWS had never told this field. */
export function without(snapshot: Snapshot, field: string): Snapshot {
  const parts = Object.fromEntries(
    collectionNames.map((name) => [
      name,
      isOptional(name, field) ? (snapshot[name] as readonly object[]).map((record) => ({ ...record, [field]: null })) : snapshot[name],
    ]),
  );
  return { ...snapshot, ...parts } as Snapshot;
}

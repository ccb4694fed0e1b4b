/** AWS leaves fields out. Whatever is missing, every finding still says what a person needs, and analysis never throws. */
import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { type CollectionName, collectionNames, collections } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { analysed } from '../analysed.ts';
import { lacks } from './judging.ts';

function isOptional(name: CollectionName, field: string): boolean {
  const shape: Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>> = collections[name].schema.shape;
  return shape[field]?.safeParse(null).success === true;
}

/** Fields that may be `null`, over all kinds of records. */
const optionalFields: readonly string[] = [
  ...new Set(collectionNames.flatMap((name) => Object.keys(collections[name].schema.shape).filter((field) => isOptional(name, field)))),
].toSorted();

/** The snapshot as if AWS had never told this field. */
function without(snapshot: Snapshot, field: string): Snapshot {
  const parts = Object.fromEntries(
    collectionNames.map((name) => [
      name,
      isOptional(name, field) ? (snapshot[name] as readonly object[]).map((record) => ({ ...record, [field]: null })) : snapshot[name],
    ]),
  );
  return { ...snapshot, ...parts } as Snapshot;
}

describe('without', () => {
  it.each(optionalFields)('%s the findings of the demo estate still say what a person needs', (field) => {
    const { topology, alignment } = analysed(without(demoSnapshot(), field));
    const { findings } = runCatalogue(topology, alignment, [], catalogue);
    expect(
      findings.map((finding) => [finding.ruleId, finding.summary, lacks(finding)] as const).filter(([, , lack]) => lack.length > 0),
    ).toEqual([]);
  });
});

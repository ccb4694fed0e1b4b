import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardOf } from '#shared/model/guard.ts';
import { z } from '#shared/model/schema.ts';
import { snapshotSchema } from '#shared/model/snapshot.ts';
import { estateOfSize } from '#test/fake-aws/generate-estate.ts';

const schemas: Readonly<Record<string, z.ZodType>> = {
  text: z.string(),
  name: z.string().min(2),
  shortName: z.string().max(2),
  pattern: z.string().regex(/^a/),
  number: z.number(),
  whole: z.number().int(),
  int: z.int(),
  few: z.int().max(2),
  share: z.number().min(0).max(1),
  narrow: z.int32(),
  flag: z.boolean(),
  kind: z.enum(['a', 'b']),
  literal: z.literal('a'),
  nullable: z.string().nullable(),
  optional: z.object({ a: z.string().optional() }),
  filled: z.object({ a: z.string().default('x') }),
  list: z.array(z.string()),
  fewTexts: z.array(z.string()).max(1),
  strict: z.strictObject({ a: z.string() }),
  refined: z.object({ a: z.string() }).refine((value) => value.a !== 'b'),
  refinedNull: z
    .string()
    .nullable()
    .refine((value) => value !== null),
  email: z.email(),
  either: z.union([z.string(), z.number()]),
  map: z.record(z.string(), z.number()),
};

const leaf = fc.constantFrom<unknown>(
  null,
  '',
  'a',
  'b',
  'abc',
  'a@example.com',
  0,
  1,
  -1,
  0.5,
  2 ** 40,
  2 ** 60,
  Number.POSITIVE_INFINITY,
  true,
  [],
);
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), leaf, { maxKeys: 2 }));

describe('the guard of a schema', () => {
  it.each(Object.entries(schemas))('lets pass of %s exactly what the schema does', (_name, schema) => {
    const guard = guardOf(schema);
    const same = fc.property(value, (given) => guard(given) === schema.safeParse(given).success);
    expect(fc.check(same, { numRuns: 400 }).counterexample).toBe(null);
  });

  it('lets a snapshot pass, and says of one in which a value is another what the schema says', () => {
    const snapshot: unknown = JSON.parse(JSON.stringify(estateOfSize(300)));
    const guard = guardOf(snapshotSchema);
    expect(guard(snapshot)).toBe(true);
    const places = placesIn(snapshot);
    const same = fc.property(fc.nat(places.length - 1), fc.option(leaf, { nil: undefined }), (at, other) => {
      const [holder, key] = places[at] ?? [{}, ''];
      const before = holder[key];
      holder[key] = other;
      const isSame = guard(snapshot) === snapshotSchema.safeParse(snapshot).success;
      holder[key] = before;
      return isSame;
    });
    expect(fc.check(same, { numRuns: 100 }).counterexample).toBe(null);
  });
});

/** Every value of the tree, by what holds it and its name there. */
function placesIn(node: unknown): [Record<string, unknown>, string][] {
  if (typeof node !== 'object' || node === null) return [];
  const holder = node as Record<string, unknown>;
  return Object.keys(holder).flatMap((key): [Record<string, unknown>, string][] => [[holder, key], ...placesIn(holder[key])]);
}

/** A quick look at what a schema would say: thousands of records in milliseconds, where zod, which copies and words, takes a second. */
import { z } from './schema.ts';

/** True where the value holds what its schema asks for; false may mean that only the schema itself can tell. */
export type Guard = (value: unknown) => boolean;

/**
 * The guard of a schema. What it lets pass, the schema lets pass too, and
 * nearly everything the other way round: whoever gets `false` asks the schema,
 * which has the words for what is wrong. Kinds of schemas that are not listed
 * here are asked themselves.
 */
export function guardOf(schema: z.ZodType): Guard {
  const inner = hasOwnChecks(schema) ? undefined : (wrapped(schema) ?? composed(schema));
  return inner ?? plain(schema) ?? ((value) => schema.safeParse(value).success);
}

function wrapped(schema: z.ZodType): Guard | undefined {
  if (schema instanceof z.ZodNullable) {
    const guard = guardOf(schema.unwrap() as z.ZodType);
    return (value) => value === null || guard(value);
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const guard = guardOf(schema.unwrap() as z.ZodType);
    return (value) => value === undefined || guard(value);
  }
  return undefined;
}

function composed(schema: z.ZodType): Guard | undefined {
  if (schema instanceof z.ZodArray) {
    const guard = guardOf(schema.element as z.ZodType);
    return (value) => Array.isArray(value) && value.every(guard);
  }
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) {
    const fields = Object.entries(schema.shape).map(([name, field]) => ({ name, guard: guardOf(field as z.ZodType) }));
    return (value) => isRecord(value) && fields.every(({ name, guard }) => guard(value[name]));
  }
  return undefined;
}

function plain(schema: z.ZodType): Guard | undefined {
  const checks = checksOf(schema);
  if (schema instanceof z.ZodString && checks.every((check) => check === 'min_length')) {
    const shortest = schema.minLength ?? 0;
    return (value) => typeof value === 'string' && value.length >= shortest;
  }
  if (schema instanceof z.ZodNumber && checks.every((check) => check === 'number_format')) {
    if (schema.format === null) return Number.isFinite;
    if (schema.format === 'safeint') return Number.isSafeInteger;
  }
  if (schema instanceof z.ZodBoolean && checks.length === 0) return (value) => typeof value === 'boolean';
  if (schema instanceof z.ZodEnum && checks.length === 0) {
    const known = new Set<unknown>(schema.options);
    return (value) => known.has(value);
  }
  return undefined;
}

function hasOwnChecks(schema: z.ZodType): boolean {
  return checksOf(schema).length > 0;
}

function checksOf(schema: z.ZodType): string[] {
  return (schema.def.checks ?? []).map((check) => check._zod.def.check);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

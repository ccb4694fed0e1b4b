/**
 * The building blocks of every schema in the model.
 *
 * zod looks for `new Function` when it first builds a schema, which a strict
 * Content-Security-Policy reports; `jitless` must therefore be set before any
 * schema is made. That is why nothing else in the project imports zod itself.
 */
import { z } from 'zod';
import type { AccountId, IsoTime, Region, ZoneId, ZoneName } from '#shared/base/ids.ts';

z.config({ jitless: true });

export { z };

/** A non-empty string with a brand. */
export function idSchema<Id extends string>(): z.ZodType<Id> {
  return z.string().min(1) as unknown as z.ZodType<Id>;
}

export const accountIdSchema = idSchema<AccountId>();
export const regionSchema = idSchema<Region>();
export const zoneIdSchema = idSchema<ZoneId>();
export const zoneNameSchema = idSchema<ZoneName>();
export const timeSchema = idSchema<IsoTime>();

/** Text that AWS may leave out; `null` says it was not told. */
export const optionalText = z.string().nullable();
/** A yes or no that AWS may leave out; `null` says it was not told, which is not "no". */
export const optionalFlag = z.boolean().nullable();
export const optionalNumber = z.number().nullable();

/** Tags in AWS's own form and order of key, so that keys such as `__proto__` are data. */
export const tagsSchema = z.array(z.object({ key: z.string(), value: z.string() }));

/** What every resource record carries beside its own fields. */
export const originFields = {
  /** The owner: `OwnerId` where the answer has one, else the account that was asked. */
  accountId: accountIdSchema,
  region: regionSchema,
  /** The account whose call gave this record. Zone *names* inside it follow this account's mapping. */
  readBy: accountIdSchema,
  /** Set when a later scan could not read this resource again: the last time it was seen. */
  staleSince: timeSchema.optional(),
};

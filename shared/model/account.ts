import type { Immutable } from '#shared/base/brand.ts';
import type { Partition } from '#shared/base/ids.ts';
import { accountIdSchema, idSchema, optionalText, originFields, z } from './schema.ts';
import { text, type Wire, type WireContext } from './wire.ts';

/** An account that was asked for data, or that an organisation or SSO portal listed. */
export const accountSchema = z.object({
  accountId: accountIdSchema,
  partition: idSchema<Partition>(),
  /** From Organizations or the SSO portal, else what the person named it. */
  name: optionalText,
  /** The profiles (or import folders) that lead into this account, sorted. */
  profiles: z.array(z.string()),
  /** `ACTIVE`, `SUSPENDED`, … as Organizations says. */
  state: optionalText,
});

export interface Account extends Immutable<z.infer<typeof accountSchema>> {}

/** A Region as one account may use it. */
export const regionRecordSchema = z.object({
  ...originFields,
  /** `opt-in-not-required`, `opted-in`, `not-opted-in`. */
  optInStatus: optionalText,
});

export interface RegionRecord extends Immutable<z.infer<typeof regionRecordSchema>> {}

/** A Region of `DescribeRegions`. */
export function parseRegion(wire: Wire, context: WireContext): RegionRecord | null {
  const region = text<RegionRecord['region']>(wire, 'RegionName');
  if (region === null) return null;
  return { accountId: context.accountId, region, readBy: context.accountId, optInStatus: text(wire, 'OptInStatus') };
}

export function regionKey(record: Pick<RegionRecord, 'accountId' | 'region'>): string {
  return `${record.accountId}/${record.region}`;
}

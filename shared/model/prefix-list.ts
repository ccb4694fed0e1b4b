import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, PrefixListId } from '#shared/base/ids.ts';
import { idSchema, optionalText, originFields, z } from './schema.ts';
import { text, texts, type Wire, type WireContext } from './wire.ts';

/** A prefix list. AWS-managed ones (`com.amazonaws.us-east-1.s3`) are what routes of gateway endpoints name. */
export const prefixListSchema = z.object({
  ...originFields,
  prefixListId: idSchema<PrefixListId>(),
  prefixListName: optionalText,
  /** The blocks, `null` where they were not read. */
  cidrBlocks: z.array(z.string()).nullable(),
});

export interface PrefixList extends Immutable<z.infer<typeof prefixListSchema>> {}

/** A list of `DescribePrefixLists` (with blocks) or `DescribeManagedPrefixLists` (without). */
export function parsePrefixList(wire: Wire, context: WireContext): PrefixList | null {
  const prefixListId = text<PrefixListId>(wire, 'PrefixListId');
  if (prefixListId === null) return null;
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    prefixListId,
    prefixListName: text(wire, 'PrefixListName'),
    cidrBlocks: Array.isArray(wire['Cidrs']) ? texts(wire, 'Cidrs') : null,
  };
}

/** Two answers about the same list as one. */
export function mergePrefixLists(a: PrefixList, b: PrefixList): PrefixList {
  return { ...a, prefixListName: a.prefixListName ?? b.prefixListName, cidrBlocks: a.cidrBlocks ?? b.cidrBlocks };
}

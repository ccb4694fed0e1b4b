import type { Immutable } from '#shared/base/brand.ts';
import { type AccountId, type PrefixListId, unknownAccount } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { idSchema, optionalText, originFields, z } from './schema.ts';
import { presentTexts, text, type Wire, type WireContext, wires } from './wire.ts';

/** A prefix list. AWS-managed ones (`com.amazonaws.us-east-1.s3`) are what routes of gateway endpoints name. */
export const prefixListSchema = z.object({
  ...originFields,
  prefixListId: idSchema<PrefixListId>(),
  prefixListName: optionalText,
  /** The blocks, `null` where they were not read, or not to the last page: part of a list must not pass for the list. */
  cidrBlocks: z.array(z.string()).nullable(),
  /** The pages that came before the last one; they become `cidrBlocks` with it. */
  blocksSoFar: z.array(z.string()).optional(),
});

export interface PrefixList extends Immutable<z.infer<typeof prefixListSchema>> {}

/** A list of `DescribePrefixLists` (with blocks) or `DescribeManagedPrefixLists` (without). */
export function parsePrefixList(wire: Wire, context: WireContext): PrefixList | null {
  const prefixListId = text<PrefixListId>(wire, 'PrefixListId');
  if (prefixListId === null) return null;
  const blocks = presentTexts(wire, 'Cidrs');
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    prefixListId,
    prefixListName: text(wire, 'PrefixListName'),
    cidrBlocks: blocks === null ? null : sortedUnique(blocks),
  };
}

/**
 * A page of `GetManagedPrefixListEntries`, which tells neither list nor owner:
 * the reader adds `PrefixListId`. Without a next page the list is whole.
 */
export function parsePrefixListEntries(wire: Wire, context: WireContext): PrefixList | null {
  const prefixListId = text<PrefixListId>(wire, 'PrefixListId');
  if (prefixListId === null || !Array.isArray(wire['Entries'])) return null;
  const blocks = sortedUnique(wires(wire, 'Entries').flatMap((entry) => text(entry, 'Cidr') ?? []));
  const list = {
    // Nor is the reader its owner: lists are shared between accounts.
    accountId: unknownAccount,
    region: context.region,
    readBy: context.accountId,
    prefixListId,
    prefixListName: null,
  };
  return text(wire, 'NextToken') === null ? { ...list, cidrBlocks: blocks } : { ...list, cidrBlocks: null, blocksSoFar: blocks };
}

/** Two answers about the same list as one, in whatever order its pages came; what was seen in an earlier scan fills gaps only. */
export function mergePrefixLists(a: PrefixList, b: PrefixList): PrefixList {
  const { blocksSoFar: early = [], ...rest } = a;
  const list = { ...rest, accountId: ownerOf(a, b), prefixListName: a.prefixListName ?? b.prefixListName };
  if (a.staleSince !== b.staleSince) return { ...a, ...list, cidrBlocks: a.cidrBlocks ?? (early.length > 0 ? null : b.cidrBlocks) };
  const soFar = [...early, ...(b.blocksSoFar ?? [])];
  // Told twice by one account, the first whole list counts; of two accounts one may have given its last page alone.
  const whole = a.readBy === b.readBy ? (a.cidrBlocks ?? b.cidrBlocks) : eitherOf(a.cidrBlocks, b.cidrBlocks);
  if (whole !== null) return { ...list, cidrBlocks: sortedUnique([...whole, ...soFar]) };
  return soFar.length === 0 ? { ...list, cidrBlocks: null } : { ...list, cidrBlocks: null, blocksSoFar: sortedUnique(soFar) };
}

function eitherOf(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  return a === null && b === null ? null : [...(a ?? []), ...(b ?? [])];
}

/** Only the answer that has a name can tell the owner. */
function ownerOf(a: PrefixList, b: PrefixList): AccountId {
  return a.prefixListName === null && b.prefixListName !== null ? b.accountId : a.accountId;
}

/** Lists of AWS itself are named after a service; `DescribePrefixLists` tells their blocks. */
export function isAwsPrefixList(list: Pick<PrefixList, 'accountId' | 'prefixListName'>): boolean {
  return list.accountId === 'AWS' || /^(?:cn\.)?com\.amazonaws\./.test(list.prefixListName ?? '');
}

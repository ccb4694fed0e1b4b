import type { Immutable } from '#shared/base/brand.ts';
import { originFields, z } from './schema.ts';
import { text, type Wire, type WireContext } from './wire.ts';

/** The name people gave an account for signing in; an account has one at most. */
export const accountAliasSchema = z.object({ ...originFields, alias: z.string() });

export interface AccountAlias extends Immutable<z.infer<typeof accountAliasSchema>> {}

/** An entry of IAM `ListAccountAliases`, which is a bare text: the reader makes it an object with `AccountAlias`. */
export function parseAccountAlias(wire: Wire, context: WireContext): AccountAlias | null {
  const alias = text(wire, 'AccountAlias');
  return alias === null ? null : { accountId: context.accountId, region: context.region, readBy: context.accountId, alias };
}

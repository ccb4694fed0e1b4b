/** Which accounts are one's own, as far as the snapshot knows. */
import { unknownAccount } from '#shared/base/ids.ts';
import type { AllowedPrincipal } from '#shared/model/endpoint-service.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { remembered } from '#shared/base/remembered.ts';

/**
 * The accounts that were scanned or that an organisation listed. `null` where an
 * import does not say whose data it holds: then nobody can be called a stranger.
 */
export function knownAccounts(topology: Topology): ReadonlySet<string> | null {
  return accountsOf(topology);
}

const accountsOf = remembered((topology: Topology): ReadonlySet<string> | null => {
  const known = new Set<string>(topology.index.snapshot.accounts.map((account) => account.accountId));
  return known.has(unknownAccount) ? null : known;
});

/** The account of a principal that names one account, a role or a user of it; `null` for `*`, services and organisational units. */
export function accountOfPrincipal(permission: Pick<AllowedPrincipal, 'principal' | 'principalType'>): string | null {
  if (/^\d{12}$/.test(permission.principal)) return permission.principal;
  return /^arn:[a-z-]+:(?:iam|sts)::(\d{12}):/.exec(permission.principal)?.[1] ?? null;
}

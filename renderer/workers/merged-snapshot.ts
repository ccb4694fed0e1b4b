import { indexBy } from '#shared/base/sort.ts';
import { type CollectionName, collectionNames, recordKey } from '#shared/model/collections.ts';
import { ledgerKey } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** Records of a moment that say nothing about what was taken away. */
const momentary: ReadonlySet<CollectionName> = new Set<CollectionName>(['instances', 'targetHealth']);

/**
 * The later snapshot with everything of the earlier one that it lacks, so that
 * a map can show what is gone where it stood. Network interfaces of the earlier
 * one count only where their endpoint or VPC is gone: workloads come and go.
 */
export function mergedSnapshot(before: Snapshot, after: Snapshot): Snapshot {
  const parts = collectionNames.map((name) => [name, merged(name, before, after)]);
  const cells = new Set(after.ledger.map(ledgerKey));
  const accounts = new Set(after.accounts.map((account) => account.accountId));
  return {
    ...after,
    ...(Object.fromEntries(parts) as Partial<Snapshot>),
    accounts: [...after.accounts, ...before.accounts.filter((account) => !accounts.has(account.accountId))],
    ledger: [...after.ledger, ...before.ledger.filter((cell) => !cells.has(ledgerKey(cell)))],
  };
}

function merged(name: CollectionName, before: Snapshot, after: Snapshot): readonly unknown[] {
  if (momentary.has(name)) return after[name];
  const known = indexBy(after[name] as readonly unknown[], (record) => recordKey(name, record as never));
  const extra = (before[name] as readonly unknown[]).filter((record) => !known.has(recordKey(name, record as never)));
  if (name !== 'networkInterfaces') return [...after[name], ...extra];
  const wanted = interfacesOfGone(before, after);
  return [...after[name], ...(extra as typeof before.networkInterfaces).filter(wanted)];
}

function interfacesOfGone(before: Snapshot, after: Snapshot): (record: Snapshot['networkInterfaces'][number]) => boolean {
  const endpoints = new Set(after.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId));
  const vpcs = new Set(after.vpcs.map((vpc) => vpc.vpcId));
  const gone = before.vpcEndpoints.filter((endpoint) => !endpoints.has(endpoint.vpcEndpointId));
  const own = new Set<string>(gone.flatMap((endpoint) => endpoint.networkInterfaceIds));
  return (record) => own.has(record.networkInterfaceId) || (record.vpcId !== null && !vpcs.has(record.vpcId));
}

import type { CollectionName } from '#shared/model/collections.ts';
import { recordKey } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SubjectKind } from '#shared/model/subject.ts';

/** Which collection holds the records of a kind that can be given a name. */
const namedCollections: Readonly<Partial<Record<SubjectKind, CollectionName>>> = {
  vpc: 'vpcs',
  subnet: 'subnets',
  'nat-gateway': 'natGateways',
  'vpc-endpoint': 'vpcEndpoints',
  'endpoint-service': 'endpointServices',
};

/** A snapshot whose things carry the names a person gave them, by subject key; everything else is as it was read. */
export function named(snapshot: Snapshot, names: Readonly<Record<string, string>>): Snapshot {
  if (Object.keys(names).length === 0) return snapshot;
  const given = (kind: string, id: string): string | undefined => names[`${kind}/${id}`];
  const parts = Object.entries(namedCollections).map(([kind, name]) => [
    name,
    snapshot[name].map((record) => {
      const own = given(kind, recordKey(name, record as never));
      return own === undefined ? record : { ...record, name: own };
    }),
  ]);
  const accounts = snapshot.accounts.map((account) => {
    const own = given('account', account.accountId);
    return own === undefined ? account : { ...account, name: own };
  });
  return { ...snapshot, ...(Object.fromEntries(parts) as Partial<Snapshot>), accounts };
}

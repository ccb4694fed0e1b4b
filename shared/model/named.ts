import { type CollectionName, recordKey } from './collections.ts';
import type { LinkscapeDocument } from './document.ts';
import type { Snapshot } from './snapshot.ts';
import type { SubjectKind } from './subject.ts';

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

/** The names a person gave in a document, by subject key. */
export function givenNames({ views }: Pick<LinkscapeDocument, 'views'>): Readonly<Record<string, string>> {
  return views.find((view) => view.name === '')?.renamed ?? {};
}

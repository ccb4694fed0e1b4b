/** The records of one account and Region that decide what else to read there. */
import { type CollectionName, mergeRecords, recordKey, type RecordOf, type ResourceParts } from '#shared/model/collections.ts';

const kept = [
  'regions',
  'vpcs',
  'routeTables',
  'securityGroups',
  'prefixLists',
  'vpcEndpoints',
  'endpointServices',
  'natGateways',
  'loadBalancers',
  'targetGroups',
  'transitGatewayRouteTables',
  'hostedZoneAssociations',
  'resolverRules',
  'dnsProfiles',
  'firewalls',
  'accountAliases',
] as const;
type Kept = (typeof kept)[number];

export interface RegionRecords {
  all<Name extends Kept>(name: Name): readonly RecordOf<Name>[];
  add(parts: ResourceParts): void;
}

export function regionRecords(): RegionRecords {
  const known = new Map<CollectionName, Map<string, unknown>>(kept.map((name) => [name, new Map()]));
  const addAll = <Name extends Kept>(name: Name, records: readonly RecordOf<Name>[]): void => {
    const here = known.get(name) as Map<string, RecordOf<Name>>;
    for (const record of records) {
      const key = recordKey(name, record);
      const before = here.get(key);
      // Two calls tell of prefix lists and of firewalls, one of them less: the later one must not hide what the earlier one told.
      here.set(key, before === undefined ? record : mergeRecords(name, before, record));
    }
  };
  return {
    all: <Name extends Kept>(name: Name) => [...(known.get(name)?.values() ?? [])] as RecordOf<Name>[],
    add: (parts) => {
      for (const name of kept) addAll(name, (parts[name] ?? []) as never);
    },
  };
}

/**
 * Whether nothing is here that the product is about: no endpoint, no endpoint
 * service, no NAT gateway, and no VPC but the default one AWS made.
 */
export function isQuiet(records: RegionRecords): boolean {
  const isEmpty = [...records.all('vpcEndpoints'), ...records.all('endpointServices'), ...records.all('natGateways')].length === 0;
  return isEmpty && records.all('vpcs').every((vpc) => vpc.isDefault === true);
}

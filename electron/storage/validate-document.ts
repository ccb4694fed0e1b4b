/** What is wrong inside a document that can be read: duplicates, and references that lead nowhere. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { type AnyRecord, type CollectionName, collectionNames, recordKey, type RecordOf } from '#shared/model/collections.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { type Coverage, coverageOf, ledgerKey } from '#shared/model/ledger.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/**
 * Reads a document to the last record and tells what does not hold together.
 * A reference counts as dangling only where the ledger says that its target
 * would have been read; what was not read may well be there.
 */
export function validateDocument(document: LinkscapeDocument): string[] {
  const ids = document.snapshots.map((snapshot) => snapshot.id);
  const repeated = repeatedOf(ids).map((id) => `two snapshots have the id ${id}`);
  return [...repeated, ...document.snapshots.flatMap((snapshot) => validateSnapshot(snapshot).map((text) => `${snapshot.id}: ${text}`))];
}

function validateSnapshot(snapshot: Snapshot): string[] {
  return [...duplicates(snapshot), ...ledgerFaults(snapshot), ...dangling(snapshot)];
}

function duplicates(snapshot: Snapshot): string[] {
  return collectionNames.flatMap((name) => {
    const keys = snapshot[name].map((record) => recordKey(name, record as RecordOf<CollectionName> as never));
    return repeatedOf(keys).map((key) => `${name} holds ${key} more than once`);
  });
}

function ledgerFaults(snapshot: Snapshot): string[] {
  const cells = repeatedOf(snapshot.ledger.map(ledgerKey)).map((key) => `the ledger has two cells for ${key.replaceAll('\u0000', ' ')}`);
  const inLedger = new Set<string>(snapshot.ledger.map((cell) => cell.accountId));
  const accounts = new Set<string>(snapshot.accounts.map((account) => account.accountId));
  const repeated = repeatedOf(snapshot.accounts.map((account) => account.accountId)).map((id) => `account ${id} is listed twice`);
  const silent = [...accounts].filter((id) => !inLedger.has(id)).map((id) => `account ${id} has no cell in the ledger`);
  const readers = new Set<string>(collectionNames.flatMap((name) => snapshot[name].map((record) => (record as AnyRecord).readBy)));
  const strangers = [...readers]
    .filter((id) => !inLedger.has(id))
    .map((id) => `resources were read by ${id}, which has no cell in the ledger`);
  return [...cells, ...repeated, ...silent, ...strangers];
}

/** A reference of one record: to which collection, read by which operation. */
interface Reference {
  readonly from: string;
  readonly record: AnyRecord;
  readonly to: CollectionName;
  readonly operation: string;
  readonly ids: readonly (string | null)[];
}

function dangling(snapshot: Snapshot): string[] {
  const coverage = coverageOf(snapshot.ledger);
  const known = new Map<CollectionName, Set<string>>();
  const keysOf = (name: CollectionName): Set<string> => {
    const keys = known.get(name) ?? new Set(snapshot[name].map((record) => recordKey(name, record as RecordOf<CollectionName> as never)));
    known.set(name, keys);
    return keys;
  };
  return references(snapshot).flatMap((reference) =>
    wasRead(coverage, reference)
      ? reference.ids.flatMap((id) =>
          id === null || keysOf(reference.to).has(id) ? [] : [`${reference.from} names ${id}, which is not there`],
        )
      : [],
  );
}

function wasRead(coverage: Coverage, reference: Reference): boolean {
  const { readBy, region } = reference.record;
  return coverage.isRead(readBy as AccountId, region as Region, reference.operation);
}

function references(snapshot: Snapshot): Reference[] {
  const to = (from: string, record: AnyRecord, target: CollectionName, operation: string, ids: readonly (string | null)[]): Reference => {
    return { from, record, to: target, operation, ids };
  };
  return [
    ...snapshot.subnets.map((subnet) => to(subnet.subnetId, subnet, 'vpcs', 'DescribeVpcs', [subnet.vpcId])),
    ...snapshot.routeTables.map((table) => to(table.routeTableId, table, 'vpcs', 'DescribeVpcs', [table.vpcId])),
    ...snapshot.natGateways
      .filter(isLiveNatGateway)
      .flatMap((nat) => [
        to(nat.natGatewayId, nat, 'vpcs', 'DescribeVpcs', [nat.vpcId]),
        to(nat.natGatewayId, nat, 'subnets', 'DescribeSubnets', [nat.subnetId]),
      ]),
    ...snapshot.vpcEndpoints
      .filter((endpoint) => !['Deleted', 'Deleting', 'Failed'].includes(endpoint.state ?? ''))
      .flatMap((endpoint) => [
        to(endpoint.vpcEndpointId, endpoint, 'vpcs', 'DescribeVpcs', [endpoint.vpcId]),
        to(endpoint.vpcEndpointId, endpoint, 'subnets', 'DescribeSubnets', endpoint.subnetIds),
        to(endpoint.vpcEndpointId, endpoint, 'routeTables', 'DescribeRouteTables', endpoint.routeTableIds),
      ]),
    ...snapshot.endpointConnections.map((connection) =>
      to(`connection of ${connection.vpcEndpointId}`, connection, 'endpointServices', serviceOperation, [connection.serviceId]),
    ),
    ...snapshot.allowedPrincipals.map((permission) =>
      to(`permission of ${permission.principal}`, permission, 'endpointServices', serviceOperation, [permission.serviceId]),
    ),
    ...snapshot.listeners.map((listener) =>
      to(listener.listenerArn, listener, 'loadBalancers', 'DescribeLoadBalancers', [listener.loadBalancerArn]),
    ),
    ...snapshot.targetHealth.map((health) =>
      to(`health of ${health.targetGroupArn}`, health, 'targetGroups', 'DescribeTargetGroups', [health.targetGroupArn]),
    ),
  ];
}

const serviceOperation = 'DescribeVpcEndpointServiceConfigurations';

function repeatedOf(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) repeated.add(value);
    seen.add(value);
  }
  return [...repeated];
}

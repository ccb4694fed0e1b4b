/** Resolves a snapshot into the topology that alignment, findings, cost and diagrams share. */
import type { VpcId } from '#shared/base/ids.ts';
import { rememberedWithin } from '#shared/base/remembered.ts';
import { compareText, groupBy, indexBy, sortedBy } from '#shared/base/sort.ts';
import type { RouteTable } from '#shared/model/route-table.ts';
import type { Vpc } from '#shared/model/vpc.ts';
import { callersBySubnet, callersOf } from './callers.ts';
import { joinConnections } from './connections.ts';
import { endpointNode } from './endpoints.ts';
import { natGatewayNode } from './nat-gateways.ts';
import { effectiveRouteTable, egressOf, subnetNode } from './routing.ts';
import { buildServices } from './services.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { EndpointNode, NatGatewayNode, SubnetNode, Topology, VpcNode } from './topology.ts';

/** The topology of a snapshot. The order of records in the snapshot never shows in the result. */
export function buildTopology(index: SnapshotIndex): Topology {
  const endpoints = sortedBy(index.snapshot.vpcEndpoints, (endpoint) => endpoint.vpcEndpointId).map((endpoint) =>
    endpointNode(index, endpoint),
  );
  const services = buildServices(index, endpoints);
  const places = vpcsOf(index).map((vpc) => ({ vpc, subnets: subnetNodes(index, vpc) }));
  const natGateways = natGatewayNodes(
    index,
    places.flatMap(({ subnets }) => subnets),
  );
  const vpcs = vpcNodes(index, endpoints, natGateways, places);
  const vpcById = indexBy(vpcs, (node) => node.vpc.vpcId);
  const endpointById = indexBy(endpoints, (node) => node.endpoint.vpcEndpointId);
  return {
    index,
    vpcs,
    endpoints,
    services: services.all,
    connections: joinConnections(index, endpoints, services.of),
    natGateways,
    serviceOf: (endpoint) => services.of.get(endpoint),
    vpcNode: (vpcId) => vpcById.get(vpcId),
    endpointNode: (endpointId) => endpointById.get(endpointId),
  };
}

/** The VPCs that were read, and those that others only mention: an endpoint must not vanish because its VPC was not readable. */
function vpcsOf(index: SnapshotIndex): readonly Vpc[] {
  const { snapshot } = index;
  const known = new Map<VpcId, Vpc>(snapshot.vpcs.map((vpc) => [vpc.vpcId, vpc]));
  for (const records of [snapshot.subnets, snapshot.vpcEndpoints, snapshot.natGateways]) {
    for (const record of records) {
      if (record.vpcId !== null && !known.has(record.vpcId)) known.set(record.vpcId, mentionedVpc(record.vpcId, record));
    }
  }
  return sortedBy(known.values(), (vpc) => [vpc.accountId, vpc.region, vpc.vpcId]);
}

/** A VPC of which only the id is known; its `state` stays `null`. */
function mentionedVpc(vpcId: VpcId, record: Pick<Vpc, 'accountId' | 'region' | 'readBy'>): Vpc {
  return {
    accountId: record.accountId,
    region: record.region,
    readBy: record.readBy,
    vpcId,
    name: null,
    cidrBlocks: [],
    ipv6CidrBlocks: [],
    isDefault: null,
    state: null,
    dhcpOptionsId: null,
    internetGatewayBlockMode: null,
    tags: [],
  };
}

function subnetNodes(index: SnapshotIndex, vpc: Vpc): readonly SubnetNode[] {
  const tables = index.inVpc('routeTables', vpc.vpcId);
  const callers = callersBySubnet(index, vpc);
  const egress = rememberedWithin((table: RouteTable | null) => egressOf(index, table));
  const nodes = index.inVpc('subnets', vpc.vpcId).map((subnet) => {
    const table = effectiveRouteTable(subnet.subnetId, tables);
    return subnetNode(index, subnet, table, egress(table), callers === null ? null : (callers.get(subnet.subnetId) ?? 0));
  });
  return nodes.sort(inOrderOfZone);
}

function inOrderOfZone(a: SubnetNode, b: SubnetNode): number {
  return a.zoneId === b.zoneId ? compareText(a.subnet.subnetId, b.subnet.subnetId) : compareText(a.zoneId ?? '~', b.zoneId ?? '~');
}

function natGatewayNodes(index: SnapshotIndex, subnets: readonly SubnetNode[]): readonly NatGatewayNode[] {
  const users = groupBy(
    subnets.filter((node) => node.egress === 'nat-gateway'),
    (node) => node.egressTarget,
  );
  return sortedBy(index.snapshot.natGateways, (natGateway) => natGateway.natGatewayId).map((natGateway) =>
    natGatewayNode(
      index,
      natGateway,
      (users.get(natGateway.natGatewayId) ?? []).map((node) => node.subnet.subnetId),
    ),
  );
}

function vpcNodes(
  index: SnapshotIndex,
  endpoints: readonly EndpointNode[],
  natGateways: readonly NatGatewayNode[],
  places: readonly { readonly vpc: Vpc; readonly subnets: readonly SubnetNode[] }[],
): readonly VpcNode[] {
  const endpointsByVpc = groupBy(endpoints, (node) => node.endpoint.vpcId);
  const natGatewaysByVpc = groupBy(natGateways, (node) => node.natGateway.vpcId);
  return places.map(({ vpc, subnets }) => ({
    vpc,
    subnets,
    endpoints: endpointsByVpc.get(vpc.vpcId) ?? [],
    natGateways: natGatewaysByVpc.get(vpc.vpcId) ?? [],
    callers: callersOf(index, vpc, subnets),
  }));
}

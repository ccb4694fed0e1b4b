/** One builder per kind of record; joined and sorted by `inventory.ts`. */
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import type {
  ConnectionNode,
  EndpointNode,
  NatGatewayNode,
  ServiceNode,
  SubnetNode,
  Topology,
  VpcNode,
} from '#shared/analysis/topology/topology.ts';
import { indexBy, sortedUnique } from '#shared/base/sort.ts';
import { globalRegion, unknownAccount } from '#shared/base/ids.ts';
import type { Account } from '#shared/model/account.ts';
import type { PeeringConnection, TransitGateway } from '#shared/model/transit.ts';
import { endpointConnectionKey } from '#shared/model/endpoint-service.ts';
import type { BareItem } from './inventory.ts';

/** Of an endpoint that only its provider sees. */
export const unseenEndpointKind = 'Endpoint, not scanned';

export function itemsOf(topology: Topology): BareItem[] {
  const loadBalancers = indexBy(
    topology.services.flatMap((service) => service.loadBalancers),
    (node) => node.loadBalancer.loadBalancerArn,
  );
  return [
    ...topology.vpcs.map(vpcItem),
    ...topology.vpcs.flatMap((vpc) => vpc.subnets.map(subnetItem)),
    ...topology.endpoints.map(endpointItem),
    ...topology.natGateways.map(natGatewayItem),
    ...topology.services.filter((service) => !service.isAwsOwned && service.serviceId !== null).map(serviceItem),
    ...topology.connections.map(connectionItem),
    ...topology.connections.filter((node) => topology.endpointNode(node.endpointId) === undefined).map(unseenEndpointItem),
    ...topology.index.snapshot.accounts.map((account) => accountItem(topology, account)),
    ...[...loadBalancers.values()].map((node) => loadBalancerItem(node)),
    ...topology.index.snapshot.transitGateways.map(transitGatewayItem),
    ...topology.index.snapshot.peeringConnections.map(peeringItem),
  ];
}

/** `Interface endpoint`, `Gateway Load Balancer endpoint`; an unknown type as AWS writes it. */
export function endpointKind(type: string): string {
  if (type === 'GatewayLoadBalancer') return 'Gateway Load Balancer endpoint';
  if (type === 'ServiceNetwork') return 'Service network endpoint';
  return `${type} endpoint`;
}

function vpcItem(node: VpcNode): BareItem {
  const { vpc } = node;
  const endpoints = node.endpoints.length;
  return {
    subject: { kind: 'vpc', id: vpc.vpcId, accountId: vpc.accountId, region: vpc.region },
    kind: 'VPC',
    name: vpc.name,
    vpcId: vpc.vpcId,
    service: null,
    state: vpc.state,
    hasState: true,
    zones: sortedUnique(node.subnets.flatMap((subnet) => subnet.zoneId ?? [])),
    detail: [...vpc.cidrBlocks, `${String(endpoints)} endpoint${endpoints === 1 ? '' : 's'}`].join(' \u00b7 '),
  };
}

function subnetItem(node: SubnetNode): BareItem {
  const { subnet } = node;
  return {
    subject: { kind: 'subnet', id: subnet.subnetId, accountId: subnet.accountId, region: subnet.region },
    kind: 'Subnet',
    name: subnet.name,
    vpcId: subnet.vpcId,
    service: null,
    state: subnet.state,
    hasState: subnet.state !== null,
    zones: node.zoneId === null ? [] : [node.zoneId],
    detail: [subnet.cidrBlock ?? 'CIDR unknown', `default route: ${node.egress.replaceAll('-', ' ')}`].join(' \u00b7 '),
  };
}

function endpointItem(node: EndpointNode): BareItem {
  const { endpoint } = node;
  const dns = endpoint.privateDnsEnabled === true ? ['private DNS'] : [];
  const routes = endpoint.vpcEndpointType === 'Gateway' ? [`${String(endpoint.routeTableIds.length)} route tables`] : [];
  return {
    subject: { kind: 'vpc-endpoint', id: endpoint.vpcEndpointId, accountId: endpoint.accountId, region: endpoint.region },
    kind: endpointKind(endpoint.vpcEndpointType),
    name: endpoint.name,
    vpcId: endpoint.vpcId,
    service: node.shortName,
    state: endpoint.state,
    hasState: true,
    zones: node.zones?.zones ?? [],
    detail: [endpoint.serviceName ?? node.shortName, ...dns, ...routes].join(' \u00b7 '),
  };
}

function natGatewayItem(node: NatGatewayNode): BareItem {
  const { natGateway } = node;
  const count = node.subnetIds.length;
  return {
    subject: { kind: 'nat-gateway', id: natGateway.natGatewayId, accountId: natGateway.accountId, region: natGateway.region },
    kind: natGateway.availabilityMode === 'regional' ? 'Regional NAT gateway' : 'NAT gateway',
    name: natGateway.name,
    vpcId: natGateway.vpcId,
    service: null,
    state: natGateway.state,
    hasState: true,
    zones: node.zones?.zones ?? [],
    detail: `${natGateway.connectivityType} \u00b7 default route of ${String(count)} subnet${count === 1 ? '' : 's'}`,
  };
}

function serviceItem(node: ServiceNode): BareItem {
  const state = node.configuration?.serviceState ?? null;
  return {
    subject: {
      kind: 'endpoint-service',
      id: node.serviceId ?? node.serviceName,
      accountId: node.providerAccountId ?? unknownAccount,
      region: node.region,
    },
    kind: 'Endpoint service',
    name: node.shortName === node.serviceId ? null : node.shortName,
    vpcId: null,
    service: node.shortName,
    state,
    hasState: node.configuration !== null,
    zones: node.zones?.zones ?? [],
    detail: node.configuration === null ? 'seen from its consumers; the provider was not scanned' : node.serviceName,
  };
}

function connectionItem(node: ConnectionNode): BareItem {
  return {
    subject: {
      kind: 'endpoint-connection',
      id: endpointConnectionKey({ serviceId: node.serviceId, vpcEndpointId: node.endpointId }),
      accountId: node.provider.accountId ?? unknownAccount,
      region: node.provider.region,
    },
    kind: 'Endpoint connection',
    name: null,
    vpcId: node.consumer.vpcId,
    service: node.serviceId,
    state: node.state,
    hasState: true,
    zones: [],
    detail: `${node.endpointId} of ${spacedAccount(node.consumer.accountId ?? unknownAccount)} \u00b7 seen from the ${node.seenFrom.join(' and the ')}`,
  };
}

/** An endpoint of an account that was not scanned: known only because a provider sees its connection. */
function unseenEndpointItem(node: ConnectionNode): BareItem {
  return {
    subject: {
      kind: 'vpc-endpoint',
      id: node.endpointId,
      accountId: node.consumer.accountId ?? unknownAccount,
      region: node.consumer.region,
    },
    kind: unseenEndpointKind,
    name: null,
    vpcId: node.consumer.vpcId,
    service: node.serviceId,
    state: node.state,
    hasState: true,
    zones: [],
    detail: 'seen from the provider; its account was not scanned',
  };
}

function accountItem(topology: Topology, account: Account): BareItem {
  const vpcs = topology.vpcs.filter((node) => node.vpc.accountId === account.accountId);
  const endpoints = vpcs.reduce((total, node) => total + node.endpoints.length, 0);
  return {
    subject: { kind: 'account', id: account.accountId, accountId: account.accountId, region: globalRegion },
    kind: 'Account',
    name: account.name,
    vpcId: null,
    service: null,
    state: account.state,
    hasState: account.state !== null,
    zones: [],
    detail: `${String(vpcs.length)} VPCs \u00b7 ${String(endpoints)} endpoints`,
  };
}

function loadBalancerItem(node: ServiceNode['loadBalancers'][number]): BareItem {
  const { loadBalancer } = node;
  return {
    subject: {
      kind: 'load-balancer',
      id: loadBalancer.loadBalancerArn,
      accountId: loadBalancer.accountId,
      region: loadBalancer.region,
    },
    kind: loadBalancer.type === 'gateway' ? 'Gateway Load Balancer' : 'Network Load Balancer',
    name: loadBalancer.name,
    vpcId: loadBalancer.vpcId,
    service: null,
    state: loadBalancer.state,
    hasState: true,
    zones: node.zones?.zones ?? [],
    detail: `${loadBalancer.scheme ?? 'scheme unknown'} \u00b7 cross-zone ${node.crossZone}`,
  };
}

function transitGatewayItem(gateway: TransitGateway): BareItem {
  return {
    subject: { kind: 'transit-gateway', id: gateway.transitGatewayId, accountId: gateway.accountId, region: gateway.region },
    kind: 'Transit gateway',
    name: gateway.name,
    vpcId: null,
    service: null,
    state: gateway.state,
    hasState: true,
    zones: [],
    detail: 'leads VPCs to hubs, to central egress and to networks on premises',
  };
}

function peeringItem(peering: PeeringConnection): BareItem {
  const { requester, accepter } = peering;
  return {
    subject: { kind: 'peering', id: peering.peeringConnectionId, accountId: peering.accountId, region: peering.region },
    kind: 'Peering connection',
    name: peering.name,
    vpcId: requester.vpcId,
    service: null,
    state: peering.status,
    hasState: true,
    zones: [],
    detail: `${requester.vpcId ?? 'VPC unknown'} to ${accepter.vpcId ?? 'VPC unknown'}`,
  };
}

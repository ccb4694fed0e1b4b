import type { EndpointService } from '#shared/model/endpoint-service.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { Vpc } from '#shared/model/vpc.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { ConnectionNode } from '#shared/analysis/topology/topology.ts';

export function endpointSubject(endpoint: Pick<VpcEndpoint, 'vpcEndpointId' | 'accountId' | 'region'>): Subject {
  return { kind: 'vpc-endpoint', id: endpoint.vpcEndpointId, accountId: endpoint.accountId, region: endpoint.region };
}

/** The endpoint of an alignment row. */
export function rowSubject(row: Pick<AlignmentRow, 'endpointId' | 'accountId' | 'region'>): Subject {
  return { kind: 'vpc-endpoint', id: row.endpointId, accountId: row.accountId, region: row.region };
}

export function vpcSubject(vpc: Pick<Vpc, 'vpcId' | 'accountId' | 'region'>): Subject {
  return { kind: 'vpc', id: vpc.vpcId, accountId: vpc.accountId, region: vpc.region };
}

export function serviceSubject(service: Pick<EndpointService, 'serviceId' | 'accountId' | 'region'>): Subject {
  return { kind: 'endpoint-service', id: service.serviceId, accountId: service.accountId, region: service.region };
}

export function natGatewaySubject(natGateway: Pick<NatGateway, 'natGatewayId' | 'accountId' | 'region'>): Subject {
  return { kind: 'nat-gateway', id: natGateway.natGatewayId, accountId: natGateway.accountId, region: natGateway.region };
}

/** A connection is named by its endpoint, wherever it was seen from. */
export function connectionSubject(connection: ConnectionNode): Subject {
  return {
    kind: 'endpoint-connection',
    id: connection.endpointId,
    accountId: connection.consumer.accountId ?? 'unknown',
    region: connection.consumer.region,
  };
}

export function subnetSubject(subnet: { readonly subnetId: string; readonly accountId: string; readonly region: string }): Subject {
  return { kind: 'subnet', id: subnet.subnetId, accountId: subnet.accountId, region: subnet.region };
}

export function routeTableSubject(table: { readonly routeTableId: string; readonly accountId: string; readonly region: string }): Subject {
  return { kind: 'route-table', id: table.routeTableId, accountId: table.accountId, region: table.region };
}

export function securityGroupSubject(group: {
  readonly securityGroupId: string;
  readonly accountId: string;
  readonly region: string;
}): Subject {
  return { kind: 'security-group', id: group.securityGroupId, accountId: group.accountId, region: group.region };
}

export function loadBalancerSubject(loadBalancer: {
  readonly loadBalancerArn: string;
  readonly accountId: string;
  readonly region: string;
}): Subject {
  return { kind: 'load-balancer', id: loadBalancer.loadBalancerArn, accountId: loadBalancer.accountId, region: loadBalancer.region };
}

export function networkAclSubject(acl: { readonly networkAclId: string; readonly accountId: string; readonly region: string }): Subject {
  return { kind: 'network-acl', id: acl.networkAclId, accountId: acl.accountId, region: acl.region };
}

export function hostedZoneSubject(zone: { readonly hostedZoneId: string; readonly accountId: string; readonly region: string }): Subject {
  return { kind: 'hosted-zone', id: zone.hostedZoneId, accountId: zone.accountId, region: zone.region };
}

/** Stands for everything of a kind in one account and Region, where saying the same of each thing would be a flood. */
export function regionSubject(place: { readonly accountId: string; readonly region: string }): Subject {
  return { kind: 'region', id: place.region, accountId: place.accountId, region: place.region };
}

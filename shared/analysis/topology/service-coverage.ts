/**
 * Which VPC has which AWS service privately: VPC rows, service columns. Shows
 * where endpoints are missing, doubled, or shared through a hub.
 */
import type { AccountId, Region, VpcEndpointId, VpcId } from '#shared/base/ids.ts';
import { compareText, groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { type HostedZoneIndex, hostedZoneIndex } from './private-dns.ts';
import { reachName } from './reach-endpoint.ts';
import type { EndpointNode, Topology, VpcNode } from './topology.ts';

/** `none` is said only where the endpoints of the VPC were read. */
export type ServiceAccess = 'interface' | 'gateway' | 'hub' | 'none' | 'unknown';

export interface ServiceCell {
  readonly service: string;
  readonly how: ServiceAccess;
  /** Every endpoint that serves it; more than one of a kind stands out as a duplicate. */
  readonly endpointIds: readonly VpcEndpointId[];
  /** Two or more interface endpoints of the service in the same VPC. */
  readonly isDuplicate: boolean;
}

export interface ServiceCoverageRow {
  readonly vpcId: VpcId;
  readonly vpcName: string | null;
  readonly accountId: AccountId;
  readonly region: Region;
  /** One per column, in the order of the columns. */
  readonly cells: readonly ServiceCell[];
}

export interface ServiceCoverage {
  /** Short names: S3 and DynamoDB always, then what the estate has endpoints for, the most used first. */
  readonly services: readonly string[];
  /** By account, Region and VPC. */
  readonly rows: readonly ServiceCoverageRow[];
}

/** The matrix of a topology. */
export function serviceCoverage(topology: Topology, zones: HostedZoneIndex = hostedZoneIndex(topology)): ServiceCoverage {
  const services = columnsOf(topology);
  const rows = topology.vpcs.map((node) => ({
    vpcId: node.vpc.vpcId,
    vpcName: node.vpc.name,
    accountId: node.vpc.accountId,
    region: node.vpc.region,
    cells: cellsOf(topology, zones, node, services),
  }));
  return { services, rows: sortedBy(rows, (row) => [row.accountId, row.region, row.vpcName ?? '', row.vpcId]) };
}

function columnsOf(topology: Topology): readonly string[] {
  const used = groupBy(topology.endpoints.filter(isAwsService), serviceOf);
  const names = sortedUnique([...used.keys()].filter((name) => name !== 's3' && name !== 'dynamodb'));
  const vpcs = (name: string): number => new Set((used.get(name) ?? []).map((node) => node.endpoint.vpcId)).size;
  return ['s3', 'dynamodb', ...names.sort((a, b) => vpcs(b) - vpcs(a) || compareText(a, b))];
}

function cellsOf(topology: Topology, zones: HostedZoneIndex, node: VpcNode, services: readonly string[]): readonly ServiceCell[] {
  const own = groupBy(
    node.endpoints.filter((endpoint) => isAwsService(endpoint) && endpoint.endpoint.state === 'Available'),
    serviceOf,
  );
  const named = zones.endpointsFor(node);
  const hub = groupBy(
    (named ?? []).filter((endpoint) => isAwsService(endpoint) && endpoint.endpoint.vpcId !== node.vpc.vpcId),
    serviceOf,
  );
  const isRead = topology.index.coverage.isRead(node.vpc.accountId, node.vpc.region, 'DescribeVpcEndpoints');
  // Where nobody could read its hosted zones, an endpoint elsewhere that hides its own name may serve this VPC as a hub.
  const mayHaveHub = (service: string): boolean =>
    named === null &&
    topology.endpoints.some(
      (other) =>
        other.endpoint.vpcId !== node.vpc.vpcId &&
        other.endpoint.region === node.vpc.region &&
        other.endpoint.privateDnsEnabled === false &&
        isAwsService(other) &&
        serviceOf(other) === service,
    );
  return services.map((service) => cellOf(service, own.get(service) ?? [], hub.get(service) ?? [], isRead && !mayHaveHub(service)));
}

function cellOf(service: string, own: readonly EndpointNode[], hub: readonly EndpointNode[], isRead: boolean): ServiceCell {
  const interfaces = own.filter((node) => node.endpoint.vpcEndpointType === 'Interface');
  const gateways = own.filter((node) => node.endpoint.vpcEndpointType === 'Gateway');
  const found = own.length > 0 ? own : hub;
  const how = interfaces.length > 0 ? 'interface' : gateways.length > 0 ? 'gateway' : hub.length > 0 ? 'hub' : isRead ? 'none' : 'unknown';
  return { service, how, endpointIds: sortedUnique(found.map((node) => node.endpoint.vpcEndpointId)), isDuplicate: interfaces.length > 1 };
}

function isAwsService(node: EndpointNode): boolean {
  return node.reference?.kind === 'aws' && (node.endpoint.vpcEndpointType === 'Interface' || node.endpoint.vpcEndpointType === 'Gateway');
}

function serviceOf(node: EndpointNode): string {
  return node.endpoint.serviceName === null ? '' : reachName(node);
}

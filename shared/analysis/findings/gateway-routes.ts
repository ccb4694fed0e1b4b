/** Shared by the rules about S3, DynamoDB and NAT: which private route tables lack the free gateway endpoint. */
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { RouteTable } from '#shared/model/route-table.ts';
import { privateDnsOf } from '#shared/analysis/topology/private-dns.ts';
import { gatewayEndpointTargets } from '#shared/analysis/topology/routing.ts';
import type { EndpointNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { isTransitOnly, whoCalls } from './central-egress.ts';
import { routeTableSubject, vpcSubject } from './subjects.ts';
import { type Judgement, pass, type RuleContext, unknown } from './rule.ts';
import { told } from './told.ts';

/** Route tables that serve subnets and send what they do not know to a public NAT gateway, by id. */
export function tablesBehindNat(topology: Topology, vpc: VpcNode): readonly RouteTable[] {
  return tablesByVpc(topology)(vpc);
}

/** Five rules ask it of every VPC. */
const tablesByVpc = remembered((topology: Topology) =>
  rememberedWithin((vpc: VpcNode): readonly RouteTable[] => {
    const tables = vpc.subnets.flatMap((node) => {
      if (node.routeTable === null || node.egress !== 'nat-gateway') return [];
      const nat = topology.index.find('natGateways', told(node.egressTarget, ''));
      return nat === undefined || (isLiveNatGateway(nat) && nat.connectivityType !== 'private') ? [node.routeTable] : [];
    });
    return sortedBy(new Set(tables), (table) => table.routeTableId);
  }),
);

/** Gateway endpoints of a service in the VPC. */
export function gatewayEndpoints(vpc: VpcNode, service: string): readonly EndpointNode[] {
  return gatewayEndpointsOf(vpc).filter((node) => isService(node, service));
}

const gatewayEndpointsOf = remembered((vpc: VpcNode): readonly EndpointNode[] =>
  vpc.endpoints.filter(({ endpoint }) => endpoint.vpcEndpointType === 'Gateway' && endpoint.state !== 'Deleted'),
);

/** Whether an interface endpoint of the VPC answers to the service's name, so that NAT does not carry it. */
export function isServedByInterface(topology: Topology, vpc: VpcNode, service: string): boolean {
  return vpc.endpoints.some(
    (node) =>
      node.endpoint.vpcEndpointType === 'Interface' &&
      node.endpoint.state === 'Available' &&
      isService(node, service) &&
      privateDnsOf(topology, node).answers === 'yes',
  );
}

/** Tables without a route or an association to one of the gateway endpoints. */
export function tablesWithout(tables: readonly RouteTable[], endpoints: readonly EndpointNode[]): readonly RouteTable[] {
  return tables.filter((table) => {
    const targets = gatewayEndpointTargets(table);
    return !endpoints.some(
      ({ endpoint }) => endpoint.routeTableIds.includes(table.routeTableId) || targets.includes(endpoint.vpcEndpointId),
    );
  });
}

function isService(node: EndpointNode, service: string): boolean {
  return node.reference?.kind === 'aws' && !node.isCrossRegion && node.shortName === service;
}

const serviceTitles = { s3: 'S3', dynamodb: 'DynamoDB' } as const;

/** Whether a VPC with NAT lacks every endpoint of S3 or DynamoDB; `undefined` for a VPC without NAT. */
export function throughNat(context: RuleContext, vpc: VpcNode, service: 's3' | 'dynamodb'): Judgement | undefined {
  const tables = tablesBehindNat(context.topology, vpc);
  if (tables.length === 0 && vpc.natGateways.length === 0) return undefined;
  const subject = vpcSubject(vpc.vpc);
  const { accountId, region, vpcId } = vpc.vpc;
  const missing = context.missing(accountId, region, ['DescribeRouteTables', 'DescribeSubnets', 'DescribeVpcEndpoints']);
  if (missing !== null) return unknown(subject, missing);
  if (tables.length === 0) return undefined;
  if (gatewayEndpoints(vpc, service).length > 0 || isServedByInterface(context.topology, vpc, service)) return pass(subject);
  const transitOnly = isTransitOnly(context.topology, vpc);
  if (transitOnly !== 'no') return transitOnly === 'yes' ? undefined : unknown(subject, whoCalls(context, vpc));
  const ids = tables.map((table) => table.routeTableId);
  const title = serviceTitles[service];
  const serviceName = `com.amazonaws.${region}.${service}`;
  return {
    status: 'fail',
    subjects: [subject, ...tables.map(routeTableSubject)],
    summary: `${told(vpc.vpc.name, vpcId)} sends ${title} traffic of ${tables.length} route ${tables.length === 1 ? 'table' : 'tables'} through NAT; it has no ${title} gateway endpoint.`,
    evidence: [
      { api: 'DescribeRouteTables', fields: { '0.0.0.0/0 to NAT in': ids.join(', ') } },
      { api: 'DescribeVpcEndpoints', fields: { [`Gateway endpoints of ${serviceName}`]: 'none' } },
    ],
    remedy: `aws ec2 create-vpc-endpoint --vpc-id ${vpcId} --vpc-endpoint-type Gateway --service-name ${serviceName} --route-table-ids ${ids.join(' ')} --region ${region}`,
  };
}

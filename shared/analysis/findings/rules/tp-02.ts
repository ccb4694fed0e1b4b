import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { attachmentsOf, centralEgressOf, type CentralEgress } from '../central-egress.ts';
import { gatewayEndpoints, isServedByInterface } from '../gateway-routes.ts';
import { isServedByHub } from '../hub-names.ts';
import { endpointSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** TP-02: a gateway endpoint is a route of its own VPC; nothing that comes from outside uses it. */
export const tp02: Rule = {
  id: 'TP-02',
  title: 'Gateway endpoint of a hub does not serve its spokes',
  severity: 'info',
  needs: [
    'DescribeVpcEndpoints',
    'DescribeRouteTables',
    'DescribeTransitGatewayAttachments',
    'SearchTransitGatewayRoutes',
    'ListHostedZonesByVPC',
  ],
  trigger:
    'A hub, which other VPCs leave through or whose endpoints they use by name, has a gateway endpoint, and one of those VPCs has no endpoint of the service.',
  consequence: 'S3 or DynamoDB traffic of the spokes does not use it: gateway endpoints do not extend out of their VPC.',
  remedy: 'A gateway endpoint in each spoke, or an interface endpoint in the hub with a hosted zone for the spokes.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const { topology } = context;
  const gateways = topology.endpoints.filter(({ endpoint }) => endpoint.vpcEndpointType === 'Gateway' && endpoint.state !== 'Deleted');
  if (gateways.length === 0) return [];
  const ways = topology.vpcs.map((vpc) => ({ vpc, egress: centralEgressOf(topology, vpc) }));
  const spokes = groupBy(
    ways.flatMap(({ vpc, egress }) => hubsOf(context, vpc, egress).map((hub) => ({ hub, vpc }))),
    ({ hub }) => hub,
  );
  const doubts = groupBy(
    ways.filter(({ egress }) => egress.kind === 'unknown'),
    ({ vpc }) => vpc.vpc.region,
  );
  return gateways.flatMap(
    (node) =>
      judge(context, node, spokes.get(node.endpoint.vpcId ?? '')?.map(({ vpc }) => vpc) ?? [], doubts.get(node.endpoint.region) ?? []) ??
      [],
  );
}

interface Way {
  readonly vpc: VpcNode;
  readonly egress: CentralEgress;
}

/** The VPCs a VPC leaves through, or whose endpoints it uses by name. */
function hubsOf(context: RuleContext, vpc: VpcNode, egress: CentralEgress): readonly string[] {
  const byName = (context.hostedZones.endpointsFor(vpc) ?? []).flatMap((node) => node.endpoint.vpcId ?? []);
  const all = [...(egress.kind === 'hub' ? [egress.hub.vpc.vpcId] : []), ...byName];
  return sortedUnique<string>(all).filter((hub) => hub !== vpc.vpc.vpcId);
}

function judge(context: RuleContext, node: EndpointNode, spokes: readonly VpcNode[], doubts: readonly Way[]): Judgement | undefined {
  const { endpoint } = node;
  const hub = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  const service = endpoint.serviceName === null ? null : shortServiceName(endpoint.serviceName);
  if (hub === undefined || service === null) return undefined;
  const subject = endpointSubject(endpoint);
  const isBare = (vpc: VpcNode): boolean =>
    gatewayEndpoints(vpc, service).length === 0 &&
    !isServedByInterface(context.topology, vpc, service) &&
    !isServedByHub(context, vpc, service);
  const bare = spokes.filter(isBare);
  if (bare.length > 0) {
    const names = bare.map((vpc) => told(vpc.vpc.name, vpc.vpc.vpcId)).join(', ');
    return {
      status: 'fail',
      subjects: [subject, ...bare.map((vpc) => vpcSubject(vpc.vpc))],
      summary: `The ${service} gateway endpoint of ${told(hub.vpc.name, hub.vpc.vpcId)} (${endpoint.vpcEndpointId}) does not serve ${names}.`,
      evidence: [
        {
          api: 'DescribeVpcEndpoints',
          fields: { VpcEndpointType: 'Gateway', VpcId: hub.vpc.vpcId, [`${service} endpoints in ${names}`]: 'none' },
        },
      ],
    };
  }
  if (spokes.length > 0) return pass(subject);
  const mayBeHub =
    attachmentsOf(context.topology, hub).length > 0 ||
    context.missing(hub.vpc.accountId, hub.vpc.region, ['DescribeTransitGatewayAttachments']) !== null;
  const doubt = mayBeHub ? doubts.find(({ vpc }) => vpc !== hub && isBare(vpc)) : undefined;
  return doubt?.egress.kind === 'unknown' ? unknown(subject, doubt.egress.because) : undefined;
}

import type { EndpointNode, SubnetNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject, subnetSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-12: traffic goes through an inspection endpoint of another zone. */
export const az12: Rule = {
  id: 'AZ-12',
  title: 'Gateway Load Balancer endpoint used across zones',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeRouteTables', 'DescribeSubnets'],
  trigger: 'A subnet has a route to a Gateway Load Balancer endpoint that stands in another zone.',
  consequence: 'The subnet depends on a zone it does not stand in, and its traffic crosses zones.',
  remedy: 'An endpoint and a route table per zone.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-load-balancer-endpoints.html',
  knownAs: ['Trusted Advisor 528d6f5ee7'],
  check: (context) =>
    context.topology.endpoints
      .filter((node) => node.endpoint.vpcEndpointType === 'GatewayLoadBalancer' && node.endpoint.state === 'Available')
      .map((node) => judge(context, node)),
};

function judge(context: RuleContext, node: EndpointNode): Judgement {
  const { endpoint, zones } = node;
  const subject = endpointSubject(endpoint);
  const missing = context.missing(endpoint.accountId, endpoint.region, ['DescribeRouteTables', 'DescribeSubnets']);
  if (missing !== null || zones === null) return unknown(subject, told(missing, 'the zone of the endpoint is not known'));
  const vpc = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  const users = (vpc?.subnets ?? []).filter((subnet) => routesThrough(subnet, endpoint.vpcEndpointId));
  const far = users.filter((subnet) => subnet.zoneId !== null && !zones.zones.includes(subnet.zoneId));
  if (far.length === 0) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, ...far.map((subnet) => subnetSubject(subnet.subnet))],
    summary: `${endpoint.vpcEndpointId} stands in ${zones.zones.join(', ')} and is used by ${far.length === 1 ? 'a subnet' : `${far.length} subnets`} of other zones.`,
    evidence: [
      {
        api: 'DescribeRouteTables',
        fields: Object.fromEntries(
          far.map((subnet) => [subnet.subnet.subnetId, `${told(subnet.routeTable?.routeTableId, '')} (${told(subnet.zoneId, '?')})`]),
        ),
      },
    ],
  };
}

function routesThrough(subnet: SubnetNode, endpointId: string): boolean {
  return subnet.routeTable?.routes.some((route) => route.target === endpointId && route.state !== 'blackhole') === true;
}

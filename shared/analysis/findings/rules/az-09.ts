import { sortedUnique } from '#shared/base/sort.ts';
import type { LoadBalancerNode } from '#shared/analysis/topology/topology.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { loadBalancerSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-09: a zone of the load balancer with nobody to answer, and no way to another zone. */
export const az09: Rule = {
  id: 'AZ-09',
  title: 'Zone of the load balancer without a healthy target',
  severity: 'high',
  needs: [
    'DescribeVpcEndpointServiceConfigurations',
    'DescribeLoadBalancers',
    'DescribeLoadBalancerAttributes',
    'DescribeListeners',
    'DescribeTargetGroups',
    'DescribeTargetGroupAttributes',
    'DescribeTargetHealth',
  ],
  lists: ['DescribeVpcEndpointServiceConfigurations', 'DescribeLoadBalancers'],
  trigger:
    'A load balancer behind an endpoint service has a zone without a healthy target of one of its listeners, and cross-zone load balancing is off there.',
  consequence: 'Consumers that enter through that zone get no answer.',
  remedy: 'Add healthy targets in the zone, or turn cross-zone load balancing on (inter-zone transfer is then charged).',
  documentation: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/availability-zones.html',
  knownAs: ['Trusted Advisor c18d2gz105', 'Prowler elbv2_cross_zone_load_balancing_enabled'],
  check: (context) => {
    const nodes = new Map(
      context.topology.services.flatMap((service) => service.loadBalancers.map((node) => [node.loadBalancer.loadBalancerArn, node])),
    );
    return [...nodes.values()].map((node) => judge(context, node));
  },
};

function judge(context: RuleContext, node: LoadBalancerNode): Judgement {
  const { loadBalancer, zones, targetZones, crossZone, ways } = node;
  const subject = loadBalancerSubject(loadBalancer);
  if (crossZone === 'on') return pass(subject);
  if (zones === null || targetZones === null || crossZone === 'unknown' || !isComplete(targetZones)) {
    return unknown(
      subject,
      context.missing(loadBalancer.accountId, loadBalancer.region, az09.needs) ??
        `zones, targets or cross-zone of ${told(loadBalancer.name, loadBalancer.loadBalancerArn)} are not fully known`,
    );
  }
  const apart = ways.filter((way) => way.crossZone !== 'on').map((way) => told(way.targetZones?.zones.join(', '), '') || 'none');
  const dark = zones.zones.filter((zone) => ways.some((way) => way.crossZone !== 'on' && way.targetZones?.zones.includes(zone) !== true));
  if (dark.length === 0) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${told(loadBalancer.name, loadBalancer.loadBalancerArn)} has no healthy target in ${dark.join(', ')}, and cross-zone load balancing is ${crossZone === 'mixed' ? 'off for some target groups' : 'off'}.`,
    evidence: [
      { api: 'DescribeTargetHealth', fields: { 'zones with healthy targets': sortedUnique(apart).join('; ') } },
      { api: 'DescribeLoadBalancerAttributes', fields: { 'load_balancing.cross_zone.enabled': 'false' } },
    ],
    remedy: `Add targets in ${dark.join(', ')}, or: aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${loadBalancer.loadBalancerArn} --attributes Key=load_balancing.cross_zone.enabled,Value=true --region ${loadBalancer.region} (a target group whose own value is false keeps it off: aws elbv2 modify-target-group-attributes with Value=use_load_balancer_configuration)`,
  };
}

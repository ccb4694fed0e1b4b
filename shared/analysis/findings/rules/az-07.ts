import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { isComplete, unionOf } from '#shared/analysis/topology/zone-set.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** AZ-07: the load balancer has a zone that the service never took over: that does not happen by itself. */
export const az07: Rule = {
  id: 'AZ-07',
  title: 'Zone of the load balancer is not enabled on the service',
  severity: 'medium',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeLoadBalancers', 'DescribeSubnets'],
  trigger: 'A load balancer of an endpoint service stands in a zone that the service does not list.',
  consequence: 'Consumers cannot use the zone although it is built and paid.',
  remedy: 'Modify the endpoint service: naming its id is enough for it to take the zones over.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  check: (context) => context.topology.services.flatMap((service) => judge(context, service) ?? []),
};

function judge(context: RuleContext, service: ServiceNode): Judgement | undefined {
  const { configuration, zones } = service;
  if (configuration === null) return undefined;
  const subject = serviceSubject(configuration);
  if (zones === null || !isComplete(zones) || service.zonesFrom !== 'provider')
    return unknown(subject, 'the zones of the service are not known by ID');
  const sets = service.loadBalancers.map((node) => node.zones);
  if (service.unreadLoadBalancers.length > 0 || sets.includes(null) || sets.length === 0) {
    return unknown(
      subject,
      context.missing(configuration.accountId, configuration.region, ['DescribeLoadBalancers', 'DescribeSubnets']) ??
        'a load balancer of the service was not read',
    );
  }
  const balancers = unionOf(sets.flatMap((set) => set ?? []));
  const forgotten = balancers.zones.filter((zone) => !zones.zones.includes(zone));
  if (forgotten.length === 0)
    return isComplete(balancers) ? pass(subject) : unknown(subject, 'the zones of a load balancer are not known by ID');
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${service.shortName} (${configuration.serviceId}) does not offer ${forgotten.join(', ')}, where its load balancer stands.`,
    evidence: [
      { api: 'DescribeLoadBalancers', fields: { 'AvailabilityZones by subnet': balancers.zones.join(', ') } },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { AvailabilityZoneIds: zones.zones.join(', ') } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint-service-configuration --service-id ${configuration.serviceId} --region ${configuration.region}`,
  };
}

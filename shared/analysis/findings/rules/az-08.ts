import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** AZ-08: an endpoint service offered in one zone. */
export const az08: Rule = {
  id: 'AZ-08',
  title: 'Endpoint service offered in a single Availability Zone',
  severity: 'high',
  needs: ['DescribeVpcEndpointServiceConfigurations'],
  trigger: 'The configuration of an endpoint service lists one zone.',
  consequence: 'Every consumer of the service, in every account, loses it when that zone fails, and no consumer can do anything about it.',
  remedy: 'Enable another zone on the load balancer, then let the endpoint service take it over.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  knownAs: ['Trusted Advisor c1dfprch09', 'Prowler elbv2_is_in_multiple_az'],
  check: (context) => context.topology.services.flatMap((service) => judge(context, service) ?? []),
};

function judge(context: RuleContext, service: ServiceNode): Judgement | undefined {
  const { configuration } = service;
  if (configuration === null) return undefined;
  const subject = serviceSubject(configuration);
  if (service.zonesFrom !== 'provider' || service.zones === null || !isComplete(service.zones)) {
    const missing = context.missing(configuration.accountId, configuration.region, ['DescribeAvailabilityZones']);
    return unknown(subject, missing ?? `the zones of ${service.shortName} are not told by ID and could not be mapped`);
  }
  if (service.zones.zones.length !== 1) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${service.shortName} (${configuration.serviceId}) is offered in ${service.zones.zones.join()} only.`,
    evidence: [{ api: 'DescribeVpcEndpointServiceConfigurations', fields: { AvailabilityZoneIds: service.zones.zones.join(', ') } }],
    remedy: `Add subnets of other zones to the load balancer (aws elbv2 set-subnets), then: aws ec2 modify-vpc-endpoint-service-configuration --service-id ${configuration.serviceId} --region ${configuration.region}`,
  };
}

import { isEveryone } from '#shared/model/endpoint-service.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-03: anyone may connect and nobody has to accept. */
export const cn03: Rule = {
  id: 'CN-03',
  title: 'Endpoint service open to every AWS account',
  severity: 'critical',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeVpcEndpointServicePermissions'],
  trigger: 'The allowed principals hold * and connections are accepted without review.',
  consequence: 'Any AWS account can reach the load balancer: it is public even though it has no public address.',
  remedy: 'Name the accounts or organisational units that may connect, or require acceptance.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  knownAs: ['Prowler vpc_endpoint_services_allowed_principals_trust_boundaries'],
  check: (context) => context.topology.services.flatMap((service) => judge(context, service) ?? []),
};

function judge(context: RuleContext, service: ServiceNode): Judgement | undefined {
  const { configuration } = service;
  if (configuration === null) return undefined;
  const subject = serviceSubject(configuration);
  if (configuration.acceptanceRequired === true) return pass(subject);
  if (service.allowedPrincipals === null) {
    const missing = context.missing(configuration.accountId, configuration.region, ['DescribeVpcEndpointServicePermissions']);
    return unknown(subject, told(missing, 'the allowed principals were not read'));
  }
  if (!service.allowedPrincipals.some(isEveryone)) return pass(subject);
  if (configuration.acceptanceRequired === null) return unknown(subject, 'the configuration does not say whether acceptance is required');
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${service.shortName} (${configuration.serviceId}) allows every principal and accepts connections by itself.`,
    evidence: [
      { api: 'DescribeVpcEndpointServicePermissions', fields: { Principal: '*' } },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { AcceptanceRequired: 'false' } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint-service-permissions --service-id ${configuration.serviceId} --remove-allowed-principals '*' --add-allowed-principals <arn> --region ${configuration.region}; or require acceptance: aws ec2 modify-vpc-endpoint-service-configuration --service-id ${configuration.serviceId} --acceptance-required --region ${configuration.region}`,
  };
}

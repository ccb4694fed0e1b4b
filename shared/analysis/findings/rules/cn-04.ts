import { isEveryone } from '#shared/model/endpoint-service.ts';
import { type OwnService, ownServices } from '../own-services.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-04: anyone may ask for a connection. Where nobody has to accept it is CN-03. */
export const cn04: Rule = {
  id: 'CN-04',
  title: 'Endpoint service that every AWS account may ask for',
  severity: 'medium',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeVpcEndpointServicePermissions'],
  trigger: 'The allowed principals hold * and each connection has to be accepted.',
  consequence: 'Strangers see the service and may ask for connections; one careless acceptance lets them in.',
  remedy: 'Name the accounts or organisational units that may connect.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  knownAs: ['Prowler vpc_endpoint_services_allowed_principals_trust_boundaries'],
  check: (context) => ownServices(context.topology).map((own) => judge(context, own)),
};

function judge(context: RuleContext, { service, configuration }: OwnService): Judgement {
  const subject = serviceSubject(configuration);
  const { accountId, region, serviceId, acceptanceRequired } = configuration;
  if (acceptanceRequired === false) return pass(subject);
  if (service.allowedPrincipals === null) {
    const missing = context.missing(accountId, region, ['DescribeVpcEndpointServicePermissions']);
    return unknown(subject, told(missing, 'the allowed principals were not read'));
  }
  if (!service.allowedPrincipals.some(isEveryone)) return pass(subject);
  if (acceptanceRequired === null) return unknown(subject, 'the configuration does not say whether acceptance is required');
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${service.shortName} (${serviceId}) lets every AWS account ask for a connection.`,
    evidence: [
      { api: 'DescribeVpcEndpointServicePermissions', fields: { Principal: '*' } },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { AcceptanceRequired: 'true' } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint-service-permissions --service-id ${serviceId} --remove-allowed-principals '*' --add-allowed-principals <arn of the account or organisational unit> --region ${region}`,
  };
}

import { sortedUnique } from '#shared/base/sort.ts';
import { accountOfPrincipal, knownAccounts } from '../accounts.ts';
import { connectionsOf, isLiveConnection, type OwnService, ownServices } from '../own-services.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-05: an account outside the known ones connects without being asked, or may ask. One that asked and was let in is CN-07. */
export const cn05: Rule = {
  id: 'CN-05',
  title: 'Foreign account may connect',
  severity: 'low',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeVpcEndpointServicePermissions', 'DescribeVpcEndpointConnections'],
  trigger:
    'An allowed principal belongs to an account that was neither scanned nor listed by the organisation, and connections are accepted without review. Info where each connection has to be accepted and the account has none yet. A wildcard is CN-03 or CN-04.',
  consequence:
    'The foreign account makes as many connections as it likes, and nobody here is asked; or it may ask, and one careless acceptance lets it in.',
  remedy: 'Require acceptance, or take the principal off the list.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  knownAs: [
    'Steampipe vpc_endpoint_service_acceptance_required_enabled',
    'Prowler vpc_endpoint_services_allowed_principals_trust_boundaries',
  ],
  check: (context) => ownServices(context.topology).map((own) => judge(context, own)),
};

function judge(context: RuleContext, { service, configuration }: OwnService): Judgement {
  const subject = serviceSubject(configuration);
  const { accountId, region, serviceId, acceptanceRequired } = configuration;
  if (service.allowedPrincipals === null) {
    const missing = context.missing(accountId, region, ['DescribeVpcEndpointServicePermissions']);
    return unknown(subject, told(missing, 'the allowed principals were not read'));
  }
  const known = knownAccounts(context.topology);
  const connected = acceptanceRequired === true ? ownersOf(context, serviceId) : none;
  const foreign = service.allowedPrincipals.filter((principal) => {
    const owner = accountOfPrincipal(principal);
    return owner !== null && owner !== accountId && known?.has(owner) !== true && !connected.has(owner);
  });
  if (foreign.length === 0) return pass(subject);
  const missing = acceptanceRequired === true ? context.missing(accountId, region, ['DescribeVpcEndpointConnections']) : null;
  if (missing !== null) return unknown(subject, missing);
  if (known === null) return unknown(subject, 'the import does not say which account it holds, so nobody can be called foreign');
  if (acceptanceRequired === null) return unknown(subject, 'the configuration does not say whether acceptance is required');
  const principals = sortedUnique(foreign.map((principal) => principal.principal));
  const owners = sortedUnique(foreign.flatMap((one) => accountOfPrincipal(one) ?? [])).join(', ');
  const takeOff = `aws ec2 modify-vpc-endpoint-service-permissions --service-id ${serviceId} --remove-allowed-principals ${principals.join(' ')} --region ${region}`;
  return {
    status: 'fail',
    subjects: [subject],
    severity: acceptanceRequired ? 'info' : 'low',
    summary: acceptanceRequired
      ? `${service.shortName} (${serviceId}) lets ${owners} ask for a connection, an account nobody here knows.`
      : `${service.shortName} (${serviceId}) accepts connections of ${owners} by itself, an account nobody here knows.`,
    evidence: [
      { api: 'DescribeVpcEndpointServicePermissions', fields: { Principal: principals.join(', ') } },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { AcceptanceRequired: String(acceptanceRequired) } },
    ],
    remedy: acceptanceRequired
      ? takeOff
      : `aws ec2 modify-vpc-endpoint-service-configuration --service-id ${serviceId} --acceptance-required --region ${region}; or ${takeOff}`,
  };
}

const none: ReadonlySet<string> = new Set();

/** Accounts with a connection that works or may yet. */
function ownersOf(context: RuleContext, serviceId: OwnService['configuration']['serviceId']): ReadonlySet<string> {
  const live = connectionsOf(context.topology, serviceId).filter(isLiveConnection);
  return new Set(live.flatMap((connection) => connection.connection?.vpcEndpointOwner ?? connection.consumer.accountId ?? []));
}

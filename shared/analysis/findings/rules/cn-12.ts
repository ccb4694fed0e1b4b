import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject, serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

const closedStates: ReadonlySet<string> = new Set(['closed', 'deleting', 'deleted', 'failed']);

/** CN-12: taking a Region away does not cut the endpoints that are there already. */
export const cn12: Rule = {
  id: 'CN-12',
  title: 'Service is not offered in the Region of the endpoint',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServiceConfigurations'],
  trigger:
    "An endpoint reaches a custom service in another Region, and the service's supported Regions lack the endpoint's, or it is closed there.",
  consequence: 'The connection goes on, but once the endpoint is gone nobody can make it again.',
  remedy: 'The provider adds the Region to the service.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html',
  check: (context) =>
    context.topology.endpoints
      .filter((node) => node.isCrossRegion && node.reference?.kind === 'custom' && node.endpoint.state !== 'Deleted')
      .map((node) => judge(context, node)),
};

function judge(context: RuleContext, node: EndpointNode): Judgement {
  const { endpoint, shortName, serviceRegion } = node;
  const subject = endpointSubject(endpoint);
  const configuration = context.topology.serviceOf(node)?.configuration ?? null;
  if (configuration === null)
    return unknown(subject, `the provider of ${shortName} was not read; only its own configuration tells the Regions`);
  const { supportedRegions, remoteAccessEnabled, serviceId } = configuration;
  if (supportedRegions.length === 0 && remoteAccessEnabled !== false)
    return unknown(subject, `the configuration of ${serviceId} does not list its Regions`);
  const offered = supportedRegions.find((one) => one.region === endpoint.region);
  if (offered !== undefined && !closedStates.has(told(offered.state, '').toLowerCase())) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, serviceSubject(configuration)],
    summary: `${shortName} (${endpoint.vpcEndpointId}) in ${endpoint.region} leads to ${serviceId} in ${serviceRegion}, which ${offered === undefined ? 'is not offered there' : `is ${told(offered.state, 'closed')} there`}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { ServiceRegion: serviceRegion } },
      {
        api: 'DescribeVpcEndpointServiceConfigurations',
        fields: {
          SupportedRegions: supportedRegions.map((one) => `${one.region} (${told(one.state)})`).join(', ') || 'none',
          RemoteAccessEnabled: String(remoteAccessEnabled ?? 'not told'),
        },
      },
    ],
    remedy: `In the provider's account: aws ec2 modify-vpc-endpoint-service-configuration --service-id ${serviceId} --add-supported-regions ${endpoint.region} --region ${serviceRegion}`,
  };
}

import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { hasNamesOff, nameAnswer, privateNames } from '../private-names.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-01: an endpoint that the service's own name does not lead to. Central designs turn private DNS off and use hosted zones. */
export const ep01: Rule = {
  id: 'EP-01',
  title: 'Private DNS is off and nothing else serves the name',
  severity: 'medium',
  needs: [
    'DescribeVpcEndpoints',
    'ListHostedZonesByVPC',
    'ListProfileAssociations',
    'ListProfileResourceAssociations',
    'ListResourceRecordSets',
  ],
  trigger:
    'Private DNS of an interface endpoint of an AWS service is off, and no hosted zone, Route 53 Profile, gateway endpoint or other endpoint serves the name in the VPC.',
  consequence: 'Clients that use the usual name pass by the endpoint: over NAT, over the internet, or not at all.',
  remedy: 'Turn private DNS on, or serve the name from a hosted zone.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  check: (context) =>
    context.topology.endpoints
      .filter((node) => node.reference?.kind === 'aws' && hasNamesOff(context.topology, node))
      .map((node) => judge(context, node)),
};

function judge(context: RuleContext, node: EndpointNode): Judgement {
  const { endpoint, shortName } = node;
  const subject = endpointSubject(endpoint);
  const answer = nameAnswer(context, node);
  if (answer.kind === 'unknown') return unknown(subject, answer.because);
  if (answer.kind === 'served') return pass(subject);
  const names = privateNames(context.topology, node).join(', ');
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${names} does not lead to ${shortName} (${endpoint.vpcEndpointId}): private DNS is off and ${answer.because}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { PrivateDnsEnabled: 'false' } },
      { api: 'ListHostedZonesByVPC', fields: { [`HostedZoneSummaries for ${names}`]: 'none' } },
      { api: 'ListProfileAssociations', fields: { [`ResourceId ${told(endpoint.vpcId, '')}`]: 'none' } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.vpcEndpointId} --private-dns-enabled --region ${endpoint.region}; or confirm that a central hosted zone is to serve ${names}.`,
  };
}

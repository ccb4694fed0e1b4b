import { serviceStanding } from '#shared/analysis/topology/service-standing.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-09: an endpoint whose service is gone. */
export const cn09: Rule = {
  id: 'CN-09',
  title: 'Endpoint of a service that is gone',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServices', 'DescribeVpcEndpointServiceConfigurations'],
  trigger:
    'The account that owns the service of an endpoint is scanned and has no such service; or AWS no longer shows the service to the consumer, and none of the scanned accounts has it.',
  consequence: 'Nothing answers, and the endpoint is paid by the hour.',
  remedy: 'Delete the endpoint, or connect it to the service that took over.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html',
  check: (context) => context.topology.endpoints.flatMap((node) => judge(context, node) ?? []),
};

function judge(context: RuleContext, node: EndpointNode): Judgement | undefined {
  const { endpoint, reference } = node;
  if (reference?.kind !== 'custom' || endpoint.state === 'Deleted' || endpoint.state === 'Deleting') return undefined;
  const standing = serviceStanding(context.topology, node);
  switch (standing.kind) {
    case 'there':
      return pass(endpointSubject(endpoint));
    case 'gone':
      return gone(node, standing.why, standing.where);
    case 'unknown':
      return unknown(endpointSubject(endpoint), standing.because);
    case 'not-told':
      return undefined;
  }
}

function gone({ endpoint, shortName, reference }: EndpointNode, why: string, where: string): Judgement {
  const serviceId = told(reference?.serviceId, '');
  return {
    status: 'fail',
    subjects: [endpointSubject(endpoint)],
    summary: `${shortName} (${endpoint.vpcEndpointId}) leads to ${serviceId}, which is gone: ${why}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { ServiceName: told(endpoint.serviceName, ''), State: told(endpoint.state) } },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { [`ServiceId ${serviceId}`]: where } },
    ],
    remedy: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${endpoint.vpcEndpointId} --region ${endpoint.region}`,
  };
}

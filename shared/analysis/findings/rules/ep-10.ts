import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { gatewayEndpoints } from '../gateway-routes.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-10: the paid endpoint takes the traffic that the free one was made for. */
export const ep10: Rule = {
  id: 'EP-10',
  title: 'S3 interface endpoint takes the traffic of the free gateway endpoint',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints'],
  trigger:
    'A VPC has an S3 gateway endpoint and an S3 interface endpoint with private DNS that is not limited to the inbound Resolver endpoint.',
  consequence: 'S3 names of the VPC resolve to the interface endpoint, so every GB is paid although the gateway endpoint is free.',
  remedy: 'Limit private DNS to the inbound Resolver endpoint.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
  check: (context) => context.topology.endpoints.flatMap((node) => judge(context, node) ?? []),
};

function judge(context: RuleContext, node: EndpointNode): Judgement | undefined {
  const { endpoint } = node;
  const isS3 = endpoint.vpcEndpointType === 'Interface' && node.reference?.kind === 'aws' && !node.isCrossRegion && node.shortName === 's3';
  const vpc = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  if (!isS3 || endpoint.state !== 'Available' || vpc === undefined) return undefined;
  const subject = endpointSubject(endpoint);
  const [gateway] = gatewayEndpoints(vpc, 's3');
  const onlyInbound = endpoint.privateDnsOnlyForInboundResolverEndpoint;
  if (gateway === undefined || endpoint.privateDnsEnabled === false || onlyInbound === true) return pass(subject);
  if (endpoint.privateDnsEnabled === null || onlyInbound === null)
    return unknown(subject, `the answer does not say for whom private DNS of ${endpoint.vpcEndpointId} answers`);
  return {
    status: 'fail',
    subjects: [subject, endpointSubject(gateway.endpoint)],
    summary: `S3 names in ${told(vpc.vpc.name, vpc.vpc.vpcId)} lead to ${endpoint.vpcEndpointId}, which is paid by the GB, and not to the free ${gateway.endpoint.vpcEndpointId}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpoints',
        fields: {
          PrivateDnsEnabled: 'true',
          'DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint': 'false',
          'gateway endpoint': gateway.endpoint.vpcEndpointId,
        },
      },
    ],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.vpcEndpointId} --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true --region ${endpoint.region}`,
  };
}

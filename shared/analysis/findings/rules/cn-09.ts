import { unknownAccount } from '#shared/base/ids.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/**
 * CN-09: an endpoint whose service is gone. A service outside the scanned
 * accounts is not gone; AWS still shows it to its consumers.
 */
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

const configurations = 'DescribeVpcEndpointServiceConfigurations';

function judge(context: RuleContext, node: EndpointNode): Judgement | undefined {
  const { endpoint, reference } = node;
  if (reference?.kind !== 'custom' || endpoint.state === 'Deleted' || endpoint.state === 'Deleting') return undefined;
  const subject = endpointSubject(endpoint);
  const service = context.topology.serviceOf(node);
  if (service?.configuration !== null && service?.configuration !== undefined) return pass(subject);
  const owner = service?.providerAccountId ?? null;
  if (owner !== null) {
    const missing = context.missing(owner, node.serviceRegion, [configurations]);
    if (missing === null) return gone(node, `${owner} owned it and has it no more`, `none in ${owner}`);
    return context.topology.index.coverage.isAccountScanned(owner) ? unknown(subject, missing) : undefined;
  }
  // What AWS manages leads to services that AWS shows to nobody, and other Regions are not always asked.
  if (endpoint.requesterManaged === true || node.isCrossRegion) return undefined;
  const missing = context.missing(endpoint.accountId, endpoint.region, ['DescribeVpcEndpointServices']);
  return missing === null ? byElimination(context, node) : unknown(subject, missing);
}

/** AWS shows the service to the consumer no more, so nobody tells the owner: every scanned account is asked. */
function byElimination(context: RuleContext, node: EndpointNode): Judgement {
  const { endpoint } = node;
  const subject = endpointSubject(endpoint);
  const others = context.topology.index.snapshot.accounts
    .map((account) => account.accountId)
    .filter((accountId) => accountId !== endpoint.accountId && accountId !== unknownAccount);
  const read = others.filter((accountId) => context.missing(accountId, node.serviceRegion, [configurations]) === null);
  const unread = others.find(
    (accountId) => !read.includes(accountId) && context.topology.index.coverage.isScanned(accountId, node.serviceRegion),
  );
  if (unread !== undefined)
    return unknown(subject, context.missing(unread, node.serviceRegion, [configurations]) ?? 'its owner was not read');
  if (read.length === 0)
    return unknown(subject, `nobody tells who owns ${told(node.reference?.serviceId, 'the service')}, and no other account was read`);
  return gone(
    node,
    'AWS no longer shows it to this account, and no scanned account has it',
    `none in ${[endpoint.accountId, ...read].join(', ')}`,
  );
}

function gone({ endpoint, shortName, reference }: EndpointNode, why: string, where: string): Judgement {
  const serviceId = told(reference?.serviceId, '');
  return {
    status: 'fail',
    subjects: [endpointSubject(endpoint)],
    summary: `${shortName} (${endpoint.vpcEndpointId}) leads to ${serviceId}, which is gone: ${why}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { ServiceName: told(endpoint.serviceName, ''), State: told(endpoint.state) } },
      { api: configurations, fields: { [`ServiceId ${serviceId}`]: where } },
    ],
    remedy: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${endpoint.vpcEndpointId} --region ${endpoint.region}`,
  };
}

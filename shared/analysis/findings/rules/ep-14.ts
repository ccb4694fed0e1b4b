import type { EndpointAssociation } from '#shared/model/endpoint-service.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

const associatedTypes: ReadonlySet<string> = new Set(['Resource', 'ServiceNetwork', 'Tunnel']);
const goodStates: ReadonlySet<string> = new Set(['accessible', 'available', 'pending']);

/** EP-14: the endpoint stands, and what it leads to does not answer. */
export const ep14: Rule = {
  id: 'EP-14',
  title: 'Resource behind the endpoint is not accessible',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointAssociations'],
  trigger: 'An association of a resource, service network or tunnel endpoint failed, or its resource is not accessible.',
  consequence: 'Callers get no answer from the resource although the endpoint is available.',
  remedy: 'Repair what the failure names: the resource configuration, its gateway or its share.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-resources.html',
  check: (context) =>
    context.topology.endpoints
      .filter(({ endpoint }) => associatedTypes.has(endpoint.vpcEndpointType) && endpoint.state !== 'Deleted')
      .map((node) => judge(context, node)),
};

function judge(context: RuleContext, { endpoint, shortName }: EndpointNode): Judgement {
  const subject = endpointSubject(endpoint);
  const associations = context.topology.index.having('endpointAssociations', 'vpcEndpointId', endpoint.vpcEndpointId);
  const bad = associations.find(isBad);
  if (bad === undefined) {
    const missing =
      associations.length > 0 ? null : context.missing(endpoint.accountId, endpoint.region, ['DescribeVpcEndpointAssociations']);
    return missing === null ? pass(subject) : unknown(subject, missing);
  }
  const reason = bad.failureReason ?? bad.failureCode ?? told(bad.associatedResourceAccessibility, 'no reason told');
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${shortName} (${endpoint.vpcEndpointId}) does not reach ${bad.associatedResourceArn ?? told(bad.serviceNetworkArn, 'its resource')}: ${reason.replace(/\.$/, '')}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpointAssociations',
        fields: {
          Id: bad.associationId,
          AssociatedResourceAccessibility: told(bad.associatedResourceAccessibility),
          FailureCode: told(bad.failureCode, 'none'),
          FailureReason: told(bad.failureReason, 'none'),
        },
      },
    ],
    remedy: `aws ec2 describe-vpc-endpoint-associations --vpc-endpoint-ids ${endpoint.vpcEndpointId} --region ${endpoint.region} tells the failure; repair the resource configuration, its resource gateway, or the share it came by.`,
  };
}

function isBad(association: EndpointAssociation): boolean {
  if (association.failureCode !== null || association.failureReason !== null) return true;
  const state = association.associatedResourceAccessibility?.toLowerCase();
  return state !== undefined && !goodStates.has(state);
}

import { groupBy } from '#shared/base/sort.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { told } from '../told.ts';

/** EP-08: the same service twice in one VPC. */
export const ep08: Rule = {
  id: 'EP-08',
  title: 'Duplicate endpoints of one service in a VPC',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints'],
  trigger: 'A VPC has two or more available interface endpoints of the same service and service Region.',
  consequence: 'Each is paid by the hour and zone; only one can own the private DNS name, so the others mostly stand idle.',
  remedy: 'Move callers and zones to the endpoint that owns private DNS and delete the others.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const live = context.topology.endpoints.filter(
    (node) =>
      node.endpoint.vpcEndpointType === 'Interface' &&
      node.endpoint.state === 'Available' &&
      node.endpoint.vpcId !== null &&
      node.endpoint.serviceName !== null,
  );
  const groups = groupBy(live, (node) => `${node.endpoint.vpcId}/${node.endpoint.serviceName}/${node.serviceRegion}`);
  return [...groups.values()].map(judge);
}

function judge(group: readonly EndpointNode[]): Judgement {
  const subjects = group.map((node) => endpointSubject(node.endpoint));
  const [first] = group;
  if (first === undefined || group.length < 2) return pass(...subjects);
  const owner = group.find((node) => node.endpoint.privateDnsEnabled === true);
  return {
    status: 'fail',
    subjects,
    summary: `${told(first.endpoint.vpcId, '')} has ${group.length} endpoints of ${first.shortName}: ${group.map((node) => node.endpoint.vpcEndpointId).join(', ')}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpoints',
        fields: {
          ServiceName: told(first.endpoint.serviceName, ''),
          'PrivateDnsEnabled on': told(owner?.endpoint.vpcEndpointId, 'none of them'),
        },
      },
    ],
    remedy: `Keep ${told(owner?.endpoint.vpcEndpointId, 'one of them')}, give it the zones of the others, and delete the rest: aws ec2 delete-vpc-endpoints --vpc-endpoint-ids <id> --region ${first.endpoint.region}`,
  };
}

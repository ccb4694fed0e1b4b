import { policyAccounts, type PolicyReach, policyReach } from '#shared/analysis/topology/policy.ts';
import type { EndpointNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { remembered } from '#shared/base/remembered.ts';
import { knownAccounts } from '../accounts.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** Services through which data or secrets leave an account when nothing narrows them. */
const sensitive: ReadonlySet<string> = new Set(['s3', 'sts', 'kms', 'secretsmanager', 'dynamodb']);

/** EP-07: an endpoint policy that lets everybody through. */
export const ep07: Rule = {
  id: 'EP-07',
  title: 'Endpoint policy allows full access',
  severity: 'low',
  needs: ['DescribeVpcEndpoints'],
  trigger:
    'The policy of an endpoint of an AWS service is the default one or as wide: any principal, any resource, and no condition or denial that tells accounts apart. Medium for s3, sts, kms, secretsmanager and dynamodb. Low where it lets an account in by name that was neither scanned nor listed by the organisation; info where it allows everybody single actions only.',
  consequence: 'Whoever can call from the VPC can reach resources of any account through the endpoint, with credentials of any account.',
  remedy: 'Allow only the own organisation: conditions aws:PrincipalOrgID and aws:ResourceOrgID.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  knownAs: ['Prowler vpc_endpoint_connections_trust_boundaries'],
  check: (context) => {
    const known = new Map<string, PolicyReach>();
    return context.topology.endpoints.filter((node) => isApplicable(context, node)).map((node) => judge(context, node, known));
  },
};

/** Endpoint services outside AWS take no policy, and endpoints that AWS manages are not the owner's to narrow. */
function isApplicable(context: RuleContext, node: EndpointNode): boolean {
  const { endpoint } = node;
  if (node.reference?.kind !== 'aws' || endpoint.requesterManaged === true || endpoint.state !== 'Available') return false;
  if (endpoint.vpcEndpointType !== 'Interface' && endpoint.vpcEndpointType !== 'Gateway') return false;
  const service = context.topology.serviceOf(node);
  return service === undefined || takesPolicy(service);
}

const takesPolicy = remembered((service: ServiceNode): boolean =>
  service.details.every((detail) => detail.vpcEndpointPolicySupported !== false),
);

function judge(context: RuleContext, node: EndpointNode, known: Map<string, PolicyReach>): Judgement {
  const { endpoint, shortName } = node;
  const subject = endpointSubject(endpoint);
  if (endpoint.policyDocument === null) return unknown(subject, `the answer holds no policy of ${endpoint.vpcEndpointId}`);
  const reach = reachOf(endpoint.policyDocument, known);
  if (reach === 'unreadable') return unknown(subject, `the policy of ${endpoint.vpcEndpointId} is no valid policy document`);
  const strangers = reach === 'restricted' ? strangersIn(context, node) : [];
  if (reach === 'restricted' && strangers.length === 0) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    severity: reach === 'open' ? 'info' : reach === 'full' && sensitive.has(shortName) ? 'medium' : 'low',
    summary: `${shortName} (${endpoint.vpcEndpointId}) allows ${whatItAllows(reach, strangers)}.`,
    evidence: [{ api: 'DescribeVpcEndpoints', fields: { PolicyDocument: endpoint.policyDocument } }],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.vpcEndpointId} --policy-document file://policy.json --region ${endpoint.region}, with conditions such as aws:PrincipalOrgID and aws:ResourceOrgID.`,
  };
}

/** Most endpoints have the default policy, word for word. */
function reachOf(document: string, known: Map<string, PolicyReach>): PolicyReach {
  const reach = known.get(document) ?? policyReach(document);
  known.set(document, reach);
  return reach;
}

/** Accounts that the policy names and nobody here knows; none where the import does not say whose it is. */
function strangersIn({ topology }: RuleContext, { endpoint }: EndpointNode): readonly string[] {
  const known = knownAccounts(topology);
  if (known === null || endpoint.policyDocument === null) return [];
  return policyAccounts(endpoint.policyDocument).filter((account) => !known.has(account) && account !== endpoint.accountId);
}

function whatItAllows(reach: PolicyReach, strangers: readonly string[]): string {
  if (reach === 'full') return 'every principal every action on every resource';
  if (reach === 'open') return 'every principal single actions on resources of any account';
  return `principals of ${strangers.join(', ')}, which nobody here knows`;
}

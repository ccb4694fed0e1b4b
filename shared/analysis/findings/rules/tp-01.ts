import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { EndpointNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { attachmentsOf } from '../central-egress.ts';
import { endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** TP-01: the same endpoints again and again in VPCs that reach each other. */
export const tp01: Rule = {
  id: 'TP-01',
  title: 'Endpoints that one central VPC could hold',
  severity: 'info',
  needs: ['DescribeVpcEndpoints', 'DescribeTransitGatewayAttachments', 'DescribeVpcPeeringConnections'],
  trigger:
    'Three or more VPCs of a Region share a transit gateway, or are peered with one of them, and each has an interface endpoint of the same AWS service.',
  consequence:
    'Every VPC pays its endpoints by the hour. One central set costs less by the hour, more by the GB over a transit gateway, and has one policy and one blast radius for all.',
  remedy:
    'Compare the costs; then one endpoint in a central VPC with private DNS off, and a hosted zone or a Route 53 Profile for all VPCs.',
  documentation:
    'https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html',
  check,
};

/** VPCs that reach each other over one thing. */
interface Circle {
  readonly subject: Subject;
  readonly what: string;
  readonly vpcs: readonly VpcNode[];
}

function check(context: RuleContext): readonly Judgement[] {
  const { topology } = context;
  const judged = [...transitCircles(topology), ...peeringCircles(topology)].map((circle) => judge(context, circle));
  const repeated = repeatedNodes(topology.vpcs);
  return [
    ...judged,
    ...unreadRegions(
      context,
      repeated.map((node) => node.endpoint),
      ['DescribeTransitGatewayAttachments', 'DescribeVpcPeeringConnections'],
    ),
  ];
}

function transitCircles(topology: Topology): readonly Circle[] {
  const members = topology.vpcs.flatMap((vpc) => attachmentsOf(topology, vpc).map((attachment) => ({ vpc, attachment })));
  const byGateway = groupBy(
    members.filter(({ attachment }) => attachment.transitGatewayId !== null),
    ({ attachment, vpc }) => `${told(attachment.transitGatewayId, '')}/${vpc.vpc.region}`,
  );
  return [...byGateway.values()].flatMap((group) => {
    const [first] = sortedBy(group, ({ attachment }) => attachment.transitGatewayAttachmentId);
    if (first === undefined) return [];
    const { transitGatewayId, transitGatewayOwnerId } = first.attachment;
    const id = told(transitGatewayId, '');
    const accountId = topology.index.find('transitGateways', id)?.accountId ?? transitGatewayOwnerId ?? first.vpc.vpc.accountId;
    return [
      {
        subject: { kind: 'transit-gateway', id, accountId, region: first.vpc.vpc.region },
        what: id,
        vpcs: sortedBy(new Set(group.map(({ vpc }) => vpc)), (vpc) => vpc.vpc.vpcId),
      },
    ];
  });
}

/** Peering is not transitive: a circle is one VPC with those that are peered with it. */
function peeringCircles(topology: Topology): readonly Circle[] {
  const links = topology.index.snapshot.peeringConnections
    .filter((peering) => peering.status === 'active')
    .flatMap(({ requester, accepter }) => [
      { from: requester.vpcId, to: accepter.vpcId },
      { from: accepter.vpcId, to: requester.vpcId },
    ]);
  return [...groupBy(links, (link) => link.from)].flatMap(([centre, group]) => {
    const vpc = centre === null ? undefined : topology.vpcNode(centre);
    if (vpc === undefined || group.length < 2) return [];
    const others = sortedUnique(group.flatMap((link) => link.to ?? [])).flatMap((id) => topology.vpcNode(id) ?? []);
    const near = others.filter((other) => other.vpc.region === vpc.vpc.region);
    const { vpcId, accountId, region } = vpc.vpc;
    return [
      { subject: { kind: 'vpc', id: vpcId, accountId, region }, what: `peering with ${told(vpc.vpc.name, vpcId)}`, vpcs: [vpc, ...near] },
    ];
  });
}

/** Interface endpoints of services that three or more of the VPCs have. */
function repeatedNodes(vpcs: readonly VpcNode[]): readonly EndpointNode[] {
  const nodes = vpcs.flatMap((vpc) =>
    vpc.endpoints.filter(
      ({ endpoint, reference }) => endpoint.vpcEndpointType === 'Interface' && endpoint.state === 'Available' && reference?.kind === 'aws',
    ),
  );
  const groups = groupBy(nodes, ({ endpoint }) => `${endpoint.region}/${told(endpoint.serviceName, '')}`);
  return [...groups.values()].flatMap((group) => (new Set(group.map(({ endpoint }) => endpoint.vpcId)).size >= 3 ? group : []));
}

function judge(context: RuleContext, { subject, what, vpcs }: Circle): Judgement {
  const repeated = repeatedNodes(vpcs);
  if (repeated.length === 0) {
    const missing = vpcs.map(({ vpc }) => context.missing(vpc.accountId, vpc.region, ['DescribeVpcEndpoints'])).find((one) => one !== null);
    return missing === undefined ? pass(subject) : unknown(subject, missing);
  }
  const services = groupBy(repeated, ({ endpoint }) => (endpoint.serviceName === null ? '' : shortServiceName(endpoint.serviceName)));
  const names = sortedUnique(services.keys());
  const homes = sortedUnique(repeated.flatMap(({ endpoint }) => endpoint.vpcId ?? []));
  return {
    status: 'fail',
    subjects: [subject, ...repeated.map(({ endpoint }) => endpointSubject(endpoint))],
    summary: `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} endpoints in ${homes.length} VPCs that share ${what}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpoints',
        fields: Object.fromEntries(
          names.map((name) => [
            `VPCs with ${name}`,
            sortedUnique((services.get(name) ?? []).flatMap(({ endpoint }) => endpoint.vpcId ?? [])).join(', '),
          ]),
        ),
      },
      {
        api: subject.kind === 'vpc' ? 'DescribeVpcPeeringConnections' : 'DescribeTransitGatewayAttachments',
        fields: { ResourceId: vpcs.map((vpc) => vpc.vpc.vpcId).join(', ') },
      },
    ],
  };
}

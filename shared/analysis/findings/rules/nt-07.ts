import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import { isStranded } from '#shared/analysis/topology/egress-path.ts';
import type { NatGatewayNode } from '#shared/analysis/topology/topology.ts';
import { natGatewaySubject, routeTableSubject, subnetSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** NT-07: a way out that leads nowhere. */
export const nt07: Rule = {
  id: 'NT-07',
  title: 'NAT gateway failed, or a route leads nowhere',
  severity: 'high',
  needs: ['DescribeNatGateways', 'DescribeRouteTables'],
  trigger:
    'A NAT gateway is in the state failed; or it is public, subnets leave through it, and its own subnet has no default route to an internet gateway; or a route is in the state blackhole, or leads to a NAT gateway that was deleted: its target is gone.',
  consequence: 'Traffic for the destination is dropped without an answer.',
  remedy: 'Lead the route to a target that works, or delete it.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  check: (context) => [
    ...context.topology.natGateways.map((node) => judgeNat(context, node)),
    ...context.topology.index.snapshot.routeTables.map((table) => judgeTable(context, table)),
    ...unread(context),
  ],
};

function judgeNat(context: RuleContext, node: NatGatewayNode): Judgement {
  const { natGateway } = node;
  const subject = natGatewaySubject(natGateway);
  if (natGateway.state?.toLowerCase() !== 'failed') return judgePlace(context, node);
  const reason = natGateway.failureMessage ?? told(natGateway.failureCode, 'no reason told');
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${told(natGateway.name, natGateway.natGatewayId)} failed: ${reason.replace(/\.$/, '')}.`,
    evidence: [
      {
        api: 'DescribeNatGateways',
        fields: {
          State: natGateway.state,
          FailureCode: told(natGateway.failureCode, 'none'),
          FailureMessage: told(natGateway.failureMessage, 'none'),
        },
      },
    ],
    remedy: `Create a NAT gateway anew and lead the routes to it; AWS removes the failed one by itself. aws ec2 create-nat-gateway --subnet-id ${told(natGateway.subnetId, '<subnet>')} --allocation-id <address> --region ${natGateway.region}`,
  };
}

/** A public NAT gateway in a subnet that has no way to the internet itself: it takes the traffic and drops it. */
function judgePlace(context: RuleContext, { natGateway, subnetIds }: NatGatewayNode): Judgement {
  const { natGatewayId, vpcId, subnetId, region } = natGateway;
  const subject = natGatewaySubject(natGateway);
  const vpc = vpcId === null ? undefined : context.topology.vpcNode(vpcId);
  const home = vpc?.subnets.find((node) => node.subnet.subnetId === subnetId);
  const isUsed = isLiveNatGateway(natGateway) && natGateway.connectivityType !== 'private' && subnetIds.length > 0;
  if (home === undefined || home.routeTable === null || !isUsed || !isStranded(home, natGatewayId)) return pass(subject);
  const { routeTableId, routes } = home.routeTable;
  // A default route whose target is gone is what the table is blamed for.
  if (routes.some((route) => route.destination === '0.0.0.0/0' && route.state === 'blackhole')) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, subnetSubject(home.subnet), routeTableSubject(home.routeTable)],
    summary: `${told(natGateway.name, natGatewayId)} stands in ${told(home.subnet.name, home.subnet.subnetId)}, whose route table ${routeTableId} leads to no internet gateway: what ${subnetIds.length === 1 ? 'a subnet sends' : `${subnetIds.length} subnets send`} through it is dropped.`,
    evidence: [
      { api: 'DescribeNatGateways', fields: { SubnetId: home.subnet.subnetId, ConnectivityType: told(natGateway.connectivityType) } },
      { api: 'DescribeRouteTables', fields: { [`0.0.0.0/0 in ${routeTableId}`]: told(home.egressTarget, 'none that works') } },
    ],
    remedy: `aws ec2 create-route --route-table-id ${routeTableId} --destination-cidr-block 0.0.0.0/0 --gateway-id <internet gateway of ${told(vpcId)}> --region ${region}, if nothing in the subnet is to stay private; else make the NAT gateway anew in a public subnet.`,
  };
}

function judgeTable(context: RuleContext, table: RouteTable): Judgement {
  const subject = routeTableSubject(table);
  const lost = table.routes.filter((route) => route.state === 'blackhole' || isToDeleted(context, route));
  const [first] = lost;
  if (first === undefined) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, { kind: 'vpc', id: table.vpcId, accountId: table.accountId, region: table.region }],
    summary: `${told(table.name, table.routeTableId)} sends ${lost.map((route) => route.destination).join(', ')} to ${lost.map((route) => route.target).join(', ')}, which is gone.`,
    evidence: [
      {
        api: 'DescribeRouteTables',
        fields: Object.fromEntries(lost.map((route) => [`State of ${route.destination} to ${route.target}`, stateOf(route)])),
      },
    ],
    remedy: `aws ec2 replace-route --route-table-id ${table.routeTableId} ${destinationOption(first)} ${first.destination} <option and id of a target that works, such as --nat-gateway-id nat-…> --region ${table.region}, or aws ec2 delete-route --route-table-id ${table.routeTableId} ${destinationOption(first)} ${first.destination} --region ${table.region}`,
  };
}

function stateOf({ state }: Route): string {
  return state === 'blackhole' ? state : `${told(state)}, to a NAT gateway that was deleted`;
}

/** AWS turns such a route into a blackhole; an answer may be older than that, or come from a server that does not. */
function isToDeleted({ topology }: RuleContext, route: Route): boolean {
  if (route.targetKind !== 'nat-gateway') return false;
  return topology.index.find('natGateways', route.target)?.state?.startsWith('delet') === true;
}

/** The option differs by the kind of destination. */
function destinationOption({ destinationKind }: Route): string {
  if (destinationKind === 'prefix-list') return '--destination-prefix-list-id';
  return destinationKind === 'ipv6' ? '--destination-ipv6-cidr-block' : '--destination-cidr-block';
}

/** Where VPCs were seen and their tables were not: once for each account and Region. */
function unread(context: RuleContext): readonly Judgement[] {
  const own = context.topology.vpcs.filter(({ vpc }) => vpc.readBy === vpc.accountId).map(({ vpc }) => vpc);
  return unreadRegions(context, own, ['DescribeRouteTables', 'DescribeNatGateways']);
}

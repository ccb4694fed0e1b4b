import type { Route, RouteTable } from '#shared/model/route-table.ts';
import type { NatGatewayNode } from '#shared/analysis/topology/topology.ts';
import { natGatewaySubject, routeTableSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** NT-07: a way out that leads nowhere. */
export const nt07: Rule = {
  id: 'NT-07',
  title: 'NAT gateway failed, or a route leads nowhere',
  severity: 'high',
  needs: ['DescribeNatGateways', 'DescribeRouteTables'],
  trigger: 'A NAT gateway is in the state failed, or a route is in the state blackhole: its target is gone.',
  consequence: 'Traffic for the destination is dropped without an answer.',
  remedy: 'Lead the route to a target that works, or delete it.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  check: (context) => [
    ...context.topology.natGateways.map(judgeNat),
    ...context.topology.index.snapshot.routeTables.map((table) => judgeTable(table)),
    ...unread(context),
  ],
};

function judgeNat({ natGateway }: NatGatewayNode): Judgement {
  const subject = natGatewaySubject(natGateway);
  if (natGateway.state?.toLowerCase() !== 'failed') return pass(subject);
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

function judgeTable(table: RouteTable): Judgement {
  const subject = routeTableSubject(table);
  const lost = table.routes.filter((route) => route.state === 'blackhole');
  const [first] = lost;
  if (first === undefined) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, { kind: 'vpc', id: table.vpcId, accountId: table.accountId, region: table.region }],
    summary: `${told(table.name, table.routeTableId)} sends ${lost.map((route) => route.destination).join(', ')} to ${lost.map((route) => route.target).join(', ')}, which is gone.`,
    evidence: [
      {
        api: 'DescribeRouteTables',
        fields: Object.fromEntries(lost.map((route) => [`State of ${route.destination} to ${route.target}`, 'blackhole'])),
      },
    ],
    remedy: `aws ec2 replace-route --route-table-id ${table.routeTableId} ${destinationOption(first)} ${first.destination} <option and id of a target that works, such as --nat-gateway-id nat-…> --region ${table.region}, or aws ec2 delete-route --route-table-id ${table.routeTableId} ${destinationOption(first)} ${first.destination} --region ${table.region}`,
  };
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

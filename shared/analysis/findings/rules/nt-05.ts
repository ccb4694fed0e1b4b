import { sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { natGatewaySubject, subnetSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NT-05: the only way out of several zones stands in one of them. What crossing zones costs is NT-04. */
export const nt05: Rule = {
  id: 'NT-05',
  title: 'One NAT gateway for several zones',
  severity: 'medium',
  needs: ['DescribeNatGateways', 'DescribeRouteTables', 'DescribeSubnets'],
  trigger: 'A VPC has exactly one public NAT gateway, it is zonal, and private subnets of two or more zones leave through it.',
  consequence: 'When its zone fails, the private subnets of every zone lose their way out.',
  remedy: 'A regional NAT gateway, or one zonal NAT gateway per zone with a route table each.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judge(context, vpc) ?? []),
};

function judge(context: RuleContext, vpc: VpcNode): Judgement | undefined {
  const live = vpc.natGateways.filter(({ natGateway }) => isLiveNatGateway(natGateway) && natGateway.connectivityType !== 'private');
  const [node] = live;
  if (node === undefined) return undefined;
  const subject = vpcSubject(vpc.vpc);
  const { natGateway } = node;
  if (live.length > 1 || natGateway.availabilityMode === 'regional') return pass(subject);
  const missing = context.missing(vpc.vpc.accountId, vpc.vpc.region, ['DescribeRouteTables', 'DescribeSubnets']);
  if (missing !== null) return unknown(subject, missing);
  const users = vpc.subnets.filter((subnet) => subnet.place === 'availability-zone' && node.subnetIds.includes(subnet.subnet.subnetId));
  const zones = sortedUnique(users.flatMap((user) => user.zoneId ?? []));
  if (zones.length < 2)
    return users.length > 1 && users.some((user) => user.zoneId === null)
      ? unknown(subject, 'the zones of some subnets are not known')
      : pass(subject);
  return {
    status: 'fail',
    subjects: [subject, natGatewaySubject(natGateway), ...users.map((user) => subnetSubject(user.subnet))],
    summary: `${told(vpc.vpc.name, vpc.vpc.vpcId)} leaves ${zones.join(', ')} through one NAT gateway, ${told(natGateway.name, natGateway.natGatewayId)} in ${node.zones?.zones.join() ?? 'an unknown zone'}.`,
    evidence: [
      {
        api: 'DescribeNatGateways',
        fields: {
          NatGatewayId: natGateway.natGatewayId,
          AvailabilityMode: natGateway.availabilityMode,
          SubnetId: told(natGateway.subnetId),
        },
      },
      {
        api: 'DescribeRouteTables',
        fields: { 'NatGatewayId in the tables of': users.map((user) => `${user.subnet.subnetId} (${told(user.zoneId, '?')})`).join(', ') },
      },
    ],
  };
}

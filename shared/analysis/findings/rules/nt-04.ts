import { sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { NatGatewayNode, SubnetNode } from '#shared/analysis/topology/topology.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { natGatewaySubject, subnetSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NT-04: subnets that leave through a NAT gateway of another zone. */
export const nt04: Rule = {
  id: 'NT-04',
  title: 'NAT gateway used across Availability Zones',
  severity: 'high',
  needs: ['DescribeNatGateways', 'DescribeRouteTables', 'DescribeSubnets'],
  trigger: 'A subnet sends 0.0.0.0/0 to a zonal NAT gateway that stands in another zone.',
  consequence: 'Every GB is charged for crossing zones, on both sides, and the subnet loses its way out when the other zone fails.',
  remedy: 'A NAT gateway per zone, or one regional NAT gateway.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  knownAs: ['Trusted Advisor c1dfptbg10'],
  check: (context) => context.topology.natGateways.flatMap((node) => judge(context, node) ?? []),
};

function judge(context: RuleContext, node: NatGatewayNode): Judgement | undefined {
  const { natGateway, zones } = node;
  if (natGateway.availabilityMode === 'regional' || !isLiveNatGateway(natGateway)) return undefined;
  const subject = natGatewaySubject(natGateway);
  const missing = context.missing(natGateway.accountId, natGateway.region, ['DescribeRouteTables', 'DescribeSubnets']);
  if (missing !== null) return unknown(subject, missing);
  if (zones === null || !isComplete(zones)) return unknown(subject, `the zone of ${natGateway.natGatewayId} is not known`);
  const users = usersOf(context, node);
  const far = users.filter((user) => user.zoneId !== null && !zones.zones.includes(user.zoneId));
  if (far.length === 0)
    return users.some((user) => user.zoneId === null) ? unknown(subject, 'the zones of some subnets are not known') : pass(subject);
  return {
    status: 'fail',
    subjects: [subject, ...far.map((user) => subnetSubject(user.subnet))],
    summary: `${told(natGateway.name, natGateway.natGatewayId)} stands in ${zones.zones.join()} and carries ${far.length === 1 ? 'a subnet' : `${far.length} subnets`} of ${sortedUnique(far.flatMap((user) => user.zoneId ?? [])).join(', ')}.`,
    evidence: [
      {
        api: 'DescribeNatGateways',
        fields: { SubnetId: told(natGateway.subnetId), 'AvailabilityZoneId of it': zones.zones.join() },
      },
      {
        api: 'DescribeRouteTables',
        fields: { 'NatGatewayId in the tables of': far.map((user) => `${user.subnet.subnetId} (${told(user.zoneId, '?')})`).join(', ') },
      },
    ],
  };
}

/** Subnets in Availability Zones: from a Local Zone or an Outpost crossing is in the nature of the place. */
function usersOf(context: RuleContext, node: NatGatewayNode): readonly SubnetNode[] {
  const vpc = node.natGateway.vpcId === null ? undefined : context.topology.vpcNode(node.natGateway.vpcId);
  return (vpc?.subnets ?? []).filter((subnet) => subnet.place === 'availability-zone' && node.subnetIds.includes(subnet.subnet.subnetId));
}

import { sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { NatGatewayNode } from '#shared/analysis/topology/topology.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { natGatewaySubject, subnetSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NT-08: in manual mode a regional NAT gateway does not grow into zones by itself. */
export const nt08: Rule = {
  id: 'NT-08',
  title: 'Regional NAT gateway without a zone that callers are in',
  severity: 'medium',
  needs: ['DescribeNatGateways', 'DescribeRouteTables', 'DescribeSubnets', 'DescribeNetworkInterfaces'],
  trigger: 'A regional NAT gateway whose zones are added by hand has no address in a zone whose callers leave through it.',
  consequence: 'Their traffic crosses zones, is charged for it, and depends on another zone.',
  remedy: 'Add an address in the zone, or let AWS add zones by itself.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html',
  check: (context) => context.topology.natGateways.flatMap((node) => judge(context, node) ?? []),
};

function judge(context: RuleContext, { natGateway, zones, subnetIds }: NatGatewayNode): Judgement | undefined {
  const isManual = natGateway.availabilityMode === 'regional' && natGateway.autoProvisionZones?.toLowerCase() === 'disabled';
  if (!isManual || !isLiveNatGateway(natGateway)) return undefined;
  const subject = natGatewaySubject(natGateway);
  const { accountId, region, natGatewayId } = natGateway;
  const missing = context.missing(accountId, region, ['DescribeRouteTables', 'DescribeSubnets', 'DescribeNetworkInterfaces']);
  if (missing !== null) return unknown(subject, missing);
  if (zones === null || !isComplete(zones)) return unknown(subject, `the zones of ${natGatewayId} are not known`);
  const vpc = natGateway.vpcId === null ? undefined : context.topology.vpcNode(natGateway.vpcId);
  const users = (vpc?.subnets ?? []).filter(
    (node) => subnetIds.includes(node.subnet.subnetId) && node.place === 'availability-zone' && node.callers !== 0,
  );
  const far = users.filter((user) => user.zoneId !== null && !zones.zones.includes(user.zoneId));
  if (far.length === 0)
    return users.some((user) => user.zoneId === null) ? unknown(subject, 'the zones of some subnets are not known') : pass(subject);
  const lacking = sortedUnique(far.flatMap((user) => user.zoneId ?? []));
  return {
    status: 'fail',
    subjects: [subject, ...far.map((user) => subnetSubject(user.subnet))],
    summary: `${told(natGateway.name, natGatewayId)} has addresses in ${zones.zones.join(', ')} and none in ${lacking.join(', ')}, where callers leave through it.`,
    evidence: [
      {
        api: 'DescribeNatGateways',
        fields: {
          AutoProvisionZones: told(natGateway.autoProvisionZones, ''),
          'AvailabilityZoneId of NatGatewayAddresses': zones.zones.join(', '),
        },
      },
      {
        api: 'DescribeNetworkInterfaces',
        fields: { 'callers in': far.map((user) => `${user.subnet.subnetId} (${told(user.zoneId, '?')})`).join(', ') },
      },
    ],
    remedy: `aws ec2 associate-nat-gateway-address --nat-gateway-id ${natGatewayId} --availability-zone-id ${told(lacking[0], '<zone>')} --allocation-ids <address> --region ${region}`,
  };
}

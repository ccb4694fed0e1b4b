import type { SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { subnetSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** Fewer free addresses than this leave no room for further endpoints. */
const fewAddresses = 8;

/** EP-11: every endpoint takes an address in each of its subnets. */
export const ep11: Rule = {
  id: 'EP-11',
  title: 'Subnet is nearly full',
  severity: 'low',
  needs: ['DescribeSubnets'],
  trigger: `A subnet in an Availability Zone has fewer than ${fewAddresses} free addresses.`,
  consequence: 'New endpoints, and the network interfaces of what scales there, cannot be made.',
  remedy: 'Put further endpoints into another subnet of the zone, or add a subnet with a block of its own.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judgeVpc(context, vpc)),
};

function judgeVpc(context: RuleContext, vpc: VpcNode): readonly Judgement[] {
  const inZones = vpc.subnets.filter((node) => node.place === 'availability-zone' && node.subnet.ipv6Native !== true);
  const told = inZones.filter((node) => node.subnet.availableIpAddressCount !== null);
  const isUnread = vpc.endpoints.some((node) => node.endpoint.subnetIds.length > 0) && told.length < Math.max(inZones.length, 1);
  const missing = context.missing(vpc.vpc.accountId, vpc.vpc.region, ['DescribeSubnets']);
  return [
    ...told.map((node) => judge(node, node.subnet.availableIpAddressCount ?? 0)),
    ...(isUnread ? [unknown(vpcSubject(vpc.vpc), missing ?? `the free addresses of the subnets of ${vpc.vpc.vpcId} are not told`)] : []),
  ];
}

function judge({ subnet, zoneId }: SubnetNode, free: number): Judgement {
  const subject = subnetSubject(subnet);
  if (free >= fewAddresses) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, { kind: 'vpc', id: subnet.vpcId, accountId: subnet.accountId, region: subnet.region }],
    summary: `${told(subnet.name, subnet.subnetId)} in ${told(zoneId, 'an unknown zone')} has ${free} free ${free === 1 ? 'address' : 'addresses'} left.`,
    evidence: [
      {
        api: 'DescribeSubnets',
        fields: { SubnetId: subnet.subnetId, CidrBlock: told(subnet.cidrBlock), AvailableIpAddressCount: String(free) },
      },
    ],
  };
}

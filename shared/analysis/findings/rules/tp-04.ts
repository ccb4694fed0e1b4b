import { isLiveAccount } from '#shared/analysis/topology/accounts.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { told } from '../told.ts';

/** TP-04: only the owner of a shared VPC sees its endpoints and NAT gateways; what a participant sees is not none. */
export const tp04: Rule = {
  id: 'TP-04',
  title: 'Owner of a shared VPC was not scanned',
  severity: 'info',
  needs: ['DescribeVpcs', 'DescribeSubnets'],
  lists: ['DescribeVpcs', 'DescribeSubnets'],
  trigger: 'A VPC belongs to another account than the one that read it, and that account was not scanned in the Region.',
  consequence: 'Its endpoints, NAT gateways and the callers of others are unknown; findings about it are incomplete.',
  remedy: 'Scan the owner as well.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judge(context, vpc) ?? []),
};

function judge(context: RuleContext, { vpc, subnets }: VpcNode): Judgement | undefined {
  const isShared = vpc.readBy !== vpc.accountId || subnets.some((node) => node.subnet.participants.length > 0);
  if (!isShared || !isLiveAccount(vpc.accountId)) return undefined;
  const subject = vpcSubject(vpc);
  if (context.topology.index.coverage.isScanned(vpc.accountId, vpc.region)) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${told(vpc.name, vpc.vpcId)} belongs to ${spacedAccount(vpc.accountId)}, which was not scanned in ${vpc.region}: its endpoints and NAT gateways are unknown.`,
    evidence: [{ api: 'DescribeVpcs', fields: { OwnerId: vpc.accountId, 'read by': vpc.readBy } }],
    remedy: `Add a profile for ${spacedAccount(vpc.accountId)} and scan ${vpc.region}.`,
  };
}

/** Who pays inter-AZ transfer of a shared VPC: the participants, not the owner (AWS guidance on VPC sharing). */
import type { AccountId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { callerKind } from '#shared/analysis/topology/callers.ts';
import type { SnapshotIndex } from '#shared/analysis/topology/snapshot-index.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';

/**
 * The one account whose workloads stand in the VPC. `null` in a shared VPC with
 * several, for traffic does not tell whose it is, and where somebody's network
 * interfaces were not read.
 */
export function transferPayer(index: SnapshotIndex, { vpc, subnets }: VpcNode): AccountId | null {
  const participants = sortedUnique(subnets.flatMap((node) => [...node.subnet.participants]));
  if (participants.length === 0) return vpc.accountId;
  const everybody = [vpc.accountId, ...participants];
  if (everybody.some((account) => !index.coverage.isRead(account, vpc.region, 'DescribeNetworkInterfaces'))) return null;
  const callers = index.inVpc('networkInterfaces', vpc.vpcId).filter((each) => callerKind(each) !== 'passive');
  const owners = sortedUnique(callers.map((each) => each.accountId));
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

/**
 * Which network interfaces call others, and so which zones need an endpoint.
 *
 * Interfaces of managed services that only answer (load balancers, databases,
 * caches, file systems, directories) and of the network itself (NAT, endpoints,
 * transit gateways) are passive. An interface nobody recognises counts as a
 * caller: missing one would hide a risk.
 */
import type { SubnetId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { NetworkInterface } from '#shared/model/network-interface.ts';
import type { Vpc } from '#shared/model/vpc.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { Callers, SubnetNode } from './topology.ts';
import { zoneSetOf } from './zone-set.ts';

export type CallerKind = 'caller' | 'passive' | 'unrecognised';

const passiveTypes: ReadonlySet<string> = new Set([
  'natGateway',
  'vpc_endpoint',
  'gateway_load_balancer_endpoint',
  'transit_gateway',
  'load_balancer',
  'network_load_balancer',
  'gateway_load_balancer',
  'global_accelerator_managed',
  'ec2_instance_connect_endpoint',
]);

const callerTypes: ReadonlySet<string> = new Set(['lambda', 'branch', 'trunk', 'efa', 'efa-only', 'quicksight']);

/** Descriptions that AWS writes on interfaces of managed services. */
const passiveDescription =
  /^(ELB |RDSNetworkInterface|ElastiCache|EFS mount target|AWS created network interface for FSx|Created by Amazon FSx|.*FSx|RedshiftNetworkInterface|Redshift|Amazon MSK|DO NOT DELETE - Amazon MSK|MSK|ES |OpenSearch|AWS created network interface for directory|Interface for NAT Gateway|VPC Endpoint Interface|Network Interface for Transit Gateway|DAX |Neptune|DMSNetworkInterface|Amazon DocumentDB|Route 53 Resolver)/;

const passiveRequester = /^(amazon-elb|amazon-rds|amazon-elasticache|amazon-redshift|amazon-aws)$/;

const callerDescription =
  /^(AWS Lambda VPC ENI|arn:aws[a-z-]*:ecs:|ecs-|aws-K8S-|Amazon EKS|EKS |Attached to|Created By Amazon Workspaces|Amazon WorkSpaces|CodeBuild|SageMaker|Glue|AWS created network interface for (?!FSx|directory))/i;

/** Whether an interface belongs to something that makes calls. */
export function callerKind(networkInterface: NetworkInterface): CallerKind {
  const { interfaceType, description, requesterId, instanceId } = networkInterface;
  if (interfaceType !== null && passiveTypes.has(interfaceType)) return 'passive';
  if (interfaceType !== null && callerTypes.has(interfaceType)) return 'caller';
  if (description !== null && passiveDescription.test(description)) return 'passive';
  if (instanceId !== null || (description !== null && callerDescription.test(description))) return 'caller';
  if (requesterId !== null && passiveRequester.test(requesterId)) return 'passive';
  // An interface that is attached to nothing cannot call.
  return networkInterface.status === 'available' ? 'passive' : 'unrecognised';
}

/** How many callers each subnet of a VPC holds; `null` where nobody could read the interfaces. */
export function callersBySubnet(index: SnapshotIndex, vpc: Vpc): ReadonlyMap<SubnetId, number> | null {
  if (!readers(index, vpc).some((isRead) => isRead)) return null;
  const counts = new Map<SubnetId, number>();
  for (const networkInterface of index.inVpc('networkInterfaces', vpc.vpcId)) {
    if (networkInterface.subnetId === null || callerKind(networkInterface) === 'passive') continue;
    counts.set(networkInterface.subnetId, (counts.get(networkInterface.subnetId) ?? 0) + 1);
  }
  return counts;
}

/**
 * W of alignment: zones with callers. In a shared VPC the owner cannot see the
 * interfaces of participants, so the set is complete only if every one of them
 * was read.
 */
export function callersOf(index: SnapshotIndex, vpc: Vpc, subnets: readonly SubnetNode[]): Callers {
  const inZones = subnets.filter((node) => node.place === 'availability-zone');
  const isSeen = inZones.some((node) => node.callers !== null);
  const used = isSeen ? inZones.filter((node) => (node.callers ?? 0) > 0) : inZones.filter((node) => node.egress !== 'internet-gateway');
  const zones = zoneSetOf(used.map((node) => ({ zoneId: node.zoneId, confidence: node.zoneConfidence })));
  const isWhole = isSeen && readers(index, vpc).every((isRead) => isRead);
  return { zones: isWhole || !isSeen ? zones : { ...zones, confidence: 'unknown' }, from: isSeen ? 'interfaces' : 'subnets' };
}

/** Of each account that may have interfaces in a VPC: whether they were read. */
function readers(index: SnapshotIndex, vpc: Vpc): readonly boolean[] {
  const accounts = [vpc.accountId, ...index.inVpc('subnets', vpc.vpcId).flatMap((subnet) => subnet.participants)];
  return sortedUnique(accounts).map((account) => index.coverage.isRead(account, vpc.region, 'DescribeNetworkInterfaces'));
}

import type { VpcId } from '#shared/base/ids.ts';
import { containsBlock } from '#shared/base/cidr.ts';
import type { Permission } from '#shared/model/security-group.ts';
import type { NetworkInterface } from '#shared/model/network-interface.ts';
import { callerKind } from '#shared/analysis/topology/callers.ts';
import { type Admission, admits, matching, peerBlocks } from '#shared/analysis/topology/security.ts';
import { serviceStanding } from '#shared/analysis/topology/service-standing.ts';
import type { Door, EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { areSpokesKnown, spokesOf } from '#shared/analysis/availability/workload.ts';
import { ofFamilies } from '../address-families.ts';
import { doorName, doorsOf } from '../endpoint-ports.ts';
import { hiddenCallers } from '../hidden-callers.ts';
import { endpointSubject, securityGroupSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-04: the security groups of an endpoint keep its callers out. */
export const ep04: Rule = {
  id: 'EP-04',
  title: 'Security group blocks callers of the endpoint',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeSecurityGroups', 'DescribeVpcs'],
  trigger:
    'The security groups of an interface endpoint admit none of the VPC, or of the spokes that use it by name, on port 443 (or on the listener ports of a custom service). Low where they admit only part of the callers.',
  consequence: 'Connections time out although name resolution and routes are right.',
  remedy: 'Allow the port from the VPC or from the security groups of the callers.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (context) => {
    const known: Known = new Map();
    return context.topology.endpoints
      .filter((node) => isGuarded(node) && serviceStanding(context.topology, node).kind !== 'gone')
      .map((node) => judge(context, known, node));
  },
};

const guardedTypes: ReadonlySet<string> = new Set(['Interface', 'Resource', 'ServiceNetwork']);

function isGuarded(node: EndpointNode): boolean {
  return guardedTypes.has(node.endpoint.vpcEndpointType) && node.endpoint.state === 'Available';
}

function judge(context: RuleContext, known: Known, node: EndpointNode): Judgement {
  const { endpoint } = node;
  const subject = endpointSubject(endpoint);
  const doors = doorsOf(context.topology, node);
  if (doors === null) return unknown(subject, `the listener ports of ${node.shortName} are not known`);
  if (endpoint.securityGroupIds.length === 0) return unknown(subject, `${endpoint.vpcEndpointId} names no security group`);
  const hidden = spokesHidden(context, node, doors);
  if (doors.every((door) => knownAdmission(context, known, node, door) === 'all'))
    return hidden ? unknown(subject, hiddenCallers) : pass(subject);
  const admissions = doors.map((door) => ({ door, admission: knownAdmission(context, known, node, door) }));
  const worst =
    admissions.find((one) => one.admission === 'none') ??
    admissions.find((one) => one.admission === 'part') ??
    admissions.find((one) => one.admission === 'unknown');
  if (worst === undefined) return pass(subject);
  if (worst.admission === 'unknown') {
    return unknown(
      subject,
      context.missing(endpoint.accountId, endpoint.region, ['DescribeSecurityGroups', 'DescribeVpcs', 'DescribeNetworkInterfaces']) ??
        unreadList(context, node, worst.door) ??
        'a security group, a prefix list, the blocks of the VPC, or the interfaces of callers that groups name were not read',
    );
  }
  const groups = endpoint.securityGroupIds.map((id) =>
    securityGroupSubject({ securityGroupId: id, accountId: endpoint.accountId, region: endpoint.region }),
  );
  return {
    status: 'fail',
    subjects: [subject, ...groups],
    severity: worst.admission === 'none' ? 'high' : 'low',
    summary: `${node.shortName} (${endpoint.vpcEndpointId}) admits ${worst.admission === 'none' ? 'no caller' : 'only part of its callers'} on port ${doorName(worst.door)}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { Groups: endpoint.securityGroupIds.join(', ') } },
      { api: 'DescribeSecurityGroups', fields: { IpPermissions: `port ${doorName(worst.door)}: ${worst.admission}` } },
    ],
    remedy: `aws ec2 authorize-security-group-ingress --group-id ${told(endpoint.securityGroupIds[0], '<group>')} --protocol ${worst.door.protocol} --port ${worst.door.port} --cidr <VPC block> --region ${endpoint.region}`,
  };
}

/** VPCs nobody knows of may use the endpoint by name, and its groups do not admit everybody. */
function spokesHidden({ topology }: RuleContext, node: EndpointNode, doors: readonly Door[]): boolean {
  if (areSpokesKnown(topology, node)) return false;
  const everybody = ofFamilies<readonly string[]>(node.endpoint, [['0.0.0.0/0']], [['::/0']]).flat();
  return doors.some(({ port, protocol }) => admits(topology.index, node.endpoint.securityGroupIds, port, everybody, protocol) !== 'all');
}

/** Names the prefix list that leaves the answer open, and why nobody knows what it holds. */
function unreadList(context: RuleContext, node: EndpointNode, door: Door): string | null {
  const { accountId, region } = node.endpoint;
  const lists = permissionsOn(context, node, door).flatMap((one) => one.prefixListIds);
  const open = lists.find((id) => (context.topology.index.find('prefixLists', `${region}/${id}`)?.cidrBlocks ?? null) === null);
  if (open === undefined) return null;
  const missing = context.missing(accountId, region, ['GetManagedPrefixListEntries']);
  return `the entries of ${open} were not read${missing === null ? '' : `: ${missing}`}`;
}

/** By VPC, groups and port: endpoints of a VPC mostly share them, and what holds for one of them is remembered for the next. */
type Known = Map<VpcId | null, Map<string, Map<string, Admission>>>;

function knownAdmission(context: RuleContext, known: Known, node: EndpointNode, door: Door): Admission {
  const { vpcId, securityGroupIds, ipAddressType } = node.endpoint;
  const only = securityGroupIds.length === 1 && ipAddressType === 'ipv4' ? securityGroupIds[0] : undefined;
  const spokes = spokesOf(context.topology, node).map(({ vpc }) => vpc.vpcId);
  const own = only ?? `${told(ipAddressType, '')} ${securityGroupIds.join()}`;
  const groups = spokes.length === 0 ? own : `${own} ${spokes.join()}`;
  const byGroups = known.get(vpcId) ?? new Map<string, Map<string, Admission>>();
  const byPort = byGroups.get(groups) ?? new Map<string, Admission>();
  const admission = byPort.get(doorName(door)) ?? admissionOf(context, node, door);
  known.set(vpcId, byGroups.set(groups, byPort.set(doorName(door), admission)));
  return admission;
}

/** By the callers themselves where they were read, else by the blocks of the VPCs they are in. */
function admissionOf(context: RuleContext, node: EndpointNode, door: Door): Admission {
  const { index } = context.topology;
  const vpcs = callingVpcs(context, node);
  const blocks = vpcs.flatMap(({ vpc }) => ofFamilies(node.endpoint, vpc.cidrBlocks, vpc.ipv6CidrBlocks));
  const byBlocks = blocks.length === 0 ? 'unknown' : admits(index, node.endpoint.securityGroupIds, door.port, blocks, door.protocol);
  if (byBlocks !== 'part') return byBlocks;
  const callers = vpcs
    .flatMap(({ vpc }) => index.inVpc('networkInterfaces', vpc.vpcId))
    .filter((one) => callerKind(one) !== 'passive' && ofFamilies(node.endpoint, one.privateIpAddresses, one.ipv6Addresses).length > 0);
  // Members of other groups are told by their interfaces alone.
  if (callers.length === 0 || vpcs.some((vpc) => vpc.callers.from !== 'interfaces'))
    return permissionsOn(context, node, door).some((one) => one.securityGroupIds.length > 0) ? 'unknown' : byBlocks;
  const admitted = callers.filter((caller) => isAdmitted(context, node, door, caller));
  return admitted.length === callers.length ? 'all' : admitted.length === 0 ? 'none' : 'part';
}

/** The VPC of the endpoint and the spokes that use it by name; the spokes alone where nobody in the VPC itself calls. */
function callingVpcs({ topology }: RuleContext, node: EndpointNode): readonly VpcNode[] {
  const home = node.endpoint.vpcId === null ? undefined : topology.vpcNode(node.endpoint.vpcId);
  if (home === undefined) return [];
  const spokes = spokesOf(topology, node);
  const isIdle = home.callers.from === 'interfaces' && home.callers.zones.zones.length === 0;
  return isIdle && spokes.length > 0 ? spokes : [home, ...spokes];
}

/** What the groups of an endpoint permit on a port. */
function permissionsOn(context: RuleContext, { endpoint }: EndpointNode, door: Door): readonly Permission[] {
  const groups = endpoint.securityGroupIds.flatMap((id) => context.topology.index.find('securityGroups', id) ?? []);
  return groups.flatMap((group) => matching(group, door.port, door.protocol));
}

function isAdmitted(context: RuleContext, node: EndpointNode, door: Door, caller: NetworkInterface): boolean {
  const permissions = permissionsOn(context, node, door);
  if (permissions.some((one) => one.securityGroupIds.some((id) => caller.securityGroupIds.includes(id)))) return true;
  const blocks = permissions.flatMap((one) => peerBlocks(context.topology.index, node.endpoint, one).blocks);
  // A caller with addresses of both families may take either, so each of them must be let in.
  return ofFamilies<readonly string[]>(node.endpoint, [caller.privateIpAddresses], [caller.ipv6Addresses]).every(
    (addresses) => addresses.length === 0 || addresses.some((address) => blocks.some((block) => containsBlock(block, address))),
  );
}

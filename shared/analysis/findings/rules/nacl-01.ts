import { isIpv6 } from '#shared/base/cidr.ts';
import type { SubnetId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { NetworkAcl } from '#shared/model/network-acl.ts';
import { spokesOf } from '#shared/analysis/availability/workload.ts';
import type { Door, EndpointNode, SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { type AclAnswer, aclAdmits, entriesText, isWideOpen, together } from '#shared/analysis/topology/acl-admission.ts';
import { aclOf, ephemeralPorts } from '#shared/analysis/topology/acl-path.ts';
import { ofFamilies } from '../address-families.ts';
import { doorsOf } from '../endpoint-ports.ts';
import { endpointSubject, networkAclSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NACL-01: network ACLs know no connections, so both directions must be open. Inside one subnet they do not apply. */
export const nacl01: Rule = {
  id: 'NACL-01',
  title: 'Network ACL blocks the endpoint',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeNetworkAcls', 'DescribeSubnets', 'DescribePrefixLists'],
  trigger:
    "The network ACL of an endpoint's subnet does not let callers of other subnets in on the service's port, or the answers out to ports 32768-60999; for a gateway endpoint, the ACL of a subnet that uses it does not let port 443 out to the service's ranges, or the answers in. Medium where it holds for part of them.",
  consequence: 'Connections time out although security groups, routes and names are right.',
  remedy: 'Allow the port from the callers and the answers back to them, with numbers below those of the denying entries.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (context) => {
    const seen: Seen = new Map();
    return context.topology.endpoints.flatMap((node) => judge(context, seen, node) ?? []);
  },
};

type Ports = readonly Door[] | null;

/** By subnet, address type and ports: endpoints of a VPC mostly share them, and what holds for one of them is remembered for the next. */
type Seen = Map<SubnetId, Map<string | null, Map<Ports, readonly Way[]>>>;

/** One way through one ACL: who answers, on whose behalf, and how far. */
interface Way {
  readonly acl: NetworkAcl | undefined;
  readonly what: string;
  readonly answer: AclAnswer | 'unknown';
}

function judge(context: RuleContext, seen: Seen, node: EndpointNode): Judgement | undefined {
  const { endpoint } = node;
  const vpc = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  if (vpc === undefined || endpoint.state !== 'Available') return undefined;
  const { vpcEndpointType } = endpoint;
  if (vpcEndpointType !== 'Interface' && vpcEndpointType !== 'Gateway') return undefined;
  const users = vpcEndpointType === 'Gateway' ? vpc.subnets.filter((subnet) => usesGateway(subnet, node)) : [];
  const inTheWay = vpcEndpointType === 'Gateway' ? users.map((user) => user.subnet.subnetId) : endpoint.subnetIds;
  const isHidden = vpcEndpointType === 'Gateway' && areUsersHidden(context, vpc, node);
  if (!isHidden && inTheWay.every((subnetId) => isOpenFor(context, subnetId, node))) return pass(endpointSubject(endpoint));
  const ways = vpcEndpointType === 'Gateway' ? gatewayWays(context, users, node) : interfaceWays(context, seen, vpc, node);
  const nobody: Way = { acl: undefined, what: 'subnets nobody read', answer: 'unknown' };
  return conclude(context, node, isHidden ? [...ways, nobody] : ways);
}

/** Which subnets use a gateway endpoint was not read, and not every ACL of the VPC lets everything through. */
function areUsersHidden(context: RuleContext, { vpc }: VpcNode, { endpoint }: EndpointNode): boolean {
  if (context.missing(vpc.accountId, vpc.region, usersNeed) === null) return false;
  const acls = context.topology.index.inVpc('networkAcls', vpc.vpcId);
  return (
    acls.length === 0 || !acls.every((acl) => ofFamilies<'ipv4' | 'ipv6'>(endpoint, four, six).every((family) => isWideOpen(acl, family)))
  );
}

const usersNeed = ['DescribeSubnets', 'DescribeRouteTables'];

/** Whether the ACL of a subnet keeps nobody from the endpoint, whoever calls. */
function isOpenFor(context: RuleContext, subnetId: SubnetId, node: EndpointNode): boolean {
  const { endpoint } = node;
  const acl = aclOf(context.topology.index, subnetId);
  const doors = doorsOf(context.topology, node) ?? both;
  const families = ofFamilies<'ipv4' | 'ipv6'>(endpoint, four, six);
  return acl !== undefined && families.every((family) => doors.every(({ protocol }) => isWideOpen(acl, family, protocol)));
}

/** Where nobody tells the ports: all of either protocol. */
const both: readonly Door[] = [
  { protocol: 'tcp', port: 0 },
  { protocol: 'udp', port: 0 },
];
const four = ['ipv4'] as const;
const six = ['ipv6'] as const;

function interfaceWays(context: RuleContext, seen: Seen, vpc: VpcNode, node: EndpointNode): readonly Way[] {
  const ports = doorsOf(context.topology, node);
  const spokes = spokesOf(context.topology, node);
  return node.endpoint.subnetIds.flatMap((subnetId) => {
    const acl = aclOf(context.topology.index, subnetId);
    // Who uses an endpoint from other VPCs is known of that endpoint alone.
    if (spokes.length > 0) return waysInto([vpc, ...spokes], acl, subnetId, ports, node);
    const type = node.endpoint.ipAddressType;
    const byType = seen.get(subnetId) ?? new Map<string | null, Map<Ports, readonly Way[]>>();
    const byPorts = byType.get(type) ?? new Map<Ports, readonly Way[]>();
    const ways = byPorts.get(ports) ?? waysInto([vpc], acl, subnetId, ports, node);
    seen.set(subnetId, byType.set(type, byPorts.set(ports, ways)));
    return ways;
  });
}

function waysInto(
  sources: readonly VpcNode[],
  acl: NetworkAcl | undefined,
  subnetId: string,
  ports: Ports,
  node: EndpointNode,
): readonly Way[] {
  const ranges = (ports ?? both).map(({ protocol, port }) => ({
    protocol,
    from: ports === null ? 1 : port,
    to: ports === null ? 65_535 : port,
  }));
  const callers = sources.flatMap((vpc, nth) => callersOutside(vpc, subnetId, node, nth === 0 ? sources.length > 1 : false));
  return callers.map(({ name, blocks }) => {
    if (acl === undefined || blocks.length === 0) return { acl, what: name, answer: 'unknown' as const };
    const answers = ranges.map(({ protocol, ...range }) =>
      worst([aclAdmits(acl, 'in', range, blocks, protocol), aclAdmits(acl, 'out', ephemeralPorts, blocks, protocol)]),
    );
    // Where nobody tells the ports, only what holds for all of them is known.
    const [first] = answers;
    const answer = ports !== null ? worst(answers) : first !== 'part' && answers.every((one) => one === first) ? first : undefined;
    return { acl, what: `callers in ${name}`, answer: answer ?? ('unknown' as const) };
  });
}

interface Source {
  readonly name: string;
  /** Empty where nobody tells them. */
  readonly blocks: readonly string[];
}

/**
 * Other subnets with callers; where none is known, the blocks of the VPC. Callers in the endpoint's own subnet meet no ACL.
 * A hub without callers of its own is there for its spokes.
 */
function callersOutside(
  { vpc, subnets, callers }: VpcNode,
  subnetId: string,
  { endpoint }: EndpointNode,
  isHub: boolean,
): readonly Source[] {
  const calling = subnets.filter((node) => (node.callers ?? 0) > 0);
  if (calling.length === 0 && isHub && callers.from === 'interfaces') return [];
  if (calling.length === 0) return [{ name: told(vpc.name, vpc.vpcId), blocks: ofFamilies(endpoint, vpc.cidrBlocks, vpc.ipv6CidrBlocks) }];
  return calling.flatMap(({ subnet }) => {
    const blocks = ofFamilies(endpoint, subnet.cidrBlock === null ? [] : [subnet.cidrBlock], subnet.ipv6CidrBlocks);
    // Without an address of the endpoint's family nobody in the subnet calls it.
    return subnet.subnetId === subnetId || blocks.length === 0 ? [] : [{ name: told(subnet.name, subnet.subnetId), blocks }];
  });
}

function gatewayWays(context: RuleContext, users: readonly SubnetNode[], node: EndpointNode): readonly Way[] {
  return users.map((subnet) => {
    const what = `${told(subnet.subnet.name, subnet.subnet.subnetId)} to ${node.shortName}`;
    const acl = aclOf(context.topology.index, subnet.subnet.subnetId);
    if (acl === undefined) return { acl, what, answer: 'unknown' };
    const ranges = rangesOf(context, subnet, node);
    return { acl, what, answer: bothWays(ofFamilies(node.endpoint, ['0.0.0.0/0'], ['::/0']).map((all) => throughAcl(acl, all, ranges))) };
  });
}

/** To the ranges of one family and back; to every address of it where those are not known, and then a part may be the wrong one. */
function throughAcl(acl: NetworkAcl, all: string, ranges: readonly string[] | null): Way['answer'] {
  if (isWideOpen(acl, all === '::/0' ? 'ipv6' : 'ipv4')) return 'all';
  const own = ranges?.filter((range) => isIpv6(range) === isIpv6(all)) ?? [];
  const blocks = own.length === 0 ? [all] : own;
  const answer = worst([aclAdmits(acl, 'out', { from: 443, to: 443 }, blocks), aclAdmits(acl, 'in', ephemeralPorts, blocks)]);
  return own.length === 0 && answer === 'part' ? 'unknown' : answer;
}

/** Of both families: what is known to be blocked counts before what is not known. */
function bothWays(answers: readonly Way['answer'][]): Way['answer'] {
  const known = answers.flatMap((answer) => (answer === 'unknown' ? [] : [answer]));
  const shut = known.filter((answer) => answer !== 'all');
  if (shut.length > 0) return together(known);
  return known.length === answers.length ? 'all' : 'unknown';
}

function usesGateway(subnet: SubnetNode, { endpoint }: EndpointNode): boolean {
  const isServed = subnet.routeTable !== null && endpoint.routeTableIds.includes(subnet.routeTable.routeTableId);
  return isServed && subnet.callers !== 0 && (subnet.subnet.ipv6Native !== true || endpoint.ipAddressType?.toLowerCase() !== 'ipv4');
}

/** The blocks of the service, through the prefix list that the gateway endpoint's route names; `null` where they were not read. */
function rangesOf(context: RuleContext, subnet: SubnetNode, { endpoint }: EndpointNode): readonly string[] | null {
  const route = subnet.routeTable?.routes.find((one) => one.target === endpoint.vpcEndpointId);
  return route === undefined
    ? null
    : (context.topology.index.find('prefixLists', `${endpoint.region}/${route.destination}`)?.cidrBlocks ?? null);
}

function worst(answers: readonly AclAnswer[]): AclAnswer {
  return answers.includes('none') ? 'none' : answers.includes('part') ? 'part' : 'all';
}

function conclude(context: RuleContext, node: EndpointNode, ways: readonly Way[]): Judgement | undefined {
  const { endpoint, shortName } = node;
  const subject = endpointSubject(endpoint);
  if (ways.every((way) => way.answer === 'all')) return pass(subject);
  const shut = ways.filter((way) => way.answer === 'none' || way.answer === 'part');
  const [first] = sortedBy(shut, (way) => [told(way.acl?.networkAclId, ''), way.what]);
  if (first?.acl === undefined) {
    const missing = context.missing(endpoint.accountId, endpoint.region, [
      'DescribeNetworkAcls',
      'DescribePrefixLists',
      'DescribeVpcs',
      ...(endpoint.vpcEndpointType === 'Gateway' ? usersNeed : []),
    ]);
    return unknown(subject, missing ?? `a network ACL, or the ports or ranges of ${shortName}, are not known`);
  }
  const acls = sortedBy(new Set(shut.flatMap((way) => way.acl ?? [])), (acl) => acl.networkAclId);
  const door = doorsOf(context.topology, node)?.[0] ?? { protocol: 'tcp', port: 443 };
  const isWhole = ways.every((way) => way.answer === 'none');
  return {
    status: 'fail',
    subjects: [subject, ...acls.map(networkAclSubject)],
    severity: isWhole ? 'high' : 'medium',
    summary: `${first.acl.networkAclId} blocks ${shortName} (${endpoint.vpcEndpointId}) for ${[...new Set(shut.map((way) => way.what))].join(', ')}.`,
    evidence: acls.map((acl) => ({
      api: 'DescribeNetworkAcls',
      fields: { NetworkAclId: acl.networkAclId, 'Entries in': entriesText(acl, 'in'), 'Entries out': entriesText(acl, 'out') },
    })),
    remedy: `aws ec2 create-network-acl-entry --network-acl-id ${first.acl.networkAclId} --ingress --rule-number <below the denying entry> --protocol ${door.protocol} --port-range From=${door.port},To=${door.port} --cidr-block <callers> --rule-action allow --region ${endpoint.region}; the same with --egress and ports 1024-65535, which AWS recommends, for the answers. For a gateway endpoint the other way round.`,
  };
}

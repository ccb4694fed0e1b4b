import type { Permission, SecurityGroup } from '#shared/model/security-group.ts';
import { matching, peerBlocks } from '#shared/analysis/topology/security.ts';
import type { SnapshotIndex } from '#shared/analysis/topology/snapshot-index.ts';
import type { Door, EndpointNode } from '#shared/analysis/topology/topology.ts';
import { doorsOf } from '../endpoint-ports.ts';
import { endpointSubject, securityGroupSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-06: wider than it needs to be, though only networks with a route get there. */
export const ep06: Rule = {
  id: 'EP-06',
  title: 'Security group of the endpoint admits every address',
  severity: 'info',
  needs: ['DescribeVpcEndpoints', 'DescribeSecurityGroups'],
  trigger: 'A security group of an endpoint admits 0.0.0.0/0 or ::/0 on the port of the service.',
  consequence: 'Every network that is ever routed to the VPC may call; the endpoint has no public address, so the internet may not.',
  remedy: 'Admit the blocks or the groups of the callers only.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (context) =>
    context.topology.endpoints
      .filter(({ endpoint }) => endpoint.securityGroupIds.length > 0 && endpoint.requesterManaged !== true && endpoint.state !== 'Deleted')
      .map((node) => judge(context, node)),
};

function judge(context: RuleContext, node: EndpointNode): Judgement {
  const { endpoint, shortName } = node;
  const subject = endpointSubject(endpoint);
  const groups = endpoint.securityGroupIds.map((id) => context.topology.index.find('securityGroups', id));
  const ports = doorsOf(context.topology, node);
  const { index } = context.topology;
  const open = groups.find((group) => group?.ingress.some((permission) => isOpen(index, group, permission, ports)) === true);
  if (open === undefined) {
    const list = groups.map((group) => (group === undefined ? null : unreadList(index, group, ports))).find((one) => one !== null) ?? null;
    if (!groups.includes(undefined) && list === null) return pass(subject);
    const [operation, what] = groups.includes(undefined)
      ? ['DescribeSecurityGroups', 'a security group was']
      : ['GetManagedPrefixListEntries', `the entries of ${told(list, 'a prefix list')} were`];
    return unknown(subject, context.missing(endpoint.accountId, endpoint.region, [operation]) ?? `${what} not read`);
  }
  const permission = open.ingress.find((one) => isOpen(index, open, one, ports));
  const blocks = permission === undefined ? [] : [...permission.cidrBlocks, ...permission.ipv6CidrBlocks, ...permission.prefixListIds];
  return {
    status: 'fail',
    subjects: [subject, securityGroupSubject(open)],
    summary: `${told(open.groupName, open.securityGroupId)} of ${shortName} (${endpoint.vpcEndpointId}) admits every address.`,
    evidence: [
      {
        api: 'DescribeSecurityGroups',
        fields: {
          GroupId: open.securityGroupId,
          IpRanges: blocks.join(', '),
          IpProtocol: told(permission?.protocol, ''),
          FromPort: String(permission?.fromPort ?? 'all'),
        },
      },
    ],
    remedy: `aws ec2 authorize-security-group-ingress --group-id ${open.securityGroupId} --protocol ${ports?.[0]?.protocol ?? 'tcp'} --port ${ports?.[0]?.port ?? '<port>'} --cidr <callers> --region ${endpoint.region}, then revoke-security-group-ingress for the open block.`,
  };
}

/** A prefix list that is let in on the port and that nobody read: it may hold every address. */
function unreadList(index: SnapshotIndex, group: SecurityGroup, ports: readonly Door[] | null): string | null {
  const doors = group.ingress.filter((permission) => isOnPort(permission, ports) && peerBlocks(index, group, permission).isPartly);
  return doors[0]?.prefixListIds[0] ?? null;
}

function isOpen(index: SnapshotIndex, group: SecurityGroup, permission: Permission, ports: readonly Door[] | null): boolean {
  const { blocks } = peerBlocks(index, group, permission);
  return (blocks.includes('0.0.0.0/0') || blocks.includes('::/0')) && isOnPort(permission, ports);
}

function isOnPort(permission: Permission, ports: readonly Door[] | null): boolean {
  if (permission.protocol === '-1') return true;
  if (ports === null) return permission.protocol === 'tcp' || permission.protocol === '6';
  return ports.some(({ port, protocol }) => matching({ ingress: [permission] }, port, protocol).length > 0);
}

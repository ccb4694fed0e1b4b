import type { Permission } from '#shared/model/security-group.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { portsOf } from '../endpoint-ports.ts';
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
  const ports = portsOf(context.topology, node);
  const open = groups.find((group) => group?.ingress.some((permission) => isOpen(permission, ports)) === true);
  if (open === undefined) {
    if (!groups.includes(undefined)) return pass(subject);
    return unknown(
      subject,
      context.missing(endpoint.accountId, endpoint.region, ['DescribeSecurityGroups']) ?? 'a security group was not read',
    );
  }
  const permission = open.ingress.find((one) => isOpen(one, ports));
  const blocks = [...(permission?.cidrBlocks ?? []), ...(permission?.ipv6CidrBlocks ?? [])];
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
    remedy: `aws ec2 authorize-security-group-ingress --group-id ${open.securityGroupId} --protocol tcp --port ${ports?.[0] ?? '<port>'} --cidr <callers> --region ${endpoint.region}, then revoke-security-group-ingress for the open block.`,
  };
}

function isOpen(permission: Permission, ports: readonly number[] | null): boolean {
  if (!permission.cidrBlocks.includes('0.0.0.0/0') && !permission.ipv6CidrBlocks.includes('::/0')) return false;
  if (permission.protocol === '-1') return true;
  const isTcp = permission.protocol === 'tcp' || permission.protocol === '6';
  const holds = (port: number): boolean => (permission.fromPort ?? 0) <= port && port <= (permission.toPort ?? 65_535);
  return isTcp && (ports === null || ports.some(holds));
}

import { sortedUnique } from '#shared/base/sort.ts';
import { type Admission, admits } from '#shared/analysis/topology/security.ts';
import type { ConnectionNode, Door, LoadBalancerNode } from '#shared/analysis/topology/topology.ts';
import { ofFamilies } from '../address-families.ts';
import { doorName } from '../endpoint-ports.ts';
import { isLiveConnection, ownServices, withConnections } from '../own-services.ts';
import { loadBalancerSubject, securityGroupSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-11: the load balancer's own security groups see the private addresses of the consumers. */
export const cn11: Rule = {
  id: 'CN-11',
  title: 'Security group of the load balancer blocks consumers',
  severity: 'medium',
  needs: [
    'DescribeVpcEndpointServiceConfigurations',
    'DescribeLoadBalancers',
    'DescribeListeners',
    'DescribeSecurityGroups',
    'DescribeVpcEndpointConnections',
    'DescribeVpcs',
  ],
  lists: ['DescribeVpcEndpointServiceConfigurations', 'DescribeLoadBalancers'],
  trigger:
    'A Network Load Balancer behind a service enforces its inbound rules on PrivateLink traffic, and they do not admit the addresses of a connected VPC on a listener port. Low where part of them is admitted.',
  consequence: 'Connections of the consumer time out behind the endpoint, and nothing on the consumer side shows why.',
  remedy: 'Admit the blocks of the consumers, or turn the enforcement off.',
  documentation: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
  check: (context) =>
    ownServices(context.topology).flatMap((own) => {
      const guarded = own.service.loadBalancers.filter(isGuarded);
      if (guarded.length === 0) return [];
      return withConnections(context, own, (connections) => {
        const live = connections.filter(isLiveConnection);
        return live.length === 0 ? [] : guarded.map((balancer) => judge(context, balancer, live));
      });
    }),
};

/** Without groups nothing is filtered; with them inbound rules apply unless that is turned off. */
function isGuarded({ loadBalancer }: LoadBalancerNode): boolean {
  return (
    loadBalancer.securityGroupIds.length > 0 && loadBalancer.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic?.toLowerCase() !== 'off'
  );
}

function judge(context: RuleContext, { loadBalancer, doors }: LoadBalancerNode, live: readonly ConnectionNode[]): Judgement {
  const subject = loadBalancerSubject(loadBalancer);
  const { accountId, region, securityGroupIds, enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced } = loadBalancer;
  if (doors === null) return unknown(subject, context.missing(accountId, region, ['DescribeListeners']) ?? 'its listeners were not read');
  const onPort = ({ port, protocol }: Door, blocks: readonly string[]): Admission =>
    admits(context.topology.index, securityGroupIds, port, blocks, protocol);
  const everybody = live.some((connection) => mayUseIpv6(connection, context)) ? ['0.0.0.0/0', '::/0'] : ['0.0.0.0/0'];
  const closed = doors.filter((door) => onPort(door, everybody) !== 'all');
  if (closed.length === 0) return pass(subject);
  const consumers = live.map((connection) => ({ connection, blocks: blocksOf(context, connection) }));
  const answers = consumers.flatMap(({ connection, blocks }) =>
    closed.map((door) => ({
      connection,
      port: doorName(door),
      blocks,
      admission: blocks === null ? ('unknown' as const) : onPort(door, blocks),
    })),
  );
  const refused = answers.find((one) => one.admission === 'none') ?? answers.find((one) => one.admission === 'part');
  if (refused === undefined) {
    const doubt = answers.find((one) => one.admission === 'unknown');
    if (doubt === undefined) return pass(subject);
    const missing = context.missing(accountId, region, ['DescribeSecurityGroups']);
    return unknown(subject, missing ?? `the addresses of the consumer of ${doubt.connection.endpointId} are not known`);
  }
  if (enforced === null) return unknown(subject, 'the answer does not say whether inbound rules apply to PrivateLink traffic');
  const groups = securityGroupIds.map((id) => securityGroupSubject({ securityGroupId: id, accountId, region }));
  return {
    status: 'fail',
    subjects: [subject, ...groups],
    severity: refused.admission === 'none' ? 'medium' : 'low',
    summary: `${told(loadBalancer.name, loadBalancer.loadBalancerArn)} admits ${refused.admission === 'none' ? 'nothing' : 'only part'} of ${(refused.blocks ?? []).join(', ')} on port ${refused.port}, from where ${refused.connection.endpointId} is connected.`,
    evidence: [
      {
        api: 'DescribeLoadBalancers',
        fields: { SecurityGroups: securityGroupIds.join(', '), EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced },
      },
      { api: 'DescribeSecurityGroups', fields: { IpPermissions: `port ${refused.port}: ${refused.admission}` } },
      { api: 'DescribeVpcs', fields: { 'CidrBlock of the consumer': sortedUnique(refused.blocks ?? []).join(', ') } },
    ],
    remedy: `aws elbv2 set-security-groups --load-balancer-arn ${loadBalancer.loadBalancerArn} --security-groups ${securityGroupIds.join(' ')} --enforce-security-group-inbound-rules-on-private-link-traffic off --region ${region}; or admit port ${refused.port} from ${(refused.blocks ?? []).join(', ')}`,
  };
}

/** The private addresses from which a consumer may call: those of the subnets with callers where known, else of its VPC. */
function blocksOf(context: RuleContext, connection: ConnectionNode): readonly string[] | null {
  const vpc = connection.consumer.vpcId === null ? undefined : context.topology.vpcNode(connection.consumer.vpcId);
  if (vpc === undefined) return null;
  const endpoint = context.topology.endpointNode(connection.endpointId)?.endpoint ?? { ipAddressType: null };
  const callers = vpc.subnets
    .filter((node) => (node.callers ?? 0) > 0)
    .flatMap(({ subnet }) => ofFamilies(endpoint, subnet.cidrBlock === null ? [] : [subnet.cidrBlock], subnet.ipv6CidrBlocks));
  const blocks = callers.length > 0 ? callers : ofFamilies(endpoint, vpc.vpc.cidrBlocks, vpc.vpc.ipv6CidrBlocks);
  return blocks.length === 0 ? null : blocks;
}

/** Whether callers of a connection may come from IPv6 addresses, as either side tells. */
function mayUseIpv6({ connection, endpointId }: ConnectionNode, context: RuleContext): boolean {
  const type = context.topology.endpointNode(endpointId)?.endpoint.ipAddressType ?? connection?.ipAddressType ?? 'ipv4';
  return type.toLowerCase() !== 'ipv4';
}

import { doorName } from '../endpoint-ports.ts';
import type { LoadBalancerNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-10: each endpoint interface is pinned to one of the load balancers, so they must be alike. */
export const az10: Rule = {
  id: 'AZ-10',
  title: 'Load balancers of one service differ',
  severity: 'medium',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeLoadBalancers', 'DescribeListeners'],
  trigger: 'The load balancers of one endpoint service differ in zones or in listener ports.',
  consequence: 'What a consumer gets depends on the load balancer its network interface was pinned to by chance.',
  remedy: 'Give all load balancers of the service the same zones and listeners.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html',
  check: (context) => context.topology.services.flatMap((service) => judge(context, service) ?? []),
};

function judge(context: RuleContext, service: ServiceNode): Judgement | undefined {
  const { configuration, loadBalancers } = service;
  if (configuration === null) return undefined;
  const count = configuration.networkLoadBalancerArns.length + configuration.gatewayLoadBalancerArns.length;
  if (count < 2) return undefined;
  const subject = serviceSubject(configuration);
  const zones = new Set(loadBalancers.map((node) => node.zones?.zones.join(', ') ?? 'unread'));
  const ports = new Set(loadBalancers.map((node) => node.doors?.map(doorName).join(', ') ?? 'unread'));
  const isUnread = service.unreadLoadBalancers.length > 0 || zones.has('unread') || ports.has('unread');
  if (isUnread)
    return unknown(
      subject,
      context.missing(configuration.accountId, configuration.region, ['DescribeLoadBalancers', 'DescribeListeners']) ??
        'a load balancer of the service was not read',
    );
  if (zones.size === 1 && ports.size === 1) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `The ${count} load balancers of ${service.shortName} (${configuration.serviceId}) differ in ${zones.size > 1 ? 'zones' : 'listeners'}.`,
    evidence: [
      {
        api: 'DescribeLoadBalancers',
        fields: Object.fromEntries(
          loadBalancers.map((node) => [
            nameOf(node),
            `${node.zones?.zones.join(', ') ?? ''}; ports ${node.doors?.map(doorName).join(', ') ?? ''}`,
          ]),
        ),
      },
    ],
  };
}

function nameOf(node: LoadBalancerNode): string {
  return told(node.loadBalancer.name, node.loadBalancer.loadBalancerArn);
}

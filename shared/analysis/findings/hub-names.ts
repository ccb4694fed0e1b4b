import { shortServiceName } from '#shared/model/service-name.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { RuleContext } from './rule.ts';

/** Whether a hosted zone of the VPC leads the service's name to an endpoint in another VPC. */
export function isServedByHub(context: RuleContext, vpc: VpcNode, service: string): boolean {
  return (context.hostedZones.endpointsFor(vpc) ?? []).some(
    ({ endpoint }) =>
      endpoint.vpcId !== vpc.vpc.vpcId && endpoint.serviceName !== null && shortServiceName(endpoint.serviceName) === service,
  );
}

/** Whether the VPC uses names that a hub serves: some hosted zone of it leads to an endpoint of that VPC. */
export function isSpokeOf(context: RuleContext, vpc: VpcNode, hub: VpcNode): boolean {
  return vpc !== hub && (context.hostedZones.endpointsFor(vpc) ?? []).some((node) => node.endpoint.vpcId === hub.vpc.vpcId);
}

import { reachName } from '#shared/analysis/topology/reach-endpoint.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { RuleContext } from './rule.ts';

/** Whether a hosted zone of the VPC leads the service's name to an endpoint in another VPC. */
export function isServedByHub(context: RuleContext, vpc: VpcNode, service: string): boolean {
  return (context.hostedZones.endpointsFor(vpc) ?? []).some(
    (node) => node.endpoint.vpcId !== vpc.vpc.vpcId && node.endpoint.serviceName !== null && reachName(node) === service,
  );
}

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

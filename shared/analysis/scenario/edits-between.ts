/** What changed between two states of an estate, as edits: so that traffic can follow changes that somebody else made. */
import type { NatGatewayId } from '#shared/base/ids.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';

/** Endpoints that came, went or answer otherwise, and NAT gateways that went, with the one that has their subnets now. */
export function editsBetween(before: Topology, after: Topology): readonly ScenarioEdit[] {
  const edits: ScenarioEdit[] = [];
  for (const { endpoint } of after.endpoints) {
    const old = before.endpointNode(endpoint.vpcEndpointId)?.endpoint;
    if (endpoint.serviceName === null || endpoint.vpcId === null) continue;
    if (old === undefined) edits.push({ op: 'add-endpoint', vpcId: endpoint.vpcId, service: endpoint.serviceName });
    else if (wayOf(old) !== wayOf(endpoint))
      edits.push({ op: 'set-private-dns', endpointId: endpoint.vpcEndpointId, enabled: endpoint.privateDnsEnabled === true });
  }
  for (const { endpoint } of before.endpoints)
    if (after.endpointNode(endpoint.vpcEndpointId) === undefined) edits.push({ op: 'remove-endpoint', endpointId: endpoint.vpcEndpointId });
  return [...edits, ...natEdits(before, after)];
}

/** What decides which traffic an endpoint takes. */
function wayOf({ privateDnsEnabled, routeTableIds, securityGroupIds, state }: VpcEndpoint): string {
  return JSON.stringify([privateDnsEnabled, routeTableIds, securityGroupIds, state]);
}

function natEdits(before: Topology, after: Topology): ScenarioEdit[] {
  const standing = new Set<string>(after.natGateways.map(({ natGateway }) => natGateway.natGatewayId));
  return before.natGateways
    .filter(({ natGateway }) => !standing.has(natGateway.natGatewayId))
    .map(({ natGateway, subnetIds }) => {
      const heir = after.natGateways.find((node) => subnetIds.length > 0 && subnetIds.every((id) => node.subnetIds.includes(id)));
      const routesTo: NatGatewayId | undefined = heir?.natGateway.natGatewayId;
      return { op: 'remove-nat', natGatewayId: natGateway.natGatewayId, ...(routesTo === undefined ? {} : { routesTo }) };
    });
}

/** The edits `add-zone` and `remove-zone` of an interface endpoint. */
import type { ZoneId } from '#shared/base/ids.ts';
import { ok } from '#shared/base/outcome.ts';
import { altered, withRecords } from '#shared/model/estate/alter.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { parseServiceName } from '#shared/model/service-name.ts';
import { offeredIn } from '#shared/analysis/cost/service-demand.ts';
import { listedZones } from '#shared/analysis/topology/zone-set.ts';
import { type Edited, type EditOf, type Ground, refused } from './edit.ts';
import { chosenSubnets, endpointIn, hypotheticalInterface, withFreeAddresses } from './endpoint-place.ts';

export function addZone(ground: Ground, edit: EditOf<'add-zone'>): Edited {
  const found = endpointIn(ground, edit.endpointId);
  if (found.kind === 'problem') return found;
  const endpoint = found.value;
  const fault = typeFault(endpoint);
  if (fault !== null) return refused(fault);
  if (subnetsIn(ground, endpoint, edit.zoneId).length > 0) return refused(`${edit.endpointId} stands in ${edit.zoneId} already`);
  const node = endpoint.vpcId === null ? undefined : ground.topology.vpcNode(endpoint.vpcId);
  if (node === undefined) return refused(`the VPC of ${edit.endpointId} is not known`);
  const chosen = chosenSubnets(ground, node, offeredTo(ground, endpoint), { zones: [edit.zoneId] });
  if (chosen.kind === 'problem') return chosen;
  const interfaces = chosen.value.map((subnet) => hypotheticalInterface(endpoint, subnet));
  const subnetIds = chosen.value.map((each) => each.subnet.subnetId);
  const taken = withFreeAddresses(ground.snapshot, subnetIds, -1);
  const wider = withRecords(taken, 'networkInterfaces', interfaces);
  return ok(
    altered(wider, 'vpcEndpoints', (each) =>
      each.vpcEndpointId === endpoint.vpcEndpointId
        ? {
            ...each,
            subnetIds: [...each.subnetIds, ...subnetIds],
            networkInterfaceIds: [...each.networkInterfaceIds, ...interfaces.map((one) => one.networkInterfaceId)],
          }
        : each,
    ),
  );
}

export function removeZone(ground: Ground, edit: EditOf<'remove-zone'>): Edited {
  const found = endpointIn(ground, edit.endpointId);
  if (found.kind === 'problem') return found;
  const endpoint = found.value;
  const fault = typeFault(endpoint);
  if (fault !== null) return refused(fault);
  const leaving = subnetsIn(ground, endpoint, edit.zoneId).map((subnet) => subnet.subnetId);
  if (leaving.length === 0) return refused(`${edit.endpointId} does not stand in ${edit.zoneId}`);
  if (leaving.length === endpoint.subnetIds.length)
    return refused(`${edit.zoneId} is the last zone of ${edit.endpointId}; remove the endpoint instead`);
  const own = new Set<string>(endpoint.networkInterfaceIds);
  const gone = new Set<string>(
    ground.snapshot.networkInterfaces
      .filter((each) => own.has(each.networkInterfaceId) && each.subnetId !== null && leaving.includes(each.subnetId))
      .map((each) => each.networkInterfaceId),
  );
  const freed = withFreeAddresses(ground.snapshot, leaving, 1);
  const narrower = altered(freed, 'networkInterfaces', (each) => (gone.has(each.networkInterfaceId) ? null : each));
  return ok(
    altered(narrower, 'vpcEndpoints', (each) =>
      each.vpcEndpointId === endpoint.vpcEndpointId
        ? {
            ...each,
            subnetIds: each.subnetIds.filter((id) => !leaving.includes(id)),
            networkInterfaceIds: each.networkInterfaceIds.filter((id) => !gone.has(id)),
          }
        : each,
    ),
  );
}

function typeFault(endpoint: VpcEndpoint): string | null {
  return endpoint.vpcEndpointType === 'Interface' || endpoint.vpcEndpointType === 'Resource'
    ? null
    : `${endpoint.vpcEndpointId} is of type ${endpoint.vpcEndpointType}, whose zones cannot be changed`;
}

function subnetsIn({ topology, snapshot }: Ground, endpoint: VpcEndpoint, zoneId: ZoneId): readonly Subnet[] {
  const own = new Set<string>(endpoint.subnetIds);
  return snapshot.subnets.filter((subnet) => own.has(subnet.subnetId) && topology.index.zone(subnet).zoneId === zoneId);
}

function offeredTo({ topology }: Ground, endpoint: VpcEndpoint): readonly ZoneId[] | null {
  const { serviceName } = endpoint;
  if (serviceName === null) return null;
  const { serviceId } = parseServiceName(serviceName);
  const configuration = serviceId === null ? undefined : topology.index.find('endpointServices', serviceId);
  const own = configuration === undefined ? null : listedZones(topology.index, configuration);
  return own?.zones ?? offeredIn(topology.index, endpoint.accountId, endpoint.region, serviceName);
}

import type { SubnetId } from '#shared/base/ids.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { NatGatewayNode, ZoneSet } from './topology.ts';
import { zoneSetOf } from './zone-set.ts';

/** A NAT gateway with its zones and the subnets whose default route leads to it. */
export function natGatewayNode(index: SnapshotIndex, natGateway: NatGateway, subnetIds: readonly SubnetId[]): NatGatewayNode {
  return { natGateway, zones: natGatewayZones(index, natGateway), subnetIds };
}

/**
 * A zonal NAT gateway stands in the zone of its subnet; a regional one has no
 * subnet and names its zones on its addresses.
 */
function natGatewayZones(index: SnapshotIndex, natGateway: NatGateway): ZoneSet | null {
  const subnet = natGateway.subnetId === null ? undefined : index.find('subnets', natGateway.subnetId);
  if (subnet !== undefined) return zoneSetOf([{ ...index.zone(subnet), zoneName: subnet.zoneName }]);
  const fromAddresses = natGateway.addresses.flatMap((address) => {
    if (address.zoneId !== null || address.zoneName !== null)
      return [{ ...index.zone({ ...address, readBy: natGateway.readBy, region: natGateway.region }), zoneName: address.zoneName }];
    const networkInterface = address.networkInterfaceId === null ? undefined : index.find('networkInterfaces', address.networkInterfaceId);
    return networkInterface === undefined ? [] : [{ ...index.zone(networkInterface), zoneName: networkInterface.zoneName }];
  });
  return fromAddresses.length === 0 ? null : zoneSetOf(fromAddresses);
}

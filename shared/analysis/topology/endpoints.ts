import type { SubnetId } from '#shared/base/ids.ts';
import type { NetworkInterface } from '#shared/model/network-interface.ts';
import type { ServiceReference } from '#shared/model/service-name.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { ResolvedZone, SnapshotIndex } from './snapshot-index.ts';
import type { EndpointNode, EndpointPin, ZoneSet } from './topology.ts';
import { noZones, zoneSetOf } from './zone-set.ts';

/** An endpoint with the zones it stands in and the service it names. */
export function endpointNode(index: SnapshotIndex, endpoint: VpcEndpoint): EndpointNode {
  const reference = endpoint.serviceName === null ? null : index.service(endpoint.serviceName).reference;
  const serviceRegion = endpoint.serviceRegion ?? reference?.region ?? endpoint.region;
  const places = endpoint.subnetIds.map((subnetId) => placeOfSubnet(index, endpoint, subnetId));
  return {
    endpoint,
    reference,
    shortName: shortNameOf(index, endpoint, reference),
    zones: endpointZones(endpoint, places),
    pins: places.map(({ subnetId, zoneId, networkInterfaceId }) => ({ subnetId, zoneId, networkInterfaceId })),
    serviceRegion,
    isCrossRegion: serviceRegion !== endpoint.region,
  };
}

/**
 * E of alignment: the zones of the endpoint's subnets, through the network
 * interface where a subnet was not readable. `null` where none could be found.
 */
function endpointZones(endpoint: VpcEndpoint, places: readonly Place[]): ZoneSet | null {
  if (endpoint.vpcEndpointType === 'Gateway' || places.length === 0) return noZones;
  return places.every((place) => place.zoneId === null) ? null : zoneSetOf(places);
}

/** One subnet of an endpoint: where it is, and the network interface in it. */
interface Place extends EndpointPin, ResolvedZone {
  readonly zoneName: Subnet['zoneName'];
}

function placeOfSubnet(index: SnapshotIndex, endpoint: VpcEndpoint, subnetId: SubnetId): Place {
  const networkInterface = interfaceIn(index, endpoint, subnetId);
  const networkInterfaceId = networkInterface?.networkInterfaceId ?? null;
  const teller = index.find('subnets', subnetId) ?? networkInterface;
  if (teller === undefined) return { subnetId, networkInterfaceId, zoneId: null, confidence: 'unknown', zoneName: null };
  const { zoneId, confidence } = index.zone(teller);
  return { subnetId, networkInterfaceId, zoneId, confidence, zoneName: teller.zoneName };
}

function interfaceIn(index: SnapshotIndex, endpoint: VpcEndpoint, subnetId: SubnetId): NetworkInterface | undefined {
  for (const id of endpoint.networkInterfaceIds) {
    const found = index.find('networkInterfaces', id);
    if (found?.subnetId === subnetId) return found;
  }
  return undefined;
}

function shortNameOf(index: SnapshotIndex, endpoint: VpcEndpoint, reference: ServiceReference | null): string {
  if (endpoint.serviceName === null)
    return arnName(endpoint.resourceConfigurationArn ?? endpoint.serviceNetworkArn) ?? endpoint.name ?? endpoint.vpcEndpointId;
  const serviceId = reference?.serviceId ?? null;
  if (serviceId === null) return index.service(endpoint.serviceName).shortName;
  return index.find('endpointServices', serviceId)?.name ?? endpoint.name ?? serviceId;
}

/** The last part of an ARN: `…:servicenetwork/sn-1` is `sn-1`. */
function arnName(arn: string | null): string | null {
  return arn === null ? null : (arn.split('/').at(-1) ?? arn);
}

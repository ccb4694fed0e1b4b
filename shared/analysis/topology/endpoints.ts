import { parseServiceName, shortServiceName } from '#shared/model/service-name.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { EndpointNode, EndpointPin, ZoneSet } from './topology.ts';
import { noZones, zoneSetOf } from './zone-set.ts';

/** An endpoint with the zones it stands in and the service it names. */
export function endpointNode(index: SnapshotIndex, endpoint: VpcEndpoint): EndpointNode {
  const reference = endpoint.serviceName === null ? null : parseServiceName(endpoint.serviceName);
  const serviceRegion = endpoint.serviceRegion ?? reference?.region ?? endpoint.region;
  return {
    endpoint,
    reference,
    shortName: shortNameOf(index, endpoint),
    zones: endpointZones(index, endpoint),
    pins: pinsOf(index, endpoint),
    serviceRegion,
    isCrossRegion: serviceRegion !== endpoint.region,
  };
}

/**
 * E of alignment: the zones of the endpoint's subnets, through the network
 * interface where a subnet was not readable. `null` where none could be found.
 */
function endpointZones(index: SnapshotIndex, endpoint: VpcEndpoint): ZoneSet | null {
  if (endpoint.vpcEndpointType === 'Gateway' || endpoint.subnetIds.length === 0) return noZones;
  const places = endpoint.subnetIds.map((subnetId) => placeOfSubnet(index, endpoint, subnetId));
  return places.every((place) => place.zoneId === null) ? null : zoneSetOf(places);
}

function placeOfSubnet(index: SnapshotIndex, endpoint: VpcEndpoint, subnetId: VpcEndpoint['subnetIds'][number]) {
  const subnet = index.find('subnets', subnetId);
  if (subnet !== undefined) return { ...index.zone(subnet), zoneName: subnet.zoneName };
  const networkInterface = interfaceIn(index, endpoint, subnetId);
  return networkInterface === undefined
    ? { zoneId: null, confidence: 'unknown' as const, zoneName: null }
    : { ...index.zone(networkInterface), zoneName: networkInterface.zoneName };
}

function pinsOf(index: SnapshotIndex, endpoint: VpcEndpoint): readonly EndpointPin[] {
  return endpoint.subnetIds.map((subnetId) => ({
    subnetId,
    zoneId: placeOfSubnet(index, endpoint, subnetId).zoneId,
    networkInterfaceId: interfaceIn(index, endpoint, subnetId)?.networkInterfaceId ?? null,
  }));
}

function interfaceIn(index: SnapshotIndex, endpoint: VpcEndpoint, subnetId: VpcEndpoint['subnetIds'][number]) {
  return endpoint.networkInterfaceIds.map((id) => index.find('networkInterfaces', id)).find((found) => found?.subnetId === subnetId);
}

function shortNameOf(index: SnapshotIndex, endpoint: VpcEndpoint): string {
  if (endpoint.serviceName === null)
    return arnName(endpoint.resourceConfigurationArn ?? endpoint.serviceNetworkArn) ?? endpoint.name ?? endpoint.vpcEndpointId;
  const serviceId = parseServiceName(endpoint.serviceName).serviceId;
  if (serviceId === null) return shortServiceName(endpoint.serviceName);
  return index.find('endpointServices', serviceId)?.name ?? endpoint.name ?? serviceId;
}

/** The last part of an ARN: `…:servicenetwork/sn-1` is `sn-1`. */
function arnName(arn: string | null): string | null {
  return arn === null ? null : (arn.split('/').at(-1) ?? arn);
}

/**
 * Ids of a made-up estate. Every id follows from a name alone, so that one part
 * of a description can point at another part by its name, and so that two
 * builds of the same description are equal.
 */
import type {
  AccountId,
  HostedZoneId,
  NatGatewayId,
  NetworkAclId,
  NetworkInterfaceId,
  PeeringConnectionId,
  PrefixListId,
  Region,
  RouteTableId,
  SecurityGroupId,
  ServiceId,
  ServiceName,
  SubnetId,
  TransitGatewayAttachmentId,
  TransitGatewayId,
  TransitGatewayRouteTableId,
  VpcEndpointId,
  VpcId,
  ZoneId,
  ZoneName,
} from '#shared/base/ids.ts';

/** `length` hexadecimal digits that follow from the name (FNV-1a, one lane per eight digits). */
export function hexOf(name: string, length: number): string {
  let digits = '';
  for (let lane = 0; digits.length < length; lane += 1) {
    let hash = (0x811c9dc5 ^ Math.imul(lane + 1, 0x9e3779b1)) >>> 0;
    for (let index = 0; index < name.length; index += 1) {
      hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
    hash = (hash ^ (hash >>> 13)) >>> 0;
    digits += hash.toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** An id of AWS's present shape: the prefix, `0`, sixteen digits. */
export function idOf<Id extends string>(prefix: string, name: string): Id {
  return `${prefix}-0${hexOf(`${prefix}/${name}`, 16)}` as Id;
}

export const vpcIdOf = (vpc: string): VpcId => idOf('vpc', vpc);
/** A subnet is named by its VPC, its tier and its zone ID. */
export const subnetIdOf = (vpc: string, tier: string, zoneId: ZoneId): SubnetId => idOf('subnet', `${vpc}-${tier}-${zoneId}`);
/** A route table is named `<vpc>-main`, `<vpc>-<tier>`, or `<vpc>-<tier>-<zone id>` where a tier has one per zone. */
export const routeTableIdOf = (name: string): RouteTableId => idOf('rtb', name);
/** A security group is named `<vpc>-<group>`. */
export const securityGroupIdOf = (vpc: string, group: string): SecurityGroupId => idOf('sg', `${vpc}-${group}`);
export const networkAclIdOf = (name: string): NetworkAclId => idOf('acl', name);
export const networkInterfaceIdOf = (name: string): NetworkInterfaceId => idOf('eni', name);
export const natGatewayIdOf = (name: string): NatGatewayId => idOf('nat', name);
/** An endpoint is named by its description, else `<vpc>-<short service name>`. */
export const endpointIdOf = (name: string): VpcEndpointId => idOf('vpce', name);
export const serviceIdOf = (name: string): ServiceId => idOf('vpce-svc', name);
export const transitGatewayIdOf = (name: string): TransitGatewayId => idOf('tgw', name);
export const transitGatewayRouteTableIdOf = (name: string): TransitGatewayRouteTableId => idOf('tgw-rtb', name);
export const attachmentIdOf = (transitGateway: string, vpc: string): TransitGatewayAttachmentId =>
  idOf('tgw-attach', `${transitGateway}/${vpc}`);
export const peeringIdOf = (name: string): PeeringConnectionId => idOf('pcx', name);
export const hostedZoneIdOf = (owner: AccountId, domain: string): HostedZoneId =>
  `Z0${hexOf(`${owner}/${domain}`, 18).toUpperCase()}` as HostedZoneId;
/** The prefix list of a gateway endpoint service, one per Region. */
export const prefixListIdOf = (region: Region, service: string): PrefixListId => `pl-${hexOf(`${region}/${service}`, 8)}` as PrefixListId;

/** `com.amazonaws.us-east-1.kms`. */
export function awsServiceName(region: string, service: string): ServiceName {
  return `com.amazonaws.${region}.${service}` as ServiceName;
}

/** The name of a custom service of this estate, by the name it has in the description. */
export function customServiceName(region: string, service: string): ServiceName {
  return `com.amazonaws.vpce.${region}.${serviceIdOf(service)}` as ServiceName;
}

/** `use1` for `us-east-1`, `apse2` for `ap-southeast-2`: what AZ IDs begin with. */
export function zoneIdPrefix(region: string): string {
  const [area = '', ...rest] = region.split('-');
  const number = rest.pop() ?? '';
  const directions = rest.map((part) =>
    part === 'gov' ? 'g' : part.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0)),
  );
  return `${area}${directions.join('')}${number}`;
}

/** `az4` as `use1-az4`; an ID that is whole already stays as it is. */
export function zoneIdOf(region: string, zone: string): ZoneId {
  return (zone.includes('-') ? zone : `${zoneIdPrefix(region)}-${zone}`) as ZoneId;
}

/** The name an account gives its n-th zone: `us-east-1a`. */
export function zoneNameOf(region: string, index: number): ZoneName {
  return `${region}${String.fromCharCode(97 + index)}` as ZoneName;
}

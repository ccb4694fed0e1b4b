import type { Immutable } from '#shared/base/brand.ts';
import type { NatGatewayId, NetworkInterfaceId, RouteTableId, SubnetId, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { idSchema, optionalFlag, optionalText, originFields, tagsSchema, timeSchema, z, zoneIdSchema, zoneNameSchema } from './schema.ts';
import { enumText, flag, nameOf, tags, text, time, type Wire, type WireContext, wires } from './wire.ts';

export const natGatewayAddressSchema = z.object({
  allocationId: optionalText,
  publicIp: optionalText,
  privateIp: optionalText,
  networkInterfaceId: idSchema<NetworkInterfaceId>().nullable(),
  /** Only regional NAT gateways tell zones here. */
  zoneId: zoneIdSchema.nullable(),
  zoneName: zoneNameSchema.nullable(),
  isPrimary: optionalFlag,
  status: optionalText,
});

export interface NatGatewayAddress extends Immutable<z.infer<typeof natGatewayAddressSchema>> {}

export const natGatewaySchema = z.object({
  ...originFields,
  natGatewayId: idSchema<NatGatewayId>(),
  name: optionalText,
  vpcId: idSchema<VpcId>().nullable(),
  /** The one subnet of a zonal NAT gateway; `null` for a regional one. */
  subnetId: idSchema<SubnetId>().nullable(),
  state: optionalText,
  /** `public` or `private`; `public` where not told, as before 2021. */
  connectivityType: z.string(),
  /** `zonal` or `regional`; `zonal` where not told, as before November 2025. */
  availabilityMode: z.string(),
  /** Regional only: `disabled` means zones are added by hand. */
  autoProvisionZones: optionalText,
  /** Regional only: the route table it owns. */
  routeTableId: idSchema<RouteTableId>().nullable(),
  addresses: z.array(natGatewayAddressSchema),
  failureCode: optionalText,
  failureMessage: optionalText,
  createTime: timeSchema.nullable(),
  tags: tagsSchema,
});

export interface NatGateway extends Immutable<z.infer<typeof natGatewaySchema>> {}

/** A NAT gateway of `DescribeNatGateways`. Deleted ones, which AWS lists for an hour, are kept with their state. */
export function parseNatGateway(wire: Wire, context: WireContext): NatGateway | null {
  const natGatewayId = text<NatGatewayId>(wire, 'NatGatewayId');
  if (natGatewayId === null) return null;
  const tagList = tags(wire);
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    natGatewayId,
    name: nameOf(tagList),
    vpcId: text<VpcId>(wire, 'VpcId'),
    subnetId: text<SubnetId>(wire, 'SubnetId'),
    state: text(wire, 'State'),
    connectivityType: enumText(wire, 'ConnectivityType', ['public', 'private']) ?? 'public',
    availabilityMode: enumText(wire, 'AvailabilityMode', ['zonal', 'regional']) ?? 'zonal',
    autoProvisionZones: text(wire, 'AutoProvisionZones'),
    routeTableId: text<RouteTableId>(wire, 'RouteTableId'),
    addresses: wires(wire, 'NatGatewayAddresses').map(parseAddress),
    failureCode: text(wire, 'FailureCode'),
    failureMessage: text(wire, 'FailureMessage'),
    createTime: time(wire, 'CreateTime'),
    tags: tagList,
  };
}

function parseAddress(wire: Wire): NatGatewayAddress {
  return {
    allocationId: text(wire, 'AllocationId'),
    publicIp: text(wire, 'PublicIp'),
    privateIp: text(wire, 'PrivateIp'),
    networkInterfaceId: text<NetworkInterfaceId>(wire, 'NetworkInterfaceId'),
    zoneId: text<ZoneId>(wire, 'AvailabilityZoneId'),
    zoneName: text<ZoneName>(wire, 'AvailabilityZone'),
    isPrimary: flag(wire, 'IsPrimary'),
    status: text(wire, 'Status'),
  };
}

/** Whether the gateway still exists: `deleted` and `failed` ones forward nothing and cost nothing. */
export function isLiveNatGateway(natGateway: Pick<NatGateway, 'state'>): boolean {
  return natGateway.state !== 'deleted' && natGateway.state !== 'failed' && natGateway.state !== 'deleting';
}

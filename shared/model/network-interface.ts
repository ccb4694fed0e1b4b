import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, InstanceId, NetworkInterfaceId, SecurityGroupId, SubnetId, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { idSchema, optionalFlag, optionalText, originFields, z, zoneIdSchema, zoneNameSchema } from './schema.ts';
import { enumText, flag, inner, text, texts, type Wire, type WireContext, wires } from './wire.ts';

/** The SDK's `NetworkInterfaceType` values, plus those seen on the wire only. */
export const networkInterfaceTypes = [
  'interface',
  'natGateway',
  'efa',
  'efa-only',
  'trunk',
  'branch',
  'load_balancer',
  'network_load_balancer',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
  'vpc_endpoint',
  'transit_gateway',
  'lambda',
  'quicksight',
  'global_accelerator_managed',
  'api_gateway_managed',
  'iot_rules_managed',
  'aws_codestar_connections_managed',
  'ec2_instance_connect_endpoint',
] as const;

export const networkInterfaceSchema = z.object({
  ...originFields,
  networkInterfaceId: idSchema<NetworkInterfaceId>(),
  interfaceType: optionalText,
  subnetId: idSchema<SubnetId>().nullable(),
  vpcId: idSchema<VpcId>().nullable(),
  zoneId: zoneIdSchema.nullable(),
  /** In the naming of `readBy`. */
  zoneName: zoneNameSchema.nullable(),
  /** The primary private IPv4 address first. */
  privateIpAddresses: z.array(z.string()),
  ipv6Addresses: z.array(z.string()),
  publicIp: optionalText,
  securityGroupIds: z.array(idSchema<SecurityGroupId>()),
  requesterManaged: optionalFlag,
  requesterId: optionalText,
  description: optionalText,
  instanceId: idSchema<InstanceId>().nullable(),
  status: optionalText,
});

export interface NetworkInterface extends Immutable<z.infer<typeof networkInterfaceSchema>> {}

/** A network interface of `DescribeNetworkInterfaces`. */
export function parseNetworkInterface(wire: Wire, context: WireContext): NetworkInterface | null {
  const networkInterfaceId = text<NetworkInterfaceId>(wire, 'NetworkInterfaceId');
  if (networkInterfaceId === null) return null;
  const addresses = [
    text(wire, 'PrivateIpAddress'),
    ...wires(wire, 'PrivateIpAddresses').map((address) => text(address, 'PrivateIpAddress')),
  ];
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    networkInterfaceId,
    interfaceType: enumText(wire, 'InterfaceType', networkInterfaceTypes),
    subnetId: text<SubnetId>(wire, 'SubnetId'),
    vpcId: text<VpcId>(wire, 'VpcId'),
    zoneId: text<ZoneId>(wire, 'AvailabilityZoneId'),
    zoneName: text<ZoneName>(wire, 'AvailabilityZone'),
    privateIpAddresses: [...new Set(addresses.filter((address) => address !== null))],
    ipv6Addresses: wires(wire, 'Ipv6Addresses').flatMap((address) => text(address, 'Ipv6Address') ?? []),
    publicIp: text(inner(wire, 'Association'), 'PublicIp'),
    securityGroupIds: [
      ...texts<SecurityGroupId>(wire, 'Groups'),
      ...wires(wire, 'Groups').flatMap((group) => text<SecurityGroupId>(group, 'GroupId') ?? []),
    ],
    requesterManaged: flag(wire, 'RequesterManaged'),
    requesterId: text(wire, 'RequesterId'),
    description: text(wire, 'Description'),
    instanceId: text<InstanceId>(inner(wire, 'Attachment'), 'InstanceId'),
    status: text(wire, 'Status'),
  };
}

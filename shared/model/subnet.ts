import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, SubnetId, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import {
  accountIdSchema,
  idSchema,
  optionalFlag,
  optionalNumber,
  optionalText,
  originFields,
  tagsSchema,
  z,
  zoneIdSchema,
  zoneNameSchema,
} from './schema.ts';
import { flag, nameOf, numeric, tags, text, type Wire, type WireContext, wires } from './wire.ts';

export const subnetSchema = z.object({
  ...originFields,
  subnetId: idSchema<SubnetId>(),
  vpcId: idSchema<VpcId>(),
  name: optionalText,
  cidrBlock: optionalText,
  ipv6CidrBlocks: z.array(z.string()),
  ipv6Native: optionalFlag,
  zoneId: zoneIdSchema.nullable(),
  /** In the naming of `readBy`. */
  zoneName: zoneNameSchema.nullable(),
  availableIpAddressCount: optionalNumber,
  mapPublicIpOnLaunch: optionalFlag,
  /** Set for subnets on an Outpost, which are left out of zone rules. */
  outpostArn: optionalText,
  state: optionalText,
  /** Accounts other than the owner that saw this subnet, through a resource share; sorted. */
  participants: z.array(accountIdSchema),
  tags: tagsSchema,
});

export interface Subnet extends Immutable<z.infer<typeof subnetSchema>> {}

/** A subnet of `DescribeSubnets`. */
export function parseSubnet(wire: Wire, context: WireContext): Subnet | null {
  const subnetId = text<SubnetId>(wire, 'SubnetId');
  const vpcId = text<VpcId>(wire, 'VpcId');
  if (subnetId === null || vpcId === null) return null;
  const tagList = tags(wire);
  const accountId = text<AccountId>(wire, 'OwnerId') ?? context.accountId;
  return {
    accountId,
    region: context.region,
    readBy: context.accountId,
    subnetId,
    vpcId,
    name: nameOf(tagList),
    cidrBlock: text(wire, 'CidrBlock'),
    ipv6CidrBlocks: wires(wire, 'Ipv6CidrBlockAssociationSet').flatMap((block) => text(block, 'Ipv6CidrBlock') ?? []),
    ipv6Native: flag(wire, 'Ipv6Native'),
    zoneId: text<ZoneId>(wire, 'AvailabilityZoneId'),
    zoneName: text<ZoneName>(wire, 'AvailabilityZone'),
    availableIpAddressCount: numeric(wire, 'AvailableIpAddressCount'),
    mapPublicIpOnLaunch: flag(wire, 'MapPublicIpOnLaunch'),
    outpostArn: text(wire, 'OutpostArn'),
    state: text(wire, 'State'),
    participants: accountId === context.accountId ? [] : [context.accountId],
    tags: tagList,
  };
}

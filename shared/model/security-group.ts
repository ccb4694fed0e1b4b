import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, PrefixListId, SecurityGroupId, VpcId } from '#shared/base/ids.ts';
import { idSchema, optionalNumber, optionalText, originFields, tagsSchema, z } from './schema.ts';
import { numeric, tags, text, type Wire, type WireContext, wires } from './wire.ts';

/** One permission: protocol and ports, and everything that may be at the other end. */
export const permissionSchema = z.object({
  /** `tcp`, `udp`, `icmp`, a number as text, or `-1` for all. */
  protocol: z.string(),
  /** Both `null` for all ports. */
  fromPort: optionalNumber,
  toPort: optionalNumber,
  cidrBlocks: z.array(z.string()),
  ipv6CidrBlocks: z.array(z.string()),
  prefixListIds: z.array(idSchema<PrefixListId>()),
  securityGroupIds: z.array(idSchema<SecurityGroupId>()),
});

export interface Permission extends Immutable<z.infer<typeof permissionSchema>> {}

export const securityGroupSchema = z.object({
  ...originFields,
  securityGroupId: idSchema<SecurityGroupId>(),
  groupName: optionalText,
  vpcId: idSchema<VpcId>().nullable(),
  ingress: z.array(permissionSchema),
  egress: z.array(permissionSchema),
  tags: tagsSchema,
});

export interface SecurityGroup extends Immutable<z.infer<typeof securityGroupSchema>> {}

/** A group of `DescribeSecurityGroups`. */
export function parseSecurityGroup(wire: Wire, context: WireContext): SecurityGroup | null {
  const securityGroupId = text<SecurityGroupId>(wire, 'GroupId');
  if (securityGroupId === null) return null;
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    securityGroupId,
    groupName: text(wire, 'GroupName'),
    vpcId: text<VpcId>(wire, 'VpcId'),
    ingress: wires(wire, 'IpPermissions').map(parsePermission),
    egress: wires(wire, 'IpPermissionsEgress').map(parsePermission),
    tags: tags(wire),
  };
}

function parsePermission(wire: Wire): Permission {
  const each = <Text extends string>(list: string, field: string): Text[] =>
    wires(wire, list).flatMap((item) => text<Text>(item, field) ?? []);
  return {
    protocol: text(wire, 'IpProtocol')?.toLowerCase() ?? '-1',
    fromPort: numeric(wire, 'FromPort'),
    toPort: numeric(wire, 'ToPort'),
    cidrBlocks: each('IpRanges', 'CidrIp'),
    ipv6CidrBlocks: each('Ipv6Ranges', 'CidrIpv6'),
    prefixListIds: each<PrefixListId>('PrefixListIds', 'PrefixListId'),
    securityGroupIds: each<SecurityGroupId>('UserIdGroupPairs', 'GroupId'),
  };
}

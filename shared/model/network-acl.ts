import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, NetworkAclId, SubnetId, VpcId } from '#shared/base/ids.ts';
import { idSchema, optionalFlag, optionalNumber, optionalText, originFields, z } from './schema.ts';
import { flag, inner, numeric, text, type Wire, type WireContext, wires } from './wire.ts';

/** One numbered entry; entries are judged in order of their number. */
export const aclEntrySchema = z.object({
  ruleNumber: z.number(),
  egress: z.boolean(),
  /** A protocol number as text, `-1` for all. */
  protocol: z.string(),
  allow: z.boolean(),
  cidrBlock: optionalText,
  ipv6CidrBlock: optionalText,
  fromPort: optionalNumber,
  toPort: optionalNumber,
});

export interface AclEntry extends Immutable<z.infer<typeof aclEntrySchema>> {}

export const networkAclSchema = z.object({
  ...originFields,
  networkAclId: idSchema<NetworkAclId>(),
  vpcId: idSchema<VpcId>().nullable(),
  isDefault: optionalFlag,
  subnetIds: z.array(idSchema<SubnetId>()),
  entries: z.array(aclEntrySchema),
});

export interface NetworkAcl extends Immutable<z.infer<typeof networkAclSchema>> {}

/** A network ACL of `DescribeNetworkAcls`, its entries sorted by direction and number. */
export function parseNetworkAcl(wire: Wire, context: WireContext): NetworkAcl | null {
  const networkAclId = text<NetworkAclId>(wire, 'NetworkAclId');
  if (networkAclId === null) return null;
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    networkAclId,
    vpcId: text<VpcId>(wire, 'VpcId'),
    isDefault: flag(wire, 'IsDefault'),
    subnetIds: wires(wire, 'Associations').flatMap((association) => text<SubnetId>(association, 'SubnetId') ?? []),
    entries: wires(wire, 'Entries').map(parseEntry).sort(entryOrder),
  };
}

function parseEntry(wire: Wire): AclEntry {
  const ports = inner(wire, 'PortRange');
  return {
    ruleNumber: numeric(wire, 'RuleNumber') ?? 0,
    egress: flag(wire, 'Egress') ?? false,
    protocol: text(wire, 'Protocol')?.toLowerCase() ?? '-1',
    allow: text(wire, 'RuleAction')?.toLowerCase() === 'allow',
    cidrBlock: text(wire, 'CidrBlock'),
    ipv6CidrBlock: text(wire, 'Ipv6CidrBlock'),
    fromPort: numeric(ports, 'From'),
    toPort: numeric(ports, 'To'),
  };
}

function entryOrder(a: AclEntry, b: AclEntry): number {
  return Number(a.egress) - Number(b.egress) || a.ruleNumber - b.ruleNumber;
}

import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, DhcpOptionsId, VpcId } from '#shared/base/ids.ts';
import { idSchema, optionalFlag, optionalText, originFields, tagsSchema, z } from './schema.ts';
import { flag, inner, nameOf, tags, text, texts, type Wire, type WireContext, wires } from './wire.ts';

export const vpcSchema = z.object({
  ...originFields,
  vpcId: idSchema<VpcId>(),
  name: optionalText,
  /** The primary IPv4 block first, then the associated ones. */
  cidrBlocks: z.array(z.string()),
  ipv6CidrBlocks: z.array(z.string()),
  isDefault: optionalFlag,
  state: optionalText,
  dhcpOptionsId: idSchema<DhcpOptionsId>().nullable(),
  /** `off`, `block-bidirectional`, `block-ingress`: VPC Block Public Access as it applies to this VPC. */
  internetGatewayBlockMode: optionalText,
  tags: tagsSchema,
});

export interface Vpc extends Immutable<z.infer<typeof vpcSchema>> {}

/** A VPC of `DescribeVpcs`. */
export function parseVpc(wire: Wire, context: WireContext): Vpc | null {
  const vpcId = text<VpcId>(wire, 'VpcId');
  if (vpcId === null) return null;
  const tagList = tags(wire);
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    vpcId,
    name: nameOf(tagList),
    cidrBlocks: cidrBlocks(wire),
    ipv6CidrBlocks: wires(wire, 'Ipv6CidrBlockAssociationSet').flatMap((block) => text(block, 'Ipv6CidrBlock') ?? []),
    isDefault: flag(wire, 'IsDefault'),
    state: text(wire, 'State'),
    dhcpOptionsId: text<DhcpOptionsId>(wire, 'DhcpOptionsId'),
    internetGatewayBlockMode: text(inner(wire, 'BlockPublicAccessStates'), 'InternetGatewayBlockMode'),
    tags: tagList,
  };
}

function cidrBlocks(wire: Wire): string[] {
  const primary = text(wire, 'CidrBlock');
  const associated = wires(wire, 'CidrBlockAssociationSet')
    .filter((block) => !['disassociated', 'failed'].includes(text(inner(block, 'CidrBlockState'), 'State') ?? ''))
    .flatMap((block) => text(block, 'CidrBlock') ?? []);
  return [...new Set([...(primary === null ? [] : [primary]), ...associated])];
}

/** The two DNS attributes of a VPC; each is a call of its own, so either may be unread. */
export const vpcDnsAttributesSchema = z.object({
  ...originFields,
  vpcId: idSchema<VpcId>(),
  enableDnsSupport: optionalFlag,
  enableDnsHostnames: optionalFlag,
});

export interface VpcDnsAttributes extends Immutable<z.infer<typeof vpcDnsAttributesSchema>> {}

/** An answer of `DescribeVpcAttribute`: holds one of the attributes, the others stay `null`. */
export function parseVpcDnsAttributes(wire: Wire, context: WireContext): VpcDnsAttributes | null {
  const vpcId = text<VpcId>(wire, 'VpcId');
  if (vpcId === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    vpcId,
    enableDnsSupport: flag(inner(wire, 'EnableDnsSupport'), 'Value'),
    enableDnsHostnames: flag(inner(wire, 'EnableDnsHostnames'), 'Value'),
  };
}

/** Two answers about the same VPC as one. */
export function mergeVpcDnsAttributes(a: VpcDnsAttributes, b: VpcDnsAttributes): VpcDnsAttributes {
  return {
    ...a,
    enableDnsSupport: a.enableDnsSupport ?? b.enableDnsSupport,
    enableDnsHostnames: a.enableDnsHostnames ?? b.enableDnsHostnames,
  };
}

/** DHCP options of a VPC: which DNS servers its instances ask. */
export const dhcpOptionsSchema = z.object({
  ...originFields,
  dhcpOptionsId: idSchema<DhcpOptionsId>(),
  /** Empty where the set does not say; `AmazonProvidedDNS` is the Resolver of the VPC. */
  domainNameServers: z.array(z.string()),
  domainName: optionalText,
});

export interface DhcpOptions extends Immutable<z.infer<typeof dhcpOptionsSchema>> {}

/** A set of `DescribeDhcpOptions`. */
export function parseDhcpOptions(wire: Wire, context: WireContext): DhcpOptions | null {
  const dhcpOptionsId = text<DhcpOptionsId>(wire, 'DhcpOptionsId');
  if (dhcpOptionsId === null) return null;
  const values = (key: string): string[] =>
    wires(wire, 'DhcpConfigurations')
      .filter((configuration) => text(configuration, 'Key') === key)
      .flatMap((configuration) => [
        ...texts(configuration, 'Values'),
        ...wires(configuration, 'Values').flatMap((v) => text(v, 'Value') ?? []),
      ]);
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    dhcpOptionsId,
    domainNameServers: values('domain-name-servers'),
    domainName: values('domain-name')[0] ?? null,
  };
}

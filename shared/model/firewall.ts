import type { Immutable } from '#shared/base/brand.ts';
import type { SubnetId, VpcId } from '#shared/base/ids.ts';
import { idSchema, optionalText, originFields, z } from './schema.ts';
import { inner, text, type Wire, type WireContext, wires } from './wire.ts';

/** A firewall of AWS Network Firewall: NAT hours and GB behind it are waived one to one. */
export const firewallSchema = z.object({
  ...originFields,
  firewallArn: z.string(),
  name: optionalText,
  vpcId: idSchema<VpcId>().nullable(),
  subnetIds: z.array(idSchema<SubnetId>()),
});

export interface Firewall extends Immutable<z.infer<typeof firewallSchema>> {}

/** The `Firewall` of an answer of Network Firewall `DescribeFirewall`, or an entry of `ListFirewalls`, which tells name and ARN alone. */
export function parseFirewall(wire: Wire, context: WireContext): Firewall | null {
  const firewall = 'Firewall' in wire ? inner(wire, 'Firewall') : wire;
  const firewallArn = text(firewall, 'FirewallArn');
  if (firewallArn === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    firewallArn,
    name: text(firewall, 'FirewallName'),
    vpcId: text<VpcId>(firewall, 'VpcId'),
    subnetIds: wires(firewall, 'SubnetMappings').flatMap((mapping) => text<SubnetId>(mapping, 'SubnetId') ?? []),
  };
}

/** What the list says of a firewall, and what its description adds. */
export function mergeFirewalls(better: Firewall, other: Firewall): Firewall {
  return {
    ...better,
    name: better.name ?? other.name,
    vpcId: better.vpcId ?? other.vpcId,
    subnetIds: better.subnetIds.length > 0 ? better.subnetIds : other.subnetIds,
  };
}

import type { Immutable } from '#shared/base/brand.ts';
import type { NetworkInterfaceId } from '#shared/base/ids.ts';
import { idSchema, optionalText, originFields, z } from './schema.ts';
import { text, type Wire, type WireContext } from './wire.ts';

/** An Elastic IP address. `publicIpv4Pool` other than `amazon` marks an address the customer brought, which costs nothing. */
export const addressSchema = z.object({
  ...originFields,
  publicIp: z.string(),
  allocationId: optionalText,
  networkInterfaceId: idSchema<NetworkInterfaceId>().nullable(),
  publicIpv4Pool: optionalText,
});

export interface Address extends Immutable<z.infer<typeof addressSchema>> {}

/** An address of `DescribeAddresses`. */
export function parseAddress(wire: Wire, context: WireContext): Address | null {
  const publicIp = text(wire, 'PublicIp');
  if (publicIp === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    publicIp,
    allocationId: text(wire, 'AllocationId'),
    networkInterfaceId: text<NetworkInterfaceId>(wire, 'NetworkInterfaceId'),
    publicIpv4Pool: text(wire, 'PublicIpv4Pool'),
  };
}

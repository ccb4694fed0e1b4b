import type { Immutable } from '#shared/base/brand.ts';
import type { SecurityGroupId, VpcId } from '#shared/base/ids.ts';
import { idSchema, optionalNumber, optionalText, originFields, z } from './schema.ts';
import { numeric, text, texts, type Wire, type WireContext } from './wire.ts';

/** An endpoint of Route 53 Resolver: where a VPC asks other DNS servers (`OUTBOUND`), or is asked by them (`INBOUND`). */
export const resolverEndpointSchema = z.object({
  ...originFields,
  resolverEndpointId: z.string(),
  name: optionalText,
  /** `INBOUND`, `OUTBOUND`, `INBOUND_DELEGATION`. */
  direction: optionalText,
  /** The VPC that its network interfaces are in. */
  vpcId: idSchema<VpcId>().nullable(),
  securityGroupIds: z.array(idSchema<SecurityGroupId>()),
  ipAddressCount: optionalNumber,
  status: optionalText,
});

export interface ResolverEndpoint extends Immutable<z.infer<typeof resolverEndpointSchema>> {}

/** An endpoint of Route 53 Resolver `ListResolverEndpoints`. */
export function parseResolverEndpoint(wire: Wire, context: WireContext): ResolverEndpoint | null {
  const resolverEndpointId = text(wire, 'Id');
  if (resolverEndpointId === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    resolverEndpointId,
    name: text(wire, 'Name'),
    direction: text(wire, 'Direction'),
    vpcId: text<VpcId>(wire, 'HostVPCId'),
    securityGroupIds: texts<SecurityGroupId>(wire, 'SecurityGroupIds').sort(),
    ipAddressCount: numeric(wire, 'IpAddressCount'),
    status: text(wire, 'Status'),
  };
}

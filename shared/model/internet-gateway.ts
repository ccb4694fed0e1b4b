import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, InternetGatewayId, VpcId } from '#shared/base/ids.ts';
import { idSchema, originFields, z } from './schema.ts';
import { text, type Wire, type WireContext, wires } from './wire.ts';

/** An internet gateway or an egress-only internet gateway (IPv6). */
export const internetGatewaySchema = z.object({
  ...originFields,
  internetGatewayId: idSchema<InternetGatewayId>(),
  egressOnly: z.boolean(),
  vpcIds: z.array(idSchema<VpcId>()),
});

export interface InternetGateway extends Immutable<z.infer<typeof internetGatewaySchema>> {}

/** A gateway of `DescribeInternetGateways` or `DescribeEgressOnlyInternetGateways`. */
export function parseInternetGateway(wire: Wire, context: WireContext): InternetGateway | null {
  const egressOnlyId = text<InternetGatewayId>(wire, 'EgressOnlyInternetGatewayId');
  const internetGatewayId = egressOnlyId ?? text<InternetGatewayId>(wire, 'InternetGatewayId');
  if (internetGatewayId === null) return null;
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    internetGatewayId,
    egressOnly: egressOnlyId !== null,
    vpcIds: wires(wire, 'Attachments').flatMap((attachment) => text<VpcId>(attachment, 'VpcId') ?? []),
  };
}

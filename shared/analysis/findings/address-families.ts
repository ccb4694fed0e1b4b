import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';

/**
 * Of what is written in both families, what counts for an endpoint: callers of
 * an `ipv6` one come from IPv6 addresses only, those of a `dualstack` one from
 * both. Where AWS tells no type the endpoint is as old as IPv4 alone.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
export function ofFamilies<Item>(
  endpoint: Pick<VpcEndpoint, 'ipAddressType'>,
  ipv4: readonly Item[],
  ipv6: readonly Item[],
): readonly Item[] {
  const type = endpoint.ipAddressType?.toLowerCase() ?? 'ipv4';
  if (type === 'ipv6') return ipv6;
  return type === 'dualstack' ? [...ipv4, ...ipv6] : ipv4;
}

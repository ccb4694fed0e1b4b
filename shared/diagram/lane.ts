import type { ZoneId } from '#shared/base/ids.ts';
import type { EndpointNode, NatGatewayNode, SubnetNode } from '#shared/analysis/topology/topology.ts';

/** A zone of a VPC with what stands in it. */
export interface Lane {
  /** `null` for subnets whose zone ID is not known. */
  readonly zoneId: ZoneId | null;
  /** What the lane is called: the AZ ID, or why there is none. */
  readonly title: string;
  /** The account's own name for the zone, the kind of a zone that is no Availability Zone, or nothing. */
  readonly subtitle: string | null;
  readonly isAvailabilityZone: boolean;
  /** Of a Local or Wavelength Zone: the Availability Zone it hangs on; `null` where nobody tells. */
  readonly parentZoneId: ZoneId | null;
  readonly subnets: readonly SubnetNode[];
  /** Zonal NAT gateways in this lane. */
  readonly natGateways: readonly NatGatewayNode[];
  /** Gateway Load Balancer endpoints of this zone that default routes of the VPC lead through. */
  readonly gates: readonly EndpointNode[];
  /** Default routes of its subnets lead through a gate of the VPC, here or in another zone. */
  readonly passesGate: boolean;
  /** Transit gateways that default routes of this lane lead to. */
  readonly transitGateways: readonly string[];
  /** Where its IPv6 default routes lead; `null` where it has none. */
  readonly ipv6: 'egress-only' | 'internet' | 'other' | null;
}

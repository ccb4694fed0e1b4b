import type { ZoneId } from '#shared/base/ids.ts';
import type { NatGatewayNode, SubnetNode } from '#shared/analysis/topology/topology.ts';

/** A zone of a VPC with what stands in it. */
export interface Lane {
  /** `null` for subnets whose zone ID is not known. */
  readonly zoneId: ZoneId | null;
  /** What the lane is called: the AZ ID, or why there is none. */
  readonly title: string;
  /** The account's own name for the zone, the kind of a zone that is no Availability Zone, or nothing. */
  readonly subtitle: string | null;
  readonly isAvailabilityZone: boolean;
  readonly subnets: readonly SubnetNode[];
  /** Zonal NAT gateways in this lane. */
  readonly natGateways: readonly NatGatewayNode[];
}

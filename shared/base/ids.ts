import type { Brand } from './brand.ts';

/** Twelve digits, or `unknown` where an import does not say whose data it holds. */
export type AccountId = Brand<string, 'AccountId'>;
/** `us-east-1`; `global` for calls that have no Region; `unknown` where an import does not tell. */
export type Region = Brand<string, 'Region'>;
/** `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`, … */
export type Partition = Brand<string, 'Partition'>;
/** An Availability Zone ID such as `use1-az4`: the same building for every account. The only thing zones are compared by. */
export type ZoneId = Brand<string, 'ZoneId'>;
/** An Availability Zone name such as `us-east-1a`: means different buildings in different accounts; never compared across accounts. */
export type ZoneName = Brand<string, 'ZoneName'>;

export type VpcId = Brand<string, 'VpcId'>;
export type SubnetId = Brand<string, 'SubnetId'>;
export type RouteTableId = Brand<string, 'RouteTableId'>;
export type SecurityGroupId = Brand<string, 'SecurityGroupId'>;
export type NetworkAclId = Brand<string, 'NetworkAclId'>;
export type NetworkInterfaceId = Brand<string, 'NetworkInterfaceId'>;
export type NatGatewayId = Brand<string, 'NatGatewayId'>;
export type VpcEndpointId = Brand<string, 'VpcEndpointId'>;
/** `vpce-svc-…`, the id of a custom endpoint service. */
export type ServiceId = Brand<string, 'ServiceId'>;
/** `com.amazonaws.us-east-1.kms` or `com.amazonaws.vpce.us-east-1.vpce-svc-…`. */
export type ServiceName = Brand<string, 'ServiceName'>;
export type LoadBalancerArn = Brand<string, 'LoadBalancerArn'>;
export type TargetGroupArn = Brand<string, 'TargetGroupArn'>;
export type HostedZoneId = Brand<string, 'HostedZoneId'>;
export type TransitGatewayId = Brand<string, 'TransitGatewayId'>;
export type TransitGatewayAttachmentId = Brand<string, 'TransitGatewayAttachmentId'>;
export type TransitGatewayRouteTableId = Brand<string, 'TransitGatewayRouteTableId'>;
export type PeeringConnectionId = Brand<string, 'PeeringConnectionId'>;
export type PrefixListId = Brand<string, 'PrefixListId'>;
export type InternetGatewayId = Brand<string, 'InternetGatewayId'>;
export type DhcpOptionsId = Brand<string, 'DhcpOptionsId'>;
export type InstanceId = Brand<string, 'InstanceId'>;
export type SnapshotId = Brand<string, 'SnapshotId'>;

/** ISO 8601 in UTC, `2026-11-21T04:26:00Z`. */
export type IsoTime = Brand<string, 'IsoTime'>;

/** Stands for an account or Region that the data do not name; shown as "unknown", never guessed. */
export const unknownAccount = 'unknown' as AccountId;
export const unknownRegion = 'unknown' as Region;
/** The Region of calls that have none (STS, Organizations, Route 53). */
export const globalRegion = 'global' as Region;

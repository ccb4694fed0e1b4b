import type { CollectionName } from '#shared/model/collections.ts';
import type { SubjectKind } from '#shared/model/subject.ts';

interface ComparedKind {
  readonly kind: SubjectKind | CollectionName;
  /** Which operation says whether the resource is still there. */
  readonly operation: string;
}

function compared(kind: ComparedKind['kind'], operation: string): ComparedKind {
  return { kind, operation };
}

/**
 * The collections whose records are compared. Left out are what only describes
 * a call (Regions, zones, a consumer's view of a service), and what changes all
 * the time without meaning (network interfaces, instances, health of targets).
 */
export const comparedKinds: { readonly [Name in CollectionName]?: ComparedKind } = {
  vpcs: compared('vpc', 'DescribeVpcs'),
  vpcDnsAttributes: compared('vpcDnsAttributes', 'DescribeVpcAttribute'),
  subnets: compared('subnet', 'DescribeSubnets'),
  routeTables: compared('route-table', 'DescribeRouteTables'),
  securityGroups: compared('security-group', 'DescribeSecurityGroups'),
  networkAcls: compared('network-acl', 'DescribeNetworkAcls'),
  natGateways: compared('nat-gateway', 'DescribeNatGateways'),
  internetGateways: compared('internetGateways', 'DescribeInternetGateways'),
  addresses: compared('addresses', 'DescribeAddresses'),
  vpcEndpoints: compared('vpc-endpoint', 'DescribeVpcEndpoints'),
  endpointServices: compared('endpoint-service', 'DescribeVpcEndpointServiceConfigurations'),
  allowedPrincipals: compared('allowedPrincipals', 'DescribeVpcEndpointServicePermissions'),
  endpointAssociations: compared('endpointAssociations', 'DescribeVpcEndpointAssociations'),
  loadBalancers: compared('load-balancer', 'DescribeLoadBalancers'),
  loadBalancerAttributes: compared('loadBalancerAttributes', 'DescribeLoadBalancerAttributes'),
  listeners: compared('listeners', 'DescribeListeners'),
  targetGroups: compared('target-group', 'DescribeTargetGroups'),
  hostedZoneAssociations: compared('hosted-zone', 'ListHostedZonesByVPC'),
  resolverRules: compared('resolver-rule', 'ListResolverRules'),
  transitGateways: compared('transit-gateway', 'DescribeTransitGateways'),
  transitGatewayAttachments: compared('transitGatewayAttachments', 'DescribeTransitGatewayAttachments'),
  peeringConnections: compared('peering', 'DescribeVpcPeeringConnections'),
  firewalls: compared('firewalls', 'DescribeFirewall'),
};

/** Fields that say who read a record, or that change by themselves. */
export const ignoredFields: ReadonlySet<string> = new Set(['readBy', 'staleSince', 'availableIpAddressCount', 'participants']);

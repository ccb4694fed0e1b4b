/** Which operations the fake answers, from which records, with which filters and page sizes. */
import type { CollectionName, RecordOf } from '#shared/model/collections.ts';
import { attributesTree, listenerTree, loadBalancerTree, targetGroupTree, targetHealthTree } from './load-balancer-trees.ts';
import { isAwsPrefixList } from '#shared/model/prefix-list.ts';
import * as network from './network-trees.ts';
import * as link from './private-link-trees.ts';
import * as transit from './transit-trees.ts';
import type { Tree } from './xml.ts';

/** A record of any kind, as the table's functions take it after the collection has been looked up. */
type AnyRecord = RecordOf<CollectionName>;

/** How one operation is answered. */
export interface Served {
  readonly collection: CollectionName;
  /** The element that holds the list; `null`: the record's own fields are the answer. */
  readonly element: string | null;
  readonly tree: (record: AnyRecord) => Tree;
  /** Most entries of a page; `null`: the operation has no pages. */
  readonly maxResults: number | null;
  /** Fewest entries one may ask for. */
  readonly minResults: number;
  /** What filters and id parameters compare with, by their wire names. */
  readonly keys: Readonly<Record<string, (record: AnyRecord) => string | readonly string[] | null>>;
  /** Parameters without which the call is refused. */
  readonly required: readonly string[];
  readonly only?: (record: AnyRecord) => boolean;
  /** The answer is a list inside one record: its entries, each as a record of its own, are what has pages. */
  readonly entries?: (record: AnyRecord) => readonly AnyRecord[];
}

type Keys<Name extends CollectionName> = Readonly<Record<string, (record: RecordOf<Name>) => string | readonly string[] | null>>;

function serve<Name extends CollectionName>(
  collection: Name,
  element: string | null,
  tree: (record: RecordOf<Name>) => Tree,
  rest: {
    readonly keys?: Keys<Name>;
    readonly maxResults?: number | null;
    readonly minResults?: number;
    readonly required?: readonly string[];
    readonly only?: (record: RecordOf<Name>) => boolean;
    readonly entries?: (record: RecordOf<Name>) => readonly RecordOf<Name>[];
  } = {},
): Served {
  const { keys = {}, maxResults = 1000, minResults = 5, required = [], ...some } = rest;
  return { collection, element, tree, keys, maxResults, minResults, required, ...some } as unknown as Served;
}

const loadBalancerKeys: Keys<'loadBalancers' | 'loadBalancerAttributes' | 'listeners'> = {
  LoadBalancerArns: (record) => record.loadBalancerArn,
  LoadBalancerArn: (record) => record.loadBalancerArn,
};
const targetGroupKeys: Keys<'targetGroupAttributes' | 'targetHealth'> = { TargetGroupArn: (record) => record.targetGroupArn };
const attachmentKeys: Keys<'transitGatewayAttachments'> = {
  'resource-id': (record) => record.resourceId,
  'resource-type': (record) => record.resourceType,
  'transit-gateway-id': (record) => record.transitGatewayId,
  'vpc-id': (record) => record.resourceId,
  TransitGatewayAttachmentIds: (record) => record.transitGatewayAttachmentId,
};

/** EC2, by action. Page sizes from the service model. */
export const ec2Operations: Readonly<Record<string, Served>> = {
  DescribeRegions: serve('regions', 'regionInfo', network.regionTree, { maxResults: null }),
  DescribeAvailabilityZones: serve('zones', 'availabilityZoneInfo', network.zoneTree, { maxResults: null }),
  DescribeVpcs: serve('vpcs', 'vpcSet', network.vpcTree, {
    keys: { 'vpc-id': (record) => record.vpcId, VpcId: (record) => record.vpcId, 'owner-id': (record) => record.accountId },
  }),
  DescribeVpcAttribute: serve('vpcDnsAttributes', null, (record) => ({ vpcId: record.vpcId }), {
    keys: { VpcId: (record) => record.vpcId },
    maxResults: null,
    required: ['VpcId', 'Attribute'],
  }),
  DescribeDhcpOptions: serve('dhcpOptions', 'dhcpOptionsSet', network.dhcpOptionsTree, {
    keys: { DhcpOptionsId: (record) => record.dhcpOptionsId },
  }),
  DescribeSubnets: serve('subnets', 'subnetSet', network.subnetTree, {
    keys: { 'vpc-id': (record) => record.vpcId, 'subnet-id': (record) => record.subnetId, SubnetId: (record) => record.subnetId },
  }),
  DescribeRouteTables: serve('routeTables', 'routeTableSet', network.routeTableTree, {
    maxResults: 100,
    keys: { 'vpc-id': (record) => record.vpcId, RouteTableId: (record) => record.routeTableId },
  }),
  DescribeSecurityGroups: serve('securityGroups', 'securityGroupInfo', network.securityGroupTree, {
    keys: {
      'vpc-id': (record) => record.vpcId,
      'group-id': (record) => record.securityGroupId,
      GroupId: (record) => record.securityGroupId,
    },
  }),
  DescribeNetworkAcls: serve('networkAcls', 'networkAclSet', network.networkAclTree, { keys: { 'vpc-id': (record) => record.vpcId } }),
  DescribeNetworkInterfaces: serve('networkInterfaces', 'networkInterfaceSet', network.networkInterfaceTree, {
    keys: {
      'vpc-id': (record) => record.vpcId,
      'subnet-id': (record) => record.subnetId,
      NetworkInterfaceId: (record) => record.networkInterfaceId,
    },
  }),
  DescribeInternetGateways: serve('internetGateways', 'internetGatewaySet', network.internetGatewayTree, {
    keys: { 'attachment.vpc-id': (record) => record.vpcIds },
    only: (record) => !record.egressOnly,
  }),
  DescribeEgressOnlyInternetGateways: serve('internetGateways', 'egressOnlyInternetGatewaySet', network.internetGatewayTree, {
    maxResults: 255,
    only: (record) => record.egressOnly,
  }),
  DescribeNatGateways: serve('natGateways', 'natGatewaySet', network.natGatewayTree, {
    keys: { 'vpc-id': (record) => record.vpcId, state: (record) => record.state, NatGatewayId: (record) => record.natGatewayId },
  }),
  DescribeAddresses: serve('addresses', 'addressesSet', network.addressTree, { maxResults: null }),
  DescribeInstances: serve('instances', 'reservationSet', network.reservationTree, {
    keys: { 'vpc-id': (record) => record.vpcId, InstanceId: (record) => record.instanceId },
  }),
  DescribePrefixLists: serve('prefixLists', 'prefixListSet', network.prefixListTree, {
    keys: { 'prefix-list-name': (record) => record.prefixListName, PrefixListId: (record) => record.prefixListId },
    only: isAwsPrefixList,
  }),
  DescribeManagedPrefixLists: serve('prefixLists', 'prefixListSet', network.managedPrefixListTree, {
    maxResults: 100,
    minResults: 1,
    keys: { 'prefix-list-name': (record) => record.prefixListName, PrefixListId: (record) => record.prefixListId },
  }),
  GetManagedPrefixListEntries: serve('prefixLists', 'entrySet', network.prefixListEntryTree, {
    maxResults: 100,
    minResults: 1,
    keys: { PrefixListId: (record) => record.prefixListId },
    required: ['PrefixListId'],
    entries: (record) => (record.cidrBlocks ?? []).map((block) => ({ ...record, cidrBlocks: [block] })),
  }),
  DescribeVpcEndpoints: serve('vpcEndpoints', 'vpcEndpointSet', link.vpcEndpointTree, {
    keys: {
      'vpc-id': (record) => record.vpcId,
      'service-name': (record) => record.serviceName,
      'vpc-endpoint-type': (record) => record.vpcEndpointType,
      VpcEndpointId: (record) => record.vpcEndpointId,
    },
  }),
  DescribeVpcEndpointServices: serve('serviceDetails', 'serviceDetailSet', link.serviceDetailTree, {
    keys: {
      'service-name': (record) => record.serviceName,
      'service-type': (record) => record.serviceTypes,
      owner: (record) => record.owner,
      ServiceName: (record) => record.serviceName,
      ServiceRegion: (record) => record.serviceRegion,
    },
  }),
  DescribeVpcEndpointServiceConfigurations: serve('endpointServices', 'serviceConfigurationSet', link.serviceConfigurationTree, {
    keys: { 'service-id': (record) => record.serviceId, ServiceId: (record) => record.serviceId },
  }),
  DescribeVpcEndpointConnections: serve('endpointConnections', 'vpcEndpointConnectionSet', link.connectionTree, {
    keys: { 'service-id': (record) => record.serviceId, 'vpc-endpoint-id': (record) => record.vpcEndpointId },
  }),
  DescribeVpcEndpointServicePermissions: serve('allowedPrincipals', 'allowedPrincipals', link.allowedPrincipalTree, {
    keys: { ServiceId: (record) => record.serviceId },
    required: ['ServiceId'],
  }),
  DescribeVpcEndpointAssociations: serve('endpointAssociations', 'vpcEndpointAssociationSet', link.associationTree, {
    maxResults: 100,
    minResults: 1,
    keys: { 'vpc-endpoint-id': (record) => record.vpcEndpointId },
  }),
  DescribeTransitGateways: serve('transitGateways', 'transitGatewaySet', transit.transitGatewayTree, {
    keys: { TransitGatewayIds: (record) => record.transitGatewayId },
  }),
  DescribeTransitGatewayAttachments: serve('transitGatewayAttachments', 'transitGatewayAttachments', transit.attachmentTree, {
    keys: attachmentKeys,
  }),
  DescribeTransitGatewayVpcAttachments: serve('transitGatewayAttachments', 'transitGatewayVpcAttachments', transit.vpcAttachmentTree, {
    keys: attachmentKeys,
    only: (record) => record.resourceType === 'vpc',
  }),
  DescribeTransitGatewayRouteTables: serve('transitGatewayRouteTables', 'transitGatewayRouteTables', transit.transitGatewayRouteTableTree, {
    keys: { 'transit-gateway-id': (record) => record.transitGatewayId },
  }),
  SearchTransitGatewayRoutes: serve('transitGatewayRoutes', 'routeSet', transit.transitGatewayRouteTree, {
    keys: {
      TransitGatewayRouteTableId: (record) => record.transitGatewayRouteTableId,
      state: (record) => record.state,
      type: (record) => record.type,
    },
    required: ['TransitGatewayRouteTableId', 'Filter.1.Name'],
  }),
  DescribeVpcPeeringConnections: serve('peeringConnections', 'vpcPeeringConnectionSet', transit.peeringTree, {
    keys: { VpcPeeringConnectionId: (record) => record.peeringConnectionId },
  }),
};

/** ELBv2, by action: pages by `Marker`. */
export const loadBalancingOperations: Readonly<Record<string, Served>> = {
  DescribeLoadBalancers: serve('loadBalancers', 'LoadBalancers', loadBalancerTree, {
    keys: loadBalancerKeys,
    maxResults: 400,
    minResults: 1,
  }),
  DescribeLoadBalancerAttributes: serve('loadBalancerAttributes', null, attributesTree, {
    keys: loadBalancerKeys,
    maxResults: null,
    required: ['LoadBalancerArn'],
  }),
  DescribeListeners: serve('listeners', 'Listeners', listenerTree, { keys: loadBalancerKeys, maxResults: 400, minResults: 1 }),
  DescribeTargetGroups: serve('targetGroups', 'TargetGroups', targetGroupTree, {
    keys: { LoadBalancerArn: (record) => record.loadBalancerArns, TargetGroupArns: (record) => record.targetGroupArn },
    maxResults: 400,
    minResults: 1,
  }),
  DescribeTargetGroupAttributes: serve('targetGroupAttributes', null, attributesTree, {
    keys: targetGroupKeys,
    maxResults: null,
    required: ['TargetGroupArn'],
  }),
  DescribeTargetHealth: serve('targetHealth', null, targetHealthTree, {
    keys: targetGroupKeys,
    maxResults: null,
    required: ['TargetGroupArn'],
  }),
};

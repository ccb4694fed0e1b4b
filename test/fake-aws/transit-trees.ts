/** Transit gateways and peering in EC2's own words and casing. */
import type { RecordOf } from '#shared/model/collections.ts';
import { tagSet } from './network-trees.ts';
import type { Tree } from './xml.ts';

export function transitGatewayTree(record: RecordOf<'transitGateways'>): Tree {
  return { transitGatewayId: record.transitGatewayId, state: record.state, ownerId: record.accountId, tagSet: tagSet(record.tags) };
}

/** What both calls say of an attachment; `resourceType` and the association only one of them. */
export function attachmentTree(record: RecordOf<'transitGatewayAttachments'>): Tree {
  return {
    transitGatewayAttachmentId: record.transitGatewayAttachmentId,
    transitGatewayId: record.transitGatewayId,
    transitGatewayOwnerId: record.transitGatewayOwnerId,
    resourceOwnerId: record.resourceOwnerId,
    resourceType: record.resourceType,
    resourceId: record.resourceId,
    state: record.state,
    association:
      record.associatedRouteTableId === null ? null : { transitGatewayRouteTableId: record.associatedRouteTableId, state: 'associated' },
    tagSet: [],
  };
}

export function vpcAttachmentTree(record: RecordOf<'transitGatewayAttachments'>): Tree {
  return {
    transitGatewayAttachmentId: record.transitGatewayAttachmentId,
    transitGatewayId: record.transitGatewayId,
    vpcId: record.resourceId,
    vpcOwnerId: record.resourceOwnerId,
    state: record.state,
    subnetIds: record.subnetIds ?? [],
    options: { dnsSupport: record.dnsSupport, ipv6Support: 'disable', applianceModeSupport: record.applianceModeSupport },
    tagSet: [],
  };
}

export function transitGatewayRouteTableTree(record: RecordOf<'transitGatewayRouteTables'>): Tree {
  return {
    transitGatewayRouteTableId: record.transitGatewayRouteTableId,
    transitGatewayId: record.transitGatewayId,
    state: record.state,
    tagSet: [],
  };
}

export function transitGatewayRouteTree(record: RecordOf<'transitGatewayRoutes'>): Tree {
  const destination = record.destination.startsWith('pl-') ? 'prefixListId' : 'destinationCidrBlock';
  return {
    [destination]: record.destination,
    transitGatewayAttachments: record.attachments.map(({ resourceId, resourceType, transitGatewayAttachmentId }) => ({
      resourceId,
      resourceType,
      transitGatewayAttachmentId,
    })),
    type: record.type,
    state: record.state,
  };
}

export function peeringTree(record: RecordOf<'peeringConnections'>): Tree {
  return {
    vpcPeeringConnectionId: record.peeringConnectionId,
    requesterVpcInfo: peerTree(record.requester),
    accepterVpcInfo: peerTree(record.accepter),
    status: { code: record.status, message: record.status },
    tagSet: record.name === null ? [] : [{ key: 'Name', value: record.name }],
  };
}

function peerTree(peer: RecordOf<'peeringConnections'>['requester']): Tree {
  return {
    vpcId: peer.vpcId,
    ownerId: peer.accountId,
    region: peer.region,
    cidrBlock: peer.cidrBlocks[0],
    cidrBlockSet: peer.cidrBlocks.map((cidrBlock) => ({ cidrBlock })),
    peeringOptions:
      peer.allowDnsResolutionFromRemoteVpc === null ? null : { allowDnsResolutionFromRemoteVpc: peer.allowDnsResolutionFromRemoteVpc },
  };
}

/** Records of the core network in EC2's own words and casing. */
import type { RecordOf } from '#shared/model/collections.ts';
import { isAwsPrefixList } from '#shared/model/prefix-list.ts';
import type { Permission } from '#shared/model/security-group.ts';
import type { Route } from '#shared/model/route-table.ts';
import type { Tree } from './xml.ts';

type TagList = readonly { readonly key: string; readonly value: string }[];

/** Tags as a set; AWS sends an empty set where there are none. */
export function tagSet(tags: TagList): Tree {
  return tags.map((tag) => ({ key: tag.key, value: tag.value }));
}

/** `PendingAcceptance` as the wire has it: `pendingAcceptance`. */
export function camelCase(value: string | null): string | null {
  return value === null ? null : value.charAt(0).toLowerCase() + value.slice(1);
}

export function regionTree(record: RecordOf<'regions'>): Tree {
  return { regionName: record.region, regionEndpoint: `ec2.${record.region}.amazonaws.com`, optInStatus: record.optInStatus };
}

export function zoneTree(record: RecordOf<'zones'>): Tree {
  return {
    zoneName: record.zoneName,
    zoneId: record.zoneId,
    zoneState: record.state,
    regionName: record.region,
    zoneType: record.zoneType,
    parentZoneId: record.parentZoneId,
    optInStatus: 'opt-in-not-required',
  };
}

export function vpcTree(record: RecordOf<'vpcs'>): Tree {
  return {
    vpcId: record.vpcId,
    ownerId: record.accountId,
    state: record.state,
    cidrBlock: record.cidrBlocks[0],
    cidrBlockAssociationSet: record.cidrBlocks.map((cidrBlock) => ({ cidrBlock, cidrBlockState: { state: 'associated' } })),
    ipv6CidrBlockAssociationSet: record.ipv6CidrBlocks.map((ipv6CidrBlock) => ({ ipv6CidrBlock })),
    dhcpOptionsId: record.dhcpOptionsId,
    isDefault: record.isDefault,
    blockPublicAccessStates:
      record.internetGatewayBlockMode === null ? null : { internetGatewayBlockMode: record.internetGatewayBlockMode },
    tagSet: tagSet(record.tags),
  };
}

export function dhcpOptionsTree(record: RecordOf<'dhcpOptions'>): Tree {
  const values = (list: readonly string[]): Tree => list.map((value) => ({ value }));
  return {
    dhcpOptionsId: record.dhcpOptionsId,
    ownerId: record.accountId,
    dhcpConfigurationSet: [
      ...(record.domainName === null ? [] : [{ key: 'domain-name', valueSet: values([record.domainName]) }]),
      { key: 'domain-name-servers', valueSet: values(record.domainNameServers) },
    ],
    tagSet: [],
  };
}

export function subnetTree(record: RecordOf<'subnets'>): Tree {
  return {
    subnetId: record.subnetId,
    subnetArn: `arn:aws:ec2:${record.region}:${record.accountId}:subnet/${record.subnetId}`,
    vpcId: record.vpcId,
    ownerId: record.accountId,
    state: record.state,
    cidrBlock: record.cidrBlock,
    ipv6CidrBlockAssociationSet: record.ipv6CidrBlocks.map((ipv6CidrBlock) => ({ ipv6CidrBlock })),
    ipv6Native: record.ipv6Native,
    availabilityZone: record.zoneName,
    availabilityZoneId: record.zoneId,
    availableIpAddressCount: record.availableIpAddressCount,
    mapPublicIpOnLaunch: record.mapPublicIpOnLaunch,
    outpostArn: record.outpostArn,
    tagSet: tagSet(record.tags),
  };
}

export function routeTableTree(record: RecordOf<'routeTables'>): Tree {
  const associated = { associationState: { state: 'associated' }, routeTableId: record.routeTableId };
  return {
    routeTableId: record.routeTableId,
    vpcId: record.vpcId,
    ownerId: record.accountId,
    associationSet: [
      ...(record.isMain ? [{ ...associated, main: true }] : []),
      ...record.subnetIds.map((subnetId) => ({ ...associated, main: false, subnetId })),
      ...record.gatewayIds.map((gatewayId) => ({ ...associated, main: false, gatewayId })),
    ],
    routeSet: record.routes.map(routeTree),
    propagatingVgwSet: [],
    tagSet: tagSet(record.tags),
  };
}

const targetElements: Readonly<Record<Route['targetKind'], string | null>> = {
  gateway: 'gatewayId',
  'nat-gateway': 'natGatewayId',
  'transit-gateway': 'transitGatewayId',
  peering: 'vpcPeeringConnectionId',
  'network-interface': 'networkInterfaceId',
  'egress-only-internet-gateway': 'egressOnlyInternetGatewayId',
  'local-gateway': 'localGatewayId',
  'carrier-gateway': 'carrierGatewayId',
  'core-network': 'coreNetworkArn',
  'odb-network': 'odbNetworkArn',
  unknown: null,
};

const destinationElements = { ipv4: 'destinationCidrBlock', ipv6: 'destinationIpv6CidrBlock', 'prefix-list': 'destinationPrefixListId' };

function routeTree(route: Route): Tree {
  const target = targetElements[route.targetKind];
  return {
    [destinationElements[route.destinationKind]]: route.destination,
    ...(target === null ? {} : { [target]: route.target }),
    state: route.state,
    origin: route.origin,
  };
}

export function securityGroupTree(record: RecordOf<'securityGroups'>): Tree {
  return {
    groupId: record.securityGroupId,
    groupName: record.groupName,
    groupDescription: record.groupName,
    vpcId: record.vpcId,
    ownerId: record.accountId,
    ipPermissions: record.ingress.map(permissionTree),
    ipPermissionsEgress: record.egress.map(permissionTree),
    tagSet: tagSet(record.tags),
  };
}

function permissionTree(permission: Permission): Tree {
  return {
    ipProtocol: permission.protocol,
    fromPort: permission.fromPort,
    toPort: permission.toPort,
    groups: permission.securityGroupIds.map((groupId) => ({ groupId })),
    ipRanges: permission.cidrBlocks.map((cidrIp) => ({ cidrIp })),
    ipv6Ranges: permission.ipv6CidrBlocks.map((cidrIpv6) => ({ cidrIpv6 })),
    prefixListIds: permission.prefixListIds.map((prefixListId) => ({ prefixListId })),
  };
}

export function networkAclTree(record: RecordOf<'networkAcls'>): Tree {
  return {
    networkAclId: record.networkAclId,
    vpcId: record.vpcId,
    ownerId: record.accountId,
    default: record.isDefault,
    associationSet: record.subnetIds.map((subnetId) => ({ subnetId, networkAclId: record.networkAclId })),
    entrySet: record.entries.map((entry) => ({
      ruleNumber: entry.ruleNumber,
      protocol: entry.protocol,
      ruleAction: entry.allow ? 'allow' : 'deny',
      egress: entry.egress,
      cidrBlock: entry.cidrBlock,
      ipv6CidrBlock: entry.ipv6CidrBlock,
      portRange: entry.fromPort === null ? null : { from: entry.fromPort, to: entry.toPort },
    })),
    tagSet: [],
  };
}

export function networkInterfaceTree(record: RecordOf<'networkInterfaces'>): Tree {
  return {
    networkInterfaceId: record.networkInterfaceId,
    subnetId: record.subnetId,
    vpcId: record.vpcId,
    availabilityZone: record.zoneName,
    availabilityZoneId: record.zoneId,
    description: record.description ?? '',
    ownerId: record.accountId,
    requesterId: record.requesterId,
    requesterManaged: record.requesterManaged,
    status: record.status,
    privateIpAddress: record.privateIpAddresses[0],
    groupSet: record.securityGroupIds.map((groupId) => ({ groupId })),
    attachment: record.instanceId === null ? null : { instanceId: record.instanceId, status: 'attached' },
    association: record.publicIp === null ? null : { publicIp: record.publicIp },
    tagSet: [],
    privateIpAddressesSet: record.privateIpAddresses.map((privateIpAddress, index) => ({ privateIpAddress, primary: index === 0 })),
    ipv6AddressesSet: record.ipv6Addresses.map((ipv6Address) => ({ ipv6Address })),
    interfaceType: record.interfaceType === 'natGateway' ? 'nat_gateway' : record.interfaceType,
  };
}

/** Both kinds: the name of the id tells which. */
export function internetGatewayTree(record: RecordOf<'internetGateways'>): Tree {
  const attachmentSet = record.vpcIds.map((vpcId) => ({ vpcId, state: 'available' }));
  if (record.egressOnly) return { egressOnlyInternetGatewayId: record.internetGatewayId, attachmentSet, tagSet: [] };
  return { internetGatewayId: record.internetGatewayId, ownerId: record.accountId, attachmentSet, tagSet: [] };
}

export function natGatewayTree(record: RecordOf<'natGateways'>): Tree {
  return {
    natGatewayId: record.natGatewayId,
    vpcId: record.vpcId,
    subnetId: record.subnetId,
    state: record.state,
    createTime: record.createTime,
    connectivityType: record.connectivityType,
    availabilityMode: record.availabilityMode,
    autoProvisionZones: record.autoProvisionZones,
    routeTableId: record.routeTableId,
    failureCode: record.failureCode,
    failureMessage: record.failureMessage,
    natGatewayAddressSet: record.addresses.map((address) => ({
      allocationId: address.allocationId,
      publicIp: address.publicIp,
      privateIp: address.privateIp,
      networkInterfaceId: address.networkInterfaceId,
      availabilityZone: address.zoneName,
      availabilityZoneId: address.zoneId,
      isPrimary: address.isPrimary,
      status: address.status,
    })),
    tagSet: tagSet(record.tags),
  };
}

export function addressTree(record: RecordOf<'addresses'>): Tree {
  const { publicIp, allocationId, networkInterfaceId, publicIpv4Pool } = record;
  return { publicIp, allocationId, domain: 'vpc', networkInterfaceId, publicIpv4Pool, networkBorderGroup: record.region };
}

/** Each instance in a reservation of its own. */
export function reservationTree(record: RecordOf<'instances'>): Tree {
  return {
    reservationId: `r-${record.instanceId.slice(2)}`,
    ownerId: record.accountId,
    instancesSet: [
      {
        instanceId: record.instanceId,
        instanceState: { code: 16, name: record.state },
        placement: { availabilityZone: record.zoneName, availabilityZoneId: record.zoneId },
        subnetId: record.subnetId,
        vpcId: record.vpcId,
        privateIpAddress: record.privateIpAddress,
      },
    ],
  };
}

export function prefixListTree(record: RecordOf<'prefixLists'>): Tree {
  return { prefixListId: record.prefixListId, prefixListName: record.prefixListName, cidrSet: record.cidrBlocks ?? [] };
}

/** One entry of a list, as `served.ts` takes them apart. */
export function prefixListEntryTree(record: RecordOf<'prefixLists'>): Tree {
  return { cidr: record.cidrBlocks?.[0] ?? null, description: 'an entry' };
}

export function managedPrefixListTree(record: RecordOf<'prefixLists'>): Tree {
  return {
    prefixListId: record.prefixListId,
    prefixListName: record.prefixListName,
    ownerId: isAwsPrefixList(record) ? 'AWS' : record.accountId,
    addressFamily: 'IPv4',
    state: 'create-complete',
    tagSet: [],
  };
}

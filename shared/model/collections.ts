/**
 * Every kind of record a snapshot holds: its schema, what identifies one record
 * of it, and how two sightings of the same record become one. Everything that
 * treats all kinds alike (merging, saving, diffing, streaming) walks this table.
 */
import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { regionKey, regionRecordSchema } from './account.ts';
import { accountAliasSchema } from './account-alias.ts';
import { addressSchema } from './address.ts';
import {
  dnsRecordKey,
  dnsRecordSchema,
  hostedZoneAssociationKey,
  hostedZoneAssociationSchema,
  profileAssociationSchema,
  resolverRuleAssociationSchema,
  resolverRuleSchema,
} from './dns.ts';
import { dnsProfileSchema, profileResourceSchema } from './dns-profile.ts';
import {
  allowedPrincipalKey,
  allowedPrincipalSchema,
  endpointAssociationSchema,
  endpointConnectionKey,
  endpointConnectionSchema,
  endpointServiceSchema,
  serviceDetailKey,
  serviceDetailSchema,
} from './endpoint-service.ts';
import { firewallSchema, mergeFirewalls } from './firewall.ts';
import { instanceSchema } from './instance.ts';
import { internetGatewaySchema } from './internet-gateway.ts';
import {
  listenerSchema,
  loadBalancerAttributesSchema,
  loadBalancerSchema,
  targetGroupAttributesSchema,
  targetGroupSchema,
  targetHealthSchema,
} from './load-balancer.ts';
import { natGatewaySchema } from './nat-gateway.ts';
import { networkAclSchema } from './network-acl.ts';
import { networkInterfaceSchema } from './network-interface.ts';
import { mergePrefixLists, prefixListSchema } from './prefix-list.ts';
import { resolverEndpointSchema } from './resolver-endpoint.ts';
import { routeTableSchema } from './route-table.ts';
import type { z } from './schema.ts';
import { securityGroupSchema } from './security-group.ts';
import { type Subnet, subnetSchema } from './subnet.ts';
import {
  mergeTransitGatewayAttachments,
  peeringConnectionSchema,
  transitGatewayAttachmentSchema,
  transitGatewayRouteKey,
  transitGatewayRouteSchema,
  transitGatewayRouteTableSchema,
  transitGatewaySchema,
} from './transit.ts';
import { dhcpOptionsSchema, mergeVpcDnsAttributes, vpcDnsAttributesSchema, vpcSchema } from './vpc.ts';
import { vpcEndpointSchema } from './vpc-endpoint.ts';
import { zoneKey, zoneSchema } from './zone.ts';

/** The fields every record has. */
export interface AnyRecord {
  readonly accountId: AccountId;
  readonly readBy: AccountId;
  readonly region: string;
  readonly staleSince?: string | undefined;
}

interface Collection<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Two records with the same key are the same resource. */
  readonly key: (record: Immutable<z.infer<Schema>>) => string;
  /** Joins what two sightings know; without it the better sighting is taken whole. `better` comes first. */
  readonly merge?: (better: Immutable<z.infer<Schema>>, other: Immutable<z.infer<Schema>>) => Immutable<z.infer<Schema>>;
}

function collection<Schema extends z.ZodType>(
  schema: Schema,
  key: Collection<Schema>['key'],
  merge?: NonNullable<Collection<Schema>['merge']>,
): Collection<Schema> {
  return merge === undefined ? { schema, key } : { schema, key, merge };
}

export const collections = {
  regions: collection(regionRecordSchema, regionKey),
  accountAliases: collection(accountAliasSchema, (record) => record.accountId),
  zones: collection(zoneSchema, zoneKey),
  vpcs: collection(vpcSchema, (record) => record.vpcId),
  vpcDnsAttributes: collection(vpcDnsAttributesSchema, (record) => record.vpcId, mergeVpcDnsAttributes),
  dhcpOptions: collection(dhcpOptionsSchema, (record) => record.dhcpOptionsId),
  subnets: collection(subnetSchema, (record) => record.subnetId, mergeSubnets),
  routeTables: collection(routeTableSchema, (record) => record.routeTableId),
  securityGroups: collection(securityGroupSchema, (record) => record.securityGroupId),
  networkAcls: collection(networkAclSchema, (record) => record.networkAclId),
  networkInterfaces: collection(networkInterfaceSchema, (record) => record.networkInterfaceId),
  internetGateways: collection(internetGatewaySchema, (record) => record.internetGatewayId),
  natGateways: collection(natGatewaySchema, (record) => record.natGatewayId),
  addresses: collection(addressSchema, (record) => record.publicIp),
  instances: collection(instanceSchema, (record) => record.instanceId),
  prefixLists: collection(prefixListSchema, (record) => `${record.region}/${record.prefixListId}`, mergePrefixLists),
  vpcEndpoints: collection(vpcEndpointSchema, (record) => record.vpcEndpointId),
  endpointServices: collection(endpointServiceSchema, (record) => record.serviceId),
  serviceDetails: collection(serviceDetailSchema, serviceDetailKey),
  endpointConnections: collection(endpointConnectionSchema, endpointConnectionKey),
  allowedPrincipals: collection(allowedPrincipalSchema, allowedPrincipalKey),
  endpointAssociations: collection(endpointAssociationSchema, (record) => record.associationId),
  loadBalancers: collection(loadBalancerSchema, (record) => record.loadBalancerArn),
  loadBalancerAttributes: collection(loadBalancerAttributesSchema, (record) => record.loadBalancerArn),
  listeners: collection(listenerSchema, (record) => record.listenerArn),
  targetGroups: collection(targetGroupSchema, (record) => record.targetGroupArn),
  targetGroupAttributes: collection(targetGroupAttributesSchema, (record) => record.targetGroupArn),
  targetHealth: collection(targetHealthSchema, (record) => record.targetGroupArn),
  hostedZoneAssociations: collection(hostedZoneAssociationSchema, hostedZoneAssociationKey),
  dnsRecords: collection(dnsRecordSchema, dnsRecordKey),
  resolverRules: collection(resolverRuleSchema, (record) => record.resolverRuleId),
  resolverRuleAssociations: collection(resolverRuleAssociationSchema, (record) => record.resolverRuleAssociationId),
  resolverEndpoints: collection(resolverEndpointSchema, (record) => record.resolverEndpointId),
  dnsProfiles: collection(dnsProfileSchema, (record) => record.profileId),
  profileResources: collection(profileResourceSchema, (record) => record.profileResourceAssociationId),
  profileAssociations: collection(profileAssociationSchema, (record) => record.profileAssociationId),
  transitGateways: collection(transitGatewaySchema, (record) => record.transitGatewayId),
  transitGatewayAttachments: collection(
    transitGatewayAttachmentSchema,
    (record) => record.transitGatewayAttachmentId,
    mergeTransitGatewayAttachments,
  ),
  transitGatewayRouteTables: collection(transitGatewayRouteTableSchema, (record) => record.transitGatewayRouteTableId),
  transitGatewayRoutes: collection(transitGatewayRouteSchema, transitGatewayRouteKey),
  peeringConnections: collection(peeringConnectionSchema, (record) => record.peeringConnectionId),
  firewalls: collection(firewallSchema, (record) => record.firewallArn, mergeFirewalls),
} as const;

export type Collections = typeof collections;
export type CollectionName = keyof Collections;
export type RecordOf<Name extends CollectionName> = Immutable<z.infer<Collections[Name]['schema']>>;

/** All resources of a snapshot, by kind; a kind without records is an empty list. */
export type Resources = { readonly [Name in CollectionName]: readonly RecordOf<Name>[] };

/** Some resources, as one page of an answer or one part of a stream brings them. */
export type ResourceParts = { readonly [Name in CollectionName]?: readonly RecordOf<Name>[] };

export const collectionNames = Object.keys(collections) as CollectionName[];

/** The key of a record within its collection. */
export function recordKey<Name extends CollectionName>(name: Name, record: RecordOf<Name>): string {
  return recordKeyOf(name)(record);
}

/** What gives a record of a collection its key. */
export function recordKeyOf<Name extends CollectionName>(name: Name): (record: RecordOf<Name>) => string {
  return (collections[name] as unknown as { key: (record: RecordOf<Name>) => string }).key;
}

/**
 * Two sightings of one resource as one. A fresh sighting beats a stale one, the
 * owner's beats a participant's, and between equals the smaller account id
 * wins, so that the order of arrival never shows.
 */
export function mergeRecords<Name extends CollectionName>(name: Name, a: RecordOf<Name>, b: RecordOf<Name>): RecordOf<Name> {
  const swap = isBetter(b as AnyRecord, a as AnyRecord);
  const definition = collections[name] as unknown as { merge?: (better: RecordOf<Name>, other: RecordOf<Name>) => RecordOf<Name> };
  const better = swap ? b : a;
  return definition.merge === undefined ? better : definition.merge(better, swap ? a : b);
}

function isBetter(candidate: AnyRecord, current: AnyRecord): boolean {
  const fresh = Number(candidate.staleSince === undefined) - Number(current.staleSince === undefined);
  if (fresh !== 0) return fresh > 0;
  const owned = Number(candidate.readBy === candidate.accountId) - Number(current.readBy === current.accountId);
  if (owned !== 0) return owned > 0;
  return candidate.readBy < current.readBy;
}

function mergeSubnets(better: Subnet, other: Subnet): Subnet {
  return { ...better, zoneId: better.zoneId ?? other.zoneId, participants: sortedUnique([...better.participants, ...other.participants]) };
}

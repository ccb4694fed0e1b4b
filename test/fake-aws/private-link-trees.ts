/** Endpoints, services and connections in EC2's own words and casing. */
import type { RecordOf } from '#shared/model/collections.ts';
import { camelCase, tagSet } from './network-trees.ts';
import type { Tree } from './xml.ts';

export function vpcEndpointTree(record: RecordOf<'vpcEndpoints'>): Tree {
  const { dnsRecordIpType, privateDnsOnlyForInboundResolverEndpoint: inboundOnly } = record;
  const hasDnsOptions = dnsRecordIpType !== null || inboundOnly !== null;
  return {
    vpcEndpointId: record.vpcEndpointId,
    vpcEndpointType: record.vpcEndpointType,
    vpcId: record.vpcId,
    ownerId: record.accountId,
    serviceName: record.serviceName,
    serviceRegion: record.serviceRegion,
    state: camelCase(record.state),
    policyDocument: record.policyDocument,
    routeTableIdSet: record.routeTableIds,
    subnetIdSet: record.subnetIds,
    groupSet: record.securityGroupIds.map((groupId) => ({ groupId })),
    networkInterfaceIdSet: record.networkInterfaceIds,
    ipAddressType: record.ipAddressType,
    dnsOptions: hasDnsOptions ? { dnsRecordIpType, privateDnsOnlyForInboundResolverEndpoint: inboundOnly } : null,
    privateDnsEnabled: record.privateDnsEnabled,
    requesterManaged: record.requesterManaged,
    dnsEntrySet: dnsEntrySet(record.dnsEntries),
    serviceNetworkArn: record.serviceNetworkArn,
    resourceConfigurationArn: record.resourceConfigurationArn,
    payerResponsibilitySet: payers(record.payerResponsibilities),
    lastError: record.lastErrorCode === null ? null : { code: record.lastErrorCode, message: record.lastErrorMessage },
    failureReason: record.failureReason,
    creationTimestamp: record.creationTimestamp,
    tagSet: tagSet(record.tags),
  };
}

function dnsEntrySet(entries: RecordOf<'vpcEndpoints'>['dnsEntries']): Tree {
  return entries.map(({ dnsName, hostedZoneId }) => ({ dnsName, hostedZoneId }));
}

function payers(list: RecordOf<'vpcEndpoints'>['payerResponsibilities']): Tree {
  return list.map(({ scope, payer }) => ({ scope, payerResponsibilityType: payer }));
}

type Service = RecordOf<'endpointServices'> | RecordOf<'serviceDetails'>;

function serviceFields(record: Service) {
  return {
    serviceName: record.serviceName,
    serviceType: record.serviceTypes.map((serviceType) => ({ serviceType })),
    availabilityZoneIdSet: record.zoneIds,
    availabilityZoneSet: record.zoneNames,
    acceptanceRequired: record.acceptanceRequired,
    managesVpcEndpoints: record.managesVpcEndpoints,
    payerResponsibility: record.payerResponsibility,
    supportedIpAddressTypeSet: record.supportedIpAddressTypes,
    baseEndpointDnsNameSet: record.baseEndpointDnsNames,
    privateDnsName: record.privateDnsName,
    tagSet: tagSet(record.tags),
  };
}

export function serviceDetailTree(record: RecordOf<'serviceDetails'>): Tree {
  return {
    ...serviceFields(record),
    serviceId: record.serviceId,
    serviceRegion: record.serviceRegion,
    owner: record.owner,
    privateDnsNameSet: record.privateDnsNames.map((privateDnsName) => ({ privateDnsName })),
    privateDnsNameVerificationState: record.privateDnsNameVerificationState,
    vpcEndpointPolicySupported: record.vpcEndpointPolicySupported,
  };
}

export function serviceConfigurationTree(record: RecordOf<'endpointServices'>): Tree {
  return {
    ...serviceFields(record),
    serviceId: record.serviceId,
    serviceState: record.serviceState,
    networkLoadBalancerArnSet: record.networkLoadBalancerArns,
    gatewayLoadBalancerArnSet: record.gatewayLoadBalancerArns,
    privateDnsNameConfiguration:
      record.privateDnsNameState === null
        ? null
        : { state: record.privateDnsNameState, type: 'TXT', name: record.privateDnsNameTxtName, value: record.privateDnsNameTxtValue },
    supportedRegionSet: record.supportedRegions.map(({ region, state }) => ({ region, serviceState: state })),
    remoteAccessEnabled: record.remoteAccessEnabled,
  };
}

export function connectionTree(record: RecordOf<'endpointConnections'>): Tree {
  return {
    serviceId: record.serviceId,
    vpcEndpointId: record.vpcEndpointId,
    vpcEndpointOwner: record.vpcEndpointOwner,
    vpcEndpointRegion: record.vpcEndpointRegion,
    vpcEndpointState: camelCase(record.vpcEndpointState),
    vpcEndpointConnectionId: record.vpcEndpointConnectionId,
    creationTimestamp: record.creationTimestamp,
    ipAddressType: record.ipAddressType,
    dnsEntrySet: dnsEntrySet(record.dnsEntries),
    networkLoadBalancerArnSet: record.networkLoadBalancerArns,
    gatewayLoadBalancerArnSet: record.gatewayLoadBalancerArns,
    payerResponsibilitySet: payers(record.payerResponsibilities),
    tagSet: [],
  };
}

export function allowedPrincipalTree(record: RecordOf<'allowedPrincipals'>): Tree {
  return { principalType: record.principalType, principal: record.principal, serviceId: record.serviceId, tagSet: [] };
}

export function associationTree(record: RecordOf<'endpointAssociations'>): Tree {
  return {
    id: record.associationId,
    vpcEndpointId: record.vpcEndpointId,
    serviceNetworkArn: record.serviceNetworkArn,
    serviceNetworkName: record.serviceNetworkName,
    associatedResourceAccessibility: record.associatedResourceAccessibility,
    associatedResourceArn: record.associatedResourceArn,
    failureReason: record.failureReason,
    failureCode: record.failureCode,
    resourceConfigurationGroupArn: record.resourceConfigurationGroupArn,
    tagSet: [],
  };
}

/** The edit `add-endpoint`: an interface or gateway endpoint as it would stand when it is ready. */
import type { ServiceName, VpcEndpointId, ZoneId } from '#shared/base/ids.ts';
import { ok, type Outcome } from '#shared/base/outcome.ts';
import type { EndpointConnection, EndpointService } from '#shared/model/endpoint-service.ts';
import { altered, withRecords } from '#shared/model/estate/alter.ts';
import { parseServiceName } from '#shared/model/service-name.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { crossRegionBarredZones } from '#shared/model/zone.ts';
import { callerRouteTables, privateNamesOf } from '#shared/analysis/cost/plan/place.ts';
import {
  type DemandedService,
  demandedService,
  endpointServiceName,
  gatewayServices,
  offeredIn,
} from '#shared/analysis/cost/service-demand.ts';
import type { SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { listedZones } from '#shared/analysis/topology/zone-set.ts';
import { type Edited, type EditOf, type Ground, refused } from './edit.ts';
import { chosenSecurityGroups, chosenSubnets, hypotheticalInterface, withFreeAddresses } from './endpoint-place.ts';
import { hypotheticalEndpointId } from './hypothetical.ts';
import { gatewayRoute, hasRouteTo } from './gateway-route.ts';
import { privateDnsFault } from './private-dns-fault.ts';

type AddEndpoint = EditOf<'add-endpoint'>;

/** What the edit is about, looked up once. */
interface Asked {
  readonly node: VpcNode;
  readonly demanded: DemandedService;
  readonly serviceName: ServiceName;
  readonly type: 'Interface' | 'Gateway';
  /** The provider's own record, where it is scanned. */
  readonly configuration: EndpointService | null;
}

export function addEndpoint(ground: Ground, edit: AddEndpoint): Edited {
  const asked = askedOf(ground, edit);
  if (asked.kind === 'problem') return asked;
  return asked.value.type === 'Gateway' ? addGateway(ground, edit, asked.value) : addInterface(ground, edit, asked.value);
}

function askedOf({ topology }: Ground, edit: AddEndpoint): Outcome<Asked, string> {
  const { index } = topology;
  const node = topology.vpcNode(edit.vpcId);
  if (node === undefined) return refused(`there is no VPC ${edit.vpcId}`);
  const { accountId, region } = node.vpc;
  const demanded = demandedService(index, accountId, region, edit.service);
  if (demanded.class === 'I' || demanded.class === 'A' || demanded.class === 'U') return refused(`"${edit.service}" names no service`);
  if (demanded.class === 'N') return refused(`AWS lists no endpoint service ${edit.service} in ${region}`);
  const serviceName = endpointServiceName(region, demanded.service);
  const type = edit.type ?? (demanded.class === 'G' ? 'Gateway' : 'Interface');
  const { serviceId } = parseServiceName(serviceName);
  const configuration = serviceId === null ? null : (index.find('endpointServices', serviceId) ?? null);
  const asked = { node, demanded, serviceName, type, configuration };
  const offers = index.having('serviceDetails', 'serviceName', serviceName);
  const isOther = offers.length > 0 && offers.every((each) => each.serviceTypes.length > 0 && !each.serviceTypes.includes(type));
  if (isOther || (type === 'Gateway' && !gatewayServices.has(demanded.service)))
    return refused(`${demanded.service} has no ${type === 'Gateway' ? 'gateway' : 'interface'} endpoint`);
  const misplaced = type === 'Gateway' ? (['zones', 'subnetIds', 'privateDns', 'securityGroupIds'] as const) : (['routeTableIds'] as const);
  const extra = misplaced.find((key) => edit[key] !== undefined);
  return extra === undefined
    ? ok(asked)
    : refused(`${extra} means nothing for ${type === 'Gateway' ? 'a gateway' : 'an interface'} endpoint`);
}

function addGateway(ground: Ground, edit: AddEndpoint, asked: Asked): Edited {
  const { node, demanded } = asked;
  const id = freeId(ground.snapshot, edit, asked);
  const tables = ground.snapshot.routeTables.filter((table) => table.vpcId === edit.vpcId);
  const strange = (edit.routeTableIds ?? []).find((wanted) => !tables.some((table) => table.routeTableId === wanted));
  if (strange !== undefined) return refused(`${edit.vpcId} has no route table ${strange}`);
  const route = gatewayRoute(ground.snapshot, node.vpc.region, asked.serviceName, id);
  const callers = new Set<string>(callerRouteTables(node).map((table) => table.routeTableId));
  const chosen = tables.filter((table) =>
    edit.routeTableIds === undefined
      ? callers.has(table.routeTableId) && !hasRouteTo(table, route.destination)
      : edit.routeTableIds.includes(table.routeTableId),
  );
  const taken = chosen.find((table) => hasRouteTo(table, route.destination));
  if (taken !== undefined) return refused(`${taken.routeTableId} leads to ${demanded.service} by a gateway endpoint already`);
  if (chosen.length === 0) {
    return refused(
      callers.size === 0
        ? `no route table of ${edit.vpcId} serves a caller`
        : `every route table with callers leads to ${demanded.service} by a gateway endpoint already`,
    );
  }
  const ids = chosen.map((table) => table.routeTableId);
  const endpoint = { ...blank(asked, id), vpcEndpointType: 'Gateway', routeTableIds: ids, privateDnsEnabled: false };
  const routed = altered(ground.snapshot, 'routeTables', (table) =>
    ids.includes(table.routeTableId) ? { ...table, routes: [...table.routes, route] } : table,
  );
  return ok(withRecords(routed, 'vpcEndpoints', [endpoint]));
}

function addInterface(ground: Ground, edit: AddEndpoint, asked: Asked): Edited {
  const { node } = asked;
  const offered = offeredZones(ground, asked);
  const subnets = chosenSubnets(ground, node, offered, edit);
  if (subnets.kind === 'problem') return subnets;
  const barred =
    asked.demanded.remoteRegion === null ? undefined : subnets.value.find((each) => crossRegionBarredZones.has(each.zoneId ?? ''));
  if (barred !== undefined) return refused(`cross-Region endpoints cannot stand in ${barred.zoneId ?? ''}`);
  const groups = chosenSecurityGroups(ground, node, edit.securityGroupIds);
  if (groups.kind === 'problem') return groups;
  const privateDnsEnabled = edit.privateDns ?? hasPrivateNames(ground, asked);
  const draft = { ...blank(asked, freeId(ground.snapshot, edit, asked)), privateDnsEnabled, securityGroupIds: groups.value };
  const fault = privateDnsEnabled ? privateDnsFault(ground, draft) : null;
  if (fault !== null) return refused(fault);
  return ok(withInterfaces(ground, asked, draft, subnets.value));
}

/** The endpoint with its interfaces, and the connection that the provider sees. */
function withInterfaces(ground: Ground, asked: Asked, draft: VpcEndpoint, subnets: readonly SubnetNode[]): Snapshot {
  const interfaces = subnets.map((subnet) => hypotheticalInterface(draft, subnet));
  const endpoint: VpcEndpoint = {
    ...draft,
    subnetIds: subnets.map((each) => each.subnet.subnetId),
    networkInterfaceIds: interfaces.map((each) => each.networkInterfaceId),
    dnsEntries: draft.privateDnsEnabled === true ? privateEntries(ground, asked) : [],
  };
  const placed = withFreeAddresses(ground.snapshot, endpoint.subnetIds, -1);
  const added = withRecords(withRecords(placed, 'vpcEndpoints', [endpoint]), 'networkInterfaces', interfaces);
  return asked.configuration === null ? added : withRecords(added, 'endpointConnections', [connectionOf(endpoint, asked.configuration)]);
}

function offeredZones({ topology }: Ground, { node, demanded, configuration }: Asked): readonly ZoneId[] | null {
  const own = configuration === null ? null : listedZones(topology.index, configuration);
  return own?.zones ?? offeredIn(topology.index, node.vpc.accountId, node.vpc.region, demanded.service);
}

/** Private DNS is AWS's own default for its services; a custom one needs a name that its provider has verified. */
function hasPrivateNames({ topology }: Ground, asked: Asked): boolean {
  if (asked.demanded.class === 'C') return asked.configuration?.privateDnsNameState === 'verified';
  const offers = topology.index
    .having('serviceDetails', 'serviceName', asked.serviceName)
    .filter((each) => !each.serviceTypes.includes('Gateway'));
  if (asked.demanded.service === 'dynamodb') return false;
  return offers.length === 0 || offers.some((each) => each.privateDnsNames.length > 0 || each.privateDnsName !== null);
}

function privateEntries({ topology }: Ground, { node, demanded, serviceName }: Asked): VpcEndpoint['dnsEntries'] {
  const names = privateNamesOf(topology, { service: demanded.service, serviceName, region: node.vpc.region });
  return names.map((dnsName) => ({ dnsName, hostedZoneId: null }));
}

function freeId(snapshot: Snapshot, edit: AddEndpoint, { demanded, type }: Asked): VpcEndpointId {
  const taken = new Set<string>(snapshot.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId));
  let n = 1;
  while (taken.has(hypotheticalEndpointId(edit.vpcId, demanded.service, type, n))) n += 1;
  return hypotheticalEndpointId(edit.vpcId, demanded.service, type, n);
}

/** What AWS gives an endpoint whose maker names no policy. */
const defaultPolicy = '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}';

function blank({ node, demanded, serviceName }: Asked, vpcEndpointId: VpcEndpointId): VpcEndpoint {
  const { accountId, region, readBy, vpcId } = node.vpc;
  return {
    accountId,
    region,
    readBy,
    vpcEndpointId,
    name: `hypothetical ${demanded.service}`,
    vpcEndpointType: 'Interface',
    vpcId,
    serviceName,
    serviceRegion: demanded.remoteRegion ?? region,
    state: 'Available',
    policyDocument: demanded.class === 'C' ? null : defaultPolicy,
    routeTableIds: [],
    subnetIds: [],
    securityGroupIds: [],
    networkInterfaceIds: [],
    ipAddressType: 'ipv4',
    dnsRecordIpType: null,
    privateDnsOnlyForInboundResolverEndpoint: null,
    privateDnsEnabled: null,
    requesterManaged: false,
    dnsEntries: [],
    serviceNetworkArn: null,
    resourceConfigurationArn: null,
    payerResponsibilities: [],
    lastErrorCode: null,
    lastErrorMessage: null,
    failureReason: null,
    creationTimestamp: null,
    tags: [],
  };
}

/** As the provider sees it once it has accepted. */
function connectionOf(endpoint: VpcEndpoint, service: EndpointService): EndpointConnection {
  return {
    accountId: service.accountId,
    region: service.region,
    readBy: service.readBy,
    serviceId: service.serviceId,
    vpcEndpointId: endpoint.vpcEndpointId,
    vpcEndpointOwner: endpoint.accountId,
    vpcEndpointRegion: endpoint.region,
    vpcEndpointState: 'Available',
    vpcEndpointConnectionId: null,
    ipAddressType: 'ipv4',
    networkLoadBalancerArns: service.networkLoadBalancerArns,
    gatewayLoadBalancerArns: service.gatewayLoadBalancerArns,
    dnsEntries: [],
    payerResponsibilities: [],
    creationTimestamp: null,
  };
}

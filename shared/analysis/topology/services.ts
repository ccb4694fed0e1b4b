import type { AccountId, LoadBalancerArn, Region, ServiceName } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { EndpointService, ServiceDetail } from '#shared/model/endpoint-service.ts';
import { loadBalancerNode } from './load-balancers.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { EndpointNode, ServiceNode, ZoneSet } from './topology.ts';
import { listedZones, unionOf } from './zone-set.ts';

/** S3 and DynamoDB occur twice under one name, as Gateway and as Interface: they are two services here. */
export function serviceKey(serviceName: ServiceName, region: Region, isGateway: boolean): string {
  return `${region}/${serviceName}${isGateway ? '/gateway' : ''}`;
}

/** The key of the service an endpoint leads to; `null` where it names none. */
export function serviceKeyOf(node: EndpointNode): string | null {
  const { serviceName, vpcEndpointType } = node.endpoint;
  return serviceName === null ? null : serviceKey(serviceName, node.serviceRegion, vpcEndpointType === 'Gateway');
}

export interface Services {
  /** In order of Region and name. */
  readonly all: readonly ServiceNode[];
  /** By the endpoints that name one. */
  readonly of: ReadonlyMap<EndpointNode, ServiceNode>;
}

/** Every service that someone scanned provides or that some endpoint names. */
export function buildServices(index: SnapshotIndex, endpoints: readonly EndpointNode[]): Services {
  const detailsOf = (serviceName: ServiceName): readonly ServiceDetail[] => index.having('serviceDetails', 'serviceName', serviceName);
  const services = new Map<string, ServiceNode>();
  for (const configuration of index.snapshot.endpointServices) {
    const key = serviceKey(configuration.serviceName, configuration.region, false);
    services.set(
      key,
      serviceNode(index, configuration.serviceName, configuration.region, false, configuration, detailsOf(configuration.serviceName)),
    );
  }
  const of = new Map<EndpointNode, ServiceNode>();
  for (const node of endpoints) {
    const key = serviceKeyOf(node);
    const { serviceName, vpcEndpointType } = node.endpoint;
    if (key === null || serviceName === null) continue;
    const service =
      services.get(key) ??
      serviceNode(
        index,
        serviceName,
        node.serviceRegion,
        vpcEndpointType === 'Gateway',
        configurationOf(index, serviceName),
        detailsOf(serviceName),
      );
    services.set(key, service);
    of.set(node, service);
  }
  return { all: sortedBy(services, ([key]) => key).map(([, service]) => service), of };
}

function configurationOf(index: SnapshotIndex, serviceName: ServiceName): EndpointService | null {
  const { serviceId } = index.service(serviceName).reference;
  return serviceId === null ? null : (index.find('endpointServices', serviceId) ?? null);
}

function serviceNode(
  index: SnapshotIndex,
  serviceName: ServiceName,
  region: Region,
  isGateway: boolean,
  configuration: EndpointService | null,
  allDetails: readonly ServiceDetail[],
): ServiceNode {
  const details = allDetails.filter((detail) => detail.serviceTypes.length === 0 || detail.serviceTypes.includes('Gateway') === isGateway);
  const owner = details.find((detail) => detail.owner !== null)?.owner ?? null;
  const { reference } = index.service(serviceName);
  const arns = configuration === null ? [] : [...configuration.networkLoadBalancerArns, ...configuration.gatewayLoadBalancerArns];
  const loadBalancers = arns.flatMap((arn) => loadBalancerNode(index, arn) ?? []);
  const zones = serviceZones(index, configuration, details);
  return {
    serviceId: reference.serviceId,
    serviceName,
    region,
    shortName: configuration?.name ?? index.service(serviceName).shortName,
    configuration,
    details,
    providerAccountId: configuration?.accountId ?? (owner !== null && /^\d{12}$/.test(owner) ? (owner as AccountId) : null),
    isAwsOwned: reference.kind === 'aws' && (owner === null || owner === 'amazon' || owner === 'aws'),
    ...zones,
    loadBalancers,
    unreadLoadBalancers: arns.filter((arn: LoadBalancerArn) => index.find('loadBalancers', arn) === undefined),
    allowedPrincipals: configuration === null ? null : principalsOf(index, configuration),
  };
}

/** The provider's own list is the truth; consumers see only the zones they share with the provider. */
function serviceZones(
  index: SnapshotIndex,
  configuration: EndpointService | null,
  details: readonly ServiceDetail[],
): Pick<ServiceNode, 'zones' | 'zonesFrom'> {
  const own = configuration === null ? null : listedZones(index, configuration);
  if (own !== null) return { zones: own, zonesFrom: 'provider' };
  const seen = details.flatMap((detail) => zonesInView(index)(detail) ?? []);
  return seen.length === 0 ? { zones: null, zonesFrom: 'none' } : { zones: unionOf(seen), zonesFrom: 'consumer' };
}

/**
 * The zones a service offers to one account: from the provider where it is
 * scanned, else as this account sees it, else as any account does.
 */
export function offeredZones(index: SnapshotIndex, service: ServiceNode, accountId: AccountId): ZoneSet | null {
  if (service.zonesFrom !== 'consumer') return service.zones;
  const own = viewsByReader(service)
    .get(accountId)
    ?.flatMap((detail) => zonesInView(index)(detail) ?? []);
  return own === undefined || own.length === 0 ? service.zones : unionOf(own);
}

/** The zones that one consumer sees of a service. */
const zonesInView = remembered((index: SnapshotIndex) => rememberedWithin((detail: ServiceDetail) => listedZones(index, detail)));

/** Hundreds of accounts see a service, and each of their endpoints asks what they see. */
const viewsByReader = remembered((service: ServiceNode) => groupBy(service.details, (detail) => detail.readBy));

function principalsOf(index: SnapshotIndex, configuration: EndpointService): ServiceNode['allowedPrincipals'] {
  const { accountId, region, serviceId } = configuration;
  const listed = index.having('allowedPrincipals', 'serviceId', serviceId);
  if (listed.length > 0 || index.coverage.isRead(accountId, region, 'DescribeVpcEndpointServicePermissions')) return listed;
  return null;
}

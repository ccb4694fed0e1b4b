/** From a description to a snapshot: first what each account owns, then what accounts see of each other. */
import { globalRegion, type Region, type ServiceName, type ZoneId } from '#shared/base/ids.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { parseServiceName } from '../service-name.ts';
import type { PrefixList } from '../prefix-list.ts';
import type { Snapshot } from '../snapshot.ts';
import { awsPrivateDnsNames, type BuiltEndpoint, buildEndpoints } from './build-endpoints.ts';
import { buildLoadBalancer } from './build-load-balancers.ts';
import { buildNames } from './build-dns.ts';
import { buildNatGateways } from './build-nat.ts';
import { buildRouteTables } from './build-routes.ts';
import { awsServiceDetail, buildConnection, buildService, type BuiltService, customServiceDetail, mayUse } from './build-services.ts';
import { buildPeering, buildTransitGateway } from './build-transit.ts';
import { buildVpc } from './build-vpc.ts';
import { buildWorkload } from './build-workload.ts';
import type { EstateDescription } from './describe.ts';
import { nthSubnet } from './cidr.ts';
import { awsServiceName, hexOf, prefixListIdOf, zoneIdOf } from './names.ts';
import { type Plot, plotOf } from './plot.ts';
import { knownZoneName, openSite, origin, type Place, placeOf, type Site } from './site.ts';

/** The snapshot of a described estate. Throws where the description contradicts itself: that is a bug of its author. */
export function estate(description: EstateDescription): Snapshot {
  const site = openSite(description);
  const places = description.accounts.flatMap((account) =>
    account.regions.filter((candidate) => candidate.region !== globalRegion).map((candidate) => placeOf(account, candidate)),
  );
  for (const place of places) buildRegion(site, place);
  for (const account of description.accounts) {
    const first = places.find((place) => place.account === account);
    if (first !== undefined) buildAlias(site, { ...first, region: globalRegion });
  }
  const plots = places.flatMap((place) => (place.description.vpcs ?? []).map((described) => plotOf(site, place, described)));
  const endpoints = plots.flatMap((plot) => buildPlot(plot, places));
  const services = places.flatMap((place) => buildProvider(site, place, plots));
  join(site, endpoints, services);
  buildDetails(site, { description, places, endpoints, services });
  for (const place of places) {
    for (const gateway of place.description.transitGateways ?? []) buildTransitGateway(site, place, gateway, plots);
    for (const peering of place.description.peerings ?? []) buildPeering(site, peering, plots);
  }
  const records = endpoints.map((built) => built.endpoint);
  for (const plot of plots) buildNames(plot, places, records);
  return site.finish();
}

function buildPlot(plot: Plot, places: readonly Place[]): BuiltEndpoint[] {
  buildVpc(plot, places);
  buildRouteTables(plot, places);
  buildNatGateways(plot);
  buildWorkload(plot, places);
  return buildEndpoints(plot);
}

/** Accounts whose name may be an alias have it as one. */
function buildAlias(site: Site, place: Place): void {
  const alias = place.account.name;
  if (/^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$/.test(alias)) site.see(place, 'accountAliases', [{ ...origin(place), alias }]);
}

/** The Region itself, its zones in the account's naming, and AWS's prefix lists. */
function buildRegion(site: Site, place: Place): void {
  const isDisabled = place.description.cells?.['*'] === 'region-disabled';
  const base = origin(place);
  site.see(place, 'regions', [{ ...base, optInStatus: isDisabled ? 'not-opted-in' : 'opt-in-not-required' }]);
  const zone = { ...base, state: 'available' };
  site.see(place, 'zones', [
    ...place.zoneIds.map((zoneId) => ({
      ...zone,
      zoneName: knownZoneName(place, zoneId),
      zoneId,
      zoneType: 'availability-zone',
      parentZoneId: null,
    })),
    ...(place.description.localZones ?? []).map((local) => ({
      ...zone,
      zoneName: local.zoneName as ReturnType<typeof knownZoneName>,
      zoneId: local.zoneId as ZoneId,
      zoneType: 'local-zone',
      parentZoneId: zoneIdOf(place.region, local.parent),
    })),
  ]);
  site.see(place, 'prefixLists', [...['s3', 'dynamodb'].map((service) => prefixList(place, service)), ...ownPrefixLists(place)]);
}

function prefixList(place: Place, service: string) {
  const number = Number.parseInt(hexOf(`${place.region}/${service}`, 2), 16);
  return {
    ...origin(place),
    prefixListId: prefixListIdOf(place.region, service),
    prefixListName: awsServiceName(place.region, service),
    cidrBlocks: [nthSubnet('52.216.0.0/13', number, 22), nthSubnet('54.231.0.0/16', number % 32, 21)],
  };
}

/** Lists of the account itself: what they hold is told by a call of its own. */
function ownPrefixLists(place: Place): PrefixList[] {
  const isUnread = place.description.cells?.['GetManagedPrefixListEntries'] !== undefined;
  return Object.entries(place.description.prefixLists ?? {}).map(([name, blocks]) => ({
    ...origin(place),
    prefixListId: prefixListIdOf(place.region, name),
    prefixListName: name,
    cidrBlocks: isUnread ? null : sortedUnique(blocks),
  }));
}

function buildProvider(site: Site, place: Place, plots: readonly Plot[]): BuiltService[] {
  for (const loadBalancer of place.description.loadBalancers ?? []) {
    const plot = plots.find((candidate) => candidate.description.name === loadBalancer.vpc);
    if (plot === undefined) throw new Error(`no VPC ${loadBalancer.vpc} for load balancer ${loadBalancer.name}`);
    buildLoadBalancer(plot, loadBalancer);
  }
  return (place.description.services ?? []).map((service) => buildService(site, place, service));
}

function join(site: Site, endpoints: readonly BuiltEndpoint[], services: readonly BuiltService[]): void {
  for (const built of endpoints) {
    const service = services.find((candidate) => candidate.serviceName === built.endpoint.serviceName);
    if (service !== undefined) buildConnection(site, service, built);
  }
}

interface Parts {
  readonly description: EstateDescription;
  readonly places: readonly Place[];
  readonly endpoints: readonly BuiltEndpoint[];
  readonly services: readonly BuiltService[];
}

/** Every account looks at the services its endpoints name, and at those the description says it knows. */
function buildDetails(site: Site, parts: Parts): void {
  for (const place of parts.places) {
    const own = parts.endpoints
      .filter((built) => built.place === place)
      .flatMap(({ endpoint }) => {
        const { serviceName, vpcEndpointType, serviceRegion } = endpoint;
        return serviceName === null ? [] : [{ serviceName, type: vpcEndpointType, region: serviceRegion ?? place.region }];
      });
    const known = (place.description.knownServices ?? []).map((service) => ({
      serviceName: awsServiceName(place.region, service),
      type: 'Interface',
      region: place.region,
    }));
    const wanted = sortedBy([...own, ...known], ({ serviceName, type }) => [serviceName, type]);
    site.see(
      place,
      'serviceDetails',
      uniqueBy(wanted, (item) => `${item.serviceName}/${item.type}`).flatMap((item) => detail(place, parts, item)),
    );
  }
}

function detail(
  place: Place,
  { services, description, places }: Parts,
  wanted: { serviceName: ServiceName; type: string; region: Region },
) {
  const { serviceName, type, region } = wanted;
  if (parseServiceName(serviceName).kind === 'custom') {
    const service = services.find((candidate) => candidate.serviceName === serviceName);
    return service !== undefined && mayUse(service, place.accountId) ? [customServiceDetail(place, service)] : [];
  }
  const limited = description.awsServiceZones?.[`${region}/${serviceName.split('.').slice(3).join('.')}`];
  const all = sortedUnique(places.filter((candidate) => candidate.region === region).flatMap((candidate) => candidate.zoneIds));
  const zoneIds = limited?.map((zone) => zoneIdOf(region, zone)) ?? all;
  const privateDnsNames = type === 'Interface' ? awsPrivateDnsNames(serviceName) : [];
  return [awsServiceDetail(place, { serviceName, type, zoneIds, serviceRegion: region, privateDnsNames })];
}

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

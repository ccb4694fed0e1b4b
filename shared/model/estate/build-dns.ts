/** Private hosted zones, Resolver rules, Route 53 Profiles and firewalls of a made-up VPC. */
import { type AccountId, globalRegion, type HostedZoneId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { DnsRecord } from '../dns.ts';
import type { VpcEndpoint } from '../vpc-endpoint.ts';
import type { HostedZoneDescription } from './describe.ts';
import { endpointIdOf, hexOf, hostedZoneIdOf, idOf } from './names.ts';
import { type Plot, subnetsOf } from './plot.ts';
import { origin, type Place } from './site.ts';

/** Needs every endpoint of the estate, because records point at their names and addresses. */
export function buildNames(plot: Plot, places: readonly Place[], endpoints: readonly VpcEndpoint[]): void {
  const { site, place, vpcId } = plot;
  for (const zone of plot.description.hostedZones ?? []) {
    const owningAccount = (zone.owner ?? place.accountId) as AccountId;
    const hostedZoneId = hostedZoneIdOf(owningAccount, zone.domain);
    site.see(place, 'hostedZoneAssociations', [
      {
        ...origin(place),
        accountId: owningAccount,
        hostedZoneId,
        zoneDomain: zone.domain,
        vpcId,
        vpcRegion: place.region,
        owningAccount,
        owningService: null,
      },
    ]);
    const owner = places.find((candidate) => candidate.accountId === owningAccount);
    if (owner !== undefined) site.see(globalPlace(owner), 'dnsRecords', dnsRecords(globalPlace(owner), zone, hostedZoneId, endpoints));
  }
  buildForwarding(plot);
  buildProfiles(plot);
  for (const firewall of plot.description.firewalls ?? []) {
    const firewallArn = `arn:aws:network-firewall:${place.region}:${place.accountId}:firewall/${firewall.name}`;
    const subnetIds = subnetsOf(plot, firewall.tier).map((subnet) => subnet.subnetId);
    site.see(place, 'firewalls', [{ ...origin(place), firewallArn, name: firewall.name, vpcId, subnetIds }]);
  }
}

/** One outbound endpoint of the VPC for all its rules. */
function buildForwarding({ description, site, place, vpcId }: Plot): void {
  for (const domainName of description.forwardedDomains ?? []) {
    const resolverRuleId = `rslvr-rr-${hexOf(domainName, 17)}`;
    const resolverEndpointId = `rslvr-out-${hexOf(vpcId, 17)}`;
    site.see(place, 'resolverRules', [
      {
        ...origin(place),
        resolverRuleId,
        domainName,
        ruleType: 'FORWARD',
        status: 'COMPLETE',
        resolverEndpointId,
        targets: ['192.0.2.53:53'],
      },
    ]);
    const outbound = { name: description.name, direction: 'OUTBOUND', vpcId, securityGroupIds: [], ipAddressCount: 2 };
    site.see(place, 'resolverEndpoints', [{ ...origin(place), resolverEndpointId, ...outbound, status: 'OPERATIONAL' }]);
    site.see(place, 'resolverRuleAssociations', [
      {
        ...origin(place),
        resolverRuleAssociationId: `rslvr-rrassoc-${hexOf(`${domainName}/${vpcId}`, 17)}`,
        resolverRuleId,
        vpcId,
        status: 'COMPLETE',
      },
    ]);
  }
}

/** Each Profile brings one zone of its own. */
function buildProfiles({ description, site, place, vpcId }: Plot): void {
  for (const profile of description.profiles ?? []) {
    const profileId = idOf('rp', profile);
    const arn = `arn:aws:route53profiles:${place.region}:${place.accountId}:profile/${profileId}`;
    site.see(place, 'dnsProfiles', [{ ...origin(place), profileId, name: profile, arn, shareStatus: 'NOT_SHARED' }]);
    site.see(place, 'profileResources', [
      {
        ...origin(place),
        profileResourceAssociationId: `rpr-${hexOf(profile, 17)}`,
        profileId,
        resourceArn: `arn:aws:route53:::hostedzone/${hostedZoneIdOf(place.accountId, profile)}`,
        resourceType: 'PRIVATE_HOSTED_ZONE',
        name: profile,
        status: 'COMPLETE',
      },
    ]);
    const profileAssociationId = `rpassoc-${hexOf(`${profile}/${vpcId}`, 17)}`;
    site.see(place, 'profileAssociations', [{ ...origin(place), profileAssociationId, profileId, resourceId: vpcId, status: 'COMPLETE' }]);
  }
}

/** Route 53 has no Region: its answers are read globally. */
function globalPlace(place: Place): Place {
  return { ...place, region: globalRegion };
}

function dnsRecords(owner: Place, zone: HostedZoneDescription, hostedZoneId: HostedZoneId, endpoints: readonly VpcEndpoint[]): DnsRecord[] {
  const records = (zone.records ?? []).map((record) => {
    const names = endpoints.find((endpoint) => endpoint.vpcEndpointId === endpointIdOf(record.endpoint ?? ''))?.dnsEntries ?? [];
    const alias = record.endpoint === undefined ? null : (names[record.zonal === true ? 1 : 0]?.dnsName ?? null);
    return {
      ...origin(owner),
      hostedZoneId,
      recordName: record.name === '' ? zone.domain : `${record.name}.${zone.domain}`,
      recordType: 'A',
      aliasTarget: alias,
      values: record.values ?? [],
      setIdentifier: null,
    };
  });
  return sortedBy(records, (record) => record.recordName);
}

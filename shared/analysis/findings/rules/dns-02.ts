import { globalRegion } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { DnsRecord, HostedZoneAssociation } from '#shared/model/dns.ts';
import type { EndpointNode, Topology } from '#shared/analysis/topology/topology.ts';
import { areRecordsRead } from '#shared/analysis/topology/private-dns.ts';
import { addressesOf } from '../private-names.ts';
import { endpointSubject, hostedZoneSubject, regionSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { distinctPlaces, unreadRegions } from '../unread-regions.ts';

/** DNS-02: a name that is tied to one network interface stays there when its zone fails. */
export const dns02: Rule = {
  id: 'DNS-02',
  title: 'Record points at one zone of an endpoint',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeNetworkInterfaces', 'ListHostedZonesByVPC', 'ListResourceRecordSets'],
  trigger:
    'A name of a private hosted zone leads to the zonal name of an endpoint, or to the fixed address of one of its network interfaces, and to no other zone of it.',
  consequence:
    'When that zone fails, or the endpoint is made anew, the name leads to nobody; AWS moves the regional name and leaves this one alone.',
  remedy: 'Make the record an alias for the regional name of the endpoint.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',
  check,
};

/** Where a name or an address leads: to an endpoint as a whole (`pin` is `null`), or to one network interface of it. */
interface Goal {
  readonly node: EndpointNode;
  readonly pin: string | null;
}

function check(context: RuleContext): readonly Judgement[] {
  const { topology } = context;
  const zones = groupBy(topology.index.snapshot.hostedZoneAssociations, (zone) => zone.hostedZoneId);
  if (zones.size === 0) return unreadZones(context);
  const byName = goalsByName(topology);
  const judged = sortedBy(zones, ([id]) => id).flatMap(([, associations]) => judgeZone(topology, associations, byName));
  return [...judged, ...unreadOwners(context), ...unreadZones(context), ...unreadAddresses(context, zones)];
}

function goalsByName(topology: Topology): ReadonlyMap<string, Goal> {
  const entries = topology.endpoints.flatMap((node) =>
    node.endpoint.dnsEntries.flatMap(({ dnsName }): [string, Goal][] =>
      dnsName === null || !/\.vpce\.amazonaws\.com(\.cn)?$/.test(dnsName)
        ? []
        : [[dnsName.toLowerCase(), { node, pin: isZonal(dnsName) ? dnsName : null }]],
    ),
  );
  return new Map(entries);
}

/** `vpce-…-abcdefgh-us-east-1a.…`: the first label of a zonal name ends in a zone's name. */
function isZonal(dnsName: string): boolean {
  return /-[a-z]{2,4}(-[a-z]+)+-\d+[a-z]$/.test(dnsName.split('.')[0] ?? '');
}

function judgeZone(
  topology: Topology,
  associations: readonly HostedZoneAssociation[],
  byName: ReadonlyMap<string, Goal>,
): readonly Judgement[] {
  const [zone] = sortedBy(associations, (one) => one.vpcId);
  if (zone === undefined) return [];
  const records = topology.index.having('dnsRecords', 'hostedZoneId', zone.hostedZoneId);
  const near = records.some((record) => record.values.length > 0) ? endpointsNear(topology, zone, associations) : [];
  const byAddress = new Map(
    near.flatMap((node) => addressesOf(topology, node).map((address): [string, Goal] => [address, { node, pin: address }])),
  );
  const goals = (record: DnsRecord): readonly Goal[] =>
    [record.aliasTarget, ...record.values].flatMap((value) => {
      const plain =
        value
          ?.toLowerCase()
          .replace(/^dualstack\./, '')
          .replace(/\.$/, '') ?? '';
      return byName.get(plain) ?? byAddress.get(plain) ?? [];
    });
  const groups = groupBy(records, (record) => `${record.recordName}/${record.recordType}`);
  return sortedBy(groups, ([key]) => key).flatMap(([, group]) => judge(zone, group, group.flatMap(goals)) ?? []);
}

function judge(zone: HostedZoneAssociation, group: readonly DnsRecord[], goals: readonly Goal[]): Judgement | undefined {
  const [record] = group;
  const [goal] = goals;
  if (record === undefined || goal === undefined) return undefined;
  const subject = hostedZoneSubject(zone);
  const pins = sortedUnique(goals.flatMap((one) => one.pin ?? []));
  if (pins.length !== 1 || goals.some((one) => one.pin === null)) return pass(subject);
  const { endpoint, shortName } = goal.node;
  const regional =
    endpoint.dnsEntries.find(({ dnsName }) => dnsName !== null && !isZonal(dnsName))?.dnsName ?? 'the regional name of the endpoint';
  return {
    status: 'fail',
    subjects: [subject, endpointSubject(endpoint)],
    summary: `${record.recordName} leads to one network interface of ${shortName} (${endpoint.vpcEndpointId}) only: ${pins.join()}.`,
    evidence: [
      {
        api: 'ListResourceRecordSets',
        fields: { Name: record.recordName, Type: record.recordType, 'AliasTarget or ResourceRecords': pins.join() },
      },
      { api: 'DescribeVpcEndpoints', fields: { SubnetIds: endpoint.subnetIds.join(', '), 'regional DnsName': regional } },
    ],
    remedy: `Make ${record.recordName} in ${zone.hostedZoneId} an alias for ${regional}.`,
  };
}

/** Endpoints that a record may mean by an address: those of the zone's owner, and those in its VPCs. */
function endpointsNear(
  topology: Topology,
  zone: HostedZoneAssociation,
  associations: readonly HostedZoneAssociation[],
): readonly EndpointNode[] {
  const owned = zone.owningAccount === null ? [] : topology.index.having('vpcEndpoints', 'accountId', zone.owningAccount);
  const shared = associations.flatMap((one) => topology.index.inVpc('vpcEndpoints', one.vpcId));
  return [...owned, ...shared].flatMap((endpoint) => topology.endpointNode(endpoint.vpcEndpointId) ?? []);
}

/** Zones with addresses in them, where nobody could read which addresses the endpoints have. */
function unreadAddresses(context: RuleContext, zones: ReadonlyMap<string, readonly HostedZoneAssociation[]>): readonly Judgement[] {
  const { index } = context.topology;
  const nodes = [...zones.values()].flatMap((associations) => {
    const [zone] = associations;
    if (zone === undefined) return [];
    const records = index.having('dnsRecords', 'hostedZoneId', zone.hostedZoneId);
    const hasAddresses = records.some(({ recordType }) => recordType === 'A' || recordType === 'AAAA');
    return hasAddresses ? endpointsNear(context.topology, zone, associations) : [];
  });
  const blind = nodes.filter(({ endpoint }) =>
    endpoint.networkInterfaceIds.some((id) => index.find('networkInterfaces', id) === undefined),
  );
  return unreadRegions(
    context,
    blind.map(({ endpoint }) => endpoint),
    ['DescribeNetworkInterfaces'],
  );
}

/** VPCs with endpoints that a hosted zone may name, and whose hosted zones nobody could read. */
function unreadZones(context: RuleContext): readonly Judgement[] {
  const homes = context.topology.vpcs.filter(({ endpoints }) => endpoints.some(({ endpoint }) => endpoint.vpcEndpointType === 'Interface'));
  return unreadRegions(
    context,
    homes.map(({ vpc }) => vpc),
    ['ListHostedZonesByVPC'],
  );
}

/** Zones of accounts whose records were not read: once for each owner. */
function unreadOwners(context: RuleContext): readonly Judgement[] {
  const { topology } = context;
  const opaque = topology.index.snapshot.hostedZoneAssociations.filter(
    (zone) => zone.owningService === null && !areRecordsRead(topology, zone),
  );
  const owners = distinctPlaces(opaque.map((zone) => ({ accountId: zone.owningAccount ?? zone.accountId, region: globalRegion })));
  return owners.flatMap((owner) => {
    const missing = context.missing(owner.accountId, owner.region, ['ListResourceRecordSets']);
    return missing === null ? [] : [unknown(regionSubject(owner), missing)];
  });
}

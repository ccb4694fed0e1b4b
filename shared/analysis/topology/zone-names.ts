/**
 * Hosted zones that answer to the name of a service in a VPC and lead nobody
 * knows where: while such a zone is associated, the name does not lead to the
 * public addresses of the service.
 */
import { remembered } from '#shared/base/remembered.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { HostedZoneAssociation } from '#shared/model/dns.ts';
import { shortServiceName, usualDnsName } from '#shared/model/service-name.ts';
import { areRecordsRead } from './private-dns.ts';
import type { Topology, VpcNode } from './topology.ts';

/** Why the name of a service may lead past the way out of a VPC; `null` where no hosted zone of the VPC is about it. */
export function zoneInTheWay(topology: Topology, node: VpcNode, service: string): string | null {
  const zones = zonesOfAws(topology)(node);
  if (zones.length === 0) return null;
  const names = namesOf(topology, node, service);
  const own = zones.find(({ domain }) => names.includes(domain));
  if (own !== undefined) {
    const what = `the hosted zone ${own.zone.hostedZoneId} answers to ${own.domain}`;
    return areRecordsRead(topology, own.zone) ? `${what} and leads to nothing that was read` : `${what}, and its records were not read`;
  }
  const above = zones.find(({ domain, zone }) => names.some((name) => name.endsWith(`.${domain}`)) && !areRecordsRead(topology, zone));
  return above === undefined
    ? null
    : `the hosted zone ${above.zone.hostedZoneId} of ${above.domain} may answer, and its records were not read`;
}

interface NamedZone {
  readonly domain: string;
  readonly zone: HostedZoneAssociation;
}

/** The few zones of a VPC, if any, that are about names of AWS services. */
const zonesOfAws = remembered((topology: Topology) =>
  remembered(({ vpc }: VpcNode): readonly NamedZone[] =>
    topology.index
      .inVpc('hostedZoneAssociations', vpc.vpcId)
      .map((zone) => ({ domain: plain(zone.zoneDomain), zone }))
      .filter(({ domain }) => /(^|\.)amazonaws\.(com|com\.cn|eu)$/.test(domain)),
  ),
);

/** As AWS tells them to the owner of the VPC, and by its habit. */
function namesOf(topology: Topology, { vpc }: VpcNode, service: string): readonly string[] {
  const told = namesTold(topology).get(`${vpc.accountId}/${vpc.region}/${service}`) ?? [];
  return [...told, usualDnsName(service, vpc.region)];
}

const namesTold = remembered((topology: Topology): ReadonlyMap<string, readonly string[]> => {
  const details = groupBy(
    topology.index.snapshot.serviceDetails,
    (detail) => `${detail.readBy}/${detail.region}/${shortServiceName(detail.serviceName)}`,
  );
  return new Map(
    [...details].map(([key, list]) => [
      key,
      list.flatMap((one) => [...one.privateDnsNames, ...(one.privateDnsName === null ? [] : [one.privateDnsName])].map(plain)),
    ]),
  );
});

function plain(name: string): string {
  return name.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
}

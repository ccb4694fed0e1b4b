import type { HostedZoneAssociation } from '#shared/model/dns.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { areRecordsRead } from '#shared/analysis/topology/private-dns.ts';
import { areAddressesKnown, hasNamesOff, isFixed, privateNames, zonesNamed } from '../private-names.ts';
import { endpointSubject, hostedZoneSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** EP-09: a plan to turn private DNS on would be refused, because somebody in the VPC owns the name already. */
export const ep09: Rule = {
  id: 'EP-09',
  title: 'Private DNS cannot be turned on: the name is taken',
  severity: 'info',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServices', 'ListHostedZonesByVPC'],
  trigger:
    'Private DNS of an interface endpoint is off, and its name belongs to another endpoint of the VPC, or to a hosted zone that does not lead to this endpoint.',
  consequence: 'AWS refuses to turn it on: "there is already a conflicting DNS domain in the VPC".',
  remedy: 'Leave it off, or free the name first.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  check: (context) => {
    const off = context.topology.endpoints.filter(
      (node) => node.endpoint.privateDnsEnabled === false && hasNamesOff(context.topology, node),
    );
    return [
      ...off.flatMap((node) => judge(context, node) ?? []),
      ...unreadRegions(
        context,
        off.map((node) => node.endpoint),
        ['ListHostedZonesByVPC'],
      ),
    ];
  },
};

function judge(context: RuleContext, node: EndpointNode): Judgement | undefined {
  const { endpoint, shortName } = node;
  const vpc = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  if (vpc === undefined) return undefined;
  const names = privateNames(context.topology, node);
  const owner = ownerOf(context, vpc, names);
  const [zone] = context.hostedZones.leadsTo(vpc, node) === true ? [] : zonesNamed(context.topology, vpc, names);
  if (owner === undefined && zone === undefined) {
    return context.missing(vpc.vpc.accountId, vpc.vpc.region, ['ListHostedZonesByVPC']) === null
      ? pass(endpointSubject(endpoint))
      : undefined;
  }
  if (owner === undefined && zone !== undefined && !areRecordsRead(context.topology, zone))
    return unknown(
      endpointSubject(endpoint),
      `whether the hosted zone ${zone.zoneDomain} leads to ${endpoint.vpcEndpointId}: its records were not read`,
    );
  if (owner === undefined && zone !== undefined && !areAddressesKnown(context.topology, node) && hasFixedAddress(context, zone))
    return unknown(
      endpointSubject(endpoint),
      context.missing(endpoint.accountId, endpoint.region, ['DescribeNetworkInterfaces']) ??
        `the network interfaces of ${endpoint.vpcEndpointId} were not read`,
    );
  const taker = owner === undefined ? `the hosted zone ${told(zone?.hostedZoneId, '')}` : owner.endpoint.vpcEndpointId;
  return {
    status: 'fail',
    subjects: [
      endpointSubject(endpoint),
      ...(owner === undefined ? [] : [endpointSubject(owner.endpoint)]),
      ...(zone === undefined ? [] : [hostedZoneSubject(zone)]),
    ],
    summary: `Private DNS of ${shortName} (${endpoint.vpcEndpointId}) cannot be turned on: ${names.join(', ')} belongs to ${taker} in ${told(endpoint.vpcId, 'the VPC')}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpoints',
        fields: { PrivateDnsEnabled: 'false', 'PrivateDnsEnabled on': told(owner?.endpoint.vpcEndpointId, 'none') },
      },
      { api: 'ListHostedZonesByVPC', fields: { Name: told(zone?.zoneDomain, 'none of that name') } },
    ],
  };
}

function hasFixedAddress({ topology }: RuleContext, zone: HostedZoneAssociation): boolean {
  return topology.index.having('dnsRecords', 'hostedZoneId', zone.hostedZoneId).some(isFixed);
}

function ownerOf(context: RuleContext, vpc: VpcNode, names: readonly string[]): EndpointNode | undefined {
  return vpc.endpoints.find(
    (node) =>
      node.endpoint.privateDnsEnabled === true &&
      node.endpoint.state === 'Available' &&
      privateNames(context.topology, node).some((name) => names.includes(name)),
  );
}

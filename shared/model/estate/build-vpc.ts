/** A VPC with its subnets, groups, ACLs and name resolution. */
import type { DhcpOptionsId, InternetGatewayId, SecurityGroupId, SubnetId } from '#shared/base/ids.ts';
import type { AclEntry, NetworkAcl } from '../network-acl.ts';
import type { SecurityGroup } from '../security-group.ts';
import type { Subnet } from '../subnet.ts';
import type { Vpc } from '../vpc.ts';
import { usableAddresses } from './cidr.ts';
import { allow } from './describe.ts';
import { idOf, networkAclIdOf, securityGroupIdOf } from './names.ts';
import { participantPlace, type Plot } from './plot.ts';
import { origin, type Place, zoneNameAt } from './site.ts';

/** Gives the snapshot the VPC and what belongs to it alone; participants see its subnets in their own zone names. */
export function buildVpc(plot: Plot, places: readonly Place[]): void {
  const { site, place } = plot;
  const participants = (plot.description.participants ?? []).flatMap((id) => participantPlace(plot, places, id) ?? []);
  site.see(place, 'vpcs', [vpcRecord(plot)]);
  for (const participant of participants) {
    site.see(participant, 'vpcs', [{ ...vpcRecord(plot), readBy: participant.accountId }]);
    site.see(participant, 'subnets', subnetRecords(plot, participant));
  }
  site.see(place, 'subnets', subnetRecords(plot, place));
  site.see(place, 'vpcDnsAttributes', [
    {
      ...origin(place),
      vpcId: plot.vpcId,
      enableDnsSupport: plot.description.dnsSupport ?? true,
      enableDnsHostnames: plot.description.dnsHostnames ?? true,
    },
  ]);
  site.see(place, 'dhcpOptions', [
    {
      ...origin(place),
      dhcpOptionsId: dhcpOptionsId(plot),
      domainNameServers: plot.description.dnsServers ?? ['AmazonProvidedDNS'],
      domainName: 'ec2.internal',
    },
  ]);
  site.see(place, 'securityGroups', securityGroups(plot));
  site.see(place, 'networkAcls', networkAcls(plot));
  site.see(place, 'internetGateways', internetGateways(plot));
}

export const internetGatewayIdOf = (vpc: string): InternetGatewayId => idOf('igw', vpc);
export const egressOnlyGatewayIdOf = (vpc: string): InternetGatewayId => idOf('eigw', vpc);

/** The ids of groups of the VPC, by their names. */
export function groupIds(plot: Plot, names: readonly string[]): SecurityGroupId[] {
  return names.map((name) => securityGroupIdOf(plot.description.name, name));
}

function vpcRecord(plot: Plot): Vpc {
  const { name, cidr, moreCidrs, isDefault, override } = plot.description;
  return {
    ...origin(plot.place),
    vpcId: plot.vpcId,
    name: isDefault === true ? null : name,
    cidrBlocks: [cidr, ...(moreCidrs ?? [])],
    ipv6CidrBlocks: [],
    isDefault: isDefault ?? false,
    state: 'available',
    dhcpOptionsId: dhcpOptionsId(plot),
    internetGatewayBlockMode: 'off',
    tags: isDefault === true ? [] : [{ key: 'Name', value: name }],
    ...override,
  };
}

/** Every VPC of an account and Region shares one set, unless it has DNS servers of its own. */
function dhcpOptionsId(plot: Plot): DhcpOptionsId {
  const name = plot.description.dnsServers === undefined ? `${plot.place.accountId}/${plot.place.region}` : plot.description.name;
  return idOf('dopt', name);
}

function subnetRecords(plot: Plot, reader: Place): Subnet[] {
  return plot.subnets.map((subnet) => {
    const name = `${plot.description.name}-${subnet.tier.name}-${subnet.zoneId}`;
    return {
      ...origin(plot.place),
      readBy: reader.accountId,
      subnetId: subnet.subnetId,
      vpcId: plot.vpcId,
      name,
      cidrBlock: subnet.cidrBlock,
      ipv6CidrBlocks: [],
      ipv6Native: false,
      zoneId: subnet.zoneId,
      zoneName: zoneNameAt(reader, subnet.zoneId),
      availableIpAddressCount: subnet.tier.availableIpAddressCount ?? usableAddresses(subnet.cidrBlock) - 20,
      mapPublicIpOnLaunch: plot.description.isDefault ?? false,
      outpostArn: subnet.tier.outpostArn ?? null,
      state: 'available',
      participants: reader.accountId === plot.place.accountId ? [] : [reader.accountId],
      tags: [{ key: 'Name', value: name }],
    };
  });
}

function securityGroups(plot: Plot): SecurityGroup[] {
  const { name, cidr, moreCidrs, securityGroups: described } = plot.description;
  const groups: Readonly<Record<string, Partial<SecurityGroup>>> = {
    default: { ingress: [{ ...allow(-1), securityGroupIds: [securityGroupIdOf(name, 'default')] }] },
    workload: {},
    endpoints: { ingress: [allow(443, cidr, ...(moreCidrs ?? []))] },
    ...described,
  };
  return Object.entries(groups).map(([groupName, group]) => ({
    ...origin(plot.place),
    securityGroupId: securityGroupIdOf(name, groupName),
    groupName: groupName === 'default' ? groupName : `${name}-${groupName}`,
    vpcId: plot.vpcId,
    ingress: [],
    egress: [allow(-1, '0.0.0.0/0')],
    tags: [],
    ...group,
  }));
}

/** The default ACL, which lets everything through, has every subnet that no other ACL has. */
function networkAcls(plot: Plot): NetworkAcl[] {
  const described = (plot.description.networkAcls ?? []).map((acl) => ({
    ...aclBase(plot, acl.name),
    isDefault: false,
    subnetIds: plot.subnets.filter((subnet) => acl.tiers.includes(subnet.tier.name)).map((subnet) => subnet.subnetId),
    entries: acl.entries,
  }));
  const taken = new Set<SubnetId>(described.flatMap((acl) => acl.subnetIds));
  const rest = plot.subnets.map((subnet) => subnet.subnetId).filter((subnetId) => !taken.has(subnetId));
  return [
    ...described,
    {
      ...aclBase(plot, `${plot.description.name}-default`),
      isDefault: true,
      subnetIds: rest,
      entries: [aclEntry(100, true, false), aclEntry(32767, false, false), aclEntry(100, true, true), aclEntry(32767, false, true)],
    },
  ];
}

function aclBase(plot: Plot, name: string): Pick<NetworkAcl, 'accountId' | 'region' | 'readBy' | 'networkAclId' | 'vpcId'> {
  return { ...origin(plot.place), networkAclId: networkAclIdOf(name), vpcId: plot.vpcId };
}

/** An entry for all protocols and ports, from or to anywhere unless told. */
export function aclEntry(ruleNumber: number, allowed: boolean, egress: boolean, cidrBlock = '0.0.0.0/0'): AclEntry {
  return { ruleNumber, egress, protocol: '-1', allow: allowed, cidrBlock, ipv6CidrBlock: null, fromPort: null, toPort: null };
}

function internetGateways(plot: Plot) {
  const { name, mainRoutes, tiers, nats } = plot.description;
  const routes = [...(mainRoutes ?? []), ...(tiers ?? []).flatMap((tier) => tier.zones.flatMap((zone) => routesOf(tier.routes, zone)))];
  const vias = new Set(routes.map((route) => route.via));
  const isPublic = vias.has('internet') || (nats ?? []).some((nat) => nat.connectivity === 'public');
  const gateway = (internetGatewayId: InternetGatewayId, egressOnly: boolean) => ({
    ...origin(plot.place),
    internetGatewayId,
    egressOnly,
    vpcIds: [plot.vpcId],
  });
  return [
    ...(isPublic ? [gateway(internetGatewayIdOf(name), false)] : []),
    ...(vias.has('egress-only') ? [gateway(egressOnlyGatewayIdOf(name), true)] : []),
  ];
}

/** The described routes of a tier for one zone. */
export function routesOf<Item>(routes: readonly Item[] | ((zone: string) => readonly Item[]) | undefined, zone: string): readonly Item[] {
  return typeof routes === 'function' ? routes(zone) : (routes ?? []);
}

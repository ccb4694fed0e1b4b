/** A VPC while it is being built: its subnets with their blocks, and the network interfaces in them. */
import type { AccountId, InstanceId, NetworkInterfaceId, SecurityGroupId, SubnetId, VpcId, ZoneId } from '#shared/base/ids.ts';
import { nthAddress, nthSubnet } from './cidr.ts';
import type { TierDescription, VpcDescription } from './describe.ts';
import type { EndpointDescription } from './describe-vpc.ts';
import { networkInterfaceIdOf, subnetIdOf, vpcIdOf, zoneIdOf } from './names.ts';
import { shortServiceName } from '../service-name.ts';
import { isFullServiceName } from './words.ts';
import { knownZoneName, origin, type Place, type Site } from './site.ts';

export interface PlotSubnet {
  readonly subnetId: SubnetId;
  readonly tier: TierDescription;
  readonly zoneId: ZoneId;
  readonly cidrBlock: string;
  /** How many addresses are dealt out already. */
  used: number;
}

export interface Plot {
  readonly site: Site;
  readonly place: Place;
  readonly description: VpcDescription;
  readonly vpcId: VpcId;
  readonly subnets: readonly PlotSubnet[];
}

/** Addresses that AWS keeps at the start of a block. */
const reservedAddresses = 4;

/** Lays out the subnets of a VPC: tier by tier, zone by zone, block after block. */
export function plotOf(site: Site, place: Place, description: VpcDescription): Plot {
  const next = new Map<number, number>();
  const subnets = (description.tiers ?? []).flatMap((tier) =>
    tier.zones.map((zone) => {
      const bits = tier.bits ?? 24;
      const index = next.get(bits) ?? 0;
      next.set(bits, index + 1);
      const zoneId = zoneIdOf(place.region, zone);
      const cidrBlock = nthSubnet(description.cidr, index, bits);
      return { subnetId: subnetIdOf(description.name, tier.name, zoneId), tier, zoneId, cidrBlock, used: reservedAddresses };
    }),
  );
  return { site, place, description, vpcId: vpcIdOf(description.name), subnets };
}

/** The subnet of a zone, in a tier or in the first tier that has the zone. Throws where there is none: the description is wrong. */
export function subnetAt(plot: Plot, zone: string, tier?: string): PlotSubnet {
  const zoneId = zoneIdOf(plot.place.region, zone);
  const found = plot.subnets.find((subnet) => subnet.zoneId === zoneId && (tier === undefined || subnet.tier.name === tier));
  if (found === undefined)
    throw new Error(`${plot.description.name} has no subnet in ${zoneId}${tier === undefined ? '' : ` in tier ${tier}`}`);
  return found;
}

/** The subnets of a tier. */
export function subnetsOf(plot: Plot, tier: string): readonly PlotSubnet[] {
  return plot.subnets.filter((subnet) => subnet.tier.name === tier);
}

export interface InterfaceDescription {
  /** Unique in the estate. */
  readonly name: string;
  readonly interfaceType: string;
  readonly description: string;
  readonly securityGroupIds?: readonly SecurityGroupId[];
  readonly requesterId?: string;
  readonly instanceId?: InstanceId;
  readonly publicIp?: string;
  /** A participant of a shared VPC that owns the interface; only it can see it. */
  readonly owner?: Place;
}

/** Puts a network interface into a subnet; the address is the next free one. */
export function addInterface(
  plot: Plot,
  subnet: PlotSubnet,
  what: InterfaceDescription,
): { readonly id: NetworkInterfaceId; readonly address: string } {
  const id = networkInterfaceIdOf(what.name);
  const address = nthAddress(subnet.cidrBlock, subnet.used);
  subnet.used += 1;
  const owner = what.owner ?? plot.place;
  plot.site.see(owner, 'networkInterfaces', [
    {
      ...origin(owner),
      networkInterfaceId: id,
      interfaceType: what.interfaceType,
      subnetId: subnet.subnetId,
      vpcId: plot.vpcId,
      zoneId: subnet.zoneId,
      zoneName: knownZoneName(owner, subnet.zoneId),
      privateIpAddresses: [address],
      ipv6Addresses: [],
      publicIp: what.publicIp ?? null,
      securityGroupIds: what.securityGroupIds ?? [],
      requesterManaged: what.requesterId !== undefined,
      requesterId: what.requesterId ?? null,
      description: what.description === '' ? null : what.description,
      instanceId: what.instanceId ?? null,
      status: 'in-use',
    },
  ]);
  return { id, address };
}

/** The place of a participant account in the Region of the VPC. */
export function participantPlace(plot: Plot, places: readonly Place[], accountId: string): Place | undefined {
  return places.find((place) => place.accountId === (accountId as AccountId) && place.region === plot.place.region);
}

/** What an endpoint is called where its description does not say: `<vpc>-<short service name>`. */
export function endpointName(plot: Plot, endpoint: EndpointDescription): string {
  const service = endpoint.service ?? endpoint.type;
  return endpoint.name ?? `${plot.description.name}-${isFullServiceName(service) ? shortServiceName(service) : service}`;
}

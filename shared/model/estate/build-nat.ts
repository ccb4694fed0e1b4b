/** NAT gateways of a made-up VPC, with their addresses and network interfaces. */
import type { IsoTime } from '#shared/base/ids.ts';
import type { NatGateway, NatGatewayAddress } from '../nat-gateway.ts';
import { nthAddress } from './cidr.ts';
import type { NatDescription } from './describe-vpc.ts';
import { hexOf, idOf, natGatewayIdOf, routeTableIdOf, zoneIdOf } from './names.ts';
import { addInterface, type Plot, subnetAt } from './plot.ts';
import { knownZoneName, origin } from './site.ts';

export function buildNatGateways(plot: Plot): void {
  for (const nat of plot.description.nats ?? []) {
    plot.site.see(plot.place, 'natGateways', [nat.mode === 'regional' ? regional(plot, nat) : zonal(plot, nat)]);
  }
}

function zonal(plot: Plot, nat: NatDescription): NatGateway {
  const subnet = subnetAt(plot, nat.zones[0] ?? '', nat.tier ?? 'public');
  const address = publicAddress(plot, nat, nat.name);
  const { id, address: privateIp } = addInterface(plot, subnet, {
    name: nat.name,
    interfaceType: 'natGateway',
    description: `Interface for NAT Gateway ${natGatewayIdOf(nat.name)}`,
    requesterId: 'amazon-nat-gateway',
    ...(address === null ? {} : { publicIp: address.publicIp }),
  });
  if (address !== null) elasticIp(plot, nat, address, id);
  return {
    ...natBase(plot, nat),
    subnetId: subnet.subnetId,
    autoProvisionZones: null,
    routeTableId: null,
    addresses: [{ ...noAddress, ...address, privateIp, networkInterfaceId: id, isPrimary: true, status: 'succeeded' }],
    ...nat.override,
  };
}

function regional(plot: Plot, nat: NatDescription): NatGateway {
  const addresses = nat.zones.map((zone, index) => {
    const zoneId = zoneIdOf(plot.place.region, zone);
    const address = publicAddress(plot, nat, `${nat.name}-${zoneId}`);
    if (address !== null) elasticIp(plot, nat, address, null);
    const zoneName = knownZoneName(plot.place, zoneId);
    return { ...noAddress, ...address, zoneId, zoneName, isPrimary: index === 0, status: 'succeeded' };
  });
  return {
    ...natBase(plot, nat),
    subnetId: null,
    autoProvisionZones: nat.manualZones === true ? 'disabled' : 'enabled',
    routeTableId: routeTableIdOf(`${nat.name}-nat`),
    addresses,
    ...nat.override,
  };
}

function natBase(plot: Plot, nat: NatDescription) {
  return {
    ...origin(plot.place),
    natGatewayId: natGatewayIdOf(nat.name),
    name: nat.name,
    vpcId: plot.vpcId,
    state: 'available',
    connectivityType: nat.connectivity,
    availabilityMode: nat.mode,
    failureCode: null,
    failureMessage: null,
    createTime: '2025-06-17T07:45:00.000Z' as IsoTime,
    tags: [{ key: 'Name', value: nat.name }],
  };
}

const noAddress: NatGatewayAddress = {
  allocationId: null,
  publicIp: null,
  privateIp: null,
  networkInterfaceId: null,
  zoneId: null,
  zoneName: null,
  isPrimary: null,
  status: null,
};

type PublicAddress = { readonly allocationId: string; readonly publicIp: string };

/** Out of 198.18.0.0/15, which no real network uses (RFC 2544). */
function publicAddress(plot: Plot, nat: NatDescription, name: string): PublicAddress | null {
  if (nat.connectivity === 'private') return null;
  const number = Number.parseInt(hexOf(`${plot.place.accountId}/${name}`, 8), 16) % 2 ** 17;
  return { allocationId: idOf('eipalloc', name), publicIp: nthAddress('198.18.0.0/15', number) };
}

function elasticIp(
  plot: Plot,
  nat: NatDescription,
  address: PublicAddress,
  networkInterfaceId: NatGatewayAddress['networkInterfaceId'],
): void {
  plot.site.see(plot.place, 'addresses', [
    { ...origin(plot.place), ...address, networkInterfaceId, publicIpv4Pool: nat.publicIpv4Pool ?? 'amazon' },
  ]);
}

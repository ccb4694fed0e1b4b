/** Transit gateways, their attachments and routes, and peering connections. */
import type { PeeringConnection, TransitGatewayAttachment, TransitGatewayRoute } from '../transit.ts';
import type { PeeringDescription, TransitGatewayDescription } from './describe.ts';
import { attachmentIdOf, peeringIdOf, transitGatewayIdOf, transitGatewayRouteTableIdOf } from './names.ts';
import { addInterface, type Plot, subnetsOf } from './plot.ts';
import { origin, type Place, type Site } from './site.ts';

/** The gateway with its attachments. Its owner sees all of it, an attached account the gateway and its own attachment. */
export function buildTransitGateway(site: Site, owner: Place, described: TransitGatewayDescription, plots: readonly Plot[]): void {
  const attached = plots.filter((plot) => plot.description.attachments?.some((attachment) => attachment.transitGateway === described.name));
  const transitGatewayId = transitGatewayIdOf(described.name);
  const tags = [{ key: 'Name', value: described.name }];
  const gateway = { ...origin(owner), transitGatewayId, name: described.name, state: 'available', tags };
  site.see(owner, 'transitGateways', [gateway]);
  for (const plot of attached) {
    const record = attachment(owner, plot, described);
    site.see(owner, 'transitGatewayAttachments', [{ ...record, readBy: owner.accountId }]);
    if (plot.place.accountId === owner.accountId) continue;
    site.see(plot.place, 'transitGateways', [{ ...gateway, readBy: plot.place.accountId }]);
    site.see(plot.place, 'transitGatewayAttachments', [record]);
  }
  const transitGatewayRouteTableId = transitGatewayRouteTableIdOf(described.name);
  site.see(owner, 'transitGatewayRouteTables', [{ ...origin(owner), transitGatewayRouteTableId, transitGatewayId, state: 'available' }]);
  site.see(owner, 'transitGatewayRoutes', routes(owner, described, attached));
}

function attachment(owner: Place, plot: Plot, described: TransitGatewayDescription): TransitGatewayAttachment {
  const own = plot.description.attachments?.find((candidate) => candidate.transitGateway === described.name);
  const subnets = subnetsOf(plot, own?.tier ?? '');
  const id = attachmentIdOf(described.name, plot.description.name);
  for (const subnet of subnets) {
    addInterface(plot, subnet, {
      name: `${id}-${subnet.zoneId}`,
      interfaceType: 'transit_gateway',
      description: `Network Interface for Transit Gateway Attachment ${id}`,
      requesterId: 'amazon-transit-gateway',
    });
  }
  return {
    ...origin(plot.place),
    transitGatewayAttachmentId: id,
    transitGatewayId: transitGatewayIdOf(described.name),
    transitGatewayOwnerId: owner.accountId,
    resourceType: 'vpc',
    resourceId: plot.vpcId,
    resourceOwnerId: plot.place.accountId,
    state: 'available',
    subnetIds: subnets.map((subnet) => subnet.subnetId),
    dnsSupport: 'enable',
    applianceModeSupport: own?.applianceMode === true ? 'enable' : 'disable',
    associatedRouteTableId: transitGatewayRouteTableIdOf(described.name),
  };
}

function routes(owner: Place, described: TransitGatewayDescription, attached: readonly Plot[]): TransitGatewayRoute[] {
  const route = (destination: string, type: string, plot: Plot | undefined): TransitGatewayRoute => ({
    ...origin(owner),
    transitGatewayRouteTableId: transitGatewayRouteTableIdOf(described.name),
    destination,
    type,
    state: plot === undefined ? 'blackhole' : 'active',
    attachments:
      plot === undefined
        ? []
        : [
            {
              resourceId: plot.vpcId,
              resourceType: 'vpc',
              transitGatewayAttachmentId: attachmentIdOf(described.name, plot.description.name),
            },
          ],
  });
  return [
    ...attached.map((plot) => route(plot.description.cidr, 'propagated', plot)),
    ...(described.staticRoutes ?? []).map(({ to, vpc }) =>
      route(
        to,
        'static',
        attached.find((plot) => plot.description.name === vpc),
      ),
    ),
  ];
}

/** A peering between two VPCs of the estate; both accounts see it. */
export function buildPeering(site: Site, described: PeeringDescription, plots: readonly Plot[]): void {
  const [from, to] = [plotNamed(plots, described.from), plotNamed(plots, described.to)];
  const peer = (plot: Plot): PeeringConnection['requester'] => ({
    vpcId: plot.vpcId,
    accountId: plot.place.accountId,
    region: plot.place.region,
    cidrBlocks: [plot.description.cidr, ...(plot.description.moreCidrs ?? [])],
    allowDnsResolutionFromRemoteVpc: described.dnsResolution ?? false,
  });
  for (const reader of [from, to]) {
    site.see(reader.place, 'peeringConnections', [
      {
        ...origin(from.place),
        readBy: reader.place.accountId,
        peeringConnectionId: peeringIdOf(described.name),
        name: described.name,
        status: described.status ?? 'active',
        requester: peer(from),
        accepter: peer(to),
      },
    ]);
  }
}

function plotNamed(plots: readonly Plot[], name: string): Plot {
  const found = plots.find((plot) => plot.description.name === name);
  if (found === undefined) throw new Error(`no VPC ${name} in the estate`);
  return found;
}

import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { ServiceNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { composeMap, finishedDiagram } from './compose-map.ts';
import { areaItem, byAccount, type PlacedItem, unseenItems } from './consumer-area.ts';
import { isCustomService, type LayoutContext, layoutContext, serviceNodeId } from './context.ts';
import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { type Provider, providers } from './provider-area.ts';
import { withSideBoxes } from './side-boxes.ts';
import { transitIndex } from './transit.ts';
import { transitStrand } from './transit-strand.ts';
import { accountGroups } from './account-groups.ts';
import { providerTile, serviceRow, type TargetOf, vpcTile } from './tile.ts';

/** Up to this many VPCs the Estate view shows each; beyond, only those of expanded accounts. */
export const unfoldedVpcLimit = 60;

/**
 * The Estate view: one tile per VPC, or per account where there are many, the
 * worst first, with counts and the worst verdict; edges carry how many
 * connections they stand for. `expanded` names the accounts whose VPCs are shown in any case.
 */
export function layOutEstate(input: DiagramInput, expanded: ReadonlySet<AccountId> = new Set()): Diagram {
  const context = layoutContext(input);
  const { vpcs } = context.topology;
  const isSmall = vpcs.length <= unfoldedVpcLimit;
  const targetOf: TargetOf = isSmall ? serviceNodeId : providerNodeId;
  const unseen = unseenItems(context, targetOf);
  const contents = isSmall
    ? byAccount([...vpcs.map((node) => vpcItem(context, node, targetOf)), ...unseen])
    : accountGroups(context, targetOf, expanded, unseen);
  const services = context.topology.services.filter((service): service is ServiceNode => isCustomService(service));
  const list = isSmall ? providers(context, services, serviceRow) : foldedProviders(context, services);
  const { placement, edges } = composeMap(context, contents, withSideBoxes(context, contents, list));
  return finishedDiagram(input, 'estate', 'Estate', placement.nodes, edges);
}

function providerNodeId(service: ServiceNode): string {
  return `provider:${service.providerAccountId ?? `?${service.serviceId}`}|${service.region}`;
}

function foldedProviders(context: LayoutContext, services: readonly ServiceNode[]): readonly Provider[] {
  return sortedBy(groupBy(services, providerNodeId), ([id]) => id).map(([id, group]) => ({
    block: providerTile(context, id, group),
    serviceIds: [id],
  }));
}

function vpcItem(context: LayoutContext, node: VpcNode, targetOf: TargetOf): PlacedItem {
  const tile = vpcTile(context, node, targetOf);
  const uses = transitIndex(context).usesOf(node.vpc.vpcId);
  const wires = uses.map((use, index) => {
    const start = { x: tile.block.width, y: tile.block.height - 6 - index * 4 };
    return transitStrand(node.vpc, use, tile.block.node.id, [start, start]);
  });
  return { accountId: node.vpc.accountId, region: node.vpc.region, item: areaItem(tile.block, [...tile.strands, ...wires]) };
}

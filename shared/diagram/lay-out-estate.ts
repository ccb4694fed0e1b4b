import type { ServiceNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { composeMap, finishedDiagram } from './compose-map.ts';
import { byAccount, type PlacedItem, unseenItems } from './consumer-area.ts';
import { isCustomService, type LayoutContext, layoutContext, serviceNodeId } from './context.ts';
import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { providers } from './provider-area.ts';
import { foldedProviders } from './provider-groups.ts';
import { withSideBoxes } from './side-boxes.ts';
import { routeEdges } from './route-edges.ts';
import { subjectKey } from './subject-key.ts';
import { type Unfolded, vpcItem } from './unfolded.ts';
import { type Kept, type MapOrder, mapOrder } from './map-order.ts';
import { accountGroups } from './account-groups.ts';
import { serviceRow, type TargetOf } from './tile.ts';

/** Up to this many VPCs the Estate view shows each; beyond, only those of unfolded accounts. */
export const unfoldedVpcLimit = 60;

export interface EstateOptions {
  /** The order of a map of much the same estate: what did not change keeps its place. */
  readonly before?: MapOrder | null;
  /** Accounts and VPCs that are unfolded, by subject key. */
  readonly unfolded?: Unfolded;
}

/**
 * The Estate view: one tile per VPC, or per account where there are many, the
 * worst first, with counts and the worst verdict; edges carry how many
 * connections they stand for. What is unfolded stands in the place of its tile,
 * and everything else where it stands on the folded map, as far as there is room.
 */
export function layOutEstate(input: DiagramInput, { before = null, unfolded = new Set() }: EstateOptions = {}): Diagram {
  const context = layoutContext(input);
  const folded = estateOf(input, context, new Set(), before === null ? null : { order: before, isFirm: false });
  const canUnfold = folded.nodes.some((node) => node.fold !== undefined && node.subject !== null && unfolded.has(subjectKey(node.subject)));
  return canUnfold ? estateOf(input, context, unfolded, { order: mapOrder(folded), isFirm: true }) : folded;
}

function estateOf(input: DiagramInput, context: LayoutContext, unfolded: Unfolded, kept: Kept | null): Diagram {
  const { vpcs } = context.topology;
  const isSmall = vpcs.length <= unfoldedVpcLimit;
  const services = context.topology.services.filter((service): service is ServiceNode => isCustomService(service));
  const { list, targetOf, height } = isSmall
    ? { list: providers(context, services, serviceRow), targetOf: serviceNodeId, height: 0 }
    : foldedProviders(context, services, new Set(vpcs.map(({ vpc }) => vpc.accountId)).size);
  const unseen = unseenItems(context, targetOf);
  const contents = isSmall
    ? byAccount([...vpcs.map((node) => placedVpc(context, node, unfolded, targetOf)), ...unseen])
    : accountGroups(context, targetOf, unfolded, unseen, height);
  const { placement, edges } = composeMap(context, contents, withSideBoxes(context, contents, list), kept);
  return finishedDiagram(input, 'estate', 'Estate', placement.nodes, [...routeEdges(context, placement), ...edges]);
}

function placedVpc(context: LayoutContext, node: VpcNode, unfolded: Unfolded, targetOf: TargetOf): PlacedItem {
  const { accountId, region } = node.vpc;
  return { accountId, region, item: vpcItem(context, node, unfolded, targetOf) };
}

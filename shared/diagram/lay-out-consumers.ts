import { groupBy } from '#shared/base/sort.ts';
import { emptyPlacement, onGrid, place, type PlacedBlock, type Placement } from './block.ts';
import { type AccountContent, type Area, consumerArea, consumerContents, type Shelf } from './consumer-area.ts';
import { isCustomService, type LayoutContext, layoutContext } from './context.ts';
import type { Diagram, DiagramEdge, Point, Rect } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { footerOf } from './footer.ts';
import { legendOf } from './legend.ts';
import { type Provider, providerGap, providers, stackProviders } from './provider-area.ts';
import { lastY, type OpenStrand, simplified, spreadPorts, toTrunk, trunkTracks } from './route-strands.ts';
import { routeEdges } from './route-edges.ts';

const margin = 24;

/** The Consumers view: account, Region, VPC in zone lanes, and strands to the services of providers. */
export function layOutConsumers(input: DiagramInput): Diagram {
  const context = layoutContext(input);
  const contents = consumerContents(context);
  const services = context.topology.services.filter((service) => isCustomService(service));
  const beside = providers(context, services);
  const area = consumerArea(context, contents, sizeOf(beside));
  const placement = emptyPlacement();
  for (const shelf of area.shelves) for (const box of shelf.boxes) place(placement, shifted(box, margin, margin));
  const open = toTrunk(openStrands(contents, area, placement));
  const edges = joinProviders(placement, area, beside, open);
  return finished(context, input, placement, [...routeEdges(context, placement), ...edges]);
}

function sizeOf(list: readonly Provider[]): { width: number; height: number } {
  const height = list.reduce((sum, item) => sum + item.block.height + providerGap, 0);
  return { width: Math.max(0, ...list.map((item) => item.block.width)) + 120, height };
}

function shifted(placed: PlacedBlock, x: number, y: number): PlacedBlock {
  return { ...placed, x: placed.x + x, y: placed.y + y };
}

/** Every strand at the right edge of its box, with what stands beside it. */
function openStrands(contents: readonly AccountContent[], area: Area, placement: Placement): OpenStrand[] {
  const content = new Map(contents.map((item) => [`account:${item.accountId}`, item]));
  return area.shelves.flatMap((shelf) => shelf.boxes.flatMap(({ block }) => accountStrands(content.get(block.node.id), shelf, placement)));
}

function accountStrands(content: AccountContent | undefined, shelf: Shelf, placement: Placement): OpenStrand[] {
  if (content === undefined) return [];
  const boxOf = (id: string): Rect[] => [placement.boxes.get(id)].flatMap((box) => box ?? []);
  const accounts = shelf.boxes.flatMap(({ block }) => boxOf(block.node.id));
  const regions = content.regions.flatMap((region) => boxOf(`region:${region.accountId}/${region.region}`));
  const channel = { y: margin + shelf.bottom + 8, height: shelf.channel };
  return content.regions.flatMap((region) => {
    const placed = region.items.flatMap((item) => boxOf(item.block.node.id).map((box) => ({ item, box })));
    const boxes = placed.map(({ box }) => box);
    const columns = groupBy(boxes, (box) => box.x);
    return placed.flatMap(({ item, box }) => {
      const right = Math.max(...(columns.get(box.x) ?? [box]).map((other) => other.x + other.width));
      const home = { beside: [...boxes, ...regions, ...accounts], gutter: { x: right, width: gutterWidth(right, boxes) }, channel };
      return item.starts.map((start) => ({ start, home, points: start.way.map((point) => ({ x: box.x + point.x, y: box.y + point.y })) }));
    });
  });
}

/** Free room from the right of a column to the next one. */
function gutterWidth(right: number, boxes: readonly Rect[]): number {
  const next = Math.min(...boxes.filter((box) => box.x >= right).map((box) => box.x - right));
  return Number.isFinite(next) ? next : 48;
}

/** Places the providers and leads every strand to its port. */
function joinProviders(placement: Placement, area: Area, list: readonly Provider[], open: readonly OpenStrand[]): DiagramEdge[] {
  const wanted = new Map<string, number>();
  for (const [target, group] of groupBy(open, (strand) => strand.start.edge.target)) {
    wanted.set(target, group.reduce((sum, strand) => sum + lastY(strand) - margin, 0) / group.length);
  }
  const tops = stackProviders(list, wanted, area.height);
  const trunkX = margin + area.width + 8;
  const ys = emptyPlacement();
  for (const [item, top] of tops) place(ys, { block: item.block, x: 0, y: margin + top });
  const bound = spreadPorts(open, (strand) => portOf(ys, strand));
  const trunk = trunkTracks(bound);
  const providerX = onGrid(trunkX + trunk.width);
  for (const [item, top] of tops) place(placement, { block: item.block, x: providerX, y: margin + top });
  return bound.map(({ strand, portY }) => {
    const port = portOf(placement, strand);
    const offset = trunk.offsets.get(strand);
    const turn =
      offset === undefined
        ? []
        : [
            { x: trunkX + offset, y: lastY(strand) },
            { x: trunkX + offset, y: portY },
          ];
    const last = offset === undefined ? { x: port.x, y: lastY(strand) } : { x: port.x, y: portY };
    return { ...strand.start.edge, points: simplified([...strand.points, ...turn, last]) };
  });
}

function portOf(placement: Placement, strand: OpenStrand): Point {
  const anchors = placement.anchors.get(strand.start.edge.target);
  return anchors?.get(strand.start.port) ?? anchors?.get('*') ?? { x: 0, y: 0 };
}

function finished(context: LayoutContext, input: DiagramInput, placement: Placement, edges: readonly DiagramEdge[]): Diagram {
  const boxes = [...placement.boxes.values()];
  const width = onGrid(Math.max(0, ...boxes.map((box) => box.x + box.width)) + margin);
  const channelFoot = Math.max(0, ...edges.flatMap((edge) => edge.points.map((point) => point.y)));
  const height = onGrid(Math.max(channelFoot, ...boxes.map((box) => box.y + box.height)) + margin);
  const { snapshot } = context.topology.index;
  const title = snapshot.title === '' ? 'Consumers' : `Consumers · ${snapshot.title}`;
  const diagram = { view: 'consumers', title, width, height, nodes: placement.nodes, edges, footer: footerOf(input) } as const;
  return { ...diagram, legend: legendOf(diagram) };
}

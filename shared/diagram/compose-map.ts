/** Consumers on shelves on the left, a trunk, providers on the right: the frame of the Consumers, Estate and VPC views. */
import { groupBy } from '#shared/base/sort.ts';
import { emptyPlacement, onGrid, place, type Placement } from './block.ts';
import type { AccountContent, AreaItem } from './account-content.ts';
import { consumerArea } from './consumer-area.ts';
import type { LayoutContext } from './context.ts';
import type { Diagram, DiagramEdge, DiagramView, Point, Rect } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { wordsRoom } from './edge-words.ts';
import { footerOf } from './footer.ts';
import { legendOf } from './legend.ts';
import type { Kept, MapOrder } from './map-order.ts';
import type { Area, Shelf } from './pack-accounts.ts';
import { type Provider, providerGap } from './provider-area.ts';
import { entriesOf, stackProviders } from './stack-providers.ts';
import { lastY, type OpenStrand, simplified, spreadPorts, toTrunk, trunkTracks } from './route-strands.ts';

const margin = 16;

export interface ComposedMap {
  readonly placement: Placement;
  readonly edges: readonly DiagramEdge[];
}

/** Places everything and leads every strand from its box to its port. */
export function composeMap(
  context: LayoutContext,
  contents: readonly AccountContent[],
  list: readonly Provider[],
  kept: Kept | null = null,
): ComposedMap {
  const isBundled =
    contents.flatMap((content) => content.regions.flatMap((region) => region.items.flatMap((item) => item.starts))).length > bundleLimit;
  const { area, isKept } = consumerArea(context, isBundled ? contents.map(bundled) : contents, sizeOf(list), kept);
  const placement = emptyPlacement();
  for (const shelf of area.shelves)
    for (const { account, x, y } of shelf.boxes) place(placement, { block: account.draw(), x: x + margin, y: y + margin });
  const open = toTrunk(openStrands(contents, area, placement), isBundled);
  return { placement, edges: joinProviders(placement, area, list, open, isBundled, isKept ? (kept?.order ?? null) : null) };
}

/** More strands than this share tracks with those that go to the same place. */
const bundleLimit = 160;

/** Bundled, a box needs room for one line per target. */
function bundled(content: AccountContent): AccountContent {
  const lines = (item: AreaItem): AreaItem => ({ ...item, strands: new Set(item.starts.map((start) => start.edge.target)).size });
  return { ...content, regions: content.regions.map((region) => ({ ...region, items: region.items.map(lines) })) };
}

/** A placed map as a diagram, with its size, legend and footer. */
export function finishedDiagram(
  input: DiagramInput,
  view: DiagramView,
  title: string,
  nodes: Diagram['nodes'],
  edges: readonly DiagramEdge[],
): Diagram {
  let width = 0;
  let height = 0;
  for (const { box } of nodes) {
    width = Math.max(width, box.x + box.width);
    height = Math.max(height, box.y + box.height);
  }
  for (const edge of edges) for (const point of edge.points) height = Math.max(height, point.y);
  const name = input.topology.index.snapshot.title;
  const diagram = {
    view,
    title: name === '' ? title : `${title} · ${name}`,
    width: onGrid(width + margin),
    height: onGrid(height + margin),
    nodes,
    edges,
    footer: footerOf(input),
  };
  return { ...diagram, legend: legendOf(diagram) };
}

function sizeOf(list: readonly Provider[]): { width: number; height: number } {
  if (list.length === 0) return { width: 0, height: 0 };
  const height = list.reduce((sum, item) => sum + item.block.height + providerGap, 0);
  return { width: Math.max(...list.map((item) => item.block.width)) + 120, height };
}

/** Every strand at the right edge of its box, with what stands beside it. */
function openStrands(contents: readonly AccountContent[], area: Area, placement: Placement): OpenStrand[] {
  const content = new Map(contents.map((item) => [`account:${item.accountId}`, item]));
  return area.shelves.flatMap((shelf) => {
    const accounts = shelf.boxes.flatMap(({ account }) => boxOf(placement, account.id));
    return shelf.boxes.flatMap(({ account }) => accountStrands(content.get(account.id), shelf, accounts, placement));
  });
}

function boxOf(placement: Placement, id: string): Rect[] {
  const box = placement.boxes.get(id);
  return box === undefined ? [] : [box];
}

function accountStrands(content: AccountContent | undefined, shelf: Shelf, accounts: readonly Rect[], placement: Placement): OpenStrand[] {
  if (content === undefined) return [];
  const regions = content.regions.flatMap((region) => boxOf(placement, `region:${region.accountId}/${region.region}`));
  const channel = { y: margin + shelf.bottom + 4, height: shelf.channel };
  return content.regions.flatMap((region) => {
    const placed = region.items.flatMap((item) => boxOf(placement, item.block.node.id).map((box) => ({ item, box })));
    const boxes = placed.map(({ box }) => box);
    const beside = [...boxes, ...regions, ...accounts];
    const columns = groupBy(boxes, (box) => box.x);
    return placed.flatMap(({ item, box }) => {
      if (item.starts.length === 0) return [];
      const right = Math.max(...(columns.get(box.x) ?? [box]).map((other) => other.x + other.width));
      const home = { beside, gutter: { x: right, width: gutterWidth(right, boxes) }, channel };
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
function joinProviders(
  placement: Placement,
  area: Area,
  list: readonly Provider[],
  open: readonly OpenStrand[],
  isBundled: boolean,
  before: MapOrder | null,
): DiagramEdge[] {
  const entries = entriesOf(
    open,
    (strand) => strand.start.edge.target,
    (strand) => lastY(strand) - margin,
  );
  const tops = stackProviders(list, entries, area.height, before);
  const trunkX = margin + area.width + 8;
  const draft = emptyPlacement();
  for (const [item, top] of tops) place(draft, { block: item.block, x: 0, y: margin + top });
  const bound = spreadPorts(open, (strand) => portOf(draft, strand), isBundled);
  const trunk = trunkTracks(bound, isBundled);
  const providerX = onGrid(trunkX + trunk.width + Math.max(0, ...open.map(({ start }) => wordsRoom(start.edge))));
  for (const [item, top] of tops) place(placement, { block: item.block, x: providerX, y: margin + top });
  return bound.map(({ strand, portY }) => {
    const port = portOf(placement, strand);
    const offset = trunk.offsets.get(strand);
    const entry = lastY(strand);
    const turn =
      offset === undefined
        ? []
        : [
            { x: trunkX + offset, y: entry },
            { x: trunkX + offset, y: portY },
          ];
    const last = { x: port.x, y: offset === undefined ? entry : portY };
    return { ...strand.start.edge, points: simplified([...strand.points, ...turn, last]) };
  });
}

function portOf(placement: Placement, strand: OpenStrand): Point {
  const anchors = placement.anchors.get(strand.start.edge.target);
  return anchors?.get(strand.start.port) ?? anchors?.get('*') ?? { x: 0, y: 0 };
}

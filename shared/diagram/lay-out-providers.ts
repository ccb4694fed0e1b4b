import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { accountFrame } from './account-box.ts';
import { type Block, emptyPlacement, onGrid, place } from './block.ts';
import { finishedDiagram } from './compose-map.ts';
import { isCustomService, type LayoutContext, layoutContext, serviceNodeId } from './context.ts';
import type { Diagram, DiagramEdge } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { keptColumns, keptOrder } from './keep-order.ts';
import type { MapOrder } from './map-order.ts';
import { providerCard } from './provider-card.ts';
import { simplified } from './route-strands.ts';
import { detailedServiceBox, serviceTone } from './service-box.ts';
import { label } from './shape.ts';
import { intoColumns, stackSize } from './shelves.ts';
import { toneKey, worstTone } from './standing.ts';
import { accountText, counted, regionText } from './words.ts';

const margin = 24;
const pad = 16;
const header = 52;
const gap = 20;

/**
 * The Providers view: every endpoint service with its connections, load
 * balancers, zones and allowed principals, the worst provider first. What stood in the map of `before` keeps its place as far as possible.
 */
export function layOutProviders(input: DiagramInput, before: MapOrder | null = null): Diagram {
  const context = layoutContext(input);
  const services = context.topology.services.filter((service) => isCustomService(service));
  const width = Math.max(0, ...services.map((service) => detailedServiceBox(context, service).width));
  const groups = sortedBy(
    groupBy(services, (service) => `${service.providerAccountId ?? `?${service.serviceId}`}|${service.region}`),
    ([key, list]) => [list.some((service) => service.configuration !== null) ? '0' : '1', toneKey(worstTone(list.map(serviceTone))), key],
  );
  const boxes = groups.map(([key, list]) => providerBox(context, key, list, width, before));
  const placement = emptyPlacement();
  const edges: DiagramEdge[] = [];
  let x = margin;
  for (const column of columnsOf(boxes.map(sized), before)) {
    let y = margin;
    for (const box of column) {
      place(placement, { block: box.block, x, y });
      edges.push(...box.edges.map((edge) => moved(edge, x, y)));
      y += box.height + gap;
    }
    x += Math.max(...column.map((box) => box.width)) + gap;
  }
  return finishedDiagram(input, 'providers', 'Providers', placement.nodes, edges);
}

interface ProviderBox {
  readonly block: Block;
  readonly edges: readonly DiagramEdge[];
}

type SizedBox = ReturnType<typeof sized>;

/** The columns there were, while new ones would not be much more level. */
function columnsOf(boxes: readonly SizedBox[], before: MapOrder | null): SizedBox[][] {
  const best = intoColumns(boxes, columnHeight(boxes), gap);
  const former = keptColumns(boxes, before?.providers, gap);
  return former !== null && tallestOf(former) <= tallestOf(best) * worthMoving ? former : best;
}

const worthMoving = 1.15;

function tallestOf(columns: readonly (readonly SizedBox[])[]): number {
  return Math.max(0, ...columns.map((column) => stackSize(column, gap).height));
}

function sized(box: ProviderBox): ProviderBox & { width: number; height: number } {
  return { ...box, width: box.block.width, height: box.block.height };
}

/** So tall that the columns together have about the shape of a screen. */
function columnHeight(boxes: readonly ProviderBox[]): number {
  const width = Math.max(1, ...boxes.map((box) => box.block.width));
  const total = boxes.reduce((sum, box) => sum + box.block.height + gap, 0);
  const tallest = Math.max(0, ...boxes.map((box) => box.block.height));
  const columns = Math.max(1, Math.round(Math.sqrt((total * 1.5) / width)));
  return Math.max(tallest, Math.ceil(total / columns) + tallest / 4);
}

function providerBox(
  context: LayoutContext,
  key: string,
  services: readonly ServiceNode[],
  serviceWidth: number,
  before: MapOrder | null,
): ProviderBox {
  const first = services[0] as ServiceNode;
  const accountId = first.providerAccountId;
  const isScanned = services.some((service) => service.configuration !== null);
  const sorted = sortedBy(
    services.map((service) => {
      const card = providerCard(context, service, serviceWidth);
      return { id: card.block.node.id, service, card };
    }),
    ({ service, card }) => [toneKey(card.block.node.tone), service.shortName, serviceNodeId(service)],
  );
  const cards = keptOrder(sorted, before?.services[`provider:${key}`] ?? [], () => 0);
  const name = accountId === null ? 'provider unknown' : (context.accountName(accountId) ?? accountText(accountId));
  const second = [
    ...(accountId !== null && context.accountName(accountId) !== null ? [accountText(accountId)] : []),
    regionText(first.region),
    ...(isScanned ? [] : ['not scanned']),
  ].join(' · ');
  let y = header;
  const edges: DiagramEdge[] = [];
  const children = cards.map(({ card }) => {
    const at = { block: card.block, x: pad, y };
    edges.push(...card.edges.map((edge) => moved(edge, pad, y)));
    y += card.block.height + gap;
    return at;
  });
  const width = onGrid(Math.max(...cards.map(({ card }) => card.block.width)) + pad * 2);
  const height = onGrid(y - gap + pad);
  const block: Block = {
    node: {
      id: `provider:${key}`,
      kind: isScanned ? 'account' : 'ghost',
      label: name,
      description: `${accountId === null ? 'Provider unknown' : `Provider ${name}`}, ${first.region}${isScanned ? '' : ', not scanned'}: ${counted(services.length, 'endpoint service')}.`,
      subject: accountId === null ? null : { kind: 'account', id: accountId, accountId, region: first.region },
      tone: isScanned ? worstTone(cards.map(({ card }) => card.block.node.tone)) : 'ghost',
      keywords: [accountId ?? '', first.region],
    },
    width,
    height,
    shapes: [
      accountFrame(width, height, isScanned),
      label(pad, 23, name, 'title', { maxWidth: width - pad * 2 }),
      label(pad, 40, second, 'body', { fill: 'ink-2', maxWidth: width - pad * 2 }),
    ],
    children,
  };
  return { block, edges };
}

function moved(edge: DiagramEdge, x: number, y: number): DiagramEdge {
  return { ...edge, points: simplified(edge.points.map((point) => ({ x: point.x + x, y: point.y + y }))) };
}

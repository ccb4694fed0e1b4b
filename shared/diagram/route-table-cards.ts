/** The route tables of a VPC, side by side below its lanes: what each sends where. */
import { nameKey, sortedBy } from '#shared/base/sort.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Shape } from './diagram.ts';
import { label, line } from './shape.ts';
import { ontoShelves } from './shelves.ts';
import { vpcPad } from './vpc-plan.ts';
import { counted } from './words.ts';

const cardWidth = 288;
const lineHeight = 16;
const gap = 12;
/** More routes than this are counted instead of listed. */
const routeLimit = 8;

/** Cards in rows as wide as the VPC, starting at `y`. */
export function routeTableCards(context: LayoutContext, vpc: VpcNode, width: number, y: number) {
  const tables = sortedBy(context.topology.index.inVpc('routeTables', vpc.vpc.vpcId), (table) => [
    nameKey(table.name ?? '~'),
    table.routeTableId,
  ]);
  const cards = tables.map((table) => card(context, vpc, table)).map((block) => ({ block, width: block.width, height: block.height }));
  const children: PlacedBlock[] = [];
  let top = y + 8;
  for (const row of ontoShelves(cards, width - vpcPad * 2, gap)) {
    for (const [index, item] of row.entries()) children.push({ block: item.block, x: vpcPad + index * (cardWidth + gap), y: top });
    top += Math.max(...row.map((item) => item.height)) + gap;
  }
  return { children, height: cards.length === 0 ? 0 : top - y };
}

function card(context: LayoutContext, vpc: VpcNode, table: RouteTable): Block {
  const name = table.name ?? table.routeTableId;
  const served = vpc.subnets.filter((subnet) => subnet.routeTable?.routeTableId === table.routeTableId).length;
  const routes = table.routes.filter((route) => route.target !== 'local');
  const shown = routes.slice(0, routeLimit);
  const rest = routes.length - shown.length;
  const height = onGrid(32 + Math.max(1, shown.length + (rest > 0 ? 1 : 0)) * lineHeight + 8);
  const second = `${table.isMain ? 'main · ' : ''}${counted(served, 'subnet')}`;
  return {
    node: {
      id: `route-table:${table.routeTableId}`,
      kind: 'note',
      label: name,
      description: `Route table ${name}, ${second}, ${counted(routes.length, 'route')} out of the VPC.`,
      subject: subject('route-table', table.routeTableId, table),
      tone: routes.some((route) => route.state === 'blackhole') ? 'warn' : 'neutral',
      keywords: [
        table.routeTableId,
        ...routes.flatMap((route) => [route.destination, route.target]),
        ...context.rulesOf('route-table', table.routeTableId),
      ],
    },
    width: cardWidth,
    height,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: cardWidth, height, radius: 6, fill: 'surface', stroke: 'line', strokeWidth: 1 },
      label(10, 19, name, 'strong', { maxWidth: 176, isId: table.name === null }),
      label(cardWidth - 10, 19, second, 'small', { anchor: 'end', fill: 'ink-2' }),
      ...shown.flatMap((route, index) => routeLine(context, route, 40 + index * lineHeight)),
      ...(rest > 0
        ? [label(10, 40 + shown.length * lineHeight, `and ${counted(rest, 'more route', 'more routes')}`, 'small', { fill: 'ink-2' })]
        : []),
      ...(routes.length === 0 ? [label(10, 40, 'local routes only', 'small', { fill: 'ink-2' })] : []),
    ],
    children: [],
  };
}

/** `0.0.0.0/0 → nat-0ab…`; prefix lists by the name of their service where it is known. */
function routeLine(context: LayoutContext, route: Route, y: number): Shape[] {
  const isDead = route.state === 'blackhole';
  return [
    label(10, y, destinationText(context, route), 'code', { maxWidth: 116, isId: true }),
    ...arrow(132, y - 4),
    label(148, y, isDead ? `${route.target} blackhole` : route.target, 'code', {
      fill: isDead ? 'warn' : 'ink-2',
      maxWidth: cardWidth - 158,
      isId: true,
    }),
  ];
}

/** Drawn, because not every font of the exports has the sign. */
function arrow(x: number, y: number): Shape[] {
  return [
    line(
      [
        { x, y },
        { x: x + 9, y },
      ],
      'ink-2',
    ),
    line(
      [
        { x: x + 6, y: y - 3 },
        { x: x + 9, y },
        { x: x + 6, y: y + 3 },
      ],
      'ink-2',
    ),
  ];
}

function destinationText(context: LayoutContext, route: Route): string {
  if (route.destinationKind !== 'prefix-list') return route.destination;
  const list = context.topology.index.snapshot.prefixLists.find((candidate) => candidate.prefixListId === route.destination);
  const name = list?.prefixListName ?? null;
  return name === null ? route.destination : (name.split('.').at(-1) ?? name);
}

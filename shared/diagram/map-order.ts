/**
 * How the boxes of a map stand to each other, read from the map itself: enough
 * to lay out a changed estate so that what did not change stays where it was.
 */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { Diagram, DiagramNode } from './diagram.ts';

/** Node ids, as lists of lists from left to right and from top to bottom. */
export interface MapOrder {
  /** Shelves from top to bottom, slots from left to right, accounts from top to bottom. */
  readonly shelves: readonly (readonly (readonly string[])[])[];
  /** By account and by Region: the columns of what stands in it. */
  readonly columns: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** What stands on the right of the accounts, or instead of them. */
  readonly providers: readonly (readonly string[])[];
  /** By provider: its services from top to bottom. */
  readonly services: Readonly<Record<string, readonly string[]>>;
}

/** An arrangement to keep. */
export interface Kept {
  readonly order: MapOrder;
  /** Kept whatever another arrangement would gain. */
  readonly isFirm: boolean;
}

/** The order of a map of whole accounts. */
export function mapOrder(diagram: Diagram): MapOrder {
  const tops = diagram.nodes.filter((node) => node.parentId === null);
  const accounts = tops.filter(isAccount);
  const others = tops.filter((node) => !isAccount(node));
  // Three levels of many: what stands in VPCs has an order of its own.
  const inTops = childrenOf(diagram, tops);
  const regions = accounts.flatMap((account) => inTops.get(account.id) ?? []);
  const children = new Map([...inTops, ...childrenOf(diagram, regions)]);
  const boxes = [...accounts, ...regions];
  return {
    shelves: shelvesOf(accounts),
    columns: Object.fromEntries(boxes.map((box) => [box.id, idsOf(columnsOf(children.get(box.id) ?? []))])),
    providers: idsOf(columnsOf(others)),
    services: Object.fromEntries(others.map((box) => [box.id, byTop(children.get(box.id) ?? []).map((node) => node.id)])),
  };
}

function childrenOf({ nodes }: Diagram, parents: readonly DiagramNode[]): Map<string, DiagramNode[]> {
  const children = new Map<string, DiagramNode[]>(parents.map(({ id }) => [id, []]));
  for (const node of nodes) if (node.parentId !== null) children.get(node.parentId)?.push(node);
  return children;
}

function isAccount(node: DiagramNode): boolean {
  return node.id.startsWith('account:');
}

function byTop(nodes: readonly DiagramNode[]): DiagramNode[] {
  return [...nodes].sort((a, b) => a.box.y - b.box.y);
}

function columnsOf(nodes: readonly DiagramNode[]): DiagramNode[][] {
  const columns = [...groupBy(nodes, (node) => node.box.x)].sort(([a], [b]) => a - b);
  return columns.map(([, column]) => byTop(column));
}

function idsOf(columns: readonly (readonly DiagramNode[])[]): string[][] {
  return columns.map((column) => column.map((node) => node.id));
}

/**
 * Cuts where a line from left to right meets no account. What lies below a cut
 * is a shelf of its own only if it is packed to the left by itself; otherwise
 * it stands in the slots of what is above.
 */
function shelvesOf(accounts: readonly DiagramNode[]): string[][][] {
  const bands: DiagramNode[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const node of sortedByTop(accounts)) {
    if (node.box.y >= bottom) bands.push([]);
    bands.at(-1)?.push(node);
    bottom = Math.max(bottom, node.box.y + node.box.height);
  }
  const shelves: DiagramNode[][] = [];
  for (const band of bands) {
    if (shelves.length === 0 || isPacked(band)) shelves.push([...band]);
    else shelves.at(-1)?.push(...band);
  }
  return shelves.map((shelf) => idsOf(columnsOf(shelf)));
}

function sortedByTop(nodes: readonly DiagramNode[]): DiagramNode[] {
  const ordered = sortedBy(nodes, (node) => node.id);
  return ordered.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

const farthestGap = 12.5;

/** Whether nothing but the usual gap lies between the slots of a band and before its first. */
function isPacked(band: readonly DiagramNode[]): boolean {
  const columns = columnsOf(band);
  return columns.every((column, index) => {
    const before = columns[index - 1];
    const x = column[0]?.box.x ?? 0;
    if (before === undefined) return x <= 16;
    return x - Math.max(...before.map((node) => node.box.x + node.box.width)) <= farthestGap;
  });
}

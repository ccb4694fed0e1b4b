/** Providers with their services, on the right of the map, each as near as possible to its consumers. */
import type { AccountId } from '#shared/base/ids.ts';
import { groupBy, nameKey, sortedBy } from '#shared/base/sort.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { accountFrame, boxTitle } from './account-box.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, serviceNodeId } from './context.ts';
import { serviceBox } from './service-box.ts';
import { worstTone } from './standing.ts';
import { accountText, counted, regionText } from './words.ts';

const pad = 8;
const header = 28;
const serviceGap = 6;
export const providerGap = 10;

export interface Provider {
  readonly block: Block;
  readonly serviceIds: readonly string[];
  /** Among the others where that is not for the strands to say; those with one stand first. */
  readonly order?: string;
}

/** How a service is drawn: in lanes, or folded into a row. */
export type ServiceDrawing = (context: LayoutContext, service: ServiceNode, minWidth?: number) => Block;

/** A box per provider account and Region. Services whose provider nobody knows stand alone in a ghost each. */
export function providers(
  context: LayoutContext,
  services: readonly ServiceNode[],
  draw: ServiceDrawing = serviceBox,
): readonly Provider[] {
  const groups = groupBy(services, (service) => `${service.providerAccountId ?? `?${service.serviceId}`}|${service.region}`);
  // All as wide as the widest: strands then end on one line.
  const width = Math.max(0, ...services.map((service) => draw(context, service).width));
  return sortedBy(groups, ([key]) => key).map(([key, group]) => provider(context, key, group, (service) => draw(context, service, width)));
}

function provider(context: LayoutContext, key: string, services: readonly ServiceNode[], draw: (service: ServiceNode) => Block): Provider {
  const first = services[0] as ServiceNode;
  const accountId = first.providerAccountId;
  const isScanned = services.some((service) => service.configuration !== null);
  const boxes = sortedBy(services, (service) => [nameKey(service.shortName), serviceNodeId(service)]).map(draw);
  const name = providerName(context, accountId);
  const second = [
    ...(accountId !== null && context.accountName(accountId) !== null ? [accountText(accountId)] : []),
    regionText(first.region),
    ...(isScanned ? [] : ['not scanned']),
  ].join(' · ');
  const width = onGrid(Math.max(...boxes.map((box) => box.width)) + pad * 2);
  let y = header;
  const children = boxes.map((block) => {
    const at = { block, x: pad, y };
    y += block.height + serviceGap;
    return at;
  });
  const height = onGrid(y - serviceGap + pad);
  return {
    serviceIds: boxes.map((box) => box.node.id),
    block: {
      node: {
        id: `provider:${key}`,
        kind: isScanned ? 'account' : 'ghost',
        label: name,
        description: `${accountId === null ? 'Provider unknown' : `Provider ${name}`}, ${first.region}${isScanned ? '' : ', not scanned'}: ${counted(services.length, 'endpoint service')}.`,
        subject: accountId === null ? null : { kind: 'account', id: accountId, accountId, region: first.region },
        tone: isScanned ? worstTone(boxes.map((box) => box.node.tone)) : 'ghost',
        keywords: [accountId ?? '', accountId === null ? '' : accountText(accountId), first.region],
      },
      width,
      height,
      shapes: [accountFrame(width, height, isScanned), ...boxTitle(name, second, width)],
      children,
    },
  };
}

function providerName(context: LayoutContext, accountId: AccountId | null): string {
  if (accountId === null) return 'provider unknown';
  return context.accountName(accountId) ?? accountText(accountId);
}

/** The same provider with its services in another order. */
export function withServiceOrder(item: Provider, order: readonly string[]): Provider {
  const { children } = item.block;
  const first = children[0];
  if (children.length < 2 || first === undefined) return item;
  let { y } = first;
  const ordered = order.flatMap((id) => {
    const child = children.find(({ block }) => block.node.id === id);
    if (child === undefined) return [];
    const at = { ...child, y };
    y += child.block.height + serviceGap;
    return [at];
  });
  return ordered.length === children.length ? { ...item, block: { ...item.block, children: ordered } } : item;
}

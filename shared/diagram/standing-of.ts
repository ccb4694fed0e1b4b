/** How some endpoints stand, and how many there are, in the words of tiles. */
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { LayoutContext } from './context.ts';
import type { Tone } from './diagram.ts';
import { drawnTone, worstTone } from './standing.ts';
import { counted, stateText, verdictWords } from './words.ts';

/** The worst of some endpoints and what it is called. */
export function standing(context: LayoutContext, endpoints: readonly EndpointNode[]): { tone: Tone; reason: string | null } {
  const tones = endpoints.map((node) => {
    const row = context.rowOf(node.endpoint.vpcEndpointId);
    return { tone: row === undefined ? ('unknown' as const) : drawnTone(row.verdict, node.endpoint.state), row, node };
  });
  const tone = worstTone(tones.map((entry) => entry.tone));
  const worst = tones.filter((entry) => entry.tone === tone);
  const first = worst[0];
  if (first === undefined || tone === 'ok' || tone === 'neutral') return { tone, reason: null };
  const words =
    first.row === undefined
      ? 'unknown'
      : first.row.verdict === 'not-connected'
        ? stateText(first.node.endpoint.state ?? 'unknown')
        : verdictWords[first.row.verdict];
  const others = worst.length > 1 ? ` +${worst.length - 1}` : '';
  return { tone, reason: `${first.node.shortName}: ${words}${others}` };
}

/** Endpoints of VPCs that a narrowed map does not show. */
export function leftOut({ topology }: LayoutContext, nodes: readonly VpcNode[]): number {
  return nodes.reduce((sum, { vpc, endpoints }) => sum + topology.index.inVpc('vpcEndpoints', vpc.vpcId).length - endpoints.length, 0);
}

/** How many endpoints and NAT gateways; `hidden` ones are not shown, unread ones unknown. */
export function summary(endpoints: number, nats: number, isRead: boolean, hidden: number): string {
  const none = isRead ? (hidden > 0 ? `${counted(hidden, 'endpoint')} not shown` : 'no endpoints') : 'endpoints unknown';
  const text = endpoints === 0 ? none : counted(endpoints, 'endpoint');
  return nats === 0 ? text : `${text} · ${counted(nats, 'NAT gateway')}`;
}

/** How many of these are broken or failing in a zone. */
export function failing(context: LayoutContext, endpoints: readonly EndpointNode[]): number {
  return endpoints.filter((endpoint) => standing(context, [endpoint]).tone === 'bad').length;
}

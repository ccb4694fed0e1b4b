/** An endpoint in another VPC over a transit gateway: what the gateway's own routes make of it. */
import { describe, expect, it } from 'vitest';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { attachmentIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

type TransitRoute = RecordOf<'transitGatewayRoutes'>;
type Attachment = RecordOf<'transitGatewayAttachments'>;

const estate = hubAndSpoke();
const [hubVpc, spokeVpc] = [vpcIdOf('hub'), vpcIdOf('spoke')];

/** How the first subnet of the spoke reaches KMS. */
function reached(snapshot: Snapshot): string | undefined {
  return reachOf(analysed(snapshot).topology, spokeVpc).find((one) => one.service === 'kms')?.how;
}

const end = (resourceId: string, resourceType = 'vpc') => ({
  resourceId,
  resourceType,
  transitGatewayAttachmentId: attachmentIdOf('core', resourceId),
});
const [toHub, toOther, toVpn] = [end(hubVpc), end('vpc-0other'), end('vpn-0', 'vpn')];

/** The transit gateway with these routes in place of its own, and the one back to the spoke. */
function routed(
  ...routes: readonly (readonly [destination: string, attachments: TransitRoute['attachments'], state?: string])[]
): Snapshot {
  const [own] = estate.transitGatewayRoutes;
  if (own === undefined) throw new Error('the estate has no routes of a transit gateway');
  const made = [...routes, wayBack].map(([destination, attachments, state = 'active']) => ({ ...own, destination, attachments, state }));
  return { ...estate, transitGatewayRoutes: made };
}

const wayBack = ['10.11.0.0/16', [end(spokeVpc)]] as const;

/** The spoke's attachment changed, over a gateway whose routes lead elsewhere. */
function attached(change: Partial<Attachment>, snapshot: Snapshot = routed(['10.10.0.0/16', [toOther]])): Snapshot {
  return altered(snapshot, 'transitGatewayAttachments', (one) => (one.resourceId === spokeVpc ? { ...one, ...change } : one));
}

/** The spoke is on a second gateway as well, told before the first; nothing is said of that one's routes. */
function onTwo(snapshot: Snapshot, change: Partial<Attachment>): Snapshot {
  const second = snapshot.transitGatewayAttachments
    .filter((one) => one.resourceId === spokeVpc)
    .map((one) => ({ ...one, transitGatewayAttachmentId: attachmentIdOf('second', 'spoke'), ...change }));
  return { ...snapshot, transitGatewayAttachments: [...second, ...snapshot.transitGatewayAttachments] };
}

const routesOf = (accountId: string) => ({ operation: 'SearchTransitGatewayRoutes', accountId });
const prefixList = { destination: 'pl-0hub', attachments: [toHub] };

describe('over a transit gateway, an endpoint of a hub', () => {
  it.each([
    ['is reached by a propagated route', estate, 'hub'],
    ['is reached by the default route of the gateway', routed(['0.0.0.0/0', [toHub]]), 'hub'],
    ['is not reached where the gateway has no route there', routed(), 'none'],
    ['is not reached where the route leads to another VPC', routed(['10.10.0.0/16', [toOther]]), 'none'],
    [
      'is not reached where a more specific route leads to another VPC',
      routed(['10.10.0.0/16', [toHub]], ['10.10.0.0/23', [toOther]]),
      'none',
    ],
    ['is reached where a more specific route leads there', routed(['0.0.0.0/0', [toOther]], ['10.10.0.0/16', [toHub]]), 'hub'],
    ['is reached where a less specific route leads nowhere', routed(['0.0.0.0/0', [], 'blackhole'], ['10.10.0.0/16', [toHub]]), 'hub'],
    ['is not reached by a route that leads nowhere', routed(['10.10.0.0/16', [toHub], 'blackhole']), 'none'],
    ['is reached by one of several attachments of a route', routed(['10.10.0.0/16', [toOther, toHub]]), 'hub'],
    ['is not reached by a VPN', routed(['10.10.0.0/16', [toVpn]]), 'none'],
    ['is not reached by Direct Connect', routed(['10.10.0.0/16', [end('dxgw-0', 'direct-connect-gateway')]]), 'none'],
    ['is reached by a peered transit gateway, as far as anybody knows', routed(['10.10.0.0/16', [end('tgw-0', 'peering')]]), 'hub'],
    ['is reached by a route that names no attachment', routed(['10.10.0.0/16', []]), 'hub'],
    ['is reached by a prefix list, as far as anybody knows', routed([prefixList.destination, prefixList.attachments]), 'hub'],
    ['may be in the prefix list beside a written route', routed(['10.99.0.0/16', [toOther]], ['pl-0hub', [toHub]]), 'hub'],
    ['is not reached by a route whose name only ends like that of a list', routed(['x-pl-', [toHub]]), 'none'],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(reached(snapshot)).toBe(expected);
  });

  it.each([
    ['whose routes lead elsewhere', attached({}), 'none'],
    ['that tells no state', attached({ state: null }), 'none'],
    ['that is gone', attached({ state: 'deleted' }), 'hub'],
    ['that tells no route table', attached({ associatedRouteTableId: null }), 'hub'],
    ['that tells no owner of the gateway, read by somebody else', attached({ transitGatewayOwnerId: null }), 'none'],
    ['beside one to another gateway', onTwo(estate, { transitGatewayId: 'tgw-0second' as never, associatedRouteTableId: null }), 'hub'],
    [
      'that leads elsewhere, beside one to another gateway',
      onTwo(attached({}), { transitGatewayId: 'tgw-0second' as never, associatedRouteTableId: null }),
      'none',
    ],
    ['beside an older one to the same gateway', onTwo(attached({}), { state: 'deleted', associatedRouteTableId: null }), 'none'],
  ] as const)('is judged by the attachment of the spoke %s', (_what, snapshot, expected) => {
    expect(reached(snapshot)).toBe(expected);
  });

  it('is reached, as far as anybody knows, where the owner of the gateway did not tell its routes', () => {
    const owner = unread(attached({}), routesOf(providerAccount));
    const guest = unread(attached({}), routesOf(consumerAccount));
    expect([reached(owner), reached(guest)]).toEqual(['hub', 'none']);
  });

  it('is unknown where one of its subnets has no way back and nobody read the table of the other', () => {
    const [first, second] = estate.subnets.filter((one) => one.vpcId === hubVpc).map((one) => one.subnetId);
    const tables = estate.routeTables.flatMap((table) => {
      if (table.vpcId !== hubVpc) return [table];
      return table.subnetIds.some((id) => id === first || id === second) && first !== undefined
        ? [{ ...table, subnetIds: [first], routes: [], isMain: false }]
        : [];
    });
    expect(reached({ ...estate, routeTables: tables })).toBe('unknown');
  });
});

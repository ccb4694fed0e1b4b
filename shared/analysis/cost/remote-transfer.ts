/**
 * Inter-Region transfer of traffic to services of other Regions that is there
 * already (T8): the bytes leave the Region by a NAT gateway as they do by a
 * cross-Region endpoint, so moving them adds none.
 */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { RoutedFlow } from './decision.ts';
import { transfer } from './endpoint-meters.ts';
import type { Meter } from './meter.ts';

/** Of flows that stay on a NAT gateway or on an endpoint that exists; an added endpoint counts its own. */
export function remoteTransferMeters(book: PriceBook, flows: readonly RoutedFlow[]): Meter[] {
  if (flows.length === 0) return [];
  const remote = flows.filter(
    ({ flow, target, added }) => flow.remoteRegion !== null && (target === 'nat' || (target === 'endpoint' && added === null)),
  );
  const groups = groupBy(remote, ({ vpc, flow }) => `${vpc.vpcId}/${flow.service}`);
  return sortedBy(groups, ([key]) => key).flatMap(([, group]) => {
    const [first] = group;
    const to = first?.flow.remoteRegion ?? null;
    return first === undefined || to === null ? [] : transfer(book, first.vpc, to, group);
  });
}

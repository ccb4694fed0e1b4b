/** Hours that a resource of today was not there for within the window of a bill. */
import { type Exact, decimal, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { AccountId, IsoTime, Region } from '#shared/base/ids.ts';
import { hoursBetween } from '#shared/base/time.ts';
import { type BillRow, firstMoment } from '#shared/model/bill.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';

interface Asked {
  readonly item: string;
  readonly region: Region;
  readonly accountId: AccountId | null;
  readonly rows: readonly BillRow[];
  /** Of the comparison's month. */
  readonly hours: Exact;
}

/** What the model counts too much because some resources are younger than the window; in the month of the comparison. */
export function hoursNotThere(topology: Topology, asked: Asked): Exact {
  const [row] = asked.rows;
  if (row?.window_start === undefined || row.window_end === undefined) return zero;
  const [start, end] = [firstMoment(row.window_start), firstMoment(row.window_end)];
  const window = hoursBetween(start, end);
  if (window === null || window <= 0) return zero;
  const absent = youngOnes(topology, asked).map(({ born, azs }) => {
    const hours = born === null ? null : hoursBetween(start, born);
    // A part of an hour is billed as a whole one, so only whole hours were not there.
    return decimal(Math.floor(Math.min(Math.max(hours ?? 0, 0), window))).times(azs);
  });
  return product(sum(absent), quotient(asked.hours, decimal(window)));
}

/** The resources whose hours the item counts. */
function youngOnes(topology: Topology, { item, region, accountId }: Asked): { readonly born: IsoTime | null; readonly azs: number }[] {
  const isMine = (record: { readonly region: Region; readonly accountId: AccountId }): boolean =>
    record.region === region && (accountId === null || record.accountId === accountId);
  if (item === 'nat.zonal.hour' || item === 'nat.regional.azHour') {
    const mode = item === 'nat.zonal.hour' ? 'zonal' : 'regional';
    return topology.natGateways
      .filter(({ natGateway }) => isMine(natGateway) && isLiveNatGateway(natGateway) && natGateway.availabilityMode === mode)
      .map(({ natGateway, zones }) => ({ born: natGateway.createTime, azs: mode === 'zonal' ? 1 : (zones?.zones.length ?? 0) }));
  }
  if (item !== 'endpoint.interface.hour') return [];
  return topology.endpoints
    .filter(({ endpoint }) => isMine(endpoint) && endpoint.vpcEndpointType === 'Interface')
    .map(({ endpoint }) => ({ born: endpoint.creationTimestamp, azs: endpoint.subnetIds.length }));
}

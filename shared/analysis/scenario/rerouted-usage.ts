/**
 * Traffic after edits. A measured row says which path it took; where an edit
 * changes that path, the row follows the new routes and DNS, and the control
 * total of the NAT gateway it leaves is less by as many GB. No GB is made or lost.
 */
import { type Exact, decimal, decimalText, sum, zero } from '#shared/base/decimal.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import type { Flow } from '#shared/analysis/cost/demand.ts';
import { costContext, type ModelVpc } from '#shared/analysis/cost/model.ts';
import { demandedService } from '#shared/analysis/cost/service-demand.ts';
import type { EndpointNode, Topology } from '#shared/analysis/topology/topology.ts';
import { controlsAfter } from './control-totals.ts';

/** The usage as it would be measured after the edits; the same usage where no row takes another path. */
export function reroutedUsage(
  before: Topology,
  after: Topology,
  usage: readonly UsageSet[],
  edits: readonly ScenarioEdit[],
): readonly UsageSet[] {
  const touched = touchedServices(before, after, edits);
  const heirs = new Map(
    edits.flatMap((edit) => (edit.op === 'remove-nat' && edit.routesTo !== undefined ? [[edit.natGatewayId, edit.routesTo] as const] : [])),
  );
  const freed = mapRows(usage, (row) => (touched(row) ? withoutPath(row) : inherited(row, heirs)));
  const modelled = modelsOf(after, freed);
  const flows = flowByRow(modelled, freed);
  const rows = rowsOf(usage);
  const freedRows = rowsOf(freed);
  // A row that the edit leaves on its NAT gateway keeps what was measured of it.
  const kept = new Map(
    freedRows.map((row, index) => [row, flows.get(row)?.path === rows[index]?.path ? inherited(rows[index] ?? row, heirs) : row]),
  );
  const settled = mapRows(freed, (row) => kept.get(row) ?? row);
  const moved = movedGigabytes(before, usage, flows, freedRows);
  const changed = controlsAfter(settled, usage, moved, heirs);
  return isSame(changed, usage) ? usage : changed;
}

/** The model of every VPC under this usage; what things cost plays no part in it. */
export function modelsOf(topology: Topology, usage: readonly UsageSet[]): (vpcId: VpcId) => ModelVpc | null {
  const context = costContext({ topology, usage, book: builtInPriceBook, scopes: [], options: {} }, builtInPriceBook, decimal(1));
  return (vpcId) => {
    const node = topology.vpcNode(vpcId);
    return node === undefined ? null : context.vpc(node);
  };
}

/** The flow that each demand row became: a VPC's flows begin with its rows, in their order. */
function flowByRow(models: (vpcId: VpcId) => ModelVpc | null, usage: readonly UsageSet[]): ReadonlyMap<UsageRow, Flow> {
  const flows = new Map<UsageRow, Flow>();
  for (const [scope, rows] of groupBy(rowsOf(usage), (row) => row.scope)) {
    const own = models(scope as VpcId)?.demand?.flows ?? [];
    rows
      .filter((row) => row.kind === 'demand')
      .forEach((row, index) => {
        const flow = own[index];
        if (flow !== undefined) flows.set(row, flow);
      });
  }
  return flows;
}

/** GB that leave NAT gateways (positive) or come to them (negative), by VPC and NAT gateway; `` where it is one of several. */
export type MovedGigabytes = ReadonlyMap<string, ReadonlyMap<string, Exact>>;

function movedGigabytes(
  before: Topology,
  usage: readonly UsageSet[],
  after: ReadonlyMap<UsageRow, Flow>,
  freed: readonly UsageRow[],
): MovedGigabytes {
  const was = flowByRow(modelsOf(before, usage), usage);
  const moved = new Map<string, Map<string, Exact>>();
  const add = (scope: string, nat: string, gb: Exact): void => {
    const own = moved.get(scope) ?? new Map<string, Exact>();
    moved.set(scope, own.set(nat, (own.get(nat) ?? zero).plus(gb)));
  };
  rowsOf(usage).forEach((row, index) => {
    const old = was.get(row);
    const now = after.get(freed[index] ?? row);
    if (old === undefined || now === undefined || (old.path === 'nat') === (now.path === 'nat')) return;
    if (old.path === 'nat') add(row.scope, old.nat?.id ?? '', old.gb);
    else add(row.scope, now.nat?.id ?? '', now.gb.negated());
  });
  return moved;
}

/** Whether a row is about a service whose way the edits change, in its VPC or through a hub. */
function touchedServices(before: Topology, after: Topology, edits: readonly ScenarioEdit[]): (row: UsageRow) => boolean {
  const keys = new Set<string>();
  const hubs = new Set<string>();
  for (const edit of edits) {
    if (edit.op === 'add-endpoint') {
      const vpc = before.vpcNode(edit.vpcId)?.vpc;
      if (vpc !== undefined) keys.add(`${edit.vpcId}/${demandedService(before.index, vpc.accountId, vpc.region, edit.service).service}`);
    } else if (edit.op !== 'remove-nat' && edit.op !== 'add-zone' && edit.op !== 'remove-zone') {
      const node = before.endpointNode(edit.endpointId) ?? after.endpointNode(edit.endpointId);
      if (node === undefined || node.endpoint.vpcId === null) continue;
      keys.add(`${node.endpoint.vpcId}/${wordOf(before, node)}`);
      hubs.add(`${node.endpoint.region}/${wordOf(before, node)}`);
    }
  }
  return (row) => {
    if (row.kind !== 'demand') return false;
    const vpc = before.vpcNode(row.scope as VpcId)?.vpc;
    if (vpc === undefined) return false;
    const { service } = demandedService(before.index, vpc.accountId, vpc.region, row.service);
    return keys.has(`${row.scope}/${service}`) || (row.path === 'hub' && hubs.has(`${vpc.region}/${service}`));
  };
}

function wordOf(topology: Topology, { endpoint }: EndpointNode): string {
  return endpoint.serviceName === null
    ? ''
    : demandedService(topology.index, endpoint.accountId, endpoint.region, endpoint.serviceName).service;
}

function withoutPath(row: UsageRow): UsageRow {
  const { path: _path, nat_gateway_id: _nat, to_zone: _zone, ...rest } = row;
  return rest;
}

function inherited(row: UsageRow, heirs: ReadonlyMap<UsageRow['nat_gateway_id'] & string, UsageRow['nat_gateway_id'] & string>): UsageRow {
  const heir = row.nat_gateway_id === undefined ? undefined : heirs.get(row.nat_gateway_id);
  if (heir === undefined) return row;
  // Which zone the NAT gateway stood in is no longer true.
  const { to_zone: _zone, ...rest } = row;
  return { ...rest, nat_gateway_id: heir };
}

/** All rows, in their order. */
export function rowsOf(usage: readonly UsageSet[]): readonly UsageRow[] {
  return usage.flatMap((set) => set.rows);
}

/** The usage with every row changed; rows keep their places. */
export function mapRows(usage: readonly UsageSet[], change: (row: UsageRow) => UsageRow): readonly UsageSet[] {
  return usage.map((set) => ({ ...set, rows: set.rows.map(change) }));
}

function isSame(a: readonly UsageSet[], b: readonly UsageSet[]): boolean {
  const left = rowsOf(a);
  const right = rowsOf(b);
  return left.length === right.length && left.every((row, index) => row === right[index]);
}

/** GB of flows, as text. */
export function gigabytesOf(flows: readonly Flow[]): string {
  return decimalText(sum(flows.map((flow) => flow.gb)));
}

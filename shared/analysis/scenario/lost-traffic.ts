/** Traffic that edits leave without a way: whoever drops traffic saves nothing. */
import type { VpcId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Alternative, CostColumn, CostComparison, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { gigabytesOf, modelsOf } from './rerouted-usage.ts';

/** By VPC: what its callers lose, as a sentence. */
export function lostTraffic(
  before: Topology,
  after: Topology,
  usage: readonly UsageSet[],
  edits: readonly ScenarioEdit[],
): ReadonlyMap<VpcId, string> {
  const cut = new Set<string>(
    edits.flatMap((edit) => (edit.op === 'remove-nat' && edit.routesTo === undefined ? [edit.natGatewayId] : [])),
  );
  if (cut.size === 0) return new Map();
  const was = modelsOf(before, usage);
  const now = modelsOf(after, usage);
  const lost = new Map<VpcId, string>();
  for (const { vpc } of before.vpcs) {
    const carriers = carriersOf(was(vpc.vpcId));
    if (!carriers.some((id) => cut.has(id))) continue;
    const flows = (now(vpc.vpcId)?.demand?.flows ?? []).filter((flow) => flow.path === 'nat' && !flow.gb.isZero());
    const without = zonesWithout(after, vpc.vpcId, before);
    const mine = carriersOf(now(vpc.vpcId)).length === 0 ? flows : flows.filter((flow) => without.has(flow.fromZone));
    if (mine.length === 0) continue;
    const services = sortedUnique(mine.map((flow) => flow.service));
    lost.set(vpc.vpcId, `${gigabytesOf(mine)} GB a month of ${vpc.vpcId} to ${services.join(', ')} would have no path, or part of them`);
  }
  return lost;
}

function carriersOf(vpc: ReturnType<ReturnType<typeof modelsOf>>): readonly string[] {
  return vpc === null ? [] : [...vpc.nats, ...vpc.remoteNats].map((nat) => nat.id);
}

/** Zones of subnets that had a way out and have none; `null` too, where traffic does not tell its zone. */
function zonesWithout(after: Topology, vpcId: VpcId, before: Topology): ReadonlySet<string | null> {
  const had = new Set<string>(
    (before.vpcNode(vpcId)?.subnets ?? []).filter((node) => node.egress !== 'none').map((node) => node.subnet.subnetId),
  );
  const cut = (after.vpcNode(vpcId)?.subnets ?? []).filter((node) => node.egress === 'none' && had.has(node.subnet.subnetId));
  return cut.length === 0 ? new Set() : new Set([null, ...cut.map((node) => node.zoneId)]);
}

/** The comparison with no totals where traffic is lost. */
export function withLost(comparison: CostComparison, lost: ReadonlyMap<VpcId, string>): CostComparison {
  if (lost.size === 0) return comparison;
  return { ...comparison, scopes: comparison.scopes.map((scope) => scopeWithLost(scope, lost)) };
}

function scopeWithLost(scope: ScopeComparison, lost: ReadonlyMap<VpcId, string>): ScopeComparison {
  const reasons = scope.vpcIds.flatMap((vpcId) => lost.get(vpcId) ?? []);
  if (reasons.length === 0) return scope;
  const reason = reasons.join('; ');
  return {
    ...scope,
    today: silent(scope.today, reason),
    alternatives: scope.alternatives.map(
      (each): Alternative => ({
        ...silent(each, reason),
        savingUsd: null,
        savingRangeUsd: { min: null, max: null },
        savingOfKnownUsd: null,
      }),
    ),
    best: null,
    notices: [...scope.notices, ...reasons.map((each) => `${each}.`)],
  };
}

function silent<Column extends CostColumn>(column: Column, reason: string): Column {
  return { ...column, totalUsd: null, totalRangeUsd: { min: null, max: null }, reason };
}

/** Alternatives in which NAT gateways go: all of them, or all but one. */
import { type Exact, sum } from '#shared/base/decimal.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Proposal } from './assemble.ts';
import type { Baseline } from './baseline.ts';
import { addedBy, listedCandidates } from './candidates.ts';
import type { CostNat } from './cost-vpc.ts';
import { type Decision, natsOf, noChange } from './decision.ts';
import { replaceGate } from './gate.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { listedServices } from './offload.ts';

/** Public NAT gateways and their routes are deleted; every service gets a path, also where it does not pay. */
export function replaceProposal(baseline: Baseline): Proposal | null {
  const { model, options } = baseline;
  const removed = publicNats(model);
  if (removed.length === 0) return null;
  const ids = idsOf(removed);
  const losing = model.vpcs.filter((vpc) => natsOf(vpc).some((nat) => ids.has(nat.id)));
  const unmeasured = losing.filter((vpc) => vpc.demand === null);
  const listed = listedServices(options);
  const atRest = listedCandidates({ ...model, vpcs: unmeasured }, listed.services, options.zones, []);
  const measured = baseline.demanded.filter((entry) => losing.includes(entry.vpc));
  const candidates = measured.length === 0 ? atRest : [...measured, ...atRest];
  return {
    id: 'replace',
    decision: {
      ...noChange,
      added: addedBy(candidates, null),
      removedNats: ids,
      repairs: new Set(losing.map((vpc) => vpc.vpcId)),
    },
    candidates,
    serviceTable: baseline.table(candidates),
    eligibility: replaceGate(model),
    assumptions: [
      ...baseline.assumptions,
      'Public NAT gateways, their default routes and, after the transition, their addresses go; private NAT gateways stay.',
      ...(unmeasured.length > 0 ? [`Without traffic figures the endpoints are those of: ${listed.title}.`] : []),
    ],
  };
}

/** One zonal NAT gateway per VPC instead of several. */
export function consolidateProposal(baseline: Baseline): Proposal | null {
  const { model } = baseline;
  const several = model.vpcs.map((vpc) => ({ vpc, nats: vpc.nats.filter((nat) => nat.isPublic) })).filter(({ nats }) => nats.length > 1);
  if (several.length === 0) return null;
  const kept = several.map(({ vpc, nats }) => ({ vpc, nats, keeper: keeperOf(vpc, nats) }));
  const removed = kept.flatMap(({ nats, keeper }) => nats.filter((nat) => nat.id !== keeper.id));
  const takenOver = new Map(
    kept.flatMap(({ vpc, nats, keeper }) => [vpc.vpcId, ...nats.map((nat) => nat.id)].map((id) => [id, keeper] as const)),
  );
  const decision: Decision = { ...noChange, removedNats: idsOf(removed), takenOver };
  return {
    id: 'consolidate',
    decision,
    candidates: [],
    serviceTable: [],
    assumptions: [
      ...baseline.assumptions,
      ...kept.map(
        ({ vpc, keeper }) => `${vpc.vpcId} keeps ${keeper.id} alone: when its zone is lost, no zone of the VPC reaches the internet.`,
      ),
      'Traffic from the other zones then crosses to it and pays inter-AZ transfer on both sides.',
    ],
  };
}

export function publicNats(model: CostModel): readonly CostNat[] {
  return model.vpcs.flatMap((vpc) => vpc.nats.filter((nat) => nat.isPublic));
}

function idsOf(nats: readonly CostNat[]): ReadonlySet<string> {
  return new Set(nats.map((nat) => nat.id));
}

/** The NAT gateway that carries most today; it then serves every zone that any of them served. */
function keeperOf(vpc: ModelVpc, nats: readonly CostNat[]): CostNat {
  const carried = (nat: CostNat): Exact => sum((vpc.demand?.flows ?? []).filter((flow) => flow.nat?.id === nat.id).map((flow) => flow.gb));
  const zonal = nats.filter((nat) => nat.mode === 'zonal');
  const candidates = zonal.length > 0 ? zonal : nats;
  const [first, ...rest] = candidates;
  if (first === undefined) throw new Error(`no NAT gateway to keep in ${vpc.vpcId}`);
  let keeper = first;
  let most = carried(first);
  for (const nat of rest) {
    const own = carried(nat);
    if (own.gt(most)) [keeper, most] = [nat, own];
  }
  const served = sortedUnique(nats.flatMap((nat) => nat.servedZones.flatMap((zone) => zone ?? [])));
  const hasUnknown = nats.some((nat) => nat.servedZones.includes(null));
  return { ...keeper, servedZones: hasUnknown ? [...served, null] : served };
}

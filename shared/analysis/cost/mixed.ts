/**
 * The cheapest joint choice per VPC and service: as is, gateway, an endpoint of
 * its own, or the hub. The result is priced like every column and is never above
 * a feasible one.
 */
import type { Exact } from '#shared/base/decimal.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { Proposal } from './assemble.ts';
import type { Baseline } from './baseline.ts';
import type { Candidate } from './candidates.ts';
import { type Decision, noChange, serviceKey } from './decision.ts';
import { replaceGate } from './gate.ts';
import type { HubSite } from './hub.ts';
import { jointChoices } from './joint-choice.ts';
import { howOf } from './offload.ts';

export function mixedProposal(baseline: Baseline, site: HubSite | null, others: readonly Proposal[]): Proposal {
  const { model, demanded: candidates } = baseline;
  const chosen = jointChoices(baseline, site, candidates);
  const feasible = others.filter((other) => other.id !== 'consolidate' && (other.eligibility?.verdict ?? 'eligible') === 'eligible');
  const decision = cheapest(baseline, [noChange, ...chosen, ...feasible.map((other) => other.decision)]) ?? chosen[0] ?? noChange;
  const isTaking = decision.added.length > 0 || decision.hub !== null;
  const taken = isTaking ? takenCandidates(decision, [...candidates, ...feasible.flatMap((other) => other.candidates)]) : [];
  const going = [...decision.removedNats].sort();
  return {
    id: 'mixed',
    decision,
    candidates: taken,
    serviceTable: sortedBy(
      taken.map((entry) => baseline.row(entry, isThroughHub(decision, entry) ? 'hub' : howOf(entry))),
      (row) => [row.vpcId, row.service],
    ),
    ...(going.length === 0 ? {} : { eligibility: replaceGate(model) }),
    assumptions: [
      ...baseline.assumptions,
      'Each service of each VPC takes the cheapest of: as it is, gateway endpoint, endpoint of its own, hub.',
      going.length === 0 ? 'NAT stays.' : `NAT goes where the proof is there: ${going.join(', ')}.`,
    ],
  };
}

function isThroughHub(decision: Decision, entry: Pick<Candidate, 'vpc' | 'service'>): boolean {
  return decision.hub?.moves.has(serviceKey(entry.vpc.vpcId, entry.service)) === true;
}

function takenCandidates(decision: Decision, candidates: readonly Candidate[]): Candidate[] {
  const added = new Set(decision.added.map((each) => serviceKey(each.vpcId, each.service)));
  const byKey = new Map(candidates.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  return sortedBy(byKey, ([key]) => key).flatMap(([key, entry]) => (added.has(key) || isThroughHub(decision, entry) ? [entry] : []));
}

/** The decision with the lowest total; ties go to the earlier. `null` where totals are unknown. */
function cheapest(baseline: Baseline, decisions: readonly Decision[]): Decision | null {
  let best: { decision: Decision; total: Exact } | null = null;
  for (const decision of decisions) {
    const { total } = baseline.column(decision).sum;
    if (total !== null && (best === null || total.lt(best.total))) best = { decision, total };
  }
  return best?.decision ?? null;
}

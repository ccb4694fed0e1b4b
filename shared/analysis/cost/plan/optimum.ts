/** The cheapest decision under the constraints, with the proof that there is none cheaper. */
import { type Exact, decimalText } from '#shared/base/decimal.ts';
import { demandedCandidates } from '../candidates.ts';
import { priceColumn, type PricedColumn } from '../column.ts';
import type { CostOptions } from '../comparison.ts';
import { type Added, type Decision, noChange, serviceKey } from '../decision.ts';
import { costFixes } from '../fixes.ts';
import { replaceGate } from '../gate.ts';
import { hubSite, type HubSite } from '../hub.ts';
import { jointChoices } from '../joint-choice.ts';
import type { CostContext, CostModel } from '../model.ts';
import { type ConstrainedModel, constrainedModel, constrainedSite } from './constrained-model.ts';
import type { Constraints } from './constraints.ts';
import type { PlanProof } from './plan.ts';
import { plannedZones, requiredPaths, type RequiredPaths } from './required.ts';

export interface Optimum {
  readonly decision: Decision;
  readonly column: PricedColumn;
  readonly required: RequiredPaths;
  readonly proof: PlanProof;
}

/** So many VPCs are decided one by one before the cut; beyond them the cut treats them as independent. */
const decidedBeforehand = 6;

/** Searches every choice at once: per service and VPC as is, gateway, own endpoint or hub, and per VPC whether its NAT gateways go. */
export function optimumOf(context: CostContext, model: CostModel, constraints: Constraints): Optimum {
  const required = requiredPaths(model, constraints);
  const constrained = constrainedModel(model, constraints, required.paths);
  const options: CostOptions = constraints.hub.vpcId === null ? {} : { hubVpcId: constraints.hub.vpcId };
  const site = constrainedSite(hubSite(context, constrained.model, options), constraints);
  // The search takes each tier's price flat, so nothing needs to fill the tiers before it.
  const baseline = { model: constrained.model, filled: new Map<string, Exact>() };
  const candidates = demandedCandidates(constrained.model, undefined).flatMap((entry) => {
    if (entry.added.how === 'gateway') return entry;
    const zones = plannedZones(model, entry.vpc, entry.service, constraints.zones);
    return zones !== null && zones.length === 0 ? [] : { ...entry, added: { ...entry.added, zones } };
  });
  const choices = [noChange, ...jointChoices(baseline, site, candidates)].map((choice) => asDecision(model, constrained, choice));
  const best = cheapest(model, choices);
  return { ...best, required, proof: proofOf(constrained.model, site, best.column) };
}

/** The same choice in the words of the real model: what stood for a required path is an endpoint to add, or goes through the hub. */
function asDecision(model: CostModel, constrained: ConstrainedModel, choice: Decision): Decision {
  const removed = new Set(choice.hub?.removed);
  const standing = [...constrained.standIns].flatMap(([endpoint, path]): Added[] => (removed.has(endpoint) ? [] : [path.added]));
  const hub =
    choice.hub === null
      ? null
      : {
          ...choice.hub,
          hub: model.byId(choice.hub.hub.vpcId) ?? choice.hub.hub,
          removed: choice.hub.removed.filter((endpoint) => !constrained.standIns.has(endpoint)),
        };
  return { ...choice, added: [...standing, ...choice.added], hub };
}

/** The lowest total; where some line is unknown in all of them, the lowest known part. Ties go to the earlier. */
function cheapest(model: CostModel, choices: readonly Decision[]): { readonly decision: Decision; readonly column: PricedColumn } {
  let best: { decision: Decision; column: PricedColumn; usd: Exact } | null = null;
  for (const decision of choices) {
    const column = priceColumn(model, decision);
    const usd = column.sum.total ?? column.sum.known;
    if (best === null || usd.lt(best.usd)) best = { decision, column, usd };
  }
  if (best === null) throw new Error('nothing to choose from');
  return best;
}

function proofOf(model: CostModel, site: HubSite | null, column: PricedColumn): PlanProof {
  const method = 'minimum cut (maximum closure) over all services, VPCs, the hub and the NAT gateways that may go, once per price tier';
  const competing = site === null ? 0 : model.vpcs.filter((vpc) => isCompeting(model, site, vpc.vpcId)).length;
  if (competing > decidedBeforehand) {
    const reason = `${competing} VPCs have endpoints whose bytes pass the NAT and compete with the hub; only ${decidedBeforehand} were tried both ways`;
    return { method, lowerBoundUsd: null, reason };
  }
  if (column.sum.total === null)
    return { method: `${method}; over what is known`, lowerBoundUsd: null, reason: column.sum.reason ?? 'an amount is unknown' };
  return { method, lowerBoundUsd: decimalText(column.sum.total) };
}

/** Whether the NAT of the VPC may go and its repair gains what the hub would gain too. */
function isCompeting(model: CostModel, site: HubSite, vpcId: CostModel['vpcs'][number]['vpcId']): boolean {
  const vpc = model.byId(vpcId);
  if (vpc === undefined || !vpc.nats.some((nat) => nat.isPublic)) return false;
  const alone = { ...model, vpcs: [vpc] };
  if (replaceGate(alone).verdict !== 'eligible') return false;
  const own = new Set(site.pairs.filter((pair) => pair.existing !== null).map((pair) => serviceKey(pair.vpc.vpcId, pair.service)));
  return costFixes(alone).some((fix) => own.has(serviceKey(fix.vpcId, fix.service)));
}

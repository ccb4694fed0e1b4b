import { type Exact, decimal, decimalText, sum, zero } from '#shared/base/decimal.ts';
import type { VpcId, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { defaultHoursPerMonth } from '#shared/base/units.ts';
import { withAssumptions } from '#shared/model/price-book-adjust.ts';
import { alternativeOf, type Proposal } from '../assemble.ts';
import { type Baseline, baselineOf } from '../baseline.ts';
import type { Candidate } from '../candidates.ts';
import { linesOf, type PricedColumn } from '../column.ts';
import type { CostInput } from '../comparison.ts';
import { type Added, existingEndpoint, serviceKey } from '../decision.ts';
import { columnOf, figuresOf } from '../figures.ts';
import { costFixes } from '../fixes.ts';
import { replaceGate } from '../gate.ts';
import { steady } from '../regional-book.ts';
import { type CostContext, costContext, type CostModel, costModel, type ModelVpc } from '../model.ts';
import { lineKey, type LineSum, sumLines } from '../line.ts';
import { scopeGroups } from '../scope.ts';
import { demandedService, endpointServiceName } from '../service-demand.ts';
import { planIssues } from './checks.ts';
import type { Constraints } from './constraints.ts';
import { type Optimum, optimumOf } from './optimum.ts';
import type { ChosenPath, ChosenWhy, Plan, PlanComparison, PlanHub, PlanInput, PlanProof } from './plan.ts';
import type { PlannedRegion } from './planned-region.ts';
import { planSteps } from './steps.ts';
import { unchangedLines } from '../unchanged.ts';

/**
 * The plan for the whole snapshot: the cheapest joint choice of each Region
 * under the constraints. Pure: the same input gives the same plan.
 */
export function planOf(input: PlanInput): Plan {
  const hoursPerMonth = input.hoursPerMonth ?? defaultHoursPerMonth;
  const book = steady(input.assumptions === true ? withAssumptions(input.book) : input.book, null);
  const costInput: CostInput = { ...input, book, scopes: [{ kind: 'all' }], options: { hoursPerMonth } };
  const context = costContext(costInput, book, decimal(hoursPerMonth));
  const groups = scopeGroups(input.topology, input.usage, costInput.scopes);
  const regions = groups.map((group) => plannedRegion(context, costModel(context, group), input.constraints));
  const comparison = comparisonOf(hoursPerMonth, regions);
  const chosen = regions.flatMap((region) => region.chosen);
  const { blockedBy, warnings } = planIssues(input.topology, input.constraints, regions, comparison);
  return {
    schemaVersion: 1,
    constraints: input.constraints,
    chosen,
    hubs: regions.flatMap((region) => region.hub ?? []),
    removedNatGateways: sortedUnique(regions.flatMap((region) => [...region.optimum.decision.removedNats])),
    steps: planSteps(input.topology, regions),
    comparison,
    blockedBy,
    warnings,
    proof: proofOf(regions),
  };
}

function plannedRegion(context: CostContext, model: CostModel, constraints: Constraints): PlannedRegion {
  const optimum = optimumOf(context, model, constraints);
  const baseline = baselineOf(model, {}, [optimum.column]);
  const { today } = baseline;
  const candidates = takenCandidates(baseline, optimum);
  const unchanged = unchangedLines([today, optimum.column]);
  const proposal = proposalOf(baseline, optimum, candidates);
  const hub = hubOf(model, optimum);
  return {
    model,
    optimum,
    chosen: chosenPaths(model, today, optimum, hub),
    hub,
    compared: {
      scope: 'all',
      region: model.region,
      today: columnOf(model, today, baseline.todayByCorner, unchanged),
      plan: alternativeOf(baseline, proposal, figuresOf(baseline, optimum.column, unchanged)),
      fixes: costFixes(model),
    },
  };
}

function proposalOf(baseline: Baseline, optimum: Optimum, candidates: readonly Candidate[]): Proposal {
  const { model } = baseline;
  const { decision } = optimum;
  const isThroughHub = (entry: Candidate): boolean => decision.hub?.moves.has(serviceKey(entry.vpc.vpcId, entry.service)) === true;
  const going = decision.removedNats.size > 0;
  return {
    id: 'mixed',
    decision,
    candidates,
    serviceTable: candidates.map((entry) => baseline.row(entry, isThroughHub(entry) ? 'hub' : entry.added.how)),
    ...(going ? { eligibility: replaceGate({ ...model, vpcs: model.vpcs.filter((vpc) => decision.repairs.has(vpc.vpcId)) }) } : {}),
    assumptions: [
      ...baseline.assumptions,
      'Each service of each VPC takes the cheapest way that the constraints allow: as it is, gateway endpoint, endpoint of its own, hub.',
    ],
  };
}

/** The endpoints that the decision adds and the services it sends through the hub, as the comparison knows them. */
function takenCandidates({ model, demanded: candidates }: Baseline, { decision }: Optimum): Candidate[] {
  const demanded = new Map(candidates.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  const taken = decision.added.flatMap((added) => {
    const vpc = model.byId(added.vpcId);
    if (vpc === undefined) return [];
    const known = demanded.get(serviceKey(added.vpcId, added.service));
    return { ...(known ?? { ...demandOf(model, vpc, added), vpc, service: added.service, labels: [] }), added };
  });
  const moved = [...(decision.hub?.moves ?? [])].flatMap((key) => demanded.get(key) ?? []);
  return sortedBy([...taken, ...moved], (entry) => [entry.vpc.vpcId, entry.service]);
}

function demandOf(model: CostModel, vpc: ModelVpc, added: Added): Pick<Candidate, 'class' | 'flows'> {
  const demanded = demandedService(model.topology.index, vpc.owner, vpc.region, added.service);
  const flows = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat' && flow.service === added.service);
  return { class: demanded.class, flows };
}

function chosenPaths(model: CostModel, today: PricedColumn, optimum: Optimum, hub: PlanHub | null): ChosenPath[] {
  const usd = newCosts(today, optimum.column);
  const why = reasonsOf(optimum);
  const { decision } = optimum;
  const path = (vpc: ModelVpc, service: string, rest: Pick<ChosenPath, 'how' | 'zones' | 'why' | 'replaces'>): ChosenPath => ({
    vpcId: vpc.vpcId,
    accountId: vpc.owner,
    region: vpc.region,
    service,
    serviceName: endpointServiceName(vpc.region, service),
    ...amount(usd.get(serviceKey(vpc.vpcId, service)), rest.how === 'gateway' || rest.how === 'hub'),
    ...rest,
  });
  const own = decision.added.flatMap((added) => {
    const vpc = model.byId(added.vpcId);
    const key = serviceKey(added.vpcId, added.service);
    return vpc === undefined
      ? []
      : path(vpc, added.service, { how: added.how, zones: added.zones ?? [], why: why(vpc, key), replaces: null });
  });
  const inHub = (decision.hub?.added ?? []).flatMap(({ service, zones }) =>
    decision.hub === null ? [] : path(decision.hub.hub, service, { how: 'interface', zones, why: 'hub', replaces: null }),
  );
  const zones = hubZones(optimum, hub);
  const moved = [...(decision.hub?.moves ?? [])].flatMap((key) => movedPath(model, hub, zones, key, path, why));
  return sortedBy([...own, ...inHub, ...moved], (entry) => [entry.region, entry.vpcId, entry.service, entry.how]);
}

/** The zones of the hub's endpoints by service, those that stand and those that the plan adds. */
function hubZones({ decision }: Optimum, hub: PlanHub | null): ReadonlyMap<string, readonly ZoneId[]> {
  const standing = decision.hub?.hub.endpoints.map((each) => [each.service, each.zones] as const) ?? [];
  const planned = decision.added.filter((each) => each.vpcId === hub?.vpcId).map((each) => [each.service, each.zones ?? []] as const);
  const added = decision.hub?.added.map((each) => [each.service, each.zones] as const) ?? [];
  return new Map([...standing, ...planned, ...added]);
}

function movedPath(
  model: CostModel,
  hub: PlanHub | null,
  zones: ReadonlyMap<string, readonly ZoneId[]>,
  key: string,
  path: (vpc: ModelVpc, service: string, rest: Pick<ChosenPath, 'how' | 'zones' | 'why' | 'replaces'>) => ChosenPath,
  why: (vpc: ModelVpc, key: string) => ChosenWhy,
): ChosenPath[] {
  const [vpcId = '', service = ''] = key.split(/\/(.*)/s);
  const vpc = model.byId(vpcId as VpcId);
  if (vpc === undefined || hub === null || vpcId === hub.vpcId) return [];
  const replaces = existingEndpoint(vpc, { service, path: 'endpoint' })?.id ?? null;
  return [path(vpc, service, { how: 'hub', zones: zones.get(service) ?? [], why: why(vpc, key), replaces })];
}

function reasonsOf({ required, decision }: Optimum): (vpc: ModelVpc, key: string) => ChosenWhy {
  const asked = new Map(required.paths.map((path) => [serviceKey(path.added.vpcId, path.added.service), path.why]));
  return (vpc, key) => asked.get(key) ?? (decision.repairs.has(vpc.vpcId) ? 'replaces-nat' : 'pays');
}

/** The lines that only the plan has, added up by VPC and service. */
function newCosts(today: PricedColumn, column: PricedColumn): ReadonlyMap<string, LineSum> {
  const before = new Set(linesOf(today).map(lineKey));
  const added = linesOf(column).filter(({ meter }) => meter.vpcId !== null && meter.service !== null && meter.resourceId === null);
  const own = groupBy(
    added.filter((line) => !before.has(lineKey(line))),
    ({ meter }) => serviceKey(meter.vpcId ?? ('' as VpcId), meter.service ?? ''),
  );
  return new Map([...own].map(([key, lines]) => [key, sumLines(lines)]));
}

function amount(sum: LineSum | undefined, isFree: boolean): Pick<ChosenPath, 'usd' | 'knownUsd' | 'reason'> {
  const known = decimalText(sum?.known ?? zero);
  const isKnown = sum === undefined ? isFree : sum.total !== null;
  return isKnown
    ? { usd: known, knownUsd: known }
    : { usd: null, knownUsd: known, reason: sum?.reason ?? 'its traffic, its zones or a price is unknown' };
}

function hubOf(model: CostModel, { decision }: Optimum): PlanHub | null {
  if (decision.hub === null || decision.hub.moves.size === 0) return null;
  const { hub, hostedZones, attached, moves } = decision.hub;
  const users = sortedUnique([...moves].map((key) => key.slice(0, key.indexOf('/')) as VpcId));
  return { vpcId: hub.vpcId, region: model.region, hostedZones, attached, spokes: users.filter((vpcId) => vpcId !== hub.vpcId) };
}

function comparisonOf(hoursPerMonth: number, regions: readonly PlannedRegion[]): PlanComparison {
  const total = (values: readonly (string | null)[]): Exact | null =>
    values.includes(null) ? null : sum(values.flatMap((value) => (value === null ? [] : decimal(value))));
  const today = total(regions.map((region) => region.compared.today.totalUsd));
  const plan = total(regions.map((region) => region.compared.plan.totalUsd));
  const knownToday = sum(regions.map(({ compared }) => decimal(compared.today.knownUsd)));
  const knownPlan = sum(regions.map(({ compared }) => decimal(compared.plan.knownUsd)));
  const reason = regions.flatMap((region) => region.compared.plan.reason ?? region.compared.today.reason ?? [])[0];
  return {
    hoursPerMonth,
    todayUsd: today === null ? null : decimalText(today),
    knownTodayUsd: decimalText(knownToday),
    planUsd: plan === null ? null : decimalText(plan),
    knownPlanUsd: decimalText(knownPlan),
    savingUsd: today === null || plan === null ? null : decimalText(today.minus(plan)),
    knownSavingUsd: decimalText(knownToday.minus(knownPlan)),
    ...(today !== null && plan !== null ? {} : { reason: reason ?? 'an amount is unknown' }),
    regions: regions.map((region) => region.compared),
  };
}

function proofOf(regions: readonly PlannedRegion[]): PlanProof {
  const proofs = regions.map((region) => region.optimum.proof);
  const open = proofs.find((proof) => proof.lowerBoundUsd === null);
  if (open !== undefined) return open;
  const bound = sum(proofs.map((proof) => decimal(proof.lowerBoundUsd ?? '0')));
  return { method: proofs[0]?.method ?? 'nothing to choose', lowerBoundUsd: decimalText(bound) };
}

/** Scenarios of an open document: what each costs, two side by side, and what can be added where. */
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { AlternativeId, CostComparison, CostInput, CostOptions, CostScope } from '#shared/analysis/cost/comparison.ts';
import { compareTotals, type CostTotals } from '#shared/analysis/cost/totals.ts';
import { parseCostScope } from '#shared/analysis/cost/scope.ts';
import { endpointServiceName, gatewayServices, offeredIn } from '#shared/analysis/cost/service-demand.ts';
import { type Beside, besideEachOther, differenceOf, totalOf } from '#shared/analysis/scenario/beside.ts';
import { applyEdits } from '#shared/analysis/scenario/apply-edits.ts';
import { compareScenario, type ScenarioCosts } from '#shared/analysis/scenario/compare-scenario.ts';
import { zonesOf } from '#shared/analysis/scenario/endpoint-place.ts';
import { scaledUsage, type Sensitivity, sensitivityOf } from '#shared/analysis/scenario/sensitivity.ts';
import { presets } from '#shared/analysis/cost/presets.ts';
import type { Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import { problemText, type Problem } from '#shared/base/outcome.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { parseScenario, type StoredScenario } from '#shared/model/scenario.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { ChangeMark } from '#shared/diagram/change-marks.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Held } from './held.ts';

/** What every price question has in common. */
export interface PriceTerms {
  /** What the person typed for VPCs without measured traffic; used beside the document's own usage. */
  readonly typed: UsageSet | null;
  /** All traffic is taken times so many percent. */
  readonly trafficPercent: number;
  /** Hours and assumptions; they win over a scenario's. */
  readonly options: CostOptions;
  /** What else was chosen of the columns of the estate as it was read; a scenario has its own. */
  readonly chosen?: CostOptions;
}

export interface CostRequest extends PriceTerms {
  /** `null`: the estate as it was read. */
  readonly scenario: StoredScenario | null;
  /** As `--scope` takes them; empty: every VPC worth comparing. */
  readonly scopes: readonly string[];
}

export interface FiguresRequest extends PriceTerms {
  readonly scenarios: readonly StoredScenario[];
}

/** A line of the list of scenarios: everything of a month, as things would stand. */
export interface ScenarioFigure {
  /** `null`: the estate as it was read. */
  readonly name: string | null;
  readonly editCount: number;
  readonly totalUsd: string | null;
  readonly knownUsd: string | null;
  /** Against the estate as it was read; `null` where it cannot be told. */
  readonly differenceUsd: string | null;
  /** Why the scenario has no figures. */
  readonly problem: string | null;
}

export interface BesideRequest extends PriceTerms {
  readonly first: StoredScenario | null;
  readonly second: StoredScenario | null;
}

export interface SensitivityRequest extends PriceTerms {
  readonly scope: string;
  readonly region: Region;
  readonly alternative: AlternativeId;
  readonly scenario: StoredScenario | null;
}

/** A service that an endpoint could be added for. */
export interface EndpointChoice {
  /** `ecr.api`, or the whole name of a custom service. */
  readonly service: string;
  readonly types: readonly ('Interface' | 'Gateway')[];
  /** Zones of the VPC in which the service is offered; `null` where nobody read them. */
  readonly zones: readonly ZoneId[] | null;
  /** Whether the VPC has an endpoint for it. */
  readonly isThere: boolean;
}

export interface EndpointChoices {
  /** Zones of the VPC in which endpoints can stand. */
  readonly zones: readonly ZoneId[];
  readonly services: readonly EndpointChoice[];
}

/** Throws where the scenario cannot be used; the message is for the person. */
export function costsOf(held: Held, request: CostRequest): CostComparison {
  const scopes = request.scopes.map(scopeOf);
  if (request.scenario === null) return compareCosts({ ...plainTerms(held, request), scopes });
  return scenarioCosts(held, request, request.scenario, scopes).comparison;
}

/** The totals alone, in a fraction of the time: for figures that follow a slider. Throws as `costsOf`. */
export function totalsFor(held: Held, request: CostRequest): CostTotals {
  const scopes = request.scopes.map(scopeOf);
  const before = lastTerms.get(held);
  const key = JSON.stringify([request.scenario, request.typed, request.trafficPercent, request.chosen]);
  const terms = before?.key === key ? before.terms : termsOf(held, request);
  lastTerms.set(held, { key, terms });
  return compareTotals({ ...terms, options: { ...terms.options, ...request.options }, scopes });
}

/** Quantities are remembered by the traffic and the topology they come from, so both must stay the same objects while a slider moves. */
const lastTerms = new WeakMap<Held, { readonly key: string; readonly terms: Terms }>();

type Terms = Pick<CostInput, 'topology' | 'usage' | 'book' | 'options'>;

/** The estate as it was read, under the terms of a question. */
export function plainTerms(held: Held, terms: PriceTerms): Terms {
  return { topology: held.base, usage: usageOf(held, terms), book: held.book, options: { ...terms.options, ...terms.chosen } };
}

/** Topology, traffic and prices as the scenario makes them. */
function termsOf(held: Held, request: PriceTerms & { readonly scenario: StoredScenario | null }): Terms {
  return request.scenario === null ? plainTerms(held, request) : scenarioCosts(held, request, request.scenario, []);
}

function scenarioCosts(held: Held, terms: PriceTerms, scenario: StoredScenario, scopes: readonly CostScope[]): ScenarioCosts {
  const parsed = parseScenario(scenario);
  if (parsed.kind === 'problem') throw new Error(problemText(parsed.problem));
  const instead = { options: terms.options, ...(scopes.length === 0 ? {} : { scopes }) };
  const costs = compareScenario({ ...plainTerms(held, terms), scenario: parsed.value, instead });
  if (costs.kind === 'problem') throw new Error(problemText(costs.problem));
  return costs.value;
}

/** The estate as it was read first, then every scenario in its order. */
export function figuresOf(held: Held, { scenarios, ...terms }: FiguresRequest): ScenarioFigure[] {
  const asRead = totalOf(costsOf(held, { ...terms, scenario: null, scopes: everything }));
  const first: ScenarioFigure = { name: null, editCount: 0, ...asRead, differenceUsd: null, problem: null };
  return [first, ...scenarios.map((scenario) => figureOf(held, terms, scenario, asRead))];
}

function figureOf(held: Held, terms: PriceTerms, scenario: StoredScenario, asRead: ReturnType<typeof totalOf>): ScenarioFigure {
  const head = { name: scenario.name, editCount: scenario.edits?.length ?? 0 };
  try {
    const total = totalOf(costsOf(held, { ...terms, scenario, scopes: everything }));
    return { ...head, ...total, differenceUsd: differenceOf(asRead, total), problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...head, totalUsd: null, knownUsd: null, differenceUsd: null, problem };
  }
}

export function besideOf(held: Held, { first, second, ...terms }: BesideRequest): Beside {
  const under = (scenario: StoredScenario | null, scopes: readonly string[]) => costsOf(held, { ...terms, scenario, scopes });
  const whole = besideEachOther(under(first, everything), under(second, everything));
  return { ...whole, scopes: besideEachOther(under(first, []), under(second, [])).scopes };
}

/** All VPCs of a Region at once: added up one by one, what several share would count more than once. */
const everything = ['all'];

/** Whether all edits hold, one after the other; `null`: they do. */
export function faultOf(held: Held, scenario: StoredScenario): Problem | null {
  const parsed = parseScenario(scenario);
  if (parsed.kind === 'problem') return parsed.problem;
  const edited = applyEdits(held.base.index.snapshot, parsed.value.edits, held.base);
  return edited.kind === 'problem' ? edited.problem : null;
}

export function sensitivityFor(held: Held, request: SensitivityRequest): readonly Sensitivity[] {
  const { region, alternative } = request;
  const scope = scopeOf(request.scope);
  return sensitivityOf({ ...termsOf(held, request), scope, region, alternative });
}

/** What the account is offered in the VPC's Region, and the common services where that list was not read. */
export function endpointChoices({ topology }: Held, vpcId: string): EndpointChoices {
  const node = topology.vpcNode(vpcId as VpcId);
  if (node === undefined) return { zones: [], services: [] };
  const { accountId, region } = node.vpc;
  const { index } = topology;
  const offers = index.having('serviceDetails', 'readBy', accountId).filter((detail) => detail.region === region);
  const common = Object.values(presets).flatMap((preset) => [...preset.interfaces, ...preset.gateways]);
  const own = index.snapshot.endpointServices.filter((service) => service.region === region).map((service) => service.serviceName);
  const names = sortedUnique([
    ...offers.map((detail) => shortServiceName(detail.serviceName)),
    ...(offers.length === 0 ? common : []),
    ...own.map((name) => shortServiceName(name)),
  ]);
  const there = new Set(
    node.endpoints.map(({ endpoint }) => (endpoint.serviceName === null ? '' : shortServiceName(endpoint.serviceName))),
  );
  const zones = zonesOf(node);
  const services = names.map((service): EndpointChoice => {
    const details = offers.filter((detail) => detail.serviceName === endpointServiceName(region, service));
    const types = details.flatMap((detail) => detail.serviceTypes);
    const offered = offeredIn(index, accountId, region, service);
    return {
      service,
      types: [
        ...(gatewayServices.has(service) && (types.length === 0 || types.includes('Gateway')) ? (['Gateway'] as const) : []),
        ...(types.length === 0 || types.includes('Interface') ? (['Interface'] as const) : []),
      ],
      zones: offered === null ? null : zones.filter((zone) => offered.includes(zone)),
      isThere: there.has(service),
    };
  });
  return { zones, services: services.filter((choice) => choice.types.length > 0) };
}

function usageOf(held: Held, { typed, trafficPercent }: PriceTerms): readonly UsageSet[] {
  const { usage } = held.document;
  return scaledUsage(typed === null ? usage : [...usage, typed], trafficPercent);
}

function scopeOf(text: string): CostScope {
  const parsed = parseCostScope(text);
  if (parsed.kind === 'problem') throw new Error(problemText(parsed.problem));
  return parsed.value;
}

/** By subject key: what the edits add, and what they change of what was there. */
export function imaginedMarks({ base, topology }: Held): ReadonlyMap<string, ChangeMark> {
  const before = new Map(base.index.snapshot.vpcEndpoints.map((endpoint) => [endpoint.vpcEndpointId, JSON.stringify(endpoint)]));
  const marks = new Map<string, ChangeMark>();
  for (const endpoint of topology.index.snapshot.vpcEndpoints) {
    const was = before.get(endpoint.vpcEndpointId);
    if (was === undefined) marks.set(`vpc-endpoint/${endpoint.vpcEndpointId}`, 'added');
    else if (was !== JSON.stringify(endpoint)) marks.set(`vpc-endpoint/${endpoint.vpcEndpointId}`, 'changed');
    const vpcId = marks.has(`vpc-endpoint/${endpoint.vpcEndpointId}`) ? endpoint.vpcId : null;
    if (vpcId !== null) marks.set(`vpc/${vpcId}`, 'changed');
  }
  for (const vpcId of vpcsWithLess(base, topology)) marks.set(`vpc/${vpcId}`, 'changed');
  return marks;
}

/** VPCs that lost an endpoint or a NAT gateway. */
function vpcsWithLess(base: Topology, topology: Topology): readonly string[] {
  const after = new Set<string>([
    ...topology.index.snapshot.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId),
    ...topology.index.snapshot.natGateways.map((gateway) => gateway.natGatewayId),
  ]);
  const { vpcEndpoints, natGateways } = base.index.snapshot;
  return [
    ...vpcEndpoints.filter((endpoint) => !after.has(endpoint.vpcEndpointId)),
    ...natGateways.filter((gateway) => !after.has(gateway.natGatewayId)),
  ].flatMap(({ vpcId }) => vpcId ?? []);
}

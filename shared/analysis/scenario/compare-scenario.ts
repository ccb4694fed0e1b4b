/** The costs of a scenario: its edits, its traffic and its prices in the same comparison that the document gets. */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import { withPrices } from '#shared/model/price-book-adjust.ts';
import type { Scenario } from '#shared/model/scenario.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { alternativeIds, type CostComparison, type CostOptions, type CostScope } from '#shared/analysis/cost/comparison.ts';
import { type PresetId, presetIds } from '#shared/analysis/cost/presets.ts';
import { parseCostScope } from '#shared/analysis/cost/scope.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { whatIf } from './apply-edits.ts';
import { lostTraffic, withLost } from './lost-traffic.ts';
import { reroutedUsage } from './rerouted-usage.ts';

export interface ScenarioInput {
  /** The document's own. */
  readonly topology: Topology;
  readonly usage: readonly UsageSet[];
  readonly book: PriceBook;
  readonly scenario: Scenario;
  /** What a person says beside the scenario; it wins over the scenario. */
  readonly instead?: {
    readonly scopes?: readonly CostScope[];
    readonly usage?: readonly UsageSet[];
    readonly options?: CostOptions;
  };
}

/** Everything that the scenario makes of the document, for any analysis. */
export interface ScenarioGround {
  readonly topology: Topology;
  readonly usage: readonly UsageSet[];
  readonly book: PriceBook;
  readonly scopes: readonly CostScope[];
  readonly options: CostOptions;
}

export interface ScenarioCosts extends ScenarioGround {
  readonly comparison: CostComparison;
}

/** Compares under a scenario; one that says nothing gives what the document alone gives, to the last digit. */
export function compareScenario(input: ScenarioInput): Outcome<ScenarioCosts, Problem> {
  const ground = underScenario(input);
  if (ground.kind === 'problem') return ground;
  const { topology, usage } = ground.value;
  const comparison = compareCosts(ground.value);
  const lost = lostTraffic(input.topology, topology, usage, input.scenario.edits);
  return ok({ ...ground.value, comparison: withLost(comparison, lost) });
}

/** The estate, traffic, prices and scopes that a scenario makes of the document; what cannot hold is a problem. */
export function underScenario(input: ScenarioInput): Outcome<ScenarioGround, Problem> {
  const { scenario, instead = {} } = input;
  const fault = alternativeFault(scenario) ?? listedFault(scenario);
  if (fault !== null) return failed(fault);
  const chosen = instead.usage === undefined ? scenarioUsage(input.usage, scenario) : ok(instead.usage);
  if (chosen.kind === 'problem') return chosen;
  const scopes = instead.scopes === undefined || instead.scopes.length === 0 ? scenarioScopes(scenario) : ok(instead.scopes);
  if (scopes.kind === 'problem') return scopes;
  const snapshot = whatIf(input.topology.index.snapshot, scenario, input.topology);
  if (snapshot.kind === 'problem') return snapshot;
  const isEdited = snapshot.value !== input.topology.index.snapshot;
  const topology = isEdited ? buildTopology(indexSnapshot(snapshot.value)) : input.topology;
  const usage = isEdited ? reroutedUsage(input.topology, topology, chosen.value, scenario.edits) : chosen.value;
  const book = scenarioBook(input.book, scenario);
  const options: CostOptions = {
    ...(scenario.hoursPerMonth === undefined ? {} : { hoursPerMonth: scenario.hoursPerMonth }),
    ...scenarioOptions(scenario),
    ...instead.options,
  };
  return ok({ topology, usage, book, scopes: scopes.value, options });
}

/** What the scenario chooses of the columns; a list that is no preset was refused before. */
function scenarioOptions({ options = {} }: Scenario): CostOptions {
  const { listed, hubVpcId, hubVia, hubNat, natHoursBy, transitionDays } = options;
  return {
    ...(listed === undefined ? {} : { listed: typeof listed === 'string' ? (listed as PresetId) : listed }),
    ...(hubVpcId === undefined ? {} : { hubVpcId }),
    ...(hubVia === undefined ? {} : { hubVia }),
    ...(hubNat === undefined ? {} : { hubNat }),
    ...(natHoursBy === undefined ? {} : { natHoursBy }),
    ...(transitionDays === undefined ? {} : { transitionDays }),
  };
}

/** The document's book with what the scenario says about prices. */
export function scenarioBook(book: PriceBook, { prices }: Scenario): PriceBook {
  return withPrices(book, prices);
}

function scenarioUsage(saved: readonly UsageSet[], { usage, name }: Scenario): Outcome<readonly UsageSet[], Problem> {
  if (usage === undefined) return ok(saved);
  const sets: UsageSet[] = [];
  for (const entry of usage) {
    if (typeof entry !== 'string') {
      sets.push(entry);
      continue;
    }
    const found = saved.filter((set) => set.name === entry);
    if (found.length === 0) {
      const known = saved.map((set) => set.name).join(', ');
      return failed({
        code: 'scenario-usage',
        what: `The document holds no traffic named "${entry}"`,
        where: `scenario ${name}, usage`,
        remedy: known === '' ? 'It holds none at all; attach traffic first.' : `It holds ${known}.`,
      });
    }
    sets.push(...found);
  }
  return ok(sets);
}

function scenarioScopes({ scope, name }: Scenario): Outcome<readonly CostScope[], Problem> {
  const texts = scope === undefined ? [] : typeof scope === 'string' ? [scope] : scope;
  const scopes: CostScope[] = [];
  for (const text of texts) {
    const parsed = parseCostScope(text);
    if (parsed.kind === 'problem') return failed({ ...parsed.problem, where: `scenario ${name}, scope` });
    scopes.push(parsed.value);
  }
  return ok(scopes);
}

function listedFault({ options, name }: Scenario): Problem | null {
  const listed = options?.listed;
  if (typeof listed !== 'string' || presetIds.some((id) => id === listed)) return null;
  return {
    code: 'scenario-options',
    what: `"${listed}" is no set of services`,
    where: `scenario ${name}, options.listed`,
    remedy: `Write ${presetIds.join(', ')}, or a list of services.`,
  };
}

function alternativeFault({ alternative, name }: Scenario): Problem | null {
  if (alternative === undefined || alternative === null || alternative === 'today') return null;
  if (alternativeIds.some((id) => id === alternative)) return null;
  return {
    code: 'scenario-alternative',
    what: `"${alternative}" is no alternative`,
    where: `scenario ${name}, alternative`,
    remedy: `Write today, ${alternativeIds.join(', ')}.`,
  };
}

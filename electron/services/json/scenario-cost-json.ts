import { decimal, decimalText } from '#shared/base/decimal.ts';
import { ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Scenario } from '#shared/model/scenario.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { CostComparison, CostOptions, CostScope } from '#shared/analysis/cost/comparison.ts';
import { compareScenario } from '#shared/analysis/scenario/compare-scenario.ts';
import { documentPriceBook } from '#electron/services/price-refresh-file.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { parseScopes } from './cost-json.ts';

/** What a person says on the command line; it wins over the scenario. */
export interface BesideScenario {
  readonly scopes: readonly string[];
  readonly usage?: readonly UsageSet[];
  readonly options: CostOptions;
}

/** A comparison under a scenario: the shape of every comparison, with the scenario's name and choice. */
export interface ScenarioComparison extends CostComparison {
  readonly scenario: string;
  /** The column the person decided on; `null` where the scenario does not say. */
  readonly alternative: string | null;
  readonly against?: Against;
}

/** Today's column under the scenario beside today's under another, or beside the document as it is. */
export interface Against {
  /** `null`: the document without a scenario. */
  readonly scenario: string | null;
  readonly scopes: readonly AgainstScope[];
}

export interface AgainstScope {
  readonly scope: string;
  readonly region: string;
  readonly todayUsd: string | null;
  readonly againstUsd: string | null;
  /** More than 0: the scenario costs more. */
  readonly differenceUsd: string | null;
  /** The difference of what is known on both sides; `null` where the other side has no such scope. */
  readonly knownDifferenceUsd: string | null;
  readonly reason?: string;
}

/** Today under the scenario beside its alternatives. */
export function scenarioCostJson(analysed: Analysed, scenario: Scenario, beside: BesideScenario): Outcome<ScenarioComparison, Problem> {
  const scopes: Outcome<readonly CostScope[], Problem> = parseScopes(analysed, beside.scopes);
  if (scopes.kind === 'problem') return scopes;
  const costs = compareScenario({
    topology: analysed.topology,
    usage: analysed.document.usage,
    book: documentPriceBook(analysed.document),
    scenario,
    instead: { scopes: scopes.value, options: beside.options, ...(beside.usage === undefined ? {} : { usage: beside.usage }) },
  });
  if (costs.kind === 'problem') return costs;
  return ok({ ...costs.value.comparison, scenario: scenario.name, alternative: scenario.alternative ?? null });
}

/** The difference per scope that both know; a scope of one of them alone has no other side. */
export function againstOf(own: CostComparison, other: CostComparison, name: string | null): Against {
  const others = new Map(other.scopes.map((scope) => [`${scope.scope}/${scope.region}`, scope]));
  return {
    scenario: name,
    scopes: own.scopes.map((scope): AgainstScope => {
      const beside = others.get(`${scope.scope}/${scope.region}`);
      const todayUsd = scope.today.totalUsd;
      const againstUsd = beside?.today.totalUsd ?? null;
      const reason = beside === undefined ? 'the other comparison has no such scope' : (scope.today.reason ?? beside.today.reason);
      return {
        scope: scope.scope,
        region: scope.region,
        todayUsd,
        againstUsd,
        knownDifferenceUsd: beside === undefined ? null : decimalText(decimal(scope.today.knownUsd).minus(decimal(beside.today.knownUsd))),
        differenceUsd: todayUsd === null || againstUsd === null ? null : decimalText(decimal(todayUsd).minus(decimal(againstUsd))),
        ...(todayUsd !== null && againstUsd !== null ? {} : { reason: reason ?? 'an amount is unknown' }),
      };
    }),
  };
}

/** The costs of the report: every figure with its formula, its price's date and what was assumed. */
import type { Alternative, CostColumn, CostComparison, CostLine, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { decimal, roundedText } from '#shared/base/decimal.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { counted, thousands } from '#shared/diagram/words.ts';
import type { CsvCell } from './csv.ts';
import type { ReportBlock } from './report.ts';

/** One sentence: where money could be saved, and where that is not known. */
export function costSummary({ scopes }: CostComparison): string[] {
  if (scopes.length === 0) return ['No VPC with a NAT gateway, an endpoint or traffic: there is no cost to compare.'];
  const better = scopes.filter((scope) => scope.best !== null);
  const blind = scopes.filter((scope) => !scope.hasUsage).length;
  const traffic = blind === 0 ? '' : ` ${counted(blind, 'scope')} without traffic figures: only hours can be compared there.`;
  return [`Costs: ${counted(scopes.length, 'scope')} compared; an alternative is cheaper than today in ${better.length}.${traffic}`];
}

export function costBlocks(costs: CostComparison, usageSources: readonly string[]): ReportBlock[] {
  return [
    { kind: 'heading', level: 2, text: 'Costs' },
    {
      kind: 'text',
      text: `USD a month of ${costs.hoursPerMonth} hours, list prices without tax. Amounts are exact and rounded here only. Unknown amounts are not counted as zero: a total with one is unknown, and what is known of it stands beside it.`,
    },
    {
      kind: 'list',
      items:
        usageSources.length === 0 ? ['Traffic: none given; what depends on it is unknown.'] : usageSources.map((one) => `Traffic: ${one}`),
    },
    ...(costs.notices.length === 0 ? [] : [{ kind: 'list' as const, items: costs.notices }]),
    ...costs.scopes.flatMap(scopeBlocks),
  ];
}

function scopeBlocks(scope: ScopeComparison): ReportBlock[] {
  const best = scope.alternatives.find((one) => one.id === scope.best);
  const notes = [
    ...scope.problems.map((problem) => `${problem.what}${problem.why === undefined ? '' : `: ${problem.why}`}`),
    ...scope.notices,
    ...scope.fixes.map((fix) => `${fix.what} (${fix.endpointId}, ${thousands(fix.gb)} GB, saves ${money(fix.savingUsd)})`),
    ...sortedUnique(scope.alternatives.flatMap((one) => one.assumptions)).map((text) => `Assumed: ${text}`),
    ...gates(scope.alternatives),
  ];
  return [
    { kind: 'heading', level: 3, text: `${scope.title} (${scope.scope}, ${scope.region})` },
    {
      kind: 'text',
      text: `Cheapest: ${best === undefined ? 'today, or nothing better is known' : `${best.id}, saving ${money(best.savingUsd)} a month`}.`,
    },
    {
      kind: 'table',
      header: ['Column', 'USD a month', 'Known', 'Range', 'Saving', 'Break-even', 'Transition', 'Pays back'],
      rows: [['today', ...totals(scope.today), '', '', '', ''], ...scope.alternatives.map(alternativeRow)],
    },
    ...(notes.length === 0 ? [] : [{ kind: 'list' as const, items: notes }]),
    ...lineTable('Lines of today', scope.today),
    ...(best === undefined ? [] : lineTable(`Lines of ${best.id}`, best)),
  ];
}

function gates(alternatives: readonly Alternative[]): string[] {
  return alternatives.flatMap(({ id, eligibility }) =>
    eligibility === undefined || eligibility.verdict === 'eligible'
      ? []
      : [`${id} is ${eligibility.verdict}: ${eligibility.reasons.join(' ')}`],
  );
}

function totals(column: CostColumn): CsvCell[] {
  const { min, max } = column.totalRangeUsd;
  const range = min === max ? '' : `${money(min)} to ${money(max)}`;
  return [
    column.totalUsd === null ? `unknown${column.reason === undefined ? '' : ` (${column.reason})`}` : money(column.totalUsd),
    money(column.knownUsd),
    range,
  ];
}

function alternativeRow(one: Alternative): CsvCell[] {
  const { breakEven, transition } = one;
  const pays =
    breakEven === null ? '' : breakEven.gb === null ? 'unknown' : /^\d/.test(breakEven.gb) ? `${gigabytes(breakEven.gb)} GB` : breakEven.gb;
  return [one.id, ...totals(one), money(one.savingUsd), pays, money(transition.totalUsd), transition.paybackDate ?? ''];
}

function lineTable(title: string, column: CostColumn): ReportBlock[] {
  if (column.lines.length === 0) return [];
  return [
    { kind: 'text', text: `${title}:` },
    {
      kind: 'table',
      header: ['Item', 'Resource', 'Formula', 'USD', 'Basis', 'Price of'],
      rows: column.lines.map((line) => [
        line.item,
        line.resourceId ?? line.service ?? '',
        line.formula,
        lineAmount(line),
        line.basis,
        line.priceAsOf ?? 'unknown',
      ]),
    },
  ];
}

function lineAmount(line: CostLine): string {
  if (line.usd === null) return `unknown${line.reason === undefined ? '' : ` (${line.reason})`}`;
  return line.rangeUsd === undefined ? money(line.usd) : `${money(line.rangeUsd.min)} to ${money(line.rangeUsd.max)}`;
}

/** To the cent; unknown stays unknown. */
function money(usd: string | null): string {
  if (usd === null) return 'unknown';
  const text = roundedText(decimal(usd).abs(), 2);
  return `${decimal(usd).isNegative() && !/^0\.00$/.test(text) ? '-' : ''}$${thousands(text)}`;
}

function gigabytes(gb: string): string {
  return thousands(roundedText(decimal(gb), 1));
}

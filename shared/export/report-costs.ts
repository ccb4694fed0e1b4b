/** The costs of the report: every figure with its formula, its price's date and what was assumed. */
import type { Alternative, CostColumn, CostComparison, CostLine, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { decimal, roundedText, sum } from '#shared/base/decimal.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { counted, thousands } from '#shared/diagram/words.ts';
import type { CsvCell } from './csv.ts';
import { cappedTable, heading, paragraph, type ReportBlock } from './report-blocks.ts';

/** A scope in which an alternative is known to save, and that alternative. */
interface Saving {
  readonly scope: ScopeComparison;
  readonly best: Alternative;
}

/** Largest saving first. */
function savingsOf({ scopes }: CostComparison): Saving[] {
  return scopes
    .flatMap((scope) => {
      const best = scope.alternatives.find((one) => one.id === scope.best);
      return best === undefined ? [] : [{ scope, best }];
    })
    .sort((a, b) => decimal(savedUsd(b.best)).comparedTo(decimal(savedUsd(a.best))));
}

function savedUsd(best: Alternative): string {
  return best.savingUsd ?? best.savingOfKnownUsd ?? '0';
}

/** What could be saved, with its range, and where that is not known. */
export function costSummary(costs: CostComparison): string[] {
  const { scopes } = costs;
  if (scopes.length === 0) return ['Costs: no VPC with a NAT gateway, an endpoint or traffic, so there is nothing to compare.'];
  const savings = savingsOf(costs);
  const blind = scopes.filter((scope) => !scope.hasUsage).length;
  const traffic = blind === 0 ? '' : ` ${counted(blind, 'scope')} without traffic figures: only hours can be compared there.`;
  if (savings.length === 0)
    return [`Costs: ${counted(scopes.length, 'scope')} compared; no alternative is known to be cheaper than today.${traffic}`];
  const total = sum(savings.map(({ best }) => decimal(savedUsd(best))));
  const [least, most] = (['min', 'max'] as const).map((end) =>
    sum(savings.map(({ best }) => decimal(best.savingRangeUsd[end] ?? savedUsd(best)))),
  );
  const range =
    least === undefined || most === undefined || least.equals(most) ? '' : ` (range ${money(least.toFixed())} to ${money(most.toFixed())})`;
  return [
    `Costs: ${money(total.toFixed())} a month can be saved in ${savings.length} of ${counted(scopes.length, 'scope')}${range}, each scope by its own cheapest alternative.${traffic}`,
  ];
}

/** Scopes whose case is made in the body, with their lines. */
const arguedScopes = 5;

export function costBlocks(costs: CostComparison, usageSources: readonly string[]): ReportBlock[] {
  const savings = savingsOf(costs);
  const rest = costs.scopes.filter((scope) => scope.best === null);
  return [
    heading(2, 'Costs'),
    paragraph(
      `USD a month of ${costs.hoursPerMonth} hours, list prices without tax${priceDates(costs)}. Amounts are exact and rounded here only. Unknown amounts are not counted as zero: a total with one is unknown, and what is known of it stands beside it. Every line with its formula is in the CSV of costs beside this report.`,
    ),
    {
      kind: 'list',
      items: [
        ...(usageSources.length === 0
          ? ['Traffic: none given; what depends on it is unknown.']
          : usageSources.map((one) => `Traffic: ${one}`)),
        ...costs.notices,
      ],
    },
    ...cappedTable(
      ['Scope', 'Region', 'Today', 'Cheapest', 'Then', 'Saving', 'Saving, range', 'Break-even', 'Pays back'],
      [...savings.map(savingRow), ...rest.map(restRow)],
      25,
      'costs',
    ),
    ...savings.slice(0, arguedScopes).flatMap(scopeBlocks),
  ];
}

function savingRow({ scope, best }: Saving): CsvCell[] {
  const { min, max } = best.savingRangeUsd;
  return [
    scope.title,
    scope.region,
    shortTotal(scope.today),
    best.id,
    shortTotal(best),
    money(savedUsd(best)),
    min === max ? '' : `${money(min)} to ${money(max)}`,
    breakEvenText(best),
    best.transition.paybackDate ?? '',
  ];
}

function restRow(scope: ScopeComparison): CsvCell[] {
  return [scope.title, scope.region, shortTotal(scope.today), 'nothing better known', '', '', '', '', ''];
}

/** Why a total is unknown stands in the table of every alternative. */
function shortTotal({ totalUsd, knownUsd }: CostColumn): string {
  return totalUsd === null ? `unknown; known ${money(knownUsd)}` : money(totalUsd);
}

function priceDates({ scopes }: CostComparison): string {
  const dates = sortedUnique(scopes.flatMap((scope) => scope.today.lines.flatMap((line) => line.priceAsOf ?? [])));
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? `, prices of ${first}` : `, prices of ${first} to ${last}`;
}

function scopeBlocks({ scope, best }: Saving): ReportBlock[] {
  return [
    heading(3, `${scope.title} (${scope.scope}, ${scope.region}): ${best.id} saves ${money(savedUsd(best))} a month`),
    ...(best.services.length === 0 ? [] : [paragraph(`Adds paths for: ${best.services.join(', ')}.`)]),
    ...changedLines('Today, what changes', scope.today, best),
    ...changedLines(`With ${best.id}`, best, scope.today),
    ...notesOf(scope, [best]),
  ];
}

/** Lines that are not the same in the other column. */
function changedLines(title: string, column: CostColumn, other: CostColumn): ReportBlock[] {
  const same = new Set(other.lines.map(lineKey));
  const lines = column.lines.filter((line) => !same.has(lineKey(line)));
  return lines.length === 0 ? [] : [paragraph(`${title}:`), ...lineTable(lines)];
}

function lineKey(line: CostLine): string {
  return [line.item, line.resourceId, line.service, line.quantity, line.usd].join('|');
}

function notesOf(scope: ScopeComparison, alternatives: readonly Alternative[]): ReportBlock[] {
  const notes = [
    ...scope.problems.map((problem) => `${problem.what}${problem.why === undefined ? '' : `: ${problem.why}`}`),
    ...scope.notices,
    ...scope.fixes.map((fix) => `${fix.what} (${fix.endpointId}, ${thousands(fix.gb)} GB, saves ${money(fix.savingUsd)})`),
    ...sortedUnique(alternatives.flatMap((one) => one.assumptions)).map((text) => `Assumed: ${text}`),
    ...gates(alternatives),
  ];
  return notes.length === 0 ? [] : [{ kind: 'list', items: notes }];
}

/** Every alternative of every scope, in a line each. */
export function costAppendix(costs: CostComparison): ReportBlock[] {
  const rows = costs.scopes.flatMap((scope) => [
    [scope.title, 'today', ...totals(scope.today), '', '', '', ''],
    ...scope.alternatives.map((one) => [scope.title, ...alternativeRow(one)]),
  ]);
  return rows.length === 0
    ? []
    : [
        heading(3, `Every alternative (${rows.length - costs.scopes.length})`),
        ...cappedTable(
          ['Scope', 'Column', 'USD a month', 'Known', 'Range', 'Saving', 'Break-even', 'Transition', 'Pays back'],
          rows,
          60,
          'costs',
        ),
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
  const { transition } = one;
  return [one.id, ...totals(one), money(one.savingUsd), breakEvenText(one), money(transition.totalUsd), transition.paybackDate ?? ''];
}

function breakEvenText({ breakEven }: Alternative): string {
  if (breakEven === null) return '';
  if (breakEven.gb === null) return 'unknown';
  return /^\d/.test(breakEven.gb) ? `${gigabytes(breakEven.gb)} GB` : breakEven.gb;
}

function lineTable(lines: readonly CostLine[]): ReportBlock[] {
  return cappedTable(
    ['Item', 'Resource', 'Formula', 'USD', 'Basis', 'Price of'],
    lines.map((line) => [
      line.item,
      line.resourceId ?? line.service ?? '',
      line.formula,
      lineAmount(line),
      line.basis,
      line.priceAsOf ?? 'unknown',
    ]),
    12,
    'costs',
  );
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

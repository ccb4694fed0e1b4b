/** Two comparisons of the same estate side by side: what one scenario costs more or less than the other, and where. */
import { decimal, decimalText, sum } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import {
  type CostColumn,
  type CostComparison,
  type LineGroup,
  lineGroups,
  type ScopeComparison,
} from '#shared/analysis/cost/comparison.ts';

/** An amount of a month in USD. `totalUsd` is `null` as soon as a part of it is unknown; `knownUsd` is the rest. */
export interface Amount {
  readonly totalUsd: string | null;
  readonly knownUsd: string;
}

/** One scope under both; `null` where one of them does not hold it. */
export interface ScopeBeside {
  readonly scope: string;
  readonly region: Region;
  readonly title: string;
  readonly first: Amount | null;
  readonly second: Amount | null;
  /** The second less the first, of what is known in both; positive: the second costs more. `null` where only one of them is known whole. */
  readonly differenceUsd: string | null;
}

/** One kind of charge over all scopes, of what is known. */
export interface GroupBeside {
  readonly group: LineGroup;
  readonly firstUsd: string;
  readonly secondUsd: string;
  readonly differenceUsd: string;
}

export interface Beside {
  readonly total: Omit<ScopeBeside, 'scope' | 'region' | 'title'>;
  /** Scopes whose cost differs; the rest is in the totals only. */
  readonly scopes: readonly ScopeBeside[];
  readonly groups: readonly GroupBeside[];
}

/** Compares what is paid as it is under each, not the alternatives. */
export function besideEachOther(first: CostComparison, second: CostComparison): Beside {
  const others = new Map(second.scopes.map((scope) => [keyOf(scope), scope]));
  const known = new Set(first.scopes.map(keyOf));
  const pairs: [ScopeComparison | undefined, ScopeComparison | undefined][] = [
    ...first.scopes.map((scope): [ScopeComparison, ScopeComparison | undefined] => [scope, others.get(keyOf(scope))]),
    ...second.scopes.filter((scope) => !known.has(keyOf(scope))).map((scope): [undefined, ScopeComparison] => [undefined, scope]),
  ];
  const scopes = pairs.flatMap(([a, b]) => {
    const named = a ?? b;
    return named === undefined ? [] : [{ scope: named.scope, region: named.region, title: named.title, ...pairOf(a?.today, b?.today) }];
  });
  const [all, none] = [totalOf(first), totalOf(second)];
  return {
    total: { first: all, second: none, differenceUsd: differenceOf(all, none) },
    scopes: scopes.filter((scope) => scope.differenceUsd === null || !decimal(scope.differenceUsd).isZero()),
    groups: groupsOf(first, second),
  };
}

/** What a comparison's scopes cost together, as things are. */
export function totalOf(comparison: CostComparison): Amount {
  return {
    totalUsd: addedUp(comparison.scopes.map((scope) => scope.today.totalUsd)),
    knownUsd: decimalText(sum(comparison.scopes.map((scope) => decimal(scope.today.knownUsd)))),
  };
}

function addedUp(amounts: readonly (string | null)[]): string | null {
  const known = amounts.flatMap((amount) => (amount === null ? [] : [decimal(amount)]));
  return known.length === amounts.length ? decimalText(sum(known)) : null;
}

function pairOf(first: CostColumn | undefined, second: CostColumn | undefined): Omit<ScopeBeside, 'scope' | 'region' | 'title'> {
  const [a, b] = [first === undefined ? null : amountOf(first), second === undefined ? null : amountOf(second)];
  return { first: a, second: b, differenceUsd: differenceOf(a, b) };
}

function amountOf({ totalUsd, knownUsd }: CostColumn): Amount {
  return { totalUsd, knownUsd };
}

/** Where the same part is unknown on both sides, what is known still differs by something true. */
export function differenceOf(first: Amount | null, second: Amount | null): string | null {
  const isHalfKnown = first !== null && second !== null && (first.totalUsd === null) !== (second.totalUsd === null);
  if (isHalfKnown) return null;
  return decimalText(decimal(second?.knownUsd ?? '0').minus(first?.knownUsd ?? '0'));
}

function groupsOf(first: CostComparison, second: CostComparison): GroupBeside[] {
  const [a, b] = [groupTotals(first), groupTotals(second)];
  return lineGroups.flatMap((group): GroupBeside[] => {
    const [one, two] = [a(group), b(group)];
    if (one.isZero() && two.isZero()) return [];
    return [{ group, firstUsd: decimalText(one), secondUsd: decimalText(two), differenceUsd: decimalText(two.minus(one)) }];
  });
}

function groupTotals(comparison: CostComparison): (group: LineGroup) => ReturnType<typeof sum> {
  const groups = comparison.scopes.flatMap((scope) => scope.today.groups);
  return (wanted) => sum(groups.filter(({ group }) => group === wanted).map(({ knownUsd }) => decimal(knownUsd)));
}

function keyOf(scope: Pick<ScopeComparison, 'scope' | 'region'>): string {
  return `${scope.scope}@${scope.region}`;
}

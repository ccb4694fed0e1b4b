import type { AlternativeId, Eligibility, LineGroup, ScopeComparison, ServicePath, UsdRange } from '#shared/analysis/cost/comparison.ts';
import type { GlyphTone } from '#renderer/ui/status-glyph.tsx';
import type { Basis } from '#shared/model/usage.ts';
import { usd } from '../format.ts';

export type ColumnId = 'today' | AlternativeId;

export const columnTitles: Readonly<Record<ColumnId, string>> = {
  today: 'Today',
  offload: 'Offload',
  'offload-listed': 'Common set',
  replace: 'Replace NAT',
  consolidate: 'Fewer NATs',
  centralise: 'Central hub',
  mixed: 'Best mix',
};

export const columnSentences: Readonly<Record<ColumnId, string>> = {
  today: 'Everything on the paths it takes now.',
  offload: 'Endpoints where each pays for itself; the NAT stays.',
  'offload-listed': 'Endpoints for the whole common set; the NAT stays.',
  replace: 'Endpoints for all of it; the NAT goes.',
  consolidate: 'The same traffic over fewer NAT gateways.',
  centralise: 'Endpoints once, in a hub VPC.',
  mixed: 'The cheapest choice for every service.',
};

export const groupTitles: Readonly<Record<LineGroup, string>> = {
  'nat-hours': 'NAT hours',
  'nat-data': 'NAT data',
  ipv4: 'Public IPv4',
  'inter-az': 'Between zones',
  upstream: 'Before the NAT',
  'endpoint-hours': 'Endpoint hours',
  'endpoint-data': 'Endpoint data',
  dns: 'DNS',
  transfer: 'Transfer',
};

export const pathTitles: Readonly<Record<ServicePath, string>> = {
  'as-is': 'as it is',
  gateway: 'gateway endpoint',
  interface: 'interface endpoint',
  'cross-region': 'cross-Region endpoint',
  hub: 'through the hub',
};

export const gateTitles: Readonly<Record<Eligibility['verdict'], string>> = {
  eligible: 'NAT can go',
  blocked: 'Blocked',
  unproven: 'Not proven',
};

export const gateTones: Readonly<Record<Eligibility['verdict'], GlyphTone>> = { eligible: 'ok', blocked: 'bad', unproven: 'unknown' };

export const basisTitles: Readonly<Record<Basis, string>> = {
  billed: 'from the bill',
  measured: 'measured',
  modelled: 'modelled',
  typed: 'typed',
  assumed: 'assumed',
  unknown: 'unknown',
};

/** `$410 to $560`; `null` where both ends are the same. */
export function rangeText(range: UsdRange, format: (amount: string) => string): string | null {
  if (range.min === range.max) return null;
  return `${range.min === null ? 'unknown' : format(range.min)} to ${range.max === null ? 'unknown' : format(range.max)}`;
}

/** `$411`, where cents would say more than is known. */
export function wholeUsd(amount: string): string {
  return usd(amount, 0);
}

/** `+$411` saved, with a real minus sign where it costs more. */
export function signedWhole(amount: string): string {
  const text = usd(amount, 0);
  return text.startsWith('\u2212') || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** The saving of the best alternative; `null` where there is none or nothing is known. */
export function bestSaving(scope: ScopeComparison): string | null {
  return scope.alternatives.find((alternative) => alternative.id === scope.best)?.savingUsd ?? null;
}

/** Where totals are unknown: the largest saving that holds whatever the unknown amounts are, gates included; `null` where there is none. */
export function knownSaving(scope: ScopeComparison): string | null {
  const open = scope.alternatives.filter(({ eligibility }) => eligibility === undefined || eligibility.verdict === 'eligible');
  const savings = open.flatMap(({ savingUsd, savingOfKnownUsd }) =>
    savingUsd === null && Number(savingOfKnownUsd ?? '0') > 0 ? (savingOfKnownUsd ?? []) : [],
  );
  return savings.toSorted((a, b) => Number(b) - Number(a))[0] ?? null;
}

/** Largest saving first, then what is known, then what is not. */
export function sortScopes(scopes: readonly ScopeComparison[]): ScopeComparison[] {
  const rank = (scope: ScopeComparison): number => {
    const saving = bestSaving(scope);
    if (saving !== null) return -Number(saving);
    const known = knownSaving(scope);
    if (known !== null) return -Number(known);
    return scope.hasUsage ? 1 : 2;
  };
  return scopes.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a comparison is about one VPC alone, and not about an account or a Region that holds just one. */
export function isOneVpc(scope: ScopeComparison): boolean {
  return /^vpc:[^,]+$/.test(scope.scope);
}

import type { AlternativeId, Eligibility, LineGroup, ScopeComparison, ServicePath } from '#shared/analysis/cost/comparison.ts';
import type { GlyphTone } from '#renderer/ui/status-glyph.tsx';
import type { Basis } from '#shared/model/usage.ts';

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

/** The saving of the best alternative; `null` where there is none or nothing is known. */
export function bestSaving(scope: ScopeComparison): string | null {
  return scope.alternatives.find((alternative) => alternative.id === scope.best)?.savingUsd ?? null;
}

/** Largest saving first, then what is known, then what is not. */
export function sortScopes(scopes: readonly ScopeComparison[]): ScopeComparison[] {
  const rank = (scope: ScopeComparison): number => {
    const saving = bestSaving(scope);
    if (saving !== null) return -Number(saving);
    return scope.hasUsage ? 1 : 2;
  };
  return scopes.toSorted((a, b) => rank(a) - rank(b));
}

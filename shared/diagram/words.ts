/** Sentences and short forms the map is written in. */
import type { Verdict } from '#shared/analysis/availability/alignment.ts';
import { unknownAccount, unknownRegion } from '#shared/base/ids.ts';

/** `1111 2222 3333`: account ids in groups of four. */
export function accountText(accountId: string): string {
  if (accountId === unknownAccount) return 'account unknown';
  return /^\d{12}$/.test(accountId) ? `${accountId.slice(0, 4)} ${accountId.slice(4, 8)} ${accountId.slice(8)}` : accountId;
}

/** The Region, or that nobody told. */
export function regionText(region: string): string {
  return region === unknownRegion ? 'Region unknown' : region;
}

/** `1 service`, `3 services`; `word` is the singular, `many` where the plural is not `word` + s. */
export function counted(count: number, word: string, many = `${word}s`): string {
  return `${thousands(count)} ${count === 1 ? word : many}`;
}

/** `1,234,567`, the same on every machine. */
export function thousands(count: number | string): string {
  const [whole = '', fraction] = String(count).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A list in prose: `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** `PendingAcceptance` as people read it: `pending acceptance`. */
export function stateText(state: string): string {
  return state.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  'not-connected': 'not connected',
  broken: 'broken: no zone matches',
  'zone-dark': 'a zone is dark',
  contradicted: 'two views disagree: scan again',
  unknown: 'unknown',
  'single-zone': 'a single zone',
  uncovered: 'a zone with workloads has no interface',
  unserved: 'not offered in a zone with workloads',
  'idle-zone': 'an interface in a zone without workloads',
  aligned: 'aligned',
  'not-applicable': 'no zones to compare',
};

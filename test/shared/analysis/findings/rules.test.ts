/** Each rule on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '#shared/analysis/findings/catalogue.ts';
import { azCases } from './az-cases.ts';
import { cnCases } from './cn-cases.ts';
import { dnsCases } from './dns-cases.ts';
import { epCases } from './ep-cases.ts';
import { ipv6Cases } from './ipv6-cases.ts';
import { type Case, testCases } from './judging.ts';
import { ntCases } from './nt-cases.ts';
import { tpCases } from './tp-cases.ts';

const groups: readonly (readonly [about: string, cases: readonly Case[]])[] = [
  ['zones', azCases],
  ['connections', cnCases],
  ['endpoints', epCases],
  ['NAT gateways', ntCases],
  ['the whole, names, network ACLs and central egress', tpCases],
  ['Resolver rules and Route 53 Profiles', dnsCases],
  ['IPv6', ipv6Cases],
];

for (const [about, cases] of groups) testCases(about, cases);

type Kind = 'failing' | 'passing' | 'unknown';

/** Kinds that a rule cannot have, each with the reason why. */
const impossible: Readonly<Record<string, { readonly kind: Kind; readonly because: string }>> = {};

/** Which kinds of cases the tables hold for a rule. A passing case passes something and finds nothing. */
function kindsOf(cases: readonly Case[], ruleId: string): ReadonlySet<Kind> {
  const own = cases.filter(([id]) => id === ruleId);
  const kinds = own.flatMap(([, , , findings, passed]): Kind[] => [
    ...findings.map(([status]) => (status === 'fail' ? ('failing' as const) : ('unknown' as const))),
    ...(findings.length === 0 && passed > 0 ? (['passing'] as const) : []),
  ]);
  return new Set(kinds);
}

/** `AZ-01: unknown` for every kind that no case shows and nobody gave a reason for. */
function gaps(cases: readonly Case[], ruleIds: readonly string[]): readonly string[] {
  return ruleIds.flatMap((id) => {
    const kinds = kindsOf(cases, id);
    const wanted: readonly Kind[] = ['failing', 'passing', 'unknown'];
    return wanted.filter((kind) => !kinds.has(kind) && impossible[id]?.kind !== kind).map((kind) => `${id}: ${kind}`);
  });
}

const all = groups.flatMap(([, cases]) => cases);
const ids = catalogue.map((rule) => rule.id);

describe('the tables of cases', () => {
  it('hold a failing, a passing and an unknown case of every rule of the catalogue', () => {
    expect(ids).toHaveLength(61);
    expect(gaps(all, ids)).toEqual([]);
  });

  it('are about rules of the catalogue only', () => {
    expect(all.map(([id]) => id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('give reasons only for what no case shows', () => {
    expect(Object.entries(impossible).filter(([id, { kind, because }]) => kindsOf(all, id).has(kind) || because.length < 20)).toEqual([]);
  });

  it('are missed by the count where a rule has none of a kind', () => {
    const without = all.filter(([id, , , findings]) => id !== 'AZ-01' || !findings.some(([status]) => status === 'unknown'));
    expect(gaps(without, ids)).toEqual(['AZ-01: unknown']);
  });
});

/**
 * What the findings say, whole: subjects, evidence, severity, sentence and
 * remedy of every case in the tables, of the same cases where AWS leaves out
 * all words, and which rules speak on the estates of the alignment.
 *
 * `told.json` holds it. After a wanted change, `TOLD=write npx vitest run
 * test/shared/analysis/findings/told.test.ts` writes it anew; a change there is
 * a change in what people are told, so look at each line of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { analysed } from '../analysed.ts';
import { rowEstates } from '../availability/row-estates.ts';
import { azCases } from './az-cases.ts';
import { cnCases } from './cn-cases.ts';
import { dnsCases } from './dns-cases.ts';
import { epCases } from './ep-cases.ts';
import { ipv6Cases } from './ipv6-cases.ts';
import { type Case, findingsOf, toldOf, withoutWords } from './judging.ts';
import { ntCases } from './nt-cases.ts';
import { tpCases } from './tp-cases.ts';

const cases: readonly Case[] = [...azCases, ...cnCases, ...dnsCases, ...epCases, ...ipv6Cases, ...ntCases, ...tpCases];

function tellings(findings: readonly Finding[]): readonly object[] {
  return findings.map(toldOf);
}

/** Which rules say what of an estate, and how often they pass. */
function spoken(snapshot: Snapshot): readonly string[] {
  const { topology, alignment } = analysed(snapshot);
  const { findings, passed } = runCatalogue(topology, alignment);
  return [
    ...findings.map((one) => `${one.ruleId} ${one.status} ${one.severity} ${one.subjects.map((subject) => subject.id).join(' ')}`),
    ...Object.entries(passed).flatMap(([id, times]) => (times === 0 ? [] : [`${id} pass ${times}`])),
  ];
}

/** Two cases of a rule may be called the same; the later one is numbered. */
const worded = (rule: string, at: number, what: string): string => {
  const same = cases.slice(0, at).filter((one) => one[0] === rule && one[1] === what).length;
  return `${rule}: ${what}${same === 0 ? '' : ` #${same}`}`;
};

/** Key, the key that stands for it where both say the same, and what is said. */
const asked: readonly (readonly [key: string, like: string, ask: () => unknown])[] = [
  ...cases.map(([rule, what, snapshot, , , usage], at) => {
    const key = worded(rule, at, what);
    return [key, key, () => tellings(findingsOf(rule, snapshot, usage))] as const;
  }),
  ...cases.map(([rule, what, snapshot, , , usage], at) => {
    const ask = () => tellings(findingsOf(rule, withoutWords(snapshot), usage));
    return [`${worded(rule, at, what)}, without words`, worded(rule, at, what), ask] as const;
  }),
  ...Object.entries(rowEstates).map(([what, snapshot]) => [`estate: ${what}`, `estate: ${what}`, () => spoken(snapshot)] as const),
];

const file = new URL('told.json', import.meta.url);
if (process.env['TOLD'] === 'write') writeAnew();
const expected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

function writeAnew(): void {
  const all = new Map(asked.map(([key, , ask]) => [key, JSON.stringify(ask())]));
  const told = asked.flatMap(([key, like]) => (key !== like && all.get(key) === all.get(like) ? [] : [[key, all.get(key)] as const]));
  writeFileSync(file, `{${told.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',\n')}}\n`);
}

describe('the findings tell', () => {
  it.each(asked)('%s', (key, like, ask) => {
    expect(ask()).toEqual(expected[key] ?? expected[like]);
  });

  it('nothing that no case asks for', () => {
    const keys = new Set(asked.map(([key]) => key));
    expect(Object.keys(expected).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('title and page of their rule', () => {
    const found = cases.flatMap(([rule, , snapshot, , , usage]) => findingsOf(rule, snapshot, usage));
    const own = found.map((one) => catalogue.find((rule) => rule.id === one.ruleId));
    expect(found.map((one) => [one.title, one.documentation])).toEqual(own.map((rule) => [rule?.title, rule?.documentation]));
  });
});

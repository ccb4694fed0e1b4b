/**
 * Rules judge the things of a list. Where the list itself was not read there is
 * nothing to judge, and silence would look like "all in order": each rule then
 * says once that it cannot know, naming every place.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { operations } from '#shared/model/operation.ts';
import type { Subject } from '#shared/model/subject.ts';
import { whyUnread } from '#shared/analysis/topology/unread.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Judgement, Rule } from './rule.ts';

/** An account and Region whose answer to an operation is missing. */
interface Place {
  readonly accountId: AccountId;
  readonly region: Region;
}

/** Places by operation, made once per report. Regions that are off or quiet hold nothing, and what nobody planned was not promised. */
export function unlistedPlaces(topology: Topology): ReadonlyMap<string, readonly Place[]> {
  const { snapshot, coverage } = topology.index;
  const places = new Map<string, Map<string, Place>>();
  for (const { accountId, region, operation } of snapshot.ledger) {
    if (region === 'global' || coverage.isRead(accountId, region, operation)) continue;
    const best = coverage.bestCell(accountId, region, operation);
    if (best === undefined || best.status === 'region-disabled' || best.reason === 'quiet' || best.reason === 'not-planned') continue;
    const known = places.get(operation) ?? new Map<string, Place>();
    places.set(operation, known.set(`${accountId}/${region}`, { accountId, region }));
  }
  return new Map([...places].map(([operation, known]) => [operation, [...known.values()]]));
}

/** What a rule says of the places whose list it never saw; `undefined` where it saw all, or has said so itself. */
export function unlistedJudgement(
  topology: Topology,
  places: ReadonlyMap<string, readonly Place[]>,
  rule: Rule,
  judgements: readonly Judgement[],
): Judgement | undefined {
  const list = rule.needs[0] ?? '';
  if (operations.get(list)?.need !== 'required') return undefined;
  const told = new Set(
    judgements
      .filter((judgement) => judgement.status === 'unknown')
      .flatMap(({ subjects }) => subjects.map((subject) => `${subject.accountId}/${subject.region}`)),
  );
  const untold = (places.get(list) ?? []).filter(({ accountId, region }) => !told.has(`${accountId}/${region}`));
  const [first] = untold;
  if (first === undefined) return undefined;
  const rest = untold.length - 1;
  const where = whyUnread(topology.index, first.accountId, first.region, list) ?? list;
  return {
    status: 'unknown',
    subjects: untold.map(({ accountId, region }): Subject => ({ kind: 'region', id: region, accountId, region })),
    summary: `unknown: ${where}${rest === 0 ? '' : ` and ${rest} other ${rest === 1 ? 'place' : 'places'}`}`,
  };
}

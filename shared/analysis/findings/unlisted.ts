/**
 * Rules judge the things of a list. Where the list itself was not read there is
 * nothing to judge, and silence would look like "all in order": each rule then
 * says once that it cannot know, naming every place.
 */
import { operations } from '#shared/model/operation.ts';
import type { Subject } from '#shared/model/subject.ts';
import { whyUnread } from '#shared/analysis/topology/unread.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { OpenJudgement, Rule } from './rule.ts';
import { type Place, placeKey } from './unread-regions.ts';

/** Places by operation, made once per report. Regions that are off or quiet hold nothing, and what nobody planned was not promised. */
export function unlistedPlaces(topology: Topology): ReadonlyMap<string, readonly Place[]> {
  const { snapshot, coverage } = topology.index;
  const places = new Map<string, Map<string, Place>>();
  for (const { accountId, region, operation } of snapshot.ledger) {
    if (region === 'global' || coverage.isRead(accountId, region, operation)) continue;
    const best = coverage.bestCell(accountId, region, operation);
    if (best === undefined || best.status === 'region-disabled' || best.reason === 'quiet' || best.reason === 'not-planned') continue;
    const known = places.get(operation) ?? new Map<string, Place>();
    places.set(operation, known.set(placeKey({ accountId, region }), { accountId, region }));
  }
  return new Map([...places].map(([operation, known]) => [operation, [...known.values()]]));
}

/** What a rule says of the places whose list it never saw; `undefined` where it saw all, or has said so itself. */
export function unlistedJudgement(
  topology: Topology,
  places: ReadonlyMap<string, readonly Place[]>,
  rule: Rule,
  judgements: readonly OpenJudgement[],
): OpenJudgement | undefined {
  const lists = (rule.lists ?? rule.needs.slice(0, 1)).filter(
    (operation) => places.has(operation) && operations.get(operation)?.need === 'required',
  );
  if (lists.length === 0) return undefined;
  const told = placesOf(judgements.filter((judgement) => judgement.status === 'unknown'));
  const untold = new Map<string, Gap>();
  for (const operation of lists) {
    for (const place of places.get(operation) ?? []) {
      const key = placeKey(place);
      if (!told.has(key) && !untold.has(key)) untold.set(key, { ...place, operation });
    }
  }
  return silence(topology, [...untold.values()]);
}

/** A place of which a rule said nothing, and the answer it lacks there. */
interface Gap extends Place {
  readonly operation: string;
}

function placesOf(judgements: readonly OpenJudgement[]): ReadonlySet<string> {
  return new Set(judgements.flatMap(({ subjects }) => subjects.map((subject) => `${subject.accountId}/${subject.region}`)));
}

function silence(topology: Topology, gaps: readonly Gap[]): OpenJudgement | undefined {
  const [first] = gaps;
  if (first === undefined) return undefined;
  const rest = gaps.length - 1;
  const where = whyUnread(topology.index, first.accountId, first.region, first.operation) ?? first.operation;
  return {
    status: 'unknown',
    subjects: gaps.map(({ accountId, region }): Subject => ({ kind: 'region', id: region, accountId, region })),
    summary: `unknown: ${where}${rest === 0 ? '' : ` and ${rest} other ${rest === 1 ? 'place' : 'places'}`}`,
  };
}

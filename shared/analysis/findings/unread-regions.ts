import type { AccountId, Region } from '#shared/base/ids.ts';
import { indexBy, sortedBy } from '#shared/base/sort.ts';
import { regionSubject } from './subjects.ts';
import { type Judgement, type RuleContext, unknown } from './rule.ts';

/** One account in one Region. */
export interface Place {
  readonly accountId: AccountId;
  readonly region: Region;
}

/** Each account and Region once, in order. */
export function distinctPlaces(places: Iterable<Place>): readonly Place[] {
  const known = indexBy(places, placeKey);
  return sortedBy(known.values(), (place) => [place.accountId, place.region]);
}

/** One account and Region as one text. */
export function placeKey(place: Place): string {
  return `${place.accountId}/${place.region}`;
}

/** One `unknown` per account and Region of the things in question, for rules that would otherwise say the same of each of them. */
export function unreadRegions(context: RuleContext, places: readonly Place[], operations: readonly string[]): readonly Judgement[] {
  // Things of one place mostly stand together.
  const runs = places.filter((place, at) => place.accountId !== places[at - 1]?.accountId || place.region !== places[at - 1]?.region);
  return distinctPlaces(runs).flatMap((place) => {
    const missing = context.missing(place.accountId, place.region, operations);
    return missing === null ? [] : [unknown(regionSubject(place), missing)];
  });
}

/**
 * Whose answer each one is, and from which Region.
 *
 * Account, the first that tells: the nearest of `get-caller-identity` in the
 * folder or one above and the innermost name (folder, file) that holds twelve
 * digits, the former where both are in one place; what the person said; the
 * owners in the folder's own answers, or in those of the nearest folder above
 * (see `evidence.ts`); for a folder named by a Region, the account its sister
 * folders agree on. Otherwise it stays unknown. Examples of a manual show
 * several accounts and prove none.
 *
 * Region: the innermost name; the recorded command; the answer's own zones,
 * ARNs and service names, where they agree; what the person said; the rest of
 * the folder, where it agrees. Otherwise unknown.
 */
import { type AccountId, globalRegion, type Region, unknownAccount, unknownRegion } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { Answer, FailedCall, Identity, Origin } from './answer.ts';
import { accountsIn, regionsIn, type Strength, strengths } from './evidence.ts';
import { accountInText, regionInText } from './places.ts';

/** What the person says about everything that does not tell itself. */
export interface Told {
  readonly accountId?: AccountId | undefined;
  readonly region?: Region | undefined;
}

export interface Place {
  readonly accountId: AccountId;
  readonly region: Region;
}

/** The place of an answer or failed call. */
export type PlaceOf = (call: Answer | FailedCall) => Place;

/** Weighs everything that was found and gives the place of each call. */
export function placesOf(answers: readonly Answer[], identities: readonly Identity[], told: Told): PlaceOf {
  const identity = new Map(identities.map((found) => [found.origin.folder, found.accountId]));
  const folders = groupBy(
    answers.filter((answer) => !answer.isExample),
    (answer) => answer.origin.folder,
  );
  const evident = new Map([...folders].map(([folder, list]) => [folder, accountOfAnswers(list)]));
  const regions = new Map([...folders].map(([folder, list]) => [folder, agreed(list.flatMap(regionsIn))]));
  const sisters = accountsOfSisters(evident);
  const accountOf = (origin: Origin, isExample: boolean): AccountId => {
    const sure = identityNear(identity, origin) ?? innermost(origin, accountInText) ?? told.accountId;
    if (sure !== undefined) return sure;
    if (isExample) return unknownAccount;
    return nearest(evident, origin.folder) ?? sisters(origin) ?? unknownAccount;
  };
  const regionOf = (call: Answer | FailedCall): Region => {
    if (call.operation.scope === 'global') return globalRegion;
    const own = call.kind === 'answer' ? (call.commandRegion ?? agreed(regionsIn(call))) : undefined;
    return innermost(call.origin, regionInText) ?? own ?? told.region ?? nearest(regions, call.origin.folder) ?? unknownRegion;
  };
  return (call) => ({ accountId: accountOf(call.origin, call.kind === 'answer' && call.isExample), region: regionOf(call) });
}

/** The strongest evidence decides; accounts that disagree are decided by majority only where the evidence is strong. */
function accountOfAnswers(answers: readonly Answer[]): AccountId | undefined {
  const votes = new Map<Strength, AccountId[]>();
  for (const answer of answers) {
    const told = accountsIn(answer);
    if (told !== null) votes.set(told.strength, [...(votes.get(told.strength) ?? []), ...told.accounts]);
  }
  for (const strength of strengths) {
    const accounts = votes.get(strength) ?? [];
    if (accounts.length > 0) return strength === 'shareable' ? agreed(accounts) : majority(accounts);
  }
  return undefined;
}

function majority(accounts: readonly AccountId[]): AccountId | undefined {
  const groups = [...groupBy(accounts, (account) => account)];
  return groups.find(([, list]) => list.length * 2 > accounts.length)?.[0];
}

/** The one value all agree on. */
function agreed<Value>(values: readonly Value[]): Value | undefined {
  const distinct = new Set(values);
  return distinct.size === 1 ? [...distinct][0] : undefined;
}

/** A Region without resources proves nothing; the other Regions of the same dump do. */
function accountsOfSisters(evident: ReadonlyMap<string, AccountId | undefined>): (origin: Origin) => AccountId | undefined {
  const byParent = groupBy(
    [...evident].filter(([folder, account]) => account !== undefined && isNamedByRegion(folder)),
    ([folder]) => parentOf(folder),
  );
  return (origin) => {
    if (!isNamedByRegion(origin.folder)) return undefined;
    return agreed((byParent.get(parentOf(origin.folder)) ?? []).map(([, account]) => account));
  };
}

function isNamedByRegion(folder: string): boolean {
  return regionInText(folder.slice(folder.lastIndexOf('/') + 1)) !== null;
}

function parentOf(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}

/** What the folder tells, or the nearest one above it: recorders make folders per operation below the account's. */
function nearest<Value>(told: ReadonlyMap<string, Value | undefined>, folder: string): Value | undefined {
  for (let current = folder; ; current = parentOf(current)) {
    const found = told.get(current);
    if (found !== undefined || current === '') return found;
  }
}

/** The identity of the folder or the nearest one above, unless a folder in between is named by an account. */
function identityNear(identities: ReadonlyMap<string, AccountId>, origin: Origin): AccountId | undefined {
  for (let current = origin.folder; ; current = parentOf(current)) {
    const found = identities.get(current);
    if (found !== undefined) return found;
    if (current === '' || accountInText(current.slice(current.lastIndexOf('/') + 1)) !== null) return undefined;
  }
}

function innermost<Found>(origin: Origin, read: (name: string) => Found | null): Found | undefined {
  for (const name of origin.names.toReversed()) {
    const found = read(name);
    if (found !== null) return found;
  }
  return undefined;
}

import type { ProfileEntry, ProfileList, ScanRequest } from '#shared/api/contract.ts';

/** What the person has chosen so far. */
export interface ScanChoice {
  readonly profiles: readonly string[];
  readonly regionMode: 'own' | 'chosen' | 'all';
  readonly regions: readonly string[];
  /** Hashes of what the person agreed to let run. */
  readonly consents: readonly string[];
  /** An emulator's address; empty for AWS itself. */
  readonly endpointUrl: string;
  /** The accounts of the profiles, or every account of a list. */
  readonly accountMode: 'own' | 'organization' | 'portal';
  /** By which the accounts of a list are entered. */
  readonly role: string;
}

export const emptyChoice: ScanChoice = {
  profiles: [],
  regionMode: 'own',
  regions: [],
  consents: [],
  endpointUrl: '',
  accountMode: 'own',
  role: '',
};

/** Profiles that need a yes before anything of theirs runs, and have none yet. */
export function consentsMissing(choice: ScanChoice, list: ProfileList | null): ProfileEntry[] {
  return chosenEntries(choice, list).filter((entry) => entry.consent !== null && !choice.consents.includes(entry.consent.hash));
}

export function chosenEntries(choice: ScanChoice, list: ProfileList | null): ProfileEntry[] {
  return (list?.profiles ?? []).filter((entry) => choice.profiles.includes(entry.name));
}

/** Why the scan cannot start yet; `null` where it can. */
export function whyNot(choice: ScanChoice, list: ProfileList | null): string | null {
  if (choice.profiles.length === 0) return 'Choose at least one profile';
  const missing = consentsMissing(choice, list)[0];
  if (missing !== undefined) return `${missing.name} needs your consent first`;
  if (choice.regionMode === 'chosen' && choice.regions.length === 0) return 'Choose at least one Region';
  if (choice.regionMode === 'own') {
    const homeless = chosenEntries(choice, list).find((entry) => entry.region === null);
    if (homeless !== undefined) return `${homeless.name} names no Region; choose the Regions yourself`;
  }
  const listProblem = whyNoList(choice, list);
  if (listProblem !== null) return listProblem;
  const url = choice.endpointUrl.trim();
  if (url !== '' && !/^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?\/?$/.test(url))
    return 'The endpoint must be an address of this machine, e.g. http://127.0.0.1:5000';
  return null;
}

function whyNoList({ accountMode, role, ...choice }: ScanChoice, list: ProfileList | null): string | null {
  if (accountMode === 'own') return null;
  if (!/^[\w+=,.@:/-]{0,200}$/.test(role.trim())) return 'The role must be the name or the ARN of a role';
  if (accountMode === 'organization') return role.trim() === '' ? 'Name the role to assume in each account' : null;
  const other = chosenEntries({ ...choice, accountMode, role }, list).find((entry) => entry.kind !== 'sso');
  return other === undefined ? null : `${other.name} is no SSO profile, so it has no sign-in portal`;
}

/** The request that the contract wants. */
export function requestOf(choice: ScanChoice, list: ProfileList | null): ScanRequest {
  const url = choice.endpointUrl.trim();
  const wanted = new Set(chosenEntries(choice, list).flatMap((entry) => entry.consent?.hash ?? []));
  return {
    profiles: [...choice.profiles],
    regions: (choice.regionMode === 'chosen' ? [...choice.regions] : []) as ScanRequest['regions'],
    allRegions: choice.regionMode === 'all',
    consents: choice.consents.filter((hash) => wanted.has(hash)),
    endpointUrl: url === '' ? null : url,
    ...(choice.accountMode === 'own' ? {} : { organization: { accounts: choice.accountMode, role: choice.role.trim() } }),
  };
}

/** With the value if it was not in the list, without it if it was. */
export function flipped(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

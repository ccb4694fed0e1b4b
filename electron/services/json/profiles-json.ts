import { listProfiles } from '#electron/aws/profiles.ts';
import { schemaVersion } from './schema-version.ts';

/** The profiles of the AWS configuration files, as programs read them. */
export function profilesJson() {
  return { schemaVersion, ...listProfiles(process.env) };
}

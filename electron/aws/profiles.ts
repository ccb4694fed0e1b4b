import type { ListedProfile, ProfileList } from '#electron/discovery/profile-list.ts';
import { type AwsConfig, type Environment, type ProfileData, readAwsConfig } from './config-files.ts';
import { consentOf, endpointProblem } from './consent.ts';
import { accountOf, kindOf, profileProblem } from './profile-chain.ts';

/**
 * Lists the profiles of the AWS configuration files, in their order, with what
 * is wrong with them and every line that was ignored. Resolves and runs nothing.
 */
export function listProfiles(env: Environment): ProfileList {
  const config = readAwsConfig(env);
  return {
    profiles: [...config.profiles.values()].map((profile) => listed(config, profile)),
    files: config.files,
    ignored: config.ignored,
  };
}

function listed(config: AwsConfig, profile: ProfileData): ListedProfile {
  return {
    name: profile.name,
    kind: kindOf(profile),
    file: profile.file,
    region: profile.values.get('region') ?? null,
    accountId: accountOf(profile),
    consent: consentOf(config, profile, false),
    problem: profileProblem(config, profile) ?? endpointProblem(profile),
  };
}

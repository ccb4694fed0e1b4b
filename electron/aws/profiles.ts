import type { ListedProfile, ProfileList } from '#electron/discovery/profile-list.ts';
import {
  type AwsConfig,
  type Environment,
  environmentName,
  environmentRegion,
  regionOf,
  type ProfileData,
  readAwsConfig,
  set,
} from './config-files.ts';
import { consentOf, endpointProblem } from './consent.ts';
import { accountOf, kindOf, profileProblem } from './profile-chain.ts';

/**
 * Lists the profiles of the AWS configuration files, in their order, with what
 * is wrong with them and every line that was ignored. Resolves and runs nothing.
 */
export function listProfiles(env: Environment): ProfileList {
  const config = readAwsConfig(env);
  return {
    profiles: [...config.profiles.values()].map((profile) => listed(config, profile, env)),
    files: config.files,
    ignored: config.ignored,
    notices: environmentNotices(config, env),
  };
}

/** The variables that other AWS tools obey, and what they mean here: which wins must not be a guess. */
function environmentNotices(config: AwsConfig, env: Environment): string[] {
  const notices: string[] = [];
  const named = set(env, 'AWS_PROFILE') ?? set(env, 'AWS_DEFAULT_PROFILE');
  if (named !== undefined) {
    const known = config.profiles.has(named) ? '' : ' No profile has that name.';
    notices.push(`AWS_PROFILE is ${named}. It chooses nothing here: what is chosen in Linkscape is read.${known}`);
  }
  if (set(env, 'AWS_ACCESS_KEY_ID') !== undefined) notices.push(keysNotice(config));
  const region = environmentRegion(env);
  if (region !== undefined) notices.push(`AWS_REGION is ${region}. It counts for profiles that name no Region.`);
  if (Object.keys(env).some((name) => name.startsWith('AWS_ENDPOINT_URL') && set(env, name) !== undefined)) {
    notices.push('AWS_ENDPOINT_URL is set. It is not used: give the endpoint to the scan.');
  }
  const servicesOf = [...config.profiles.values()].filter((profile) => profile.values.has('services')).map(({ name }) => name);
  if (servicesOf.length > 0) notices.push(servicesNotice(servicesOf));
  return notices;
}

/** The hosts of single services that AWS's own tools would ask instead of AWS's. */
function servicesNotice(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  return `A section [services …] is named by: ${shown}. Its endpoints are not used, AWS's own are: give the endpoint to the scan, or write endpoint_url into the profile.`;
}

function keysNotice(config: AwsConfig): string {
  const own = config.profiles.get(environmentName);
  if (own?.file === 'environment variables') {
    return `AWS_ACCESS_KEY_ID is set. Its keys are used by the profile "${environmentName}" and by no other.`;
  }
  return own === undefined
    ? 'AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY. It is not used.'
    : `AWS_ACCESS_KEY_ID is set. It is not used: a profile "${environmentName}" stands in the files.`;
}

/**
 * Lists the profiles anew each time it is called, and says so where the files
 * are no longer what they were the time before.
 */
export function createProfileLister(env: Environment): () => ProfileList {
  let before: string | null = null;
  return () => {
    const list = listProfiles(env);
    const content = JSON.stringify(list);
    const isChanged = before !== null && before !== content;
    before = content;
    return isChanged ? { ...list, notices: [...list.notices, filesChanged] } : list;
  };
}

const filesChanged = 'The AWS configuration changed since it was last listed; this is the list of now.';

function listed(config: AwsConfig, profile: ProfileData, env: Environment): ListedProfile {
  return {
    name: profile.name,
    kind: kindOf(profile),
    file: profile.file,
    region: regionOf(profile, env),
    accountId: accountOf(profile),
    consent: consentOf(config, profile, false),
    problem: profileProblem(config, profile) ?? endpointProblem(profile),
  };
}

/** What a profile needs before it gives credentials: which kind it is, which profiles it builds on, and what is wrong with it. */
import type { ProfileKind } from '#electron/discovery/profile-list.ts';
import { mayBeRegion, partitionOfRegion, similarRegion } from '#electron/discovery/regions.ts';
import type { AwsConfig, ProfileData } from './config-files.ts';
import { brief } from './without-secrets.ts';

/** In the order in which the SDK looks: a role first, then keys, then the rest. */
export function kindOf(profile: ProfileData): ProfileKind {
  const has = (key: string): boolean => profile.values.has(key);
  if (has('role_arn') && (has('source_profile') || has('credential_source'))) return 'role';
  if (has('aws_access_key_id') && has('aws_secret_access_key')) return 'keys';
  if (has('web_identity_token_file')) return 'web-identity';
  if (has('credential_process')) return 'process';
  if (['sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name'].some(has)) return 'sso';
  return has('login_session') ? 'login' : 'region-only';
}

/** Twelve digits, where the profile itself names its account. */
export function accountOf(profile: ProfileData): string | null {
  const kind = kindOf(profile);
  const arn = profile.values.get(kind === 'login' ? 'login_session' : 'role_arn') ?? '';
  const named = kind === 'sso' ? (profile.values.get('sso_account_id') ?? '') : (arn.split(':')[4] ?? '');
  const usable = kind === 'sso' || kind === 'role' || kind === 'web-identity' || kind === 'login';
  return usable && /^\d{12}$/.test(named) ? named : null;
}

/**
 * The profiles from this one to the one that has credentials of its own, this
 * one first. A role profile that names itself as its source uses its own keys.
 */
export function chainOf(
  config: AwsConfig,
  profile: ProfileData,
): { readonly chain: readonly ProfileData[]; readonly problem: string | null } {
  const chain = [profile];
  const names = [profile.name];
  let current = profile;
  while (kindOf(current) === 'role' && current.values.has('source_profile')) {
    const name = current.values.get('source_profile') ?? '';
    const source = config.profiles.get(name);
    if (source === undefined)
      return { chain, problem: `source_profile "${brief(name)}" of profile "${current.name}" is not in the files.` };
    names.push(name);
    if (name === current.name && current.values.has('aws_access_key_id')) return { chain: [...chain, ownKeys(source)], problem: null };
    if (names.length > longestChain) return { chain, problem: `it builds on more than ${longestChain} other profiles, one on the other.` };
    if (names.indexOf(name) < names.length - 1) return { chain, problem: `cycle: ${names.slice(names.indexOf(name)).join(' -> ')}` };
    const isKeyed = source.values.has('aws_access_key_id') && source.values.has('aws_secret_access_key');
    current = isKeyed ? ownKeys(source) : source;
    chain.push(current);
  }
  return { chain, problem: null };
}

/** More than any real chain; without an end, listing would take as many steps as profiles, for every profile. */
const longestChain = 32;

/** As a source, a profile with keys is its keys, even where it names a role too (as in the SDK). */
function ownKeys(profile: ProfileData): ProfileData {
  return { ...profile, values: new Map([...profile.values].filter(([key]) => key !== 'role_arn' && key !== 'source_profile')) };
}

/** Why a profile cannot be used, as far as the files tell; `null` where nothing is wrong. */
export function profileProblem(config: AwsConfig, profile: ProfileData): string | null {
  return credentialsProblem(config, profile) ?? regionProblem(profile);
}

/** Why a profile cannot give credentials, whatever its Region. */
export function credentialsProblem(config: AwsConfig, profile: ProfileData): string | null {
  const { chain, problem } = chainOf(config, profile);
  if (problem !== null) return problem;
  for (const link of chain) {
    const own = linkProblem(config, link);
    if (own !== null) return link === profile ? own : `${own} (source profile "${link.name}")`;
  }
  return null;
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html */
const credentialSources: readonly string[] = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'];

function linkProblem(config: AwsConfig, { values, ...rest }: ProfileData): string | null {
  const kind = kindOf({ values, ...rest });
  const broken = valueProblem(values);
  if (broken !== null) return broken;
  const roleArn = values.get('role_arn');
  if (roleArn !== undefined && values.has('source_profile') && values.has('credential_source')) {
    return 'It names both source_profile and credential_source; AWS takes one of them.';
  }
  const source = values.get('credential_source');
  if (kind === 'role' && source !== undefined && !credentialSources.includes(source)) {
    return `credential_source "${brief(source)}" is none that AWS knows: ${credentialSources.join(', ')}.`;
  }
  if ((kind === 'role' || kind === 'web-identity') && !/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(roleArn ?? '')) {
    return `role_arn is not the ARN of a role: "${brief(roleArn ?? '')}".`;
  }
  if (kind === 'sso') return ssoProblem(config, values);
  if (kind !== 'region-only') return null;
  if (roleArn !== undefined) return 'role_arn needs a source_profile or a credential_source beside it.';
  if (values.has('aws_access_key_id')) return 'aws_access_key_id has no aws_secret_access_key beside it.';
  return 'It has no credentials: no keys, role, SSO session or process.';
}

function ssoProblem(config: AwsConfig, values: ReadonlyMap<string, string>): string | null {
  const session = values.get('sso_session');
  const section = session === undefined ? values : config.ssoSessions.get(session);
  if (section === undefined) return `[sso-session ${brief(session ?? '')}] is not in the config file.`;
  for (const key of ['sso_start_url', 'sso_region']) if (!section.has(key)) return `${key} is missing.`;
  for (const key of ['sso_account_id', 'sso_role_name']) if (!values.has(key)) return `${key} is missing.`;
  const region = section.get('sso_region') ?? '';
  if (!mayBeRegion(region)) return noRegion('sso_region', region);
  const accountId = values.get('sso_account_id') ?? '';
  return /^\d{12}$/.test(accountId) ? null : `sso_account_id "${brief(accountId)}" is not twelve digits.`;
}

/** Values that AWS would refuse with words that point elsewhere, or that lead into another host's name. */
function valueProblem(values: ReadonlyMap<string, string>): string | null {
  for (const key of ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']) {
    const value = values.get(key) ?? '';
    if (/^["'].*["']$/.test(value)) return `${key} stands in quotes, which AWS takes as part of it. Remove them.`;
    if (/\s/.test(value)) return `${key} has a space in it, so every signature would be wrong. Copy it again.`;
  }
  const seconds = values.get('duration_seconds');
  if (seconds !== undefined && !(/^\d+$/.test(seconds) && Number(seconds) >= 900 && Number(seconds) <= 43_200)) {
    return `duration_seconds "${brief(seconds)}" is not between 900 and 43200.`;
  }
  return null;
}

function noRegion(key: string, region: string): string {
  const similar = region.length > 40 ? null : similarRegion(region);
  return `${key} "${brief(region)}" is no AWS Region.${similar === null ? '' : ` Did you mean ${similar}?`}`;
}

/** The Region a value of a profile names, or `fallback`: a mistake must never become part of a host's name. */
export function usableRegion(named: string | undefined, fallback: string): string {
  return named !== undefined && mayBeRegion(named) ? named : fallback;
}

function regionProblem({ values }: ProfileData): string | null {
  const region = values.get('region');
  if (region === undefined) return null;
  if (!mayBeRegion(region)) return noRegion('region', region);
  const roleArn = values.get('role_arn');
  const partition = roleArn?.split(':')[1];
  if (partition === undefined || partition === partitionOfRegion(region)) return null;
  return `role_arn is of the partition ${partition}, but the region ${region} belongs to ${partitionOfRegion(region)}.`;
}

/**
 * From a profile to credentials: the chain of profiles from its root, each role
 * assumed with what the one before gave. Each profile is resolved once however
 * many build on it, and a person is asked only after everything before went well.
 */
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { Ask, ReadProblem } from '#electron/discovery/ports.ts';
import { firstRegion } from '#electron/discovery/regions.ts';
import { assumeRole } from './assume-role.ts';
import type { AwsConfig, ProfileData } from './config-files.ts';
import { runCredentialProcess } from './credential-process.ts';
import { fromCredentialSource, fromLogin, fromSso, fromWebIdentity } from './credential-providers.ts';
import { credentialProblem, type Credentials, type Surroundings } from './credentials.ts';
import { chainOf, credentialsProblem, kindOf } from './profile-chain.ts';

/** Resolved credentials by profile, as long as the scan runs. */
export interface CredentialCache {
  resolve(config: AwsConfig, profile: ProfileData, signal: AbortSignal): Promise<Outcome<Credentials, ReadProblem>>;
  /** Forgets a profile and those it builds on, so that the next `resolve` asks again. */
  forget(config: AwsConfig, profile: ProfileData): void;
}

/** Credentials with less time left than this are taken as expired. */
const spareMs = 5 * 60_000;

type Resolved = Promise<Outcome<Credentials, ReadProblem>>;

export function credentialCache(surroundings: Surroundings): CredentialCache {
  const known = new Map<string, Resolved>();
  const resolveLink = async (config: AwsConfig, chain: readonly ProfileData[], signal: AbortSignal): Resolved => {
    const [profile, ...sources] = chain;
    if (profile === undefined) throw new Error('a chain of profiles is never empty');
    const key = `${kindOf(profile)}/${profile.name}`;
    const before = known.get(key);
    const cached = before === undefined ? null : await before;
    if (cached?.kind === 'ok' && isFresh(cached.value)) return cached;
    if (known.get(key) !== before) return resolveLink(config, chain, signal);
    const resolving =
      kindOf(profile) === 'role'
        ? enterRole(profile, () =>
            sources.length === 0 ? fromCredentialSource(profile, surroundings) : resolveLink(config, sources, signal),
          )
        : resolveRoot(config, profile, signal);
    known.set(key, resolving);
    return resolving;
  };
  const enterRole = async (profile: ProfileData, source: () => Resolved): Resolved => {
    const credentials = await source();
    if (credentials.kind === 'problem') return credentials;
    const token = await askToken(profile, surroundings.ask);
    if (token.kind === 'problem') return token;
    return assumeRole(surroundings.settings, credentials.value, roleOf(profile, token.value));
  };
  const resolveRoot = async (config: AwsConfig, profile: ProfileData, signal: AbortSignal): Resolved => {
    switch (kindOf(profile)) {
      case 'keys':
        return ok(keysOf(profile));
      case 'process': {
        const outcome = await runCredentialProcess(profile.values.get('credential_process') ?? '', surroundings.env, signal);
        return outcome.kind === 'ok'
          ? outcome
          : failed(credentialProblem('CredentialProcess', `Profile ${profile.name}: ${outcome.problem}`));
      }
      case 'sso':
        return fromSso(config, profile, surroundings);
      case 'login':
        return fromLogin(profile, surroundings);
      case 'web-identity':
        return fromWebIdentity(profile, surroundings);
      case 'role':
      case 'region-only':
        return failed(credentialProblem('NoCredentials', `Profile ${profile.name} has no credentials of its own.`));
    }
  };
  return {
    resolve: async (config, profile, signal) => {
      const problem = credentialsProblem(config, profile);
      if (problem !== null) return failed(credentialProblem('ProfileNotUsable', `Profile ${profile.name}: ${problem}`));
      return resolveLink(config, chainOf(config, profile).chain, signal);
    },
    forget: (config, profile) => {
      for (const link of chainOf(config, profile).chain) known.delete(`${kindOf(link)}/${link.name}`);
    },
  };
}

function isFresh({ expiration }: Credentials): boolean {
  return expiration === null || expiration.getTime() - Date.now() > spareMs;
}

function keysOf({ values }: ProfileData): Credentials {
  return {
    accessKeyId: values.get('aws_access_key_id') ?? '',
    secretAccessKey: values.get('aws_secret_access_key') ?? '',
    sessionToken: values.get('aws_session_token') ?? null,
    expiration: null,
  };
}

async function askToken({ name, values }: ProfileData, ask: Ask): Promise<Outcome<string | null, ReadProblem>> {
  const serial = values.get('mfa_serial');
  if (serial === undefined) return ok(null);
  const answer = await ask({ kind: 'mfa', profile: name, text: `Code of the MFA device ${serial} for profile ${name}` });
  const code = answer?.trim() ?? '';
  if (code !== '') return ok(code);
  return failed(credentialProblem('MfaDeclined', `Profile ${name} needs the code of its MFA device, and none was given.`));
}

function roleOf({ name, values }: ProfileData, tokenCode: string | null) {
  const roleArn = values.get('role_arn') ?? '';
  const partition = roleArn.split(':')[1] ?? 'aws';
  const seconds = Number.parseInt(values.get('duration_seconds') ?? '', 10);
  return {
    profile: name,
    roleArn,
    region: values.get('region') ?? firstRegion(partition as never),
    sessionName: values.get('role_session_name') ?? 'linkscape',
    externalId: values.get('external_id') ?? null,
    durationSeconds: Number.isFinite(seconds) ? seconds : 3600,
    mfa: tokenCode === null ? null : { serialNumber: values.get('mfa_serial') ?? '', tokenCode },
  };
}

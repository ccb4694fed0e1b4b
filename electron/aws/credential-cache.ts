/**
 * From a profile to credentials: the chain of profiles from its root, each role
 * assumed with what the one before gave. Each profile is resolved once however
 * many build on it, and a person is asked only after everything before went well.
 */
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import { cancelled } from '#electron/discovery/attempt.ts';
import type { Ask, ReadProblem } from '#electron/discovery/ports.ts';
import { assumeRole } from './assume-role.ts';
import type { AwsConfig, ProfileData } from './config-files.ts';
import { runCredentialProcess } from './credential-process.ts';
import { endpointVariants, noVariants } from './endpoint-host.ts';
import { fromCredentialSource, fromLogin, fromSso, fromWebIdentity, stsRegion } from './credential-providers.ts';
import { credentialProblem, type Credentials, type Surroundings } from './credentials.ts';
import { chainOf, credentialsProblem, kindOf } from './profile-chain.ts';
import { brief } from './without-secrets.ts';

/** Resolved credentials by profile, as long as the scan runs. */
export interface CredentialCache {
  resolve(config: AwsConfig, profile: ProfileData, signal: AbortSignal): Promise<Outcome<Credentials, ReadProblem>>;
  /**
   * Forgets what a profile and those it builds on gave until `until`, a time of
   * `performance.now()`, so that the next `resolve` asks again. What another
   * profile has renewed since stays: a person is not asked twice for one code.
   */
  forget(config: AwsConfig, profile: ProfileData, until: number): void;
}

/** Credentials with less time left than this are taken as expired. */
const spareMs = 5 * 60_000;

type Resolved = Promise<Outcome<Credentials, ReadProblem>>;

export function credentialCache(surroundings: Surroundings): CredentialCache {
  const known = new Map<string, { readonly at: number; readonly resolving: Resolved }>();
  const resolveLink = async (config: AwsConfig, chain: readonly ProfileData[], signal: AbortSignal): Resolved => {
    const [profile, ...sources] = chain;
    if (profile === undefined) throw new Error('a chain of profiles is never empty');
    const key = `${kindOf(profile)}/${profile.name}`;
    const before = known.get(key);
    const cached = before === undefined ? null : await before.resolving;
    if (cached?.kind === 'ok' && isFresh(cached.value)) return cached;
    if (known.get(key) !== before) return resolveLink(config, chain, signal);
    const resolving =
      kindOf(profile) === 'role'
        ? enterRole(chain, surroundings, signal, () =>
            sources.length === 0 ? fromCredentialSource(profile, surroundings) : resolveLink(config, sources, signal),
          )
        : resolveRoot(config, profile, surroundings, signal);
    known.set(key, { at: performance.now(), resolving });
    return resolving;
  };
  return {
    resolve: async (config, profile, signal) => {
      const problem = credentialsProblem(config, profile);
      if (problem !== null) return failed(credentialProblem('ProfileNotUsable', `Profile ${profile.name}: ${problem}`));
      return resolveLink(config, chainOf(config, profile).chain, signal);
    },
    forget: (config, profile, until) => {
      for (const link of chainOf(config, profile).chain) {
        const key = `${kindOf(link)}/${link.name}`;
        if ((known.get(key)?.at ?? 0) <= until) known.delete(key);
      }
    },
  };
}

async function enterRole(
  [profile, source]: readonly ProfileData[],
  surroundings: Surroundings,
  signal: AbortSignal,
  resolveSource: () => Resolved,
): Resolved {
  if (profile === undefined) throw new Error('a chain of profiles is never empty');
  const credentials = await resolveSource();
  if (credentials.kind === 'problem') return credentials;
  const token = await askToken(profile, surroundings.ask);
  if (token.kind === 'problem') return token;
  if (signal.aborted) return failed(cancelled);
  const variants = surroundings.settings.endpoint === undefined ? endpointVariants(surroundings.env, profile.values) : noVariants;
  const settings = { ...surroundings.settings, ...variants };
  return assumeRole(settings, credentials.value, roleOf(profile, source, token.value), signal);
}

async function resolveRoot(config: AwsConfig, profile: ProfileData, surroundings: Surroundings, signal: AbortSignal): Resolved {
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
      return fromSso(config, profile, surroundings, signal);
    case 'login':
      return fromLogin(profile, surroundings);
    case 'web-identity':
      return fromWebIdentity(profile, surroundings);
    case 'role':
    case 'region-only':
      return failed(credentialProblem('NoCredentials', `Profile ${profile.name} has no credentials of its own.`));
  }
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
  const answer = await ask({ kind: 'mfa', profile: name, text: `Code of the MFA device ${brief(serial, 200)} for profile ${name}` });
  const code = answer?.trim() ?? '';
  if (code !== '') return ok(code);
  return failed(credentialProblem('MfaDeclined', `Profile ${name} needs the code of its MFA device, and none was given.`));
}

/** A role that is entered from another role may stay an hour, whatever the profile asks for. */
const chainedSeconds = 3600;

function roleOf(profile: ProfileData, source: ProfileData | undefined, tokenCode: string | null) {
  const { name, values } = profile;
  const wanted = Number.parseInt(values.get('duration_seconds') ?? '3600', 10);
  const isChained = source !== undefined && ['role', 'sso', 'web-identity'].includes(kindOf(source));
  return {
    profile: name,
    roleArn: values.get('role_arn') ?? '',
    region: stsRegion(profile),
    sessionName: values.get('role_session_name') ?? 'linkscape',
    externalId: values.get('external_id') ?? null,
    durationSeconds: isChained ? Math.min(wanted, chainedSeconds) : wanted,
    mfa: tokenCode === null ? null : { serialNumber: values.get('mfa_serial') ?? '', tokenCode },
  };
}

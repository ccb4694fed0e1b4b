/**
 * The SDK's providers for sign-ins that other tools made. They read the
 * configuration themselves, so each is given a text with just the one profile:
 * odd names and broken lines of the real file cannot disturb them.
 */
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { Partition } from '#shared/base/ids.ts';
import type { ReadProblem } from '#electron/discovery/ports.ts';
import { firstRegion } from '#electron/discovery/regions.ts';
import { classifyError } from './classify-error.ts';
import { type AwsConfig, type ProfileData, set } from './config-files.ts';
import { credentialProblem, type Credentials, ownCredentials, type Surroundings } from './credentials.ts';
import { type SignIn, signInExpired } from './portal-request.ts';
import { usableRegion } from './profile-chain.ts';
import { portalCredentials } from './sso-portal.ts';
import { brief } from './without-secrets.ts';

type Resolved = Promise<Outcome<Credentials, ReadProblem>>;

/** The name of the one profile in the text the SDK reads. */
const alias = 'linkscape';

/** Credentials of an IAM Identity Center sign-in. Where it has expired the problem names the command that renews it. */
export async function fromSso(config: AwsConfig, profile: ProfileData, surroundings: Surroundings, signal: AbortSignal): Resolved {
  const signIn = await signInOf(config, profile, surroundings);
  if (signIn.kind === 'problem') return signIn;
  const role = { accountId: profile.values.get('sso_account_id') ?? '', roleName: profile.values.get('sso_role_name') ?? '' };
  return portalCredentials({ settings: surroundings.settings, enter: surroundings.enterPortal }, signIn.value, role, signal);
}

/**
 * The sign-in of an SSO profile: the token the CLI keeps, which the SDK renews
 * where it can. The SDK hands it to whatever stands in for its portal client.
 */
export async function signInOf(config: AwsConfig, profile: ProfileData, { settings }: Surroundings): Promise<Outcome<SignIn, ReadProblem>> {
  const session = profile.values.get('sso_session');
  const values = session === undefined ? profile.values : (config.ssoSessions.get(session) ?? new Map<string, string>());
  const region = usableRegion(values.get('sso_region'), 'us-east-1');
  const sections = [section(`profile ${alias}`, profile.values)];
  if (session !== undefined) sections.push(section(`sso-session ${session}`, values));
  const command =
    session === undefined ? `aws sso login --profile ${quoted(profile.name)}` : `aws sso login --sso-session ${quoted(session)}`;
  let accessToken = '';
  const portal = {
    send: (sent: { readonly input: { readonly accessToken?: string } }) => {
      accessToken = sent.input.accessToken ?? '';
      return Promise.resolve({ roleCredentials: { accessKeyId: 'x', secretAccessKey: 'x', sessionToken: 'x', expiration: 1 } });
    },
  };
  try {
    const { fromSSO } = await import('@aws-sdk/credential-providers');
    const files = await virtualFiles(sections.join('\n'));
    await fromSSO({ profile: alias, ...files, ssoClient: portal as never, clientConfig: { ...settings, region } as never })();
    return ok({ profile: profile.name, accessToken, region, command });
  } catch (error) {
    return failed(signInProblem(error, profile, command));
  }
}

/** Credentials of `aws login`. */
export async function fromLogin(profile: ProfileData, { settings }: Surroundings): Resolved {
  try {
    const { fromLoginCredentials } = await import('@aws-sdk/credential-providers');
    const files = await virtualFiles(section(`profile ${alias}`, profile.values));
    const identity = await fromLoginCredentials({ profile: alias, ...files, clientConfig: settings as never })();
    return ok(ownCredentials(identity));
  } catch (error) {
    return failed(signInProblem(error, profile, `aws login --profile ${quoted(profile.name)}`));
  }
}

/** Of files, not of connections. */
const fileCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** Credentials for a token in a file, as Kubernetes and CI systems give it. */
export async function fromWebIdentity(profile: ProfileData, { settings }: Surroundings): Resolved {
  const path = profile.values.get('web_identity_token_file') ?? '';
  try {
    const { fromTokenFile } = await import('@aws-sdk/credential-providers');
    const region = stsRegion(profile);
    const identity = await fromTokenFile({
      webIdentityTokenFile: path,
      roleArn: profile.values.get('role_arn') ?? '',
      roleSessionName: profile.values.get('role_session_name') ?? alias,
      clientConfig: { ...settings, region } as never,
    })();
    return ok(ownCredentials(identity));
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
    const file = `web_identity_token_file of profile ${profile.name}`;
    if (code === 'ENOENT') return failed(credentialProblem('TokenFileMissing', `${file} is not there: ${brief(path, 400)}`));
    if (code !== null && fileCodes.has(code)) {
      return failed(credentialProblem('TokenFileUnreadable', `${file} cannot be read (${code}): ${brief(path, 400)}`));
    }
    return failed(otherProblem(error, profile, 'AssumeRoleWithWebIdentity'));
  }
}

/** Credentials of the machine itself, for a role that names no source profile. */
export async function fromCredentialSource(profile: ProfileData, { env }: Surroundings): Resolved {
  const source = profile.values.get('credential_source') ?? '';
  const [accessKeyId, secretAccessKey, sessionToken] = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map((name) =>
    set(env, name),
  );
  if (source === 'Environment') {
    if (accessKeyId !== undefined && secretAccessKey !== undefined) {
      return ok({ accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null, expiration: null });
    }
    return failed(
      credentialProblem('NoCredentials', `Profile ${profile.name} takes its credentials from the environment, which has none.`),
    );
  }
  try {
    const { fromContainerMetadata, fromInstanceMetadata } = await import('@aws-sdk/credential-providers');
    if (source === 'Ec2InstanceMetadata') return ok(ownCredentials(await fromInstanceMetadata({ timeout: 2_000, maxRetries: 1 })()));
    if (source === 'EcsContainer') return ok(ownCredentials(await fromContainerMetadata({ timeout: 2_000, maxRetries: 1 })()));
  } catch {
    return failed(credentialProblem('NoCredentials', `Profile ${profile.name}: ${source} gives no credentials on this computer.`));
  }
  return failed(credentialProblem('ProfileNotUsable', `Profile ${profile.name}: "${source}" is no credential_source that AWS knows.`));
}

/** A text that the SDK reads instead of a file; the paths exist only in its memory. */
async function virtualFiles(text: string): Promise<{ configFilepath: string; filepath: string }> {
  const { externalDataInterceptor } = await import('@smithy/core/config');
  const { createHash } = await import('node:crypto');
  const configFilepath = `linkscape-profile-${createHash('sha256').update(text).digest('hex')}`;
  const filepath = 'linkscape-no-credentials';
  externalDataInterceptor.interceptFile(configFilepath, text);
  externalDataInterceptor.interceptFile(filepath, '');
  return { configFilepath, filepath };
}

function section(header: string, values: ReadonlyMap<string, string>): string {
  return [`[${header}]`, ...[...values].map(([key, value]) => `${key} = ${value}`), ''].join('\n');
}

/** The SDK wraps what happened into a text, which is looked at and never shown. */
function signInProblem(error: unknown, profile: ProfileData, command: string): ReadProblem {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : '';
  if (/TooManyRequests|\b429\b/.test(text)) {
    return {
      kind: 'throttled-out',
      code: 'TooManyRequestsException',
      message: 'IAM Identity Center throttled the sign-in.',
      recovery: 'throttle',
    };
  }
  if (/sso|session|token|reauthenticate|aws login|UnauthorizedException/i.test(text)) {
    return signInExpired(profile.name, command);
  }
  return otherProblem(error, profile, 'CreateToken');
}

function otherProblem(error: unknown, profile: ProfileData, operation: string): ReadProblem {
  const region = usableRegion(profile.values.get('sso_region'), stsRegion(profile));
  const problem = classifyError(error, { operation, action: `sts:${operation}`, region, profile: profile.name }, Date.now());
  return problem.kind === 'denied' ? { ...problem, kind: 'credential' } : problem;
}

/** The Region whose STS is asked: the profile's, unless that is a mistake, else the first of the role's partition. */
export function stsRegion({ values }: ProfileData): string {
  return usableRegion(values.get('region'), firstRegion((values.get('role_arn')?.split(':')[1] ?? 'aws') as Partition));
}

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w@+.%:/-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

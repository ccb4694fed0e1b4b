import type { AccountId, Partition, Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { AccountSession, Ask, MemberAccount, ReadProblem, Sessions } from '#electron/discovery/ports.ts';
import { cancelled } from '#electron/discovery/attempt.ts';
import { firstRegion, mayBeRegion } from '#electron/discovery/regions.ts';
import { type AccountListing, accountListing } from './organization.ts';
import { assumeRole } from './assume-role.ts';
import { bounded } from './bounded-handler.ts';
import { type AwsConfig, type Environment, type ProfileData, readAwsConfig, regionOf } from './config-files.ts';
import { consentOf, endpointProblem, foreignEndpoint } from './consent.ts';
import { credentialCache, type CredentialCache } from './credential-cache.ts';
import { signInOf } from './credential-providers.ts';
import { credentialProblem, type Credentials, sdkIdentity, type Surroundings } from './credentials.ts';
import { endpointVariants, noVariants } from './endpoint-host.ts';
import { checkEndpointUrl, isLoopbackUrl } from './endpoint-url.ts';
import { caBundleProblem, scanHttpHandler } from './http-handler.ts';
import { accountOf, kindOf } from './profile-chain.ts';
import { proveSession } from './proven-session.ts';
import type { ClientSettings } from './service.ts';
import { portalAccounts, portalCredentials } from './sso-portal.ts';
import { turnstile } from './turnstile.ts';

/** How sessions are opened. */
export interface AwsSessionOptions {
  /** `process.env`, or what a test puts in its place. */
  readonly env: Environment;
  /** Loopback only; every call goes there, STS of role profiles too. */
  readonly endpointUrl: string | null;
  /** Content hashes of what the person agreed to run or call. */
  readonly consents: readonly string[];
  readonly ask: Ask;
  /** How long an answer that is no page of a scan may take, milliseconds; for tests that wait for it. */
  readonly answerDeadlineMs?: number;
}

/** IAM Identity Center takes 20 calls a second from all together. */
const signInsPerSecond = 20;
/** Below the 600 a second that STS takes in an account and Region. */
const rolesPerSecond = 300;

/** One place that calls go to. */
interface Endpoint {
  /** For the pages of a scan, whose time is watched over there. */
  readonly settings: ClientSettings;
  /** For everything else: no answer takes longer than a deadline. */
  readonly bounded: ClientSettings;
  readonly surroundings: Surroundings;
  readonly credentials: CredentialCache;
}

/** What all sessions of a scan share. */
interface Shared {
  readonly options: AwsSessionOptions;
  readonly config: AwsConfig;
  /** Settings and credentials per endpoint: AWS's own (empty), the emulator's, or a profile's. */
  readonly at: (endpointUrl: string | null) => Promise<Endpoint>;
  readonly enterPortal: (signal?: AbortSignal) => Promise<void>;
  readonly enterRole: (signal?: AbortSignal) => Promise<void>;
  /** Lists of accounts that are being read, by profile. */
  readonly listings: Map<string, AccountListing>;
}

/** Sessions through the AWS SDK, which is loaded when the first profile is opened. The configuration is read once, now. */
export function awsSessions(options: AwsSessionOptions): Sessions {
  const enterPortal = turnstile(signInsPerSecond);
  const shared: Shared = {
    options,
    config: readAwsConfig(options.env),
    at: endpoints(options, enterPortal),
    enterPortal,
    enterRole: turnstile(rolesPerSecond),
    listings: new Map(),
  };
  return {
    hint: (profile) => {
      const data = shared.config.profiles.get(profile);
      const accountId = data === undefined ? null : accountOf(data);
      return { accountId: accountId as AccountId | null, region: data === undefined ? null : regionOf(data, options.env) };
    },
    open: (profile, signal) => openSession(shared, profile, signal),
    assume: (base, account, role, signal, from) =>
      from === 'portal' ? enterFromPortal(shared, base, account, role, signal) : enterAccount(shared, base, account, role, signal),
    listAccounts: (base, signal, from) => (from === 'portal' ? listPortal(shared, base, signal) : listMembers(shared, base, signal)),
  };
}

function endpoints(options: AwsSessionOptions, enterPortal: Shared['enterPortal']): Shared['at'] {
  const known = new Map<string, ReturnType<Shared['at']>>();
  const open = async (endpointUrl: string | null): ReturnType<Shared['at']> => {
    const requestHandler = await scanHttpHandler(options.env, endpointUrl !== null && isLoopbackUrl(endpointUrl));
    const settings: ClientSettings = {
      requestHandler,
      maxAttempts: 1,
      ignoreConfiguredEndpointUrls: true,
      userAgentAppId: 'linkscape',
      ...(endpointUrl === null ? endpointVariants(options.env) : noVariants),
      ...(endpointUrl === null ? {} : { endpoint: endpointUrl }),
    };
    const within = bounded(settings, options.answerDeadlineMs);
    const surroundings: Surroundings = { env: options.env, settings: within, ask: options.ask, enterPortal };
    return { settings, bounded: within, surroundings, credentials: credentialCache(surroundings) };
  };
  return (endpointUrl) => {
    const found = known.get(endpointUrl ?? '') ?? open(endpointUrl);
    known.set(endpointUrl ?? '', found);
    return found;
  };
}

async function openSession(shared: Shared, name: string, signal: AbortSignal): Promise<Outcome<AccountSession, ReadProblem>> {
  const profile = shared.config.profiles.get(name);
  if (profile === undefined)
    return failed(credentialProblem('NoSuchProfile', `There is no profile "${name}" in the AWS configuration files.`));
  const endpoint = endpointOf(shared, profile);
  if (endpoint.kind === 'problem') return endpoint;
  const bundle = endpoint.value === null || !isLoopbackUrl(endpoint.value) ? caBundleProblem(shared.options.env['AWS_CA_BUNDLE']) : null;
  if (bundle !== null) return failed({ kind: 'network', code: 'CaBundle', message: bundle, recovery: 'never' });
  const { settings, bounded: within, credentials } = await shared.at(endpoint.value);
  const resolved = await credentials.resolve(shared.config, profile, signal);
  if (resolved.kind === 'problem') return resolved;
  const variants = endpoint.value === null ? endpointVariants(shared.options.env, profile.values) : noVariants;
  return proveSession({
    profile: name,
    callRegion: callRegionOf(profile, shared.options.env),
    defaultRegion: regionOf(profile, shared.options.env),
    endpointUrl: endpoint.value,
    settings: { ...settings, ...variants },
    bounded: { ...within, ...variants },
    first: resolved.value,
    renew: async (stop, since) => {
      credentials.forget(shared.config, profile, since);
      return credentials.resolve(shared.config, profile, stop);
    },
    signal,
  });
}

async function enterAccount(
  shared: Shared,
  base: AccountSession,
  account: MemberAccount,
  role: string,
  signal: AbortSignal,
): Promise<Outcome<AccountSession, ReadProblem>> {
  const profile = profileOf(shared, base);
  const endpoint = await endpointFor(shared, base, profile);
  const { credentials } = endpoint;
  const roleArn = role.startsWith('arn:') ? role : `arn:${base.partition}:iam::${account.accountId}:role/${role}`;
  const entered = { roleArn, region: base.homeRegion, sessionName: 'linkscape', externalId: null, durationSeconds: 3600, mfa: null };
  const once = async (stop: AbortSignal): Promise<Outcome<Credentials, ReadProblem>> => {
    const source = await credentials.resolve(shared.config, profile, stop);
    if (source.kind === 'problem') return source;
    await shared.enterRole(stop);
    if (stop.aborted) return failed(cancelled);
    return assumeRole(endpoint.bounded, source.value, { profile: base.profile, ...entered }, stop);
  };
  const enter = async (stop: AbortSignal): Promise<Outcome<Credentials, ReadProblem>> => {
    const since = performance.now();
    const first = await once(stop);
    if (first.kind === 'ok' || first.problem.kind !== 'expired') return first;
    credentials.forget(shared.config, profile, since);
    return once(stop);
  };
  return openMember(base, endpoint, enter, signal);
}

/** Credentials of an account the portal shows, without a role of IAM in between. */
async function enterFromPortal(
  shared: Shared,
  base: AccountSession,
  { accountId }: MemberAccount,
  role: string,
  signal: AbortSignal,
): Promise<Outcome<AccountSession, ReadProblem>> {
  const profile = profileOf(shared, base);
  const endpoint = await endpointFor(shared, base, profile);
  const { surroundings } = endpoint;
  const roleName = role === '' ? (profile.values.get('sso_role_name') ?? '') : role;
  const enter = async (stop: AbortSignal): Promise<Outcome<Credentials, ReadProblem>> => {
    const signIn = await signInOf(shared.config, profile, surroundings);
    if (signIn.kind === 'problem') return signIn;
    return portalCredentials({ settings: endpoint.settings, enter: shared.enterPortal }, signIn.value, { accountId, roleName }, stop);
  };
  return openMember(base, endpoint, enter, signal);
}

/** Where members are asked: as the profile that leads to them is. */
async function endpointFor(shared: Shared, base: AccountSession, profile: ProfileData): Promise<Endpoint> {
  const endpoint = await shared.at(base.endpointUrl ?? null);
  const variants = base.endpointUrl === undefined ? endpointVariants(shared.options.env, profile.values) : noVariants;
  return { ...endpoint, settings: { ...endpoint.settings, ...variants }, bounded: { ...endpoint.bounded, ...variants } };
}

async function openMember(
  base: AccountSession,
  { settings, bounded: within }: Endpoint,
  enter: (signal: AbortSignal) => Promise<Outcome<Credentials, ReadProblem>>,
  signal: AbortSignal,
): Promise<Outcome<AccountSession, ReadProblem>> {
  const first = await enter(signal);
  if (first.kind === 'problem') return first;
  const { profile, homeRegion, defaultRegion, endpointUrl = null } = base;
  return proveSession({
    profile,
    callRegion: homeRegion,
    defaultRegion,
    endpointUrl,
    settings,
    bounded: within,
    first: first.value,
    renew: enter,
    signal,
  });
}

/** Every account the portal of an SSO profile shows. */
async function listPortal(
  shared: Shared,
  base: AccountSession,
  signal: AbortSignal,
): Promise<Outcome<readonly MemberAccount[], ReadProblem>> {
  const profile = profileOf(shared, base);
  if (kindOf(profile) !== 'sso') {
    const message = `Profile ${profile.name} is no profile of IAM Identity Center, so it has no portal whose accounts could be listed. Choose one with sso_session or sso_start_url.`;
    return failed(credentialProblem('NoPortal', message));
  }
  const { settings, surroundings } = await shared.at(base.endpointUrl ?? null);
  const signIn = await signInOf(shared.config, profile, surroundings);
  if (signIn.kind === 'problem') return signIn;
  return portalAccounts({ settings, enter: shared.enterPortal }, signIn.value, signal);
}

/** Goes on where an attempt before had to stop. */
async function listMembers(
  shared: Shared,
  base: AccountSession,
  signal: AbortSignal,
): Promise<Outcome<readonly MemberAccount[], ReadProblem>> {
  const profile = profileOf(shared, base);
  const { bounded: within, credentials } = await shared.at(base.endpointUrl ?? null);
  const resolved = await credentials.resolve(shared.config, profile, signal);
  if (resolved.kind === 'problem') return resolved;
  const caller = { profile: base.profile, region: base.homeRegion };
  const listing = shared.listings.get(base.profile) ?? accountListing({ ...within, credentials: sdkIdentity(resolved.value) }, caller);
  shared.listings.set(base.profile, listing);
  return listing.rest(signal);
}

function profileOf(shared: Shared, base: AccountSession): ProfileData {
  const profile = shared.config.profiles.get(base.profile);
  if (profile === undefined) throw new Error(`the base profile ${base.profile} was opened before`);
  return profile;
}

/** Where a profile's calls go: the emulator of the scan, its own endpoint where the person agreed, else AWS (`null`). */
function endpointOf(shared: Shared, profile: ProfileData): Outcome<string | null, ReadProblem> {
  const given = shared.options.endpointUrl;
  const checked = given === null ? ok(null) : checkEndpointUrl(given);
  if (checked.kind === 'problem') return failed(credentialProblem('EndpointRefused', checked.problem));
  const refusal = given === null ? endpointProblem(profile) : null;
  if (refusal !== null) return failed(credentialProblem('EndpointRefused', `Profile ${profile.name}: ${refusal}`));
  const consent = consentOf(shared.config, profile, given !== null);
  if (consent !== null && !shared.options.consents.includes(consent.hash)) {
    const message = `Profile ${profile.name} was not used, because nobody agreed yet to this: ${consent.what} (consent ${consent.hash})`;
    return failed(credentialProblem('ConsentMissing', message));
  }
  return ok(given === null ? foreignEndpoint(profile) : checked.value);
}

/** The Region to call for things without one: the profile's, unless that is a mistake and would become a host name. */
function callRegionOf(profile: ProfileData, env: Environment): Region {
  const named = regionOf(profile, env);
  if (named !== null && mayBeRegion(named)) return named;
  const arn = profile.values.get('role_arn') ?? profile.values.get('login_session') ?? '';
  return firstRegion((arn.split(':')[1] ?? 'aws') as Partition);
}

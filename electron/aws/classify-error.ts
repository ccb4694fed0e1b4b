/** From an SDK error to what it means for the scan: the rows of AWS's common errors, see docs for each code at https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
import type { ReadProblem, Recovery } from '#electron/discovery/ports.ts';
import { type ErrorFacts, errorFacts } from './error-facts.ts';

/** Which call failed. */
export interface FailedCall {
  readonly operation: string;
  /** The IAM action it needs. */
  readonly action: string;
  readonly region: string;
  readonly profile: string;
}

interface Meaning {
  readonly kind: ReadProblem['kind'];
  readonly recovery: Recovery;
  readonly says: (call: FailedCall, facts: ErrorFacts) => string;
}

/** More than this, and AWS refuses signatures that are fine otherwise. */
const skewToMention = 4 * 60_000;

/** What an error means. Holds nothing of the error's own text. */
export function classifyError(error: unknown, call: FailedCall, now: number): ReadProblem {
  const facts = errorFacts(error, now);
  const skewed = clockProblem(facts);
  const meaning = skewed ?? meaningOf(facts);
  return {
    kind: meaning.kind,
    code: skewed === null ? facts.code : 'ClockSkew',
    message: meaning.says(call, facts),
    recovery: meaning.recovery,
    ...(meaning.kind === 'denied' ? { action: call.action } : {}),
    ...(facts.requestId === null ? {} : { requestId: facts.requestId }),
    ...(facts.retryAfterMs === null ? {} : { retryAfterMs: facts.retryAfterMs }),
  };
}

const where = (call: FailedCall): string => `${call.operation} in ${call.region}`;

/** The code, and the HTTP status where that says more. */
const shown = ({ code, status }: ErrorFacts): string => (status === 0 || code.startsWith('HTTP') ? code : `${code}, HTTP ${status}`);

const denied: Meaning = {
  kind: 'denied',
  recovery: 'never',
  says: (call, facts) =>
    facts.deniedByPolicy
      ? `A policy of the organisation denies ${call.action} in ${call.region}.`
      : `The profile may not call ${call.action}. Allow that action (docs/iam-policy.json lists all).`,
};
const regionDisabled: Meaning = {
  kind: 'region-disabled',
  recovery: 'never',
  says: (call, facts) =>
    `${call.region} refused the credentials that work elsewhere (${facts.code}): the Region is not enabled for this account, or blocked.`,
};
const badCredentials: Meaning = {
  kind: 'credential',
  recovery: 'never',
  says: (call, facts) =>
    `AWS does not accept the credentials of profile ${call.profile} (${facts.code}). Check the keys, and that the Region belongs to their partition.`,
};
const expired: Meaning = {
  kind: 'expired',
  recovery: 'refresh',
  says: (call) => `The credentials of profile ${call.profile} have expired. Sign in again, then retry.`,
};
const blocked: Meaning = {
  kind: 'credential',
  recovery: 'never',
  says: (_call, facts) => `AWS has the account on hold (${facts.code}). Open a case with AWS Support.`,
};
const throttled: Meaning = {
  kind: 'throttled-out',
  recovery: 'throttle',
  says: (call) => `AWS throttled ${where(call)}.`,
};
const unavailable: Meaning = {
  kind: 'failed',
  recovery: 'transient',
  says: (call, facts) => `AWS failed to answer ${where(call)} (${shown(facts)}).`,
};
const malformed: Meaning = {
  kind: 'malformed',
  recovery: 'transient',
  says: (call, facts) => `The answer to ${where(call)} could not be read (${shown(facts)}).`,
};
const timeout: Meaning = {
  kind: 'timeout',
  recovery: 'transient',
  says: (call) => `${where(call)} did not answer in time.`,
};
const disconnected: Meaning = {
  kind: 'network',
  recovery: 'transient',
  says: (call, facts) => `The connection broke off during ${where(call)} (${facts.code}).`,
};
const unreachable: Meaning = {
  kind: 'network',
  recovery: 'connect',
  says: (call, facts) => `${call.region} cannot be reached (${facts.code}). Check the network and the proxy.`,
};
const exhausted: Meaning = {
  kind: 'network',
  recovery: 'transient',
  says: (call, facts) =>
    `This computer had no connection left for ${where(call)} (${facts.code}). Close other programs, or raise the limit of open files.`,
};
const certificate: Meaning = {
  kind: 'network',
  recovery: 'never',
  says: (call, facts) =>
    `The certificate of ${call.region} is not trusted (${facts.code}). Behind an inspecting proxy, name a file with its CA in AWS_CA_BUNDLE.`,
};
const proxyLogin: Meaning = {
  kind: 'network',
  recovery: 'never',
  says: () => 'The proxy wants authentication (HTTP 407). Put user and password into HTTPS_PROXY.',
};
const proxyRefused: Meaning = {
  kind: 'network',
  recovery: 'connect',
  says: (call, facts) =>
    `The proxy refused the way to AWS in ${call.region} (${shown(facts)}). Let it through to AWS's hosts, or name them in NO_PROXY.`,
};
const redirected: Meaning = {
  kind: 'network',
  recovery: 'never',
  says: (call, facts) =>
    `${where(call)} was redirected (HTTP ${facts.status}), which AWS never does; the redirect was not followed. Is there a captive portal?`,
};
const restart: Meaning = {
  kind: 'failed',
  recovery: 'restart',
  says: (call) => `The list of ${where(call)} changed while it was read, twice.`,
};
const vanished: Meaning = {
  kind: 'failed',
  recovery: 'vanished',
  says: (call, facts) => `What ${where(call)} was asked about is gone (${facts.code}).`,
};
const refused: Meaning = {
  kind: 'failed',
  recovery: 'never',
  says: (call, facts) => `${where(call)} failed (${shown(facts)}).`,
};

/** Codes with one meaning. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const byCode: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...each(
    denied,
    'UnauthorizedOperation',
    'AccessDenied',
    'AccessDeniedException',
    'AuthorizationError',
    'AWSOrganizationsNotInUseException',
  ),
  ...each(regionDisabled, 'AuthFailure', 'OptInRequired', 'RegionDisabledException'),
  ...each(
    badCredentials,
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'SignatureDoesNotMatch',
    'InvalidAccessKeyId',
    'MissingAuthenticationToken',
    'IncompleteSignature',
    'InvalidSignatureException',
    'MissingAuthenticationTokenException',
    'IncompleteSignatureException',
  ),
  ...each(expired, 'ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'),
  ...each(blocked, 'PendingVerification', 'Blocked'),
  ...each(
    throttled,
    'RequestLimitExceeded',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'RequestThrottled',
    'RequestThrottledException',
    'TooManyRequestsException',
    'EC2ThrottledException',
    'SlowDown',
    'BandwidthLimitExceeded',
    'PriorRequestNotComplete',
  ),
  ...each(
    unavailable,
    'InternalError',
    'InternalFailure',
    'InternalServiceError',
    'InternalServiceErrorException',
    'InternalServerError',
    'Unavailable',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'RequestTimeout',
    'RequestTimeoutException',
  ),
  ...each(
    restart,
    'InvalidNextToken',
    'InvalidPaginationToken',
    'InvalidPaginationTokenException',
    'InvalidNextTokenException',
    'InvalidMarker',
    'NextTokenInvalid',
  ),
  ...each(vanished, 'InvalidServiceName', 'ResourceNotFoundException', 'NoSuchHostedZone'),
  ...each(timeout, 'DeadlineExceeded', 'TimeoutError', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'AbortError'),
  ...each(
    disconnected,
    'ECONNRESET',
    'ECONNABORTED',
    'ENOTCONN',
    'EPIPE',
    'UND_ERR_SOCKET',
    'HPE_INVALID_CONSTANT',
    'HPE_INVALID_CHUNK_SIZE',
    'ERR_STREAM_PREMATURE_CLOSE',
  ),
  ...each(
    unreachable,
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'EHOSTDOWN',
    'ENETRESET',
    'EADDRNOTAVAIL',
    'EACCES',
    'EPERM',
    'EAI_FAIL',
    'EAI_NODATA',
    'EAI_NONAME',
    'EPROTO',
    'ConnectTimeout',
  ),
  ...each(exhausted, 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'),
  ...each(
    certificate,
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_GET_ISSUER_CERT',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_UNTRUSTED',
    'CERT_REVOKED',
    'CERT_REJECTED',
    'CERT_SIGNATURE_FAILURE',
    'INVALID_CA',
    'HOSTNAME_MISMATCH',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ),
]);

function each(meaning: Meaning, ...codes: readonly string[]): [string, Meaning][] {
  return codes.map((code) => [code, meaning]);
}

/** Codes of arguments that a service does not take. */
const argumentCodes: ReadonlySet<string> = new Set([
  'InvalidInput',
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValue',
  'InvalidRequestException',
  'ValidationError',
  'ValidationException',
]);

/**
 * What an error means for a page after the first. The same question without a
 * token was answered, so it is the token that a service refuses which has no word of its own for that.
 */
export function classifyPageError(error: unknown, call: FailedCall, now: number): ReadProblem {
  const problem = classifyError(error, call, now);
  return argumentCodes.has(problem.code) ? { ...problem, recovery: 'restart' } : problem;
}

function meaningOf(facts: ErrorFacts): Meaning {
  const known = byCode.get(facts.code);
  if (known !== undefined) return known;
  if (facts.status === 429) return throttled;
  if (facts.status === 407) return proxyLogin;
  if (facts.code === 'ERR_PROXY_TUNNEL') return proxyRefused;
  if (facts.status >= 300 && facts.status < 400) return redirected;
  if (facts.status >= 500) return unavailable;
  if (facts.code.startsWith('HPE_')) return disconnected;
  if (facts.code.startsWith('ERR_SSL_') || facts.code.startsWith('ERR_TLS_')) return unreachable;
  if (/NotFound$|\.NotFound\b/.test(facts.code)) return vanished;
  if (facts.status >= 200 && facts.status < 300) return malformed;
  if (facts.status === 0 && ['Error', 'TypeError', 'SyntaxError', 'RangeError'].includes(facts.name)) return malformed;
  return refused;
}

/** With a wrong clock every signature is wrong, and AWS's codes point elsewhere. */
function clockProblem(facts: ErrorFacts): Meaning | null {
  const signatureCodes = ['AuthFailure', 'SignatureDoesNotMatch', 'RequestExpired', 'InvalidSignatureException', 'RequestTimeTooSkewed'];
  if (facts.clockSkewMs === null || Math.abs(facts.clockSkewMs) < skewToMention || !signatureCodes.includes(facts.code)) return null;
  const minutes = Math.round(Math.abs(facts.clockSkewMs) / 60_000);
  const direction = facts.clockSkewMs > 0 ? 'behind' : 'ahead';
  return {
    kind: 'credential',
    recovery: 'never',
    says: () => `The clock of this computer is ${minutes} minutes ${direction}; AWS refuses what it signs. Set the clock, then retry.`,
  };
}

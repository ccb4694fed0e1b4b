/** Failed calls as recordings and the AWS CLI's error output tell them. */
import type { CellStatus } from '#shared/model/ledger.ts';

/** A failed call: the code AWS gave, and one sentence. */
export interface CallError {
  readonly code: string;
  readonly message: string;
  /** The API operation the message names, if it does. */
  readonly operation: string | null;
}

const cliError = /An error occurred \(([\w.:/-]+)\) when calling the (\w+) operation(?:\s*\([^)]*\))?:?\s*(.*)/;

/** The error in what the AWS CLI printed to standard error; `null` where the text is none. */
export function cliErrorIn(text: string): CallError | null {
  const match = cliError.exec(text);
  if (match !== null) return { code: match[1] ?? '', operation: match[2] ?? null, message: (match[3] ?? '').slice(0, 500) };
  const known = clientErrors.find(([pattern]) => pattern.test(text));
  return known === undefined ? null : unknownError(text, known[1]);
}

/** An error of which nothing is known but that somebody kept it as one: its first line. */
export function unknownError(text: string, code = 'UnknownError'): CallError {
  return { code, operation: null, message: text.trim().split('\n')[0]?.slice(0, 500) ?? '' };
}

/** Errors the CLI raises before AWS answers. */
const clientErrors: readonly (readonly [RegExp, string])[] = [
  [/Unable to locate credentials|Partial credentials found|The config profile \(.*\) could not be found/, 'NoCredentials'],
  [/Error when retrieving token|Token has expired|The SSO session .* has expired/, 'ExpiredToken'],
  [/Could not connect to the endpoint URL|Connection was closed/, 'EndpointConnectionError'],
  [/Connect timeout on endpoint URL|Read timeout on endpoint URL/, 'TimeoutError'],
  [/Failed to connect to proxy URL|SSL validation failed|CERTIFICATE_VERIFY_FAILED/, 'EndpointConnectionError'],
  [/Unable to parse response|invalid (?:XML|JSON) received/, 'ResponseParserError'],
  [/argument (?:operation|command): (?:Found )?[Ii]nvalid choice|^\s*usage: aws /, 'UnknownToThisCli'],
];

/** The ledger state a code stands for; codes nobody knows are `failed`. */
export function statusOfCode(code: string): CellStatus {
  return statuses.find(([pattern]) => pattern.test(code))?.[1] ?? 'failed';
}

const statuses: readonly (readonly [RegExp, CellStatus])[] = [
  [/^(UnauthorizedOperation|Unauthorized|AccessDenied|AccessDeniedException|AuthorizationError|UnauthorizedAccess)$/, 'denied'],
  [/^(OptInRequired|AuthFailure|RegionDisabledException)$/, 'region-disabled'],
  [/^(ExpiredToken|ExpiredTokenException|RequestExpired)$/, 'expired'],
  [/^(NoCredentials|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch)$/, 'credential'],
  [/^(RequestLimitExceeded|Throttling|ThrottlingException|TooManyRequestsException)$/, 'throttled-out'],
  [/^TimeoutError$/, 'timeout'],
  [/^EndpointConnectionError$/, 'network'],
  [/^ResponseParserError$/, 'malformed'],
];

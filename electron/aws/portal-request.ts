/**
 * One call of an IAM Identity Center portal. They are plain GETs with the token
 * of the sign-in, unsigned; the SDK's packages here know only one of the three.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/welcome.html
 */
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import { cancelled } from '#electron/discovery/attempt.ts';
import type { ReadProblem } from '#electron/discovery/ports.ts';
import { answerDeadlineMs } from './bounded-handler.ts';
import { classifyError } from './classify-error.ts';
import { credentialProblem } from './credentials.ts';
import { dnsSuffix } from './endpoint-host.ts';
import type { ClientSettings } from './service.ts';
import { type AnswerBody, wholeBody } from './whole-body.ts';

/** A sign-in that a tool such as the AWS CLI made. The token never leaves `electron/aws`. */
export interface SignIn {
  readonly profile: string;
  readonly accessToken: string;
  /** Where the portal is. */
  readonly region: string;
  /** The command that makes the sign-in anew. */
  readonly command: string;
}

/** How a portal is called. */
export interface PortalAccess {
  readonly settings: ClientSettings;
  /** All calls of all portals pass here: IAM Identity Center takes 20 a second from all together. */
  readonly enter: (signal?: AbortSignal) => Promise<void>;
}

export interface PortalCall {
  readonly operation: 'ListAccounts' | 'ListAccountRoles' | 'GetRoleCredentials';
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

interface Handler {
  handle(request: HttpRequest, options: { readonly abortSignal: AbortSignal }): Promise<{ readonly response: HttpResponse }>;
}

/** A page of a thousand accounts is a tenth of it. */
const largestAnswer = 4 * 1024 * 1024;

/** The object the portal answers with, or what its refusal means. */
export async function askPortal(
  { settings, enter }: PortalAccess,
  signIn: SignIn,
  call: PortalCall,
  signal: AbortSignal,
): Promise<Outcome<Readonly<Record<string, unknown>>, ReadProblem>> {
  await enter(signal);
  if (signal.aborted) return failed(cancelled);
  try {
    const until = AbortSignal.any([signal, AbortSignal.timeout(answerDeadlineMs)]);
    const handler = settings.requestHandler as unknown as Handler;
    const { response } = await handler.handle(await requestOf(settings, signIn, call), { abortSignal: until });
    const text = (await wholeBody(response.body as AnswerBody, until, largestAnswer)).toString('utf8');
    if (response.statusCode === 200) return objectIn(text, call, signIn.region);
    return failed(refusal(response, text, signIn, call));
  } catch (error) {
    if (signal.aborted) return failed(cancelled);
    return failed(classifyError(error, { ...placeOf(signIn), operation: call.operation, action: `sso:${call.operation}` }, Date.now()));
  }
}

async function requestOf(settings: ClientSettings, signIn: SignIn, call: PortalCall): Promise<HttpRequest> {
  const { HttpRequest: Request } = await import('@smithy/core/protocols');
  const given = typeof settings.endpoint === 'string' ? settings.endpoint : `https://${portalHost(signIn.region)}`;
  const url = new URL(given);
  return new Request({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: `${url.pathname.replace(/\/+$/, '')}${call.path}`,
    query: { ...call.query },
    headers: { host: url.host, 'x-amz-sso_bearer_token': signIn.accessToken, accept: 'application/json' },
  });
}

function portalHost(region: string): string {
  return `portal.sso.${region}.${dnsSuffix(region)}`;
}

function objectIn(text: string, call: PortalCall, region: string): Outcome<Readonly<Record<string, unknown>>, ReadProblem> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return ok(value as Readonly<Record<string, unknown>>);
  } catch {
    // Told below, like any other answer that is none.
  }
  return failed(noAnswer(call, region));
}

/** The problem of an answer without what it must hold. */
export function noAnswer(call: Pick<PortalCall, 'operation'>, region: string): ReadProblem {
  const message = `${call.operation} of the sign-in portal in ${region} answered without what it must hold; something between here and AWS may have answered instead.`;
  return { kind: 'malformed', code: 'MalformedAnswer', message, recovery: 'transient' };
}

/** The command that makes a sign-in anew, as a problem's text tells it. */
export function signInExpired(profile: string, command: string): ReadProblem {
  const message = `The sign-in of profile ${profile} has expired or was never made. Run: ${command}`;
  return { kind: 'expired', code: 'SignInExpired', message, recovery: 'never' };
}

function refusal(response: HttpResponse, text: string, signIn: SignIn, call: PortalCall): ReadProblem {
  const status = response.statusCode;
  const header = response.headers['x-amzn-errortype'] ?? '';
  const code = /(\w+Exception)/.exec(`${header} ${text.slice(0, 1000)}`)?.[1] ?? `HTTP${status}`;
  if (status === 401) return signInExpired(signIn.profile, signIn.command);
  if (status === 403 || code === 'ResourceNotFoundException') {
    return credentialProblem('ForbiddenException', `The sign-in of profile ${signIn.profile} has no access to that account and role.`);
  }
  const headers = { 'retry-after': response.headers['retry-after'], date: response.headers['date'] };
  const error = {
    name: code,
    Code: code,
    $metadata: { httpStatusCode: status, requestId: response.headers['x-amzn-requestid'] },
    $response: { headers },
  };
  return classifyError(error, { ...placeOf(signIn), operation: call.operation, action: `sso:${call.operation}` }, Date.now());
}

function placeOf({ profile, region }: SignIn): { readonly profile: string; readonly region: string } {
  return { profile, region };
}

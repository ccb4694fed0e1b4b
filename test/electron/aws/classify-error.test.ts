import { describe, expect, it } from 'vitest';
import { classifyError } from '#electron/aws/classify-error.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const call = { operation: 'DescribeVpcs', action: 'ec2:DescribeVpcs', region: 'eu-west-1', profile: 'p' };
const secret = 'FwoGZXIvYXdzEPLANTED';

/** An error as the SDK throws it, with secrets wherever the SDK has them. */
function sdkError(name: string, status: number, rest: Record<string, unknown> = {}): Error {
  const error = new Error(`text of AWS with ${secret} in it`);
  return Object.assign(error, {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: status, requestId: 'req-1', attempts: 1 },
    $response: {
      statusCode: status,
      headers: { date: new Date(now).toUTCString() },
      body: { req: { headers: { 'x-amz-security-token': secret } } },
    },
    ...rest,
  });
}

const network = (code: string): Error => Object.assign(new Error(`connect ${code} ${secret}`), { code });

describe('an error of a call', () => {
  it.each([
    ['UnauthorizedOperation', sdkError('UnauthorizedOperation', 403), 'denied', 'never'],
    ['AccessDenied', sdkError('AccessDenied', 403), 'denied', 'never'],
    ['AccessDeniedException', sdkError('AccessDeniedException', 400), 'denied', 'never'],
    ['AuthFailure', sdkError('AuthFailure', 401), 'region-disabled', 'never'],
    ['OptInRequired', sdkError('OptInRequired', 401), 'region-disabled', 'never'],
    ['RegionDisabledException', sdkError('RegionDisabledException', 403), 'region-disabled', 'never'],
    ['InvalidClientTokenId', sdkError('InvalidClientTokenId', 403), 'credential', 'never'],
    ['UnrecognizedClientException', sdkError('UnrecognizedClientException', 400), 'credential', 'never'],
    ['SignatureDoesNotMatch', sdkError('SignatureDoesNotMatch', 403), 'credential', 'never'],
    ['ExpiredToken', sdkError('ExpiredToken', 400), 'expired', 'refresh'],
    ['ExpiredTokenException', sdkError('ExpiredTokenException', 400), 'expired', 'refresh'],
    ['RequestExpired', sdkError('RequestExpired', 400), 'expired', 'refresh'],
    ['PendingVerification', sdkError('PendingVerification', 400), 'credential', 'never'],
    ['Blocked', sdkError('Blocked', 403), 'credential', 'never'],
    ['RequestLimitExceeded', sdkError('RequestLimitExceeded', 503), 'throttled-out', 'throttle'],
    ['Throttling', sdkError('Throttling', 400), 'throttled-out', 'throttle'],
    ['HTTP429', sdkError('Unknown', 429), 'throttled-out', 'throttle'],
    ['InvalidNextToken', sdkError('InvalidNextToken', 400), 'failed', 'restart'],
    ['InvalidPaginationToken', sdkError('InvalidPaginationToken', 400), 'failed', 'restart'],
    ['InvalidServiceName', sdkError('InvalidServiceName', 400), 'failed', 'vanished'],
    ['InvalidVpcEndpointServiceId.NotFound', sdkError('InvalidVpcEndpointServiceId.NotFound', 400), 'failed', 'vanished'],
    ['LoadBalancerNotFound', sdkError('LoadBalancerNotFound', 400), 'failed', 'vanished'],
    ['InternalError', sdkError('InternalError', 500), 'failed', 'transient'],
    ['Unavailable', sdkError('Unavailable', 503), 'failed', 'transient'],
    ['HTTP502', sdkError('Unknown', 502), 'failed', 'transient'],
    ['InvalidAction', sdkError('InvalidAction', 400), 'failed', 'never'],
    ['HTTP302', sdkError('Unknown', 302), 'network', 'never'],
    ['HTTP407', sdkError('Unknown', 407), 'network', 'never'],
    ['ENOTFOUND', network('ENOTFOUND'), 'network', 'connect'],
    ['ECONNREFUSED', network('ECONNREFUSED'), 'network', 'connect'],
    ['ECONNRESET', network('ECONNRESET'), 'network', 'transient'],
    ['NoSuchHostedZone', sdkError('NoSuchHostedZone', 404), 'failed', 'vanished'],
    ['InvalidSignatureException', sdkError('InvalidSignatureException', 403), 'credential', 'never'],
    ['EPROTO', network('EPROTO'), 'network', 'connect'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', network('ERR_SSL_WRONG_VERSION_NUMBER'), 'network', 'connect'],
    ['CERT_SIGNATURE_FAILURE', network('CERT_SIGNATURE_FAILURE'), 'network', 'never'],
    ['EMFILE', network('EMFILE'), 'network', 'transient'],
    ['ECONNABORTED', network('ECONNABORTED'), 'network', 'transient'],
    ['EACCES', network('EACCES'), 'network', 'connect'],
    ['SELF_SIGNED_CERT_IN_CHAIN', network('SELF_SIGNED_CERT_IN_CHAIN'), 'network', 'never'],
    ['TimeoutError', Object.assign(new Error('socket'), { name: 'TimeoutError' }), 'timeout', 'transient'],
    [
      'ConnectTimeout',
      Object.assign(new Error('the request socket did not establish a connection'), { name: 'TimeoutError' }),
      'network',
      'connect',
    ],
    ['SyntaxError', sdkError('SyntaxError', 200), 'malformed', 'transient'],
    ['TypeError', new TypeError(`Cannot read ${secret}`), 'malformed', 'transient'],
    ['Error', 'not even an error', 'malformed', 'transient'],
  ])('%s', (code, error, kind, recovery) => {
    const problem = classifyError(error, call, now);
    expect([problem.code, problem.kind, problem.recovery]).toEqual([code, kind, recovery]);
    expect(JSON.stringify(problem)).not.toContain(secret);
  });

  it('that denies names the missing action, the request and who denies', () => {
    expect(classifyError(sdkError('UnauthorizedOperation', 403), call, now)).toEqual({
      kind: 'denied',
      code: 'UnauthorizedOperation',
      message: 'The profile may not call ec2:DescribeVpcs. Allow that action (docs/iam-policy.json lists all).',
      recovery: 'never',
      action: 'ec2:DescribeVpcs',
      requestId: 'req-1',
    });
    const byPolicy = sdkError('UnauthorizedOperation', 403, { message: 'with an explicit deny in a service control policy' });
    expect(classifyError(byPolicy, call, now).message).toBe('A policy of the organisation denies ec2:DescribeVpcs in eu-west-1.');
  });

  it.each([
    [10, 'behind'],
    [-10, 'ahead'],
  ])('with a clock %i minutes off says so', (minutes, direction) => {
    const date = new Date(now + minutes * 60_000).toUTCString();
    const problem = classifyError(sdkError('AuthFailure', 401, { $response: { statusCode: 401, headers: { date } } }), call, now);
    expect([problem.kind, problem.code, problem.message]).toEqual([
      'credential',
      'ClockSkew',
      `The clock of this computer is 10 minutes ${direction}; AWS refuses what it signs. Set the clock, then retry.`,
    ]);
  });

  it('carries how long the server asks to wait', () => {
    const error = sdkError('RequestLimitExceeded', 503, { $response: { statusCode: 503, headers: { 'retry-after': '60' } } });
    expect(classifyError(error, call, now).retryAfterMs).toBe(60_000);
  });

  it('never shows a code that is no word', () => {
    expect(classifyError(sdkError(`Bad ${secret} <b>`, 400), call, now).code).toBe('UnknownError');
  });
});

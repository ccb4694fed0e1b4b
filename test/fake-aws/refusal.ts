/** Calls that the truth itself says do not end well: denied, disabled, broken. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { CellStatus } from '#shared/model/ledger.ts';
import type { Answer, Problem } from './problems.ts';
import type { FakeRequest } from './request.ts';
import type { Caller, Truth } from './truth.ts';

/** The account of the caller, the Region of the request, and what the ledger of the truth says about both. */
export function refusal(request: FakeRequest, caller: Caller, truth: Truth): Problem | Answer | null {
  const isGlobal = request.action === 'DescribeRegions' || request.service === 'route53' || request.service === 'iam';
  if (!isGlobal && !truth.hasRegion(caller)) return statusProblem('region-disabled', request, caller.accountId);
  const place = isGlobal ? { ...caller, region: 'global' as Region } : caller;
  const status = truth.statusOf(place, request.action);
  return status === 'ok' || status === 'skipped' || status === 'cancelled' ? null : statusProblem(status, request, caller.accountId);
}

function statusProblem(
  status: Exclude<CellStatus, 'ok' | 'skipped' | 'cancelled'>,
  request: FakeRequest,
  accountId: AccountId,
): Problem | Answer {
  switch (status) {
    case 'denied':
      return {
        status: 403,
        code: request.service === 'ec2' ? 'UnauthorizedOperation' : 'AccessDenied',
        message: `You are not authorized to perform this operation. User: arn:aws:sts::${accountId}:assumed-role/reader/session is not authorized to perform: ${request.service}:${request.action}`,
      };
    case 'region-disabled':
      return { status: 401, code: 'AuthFailure', message: 'AWS was not able to validate the provided access credentials' };
    case 'credential':
      return { status: 403, code: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.' };
    case 'expired':
      return { status: 400, code: 'ExpiredToken', message: 'The security token included in the request is expired' };
    case 'throttled-out':
      return { status: 503, code: 'RequestLimitExceeded', message: 'Request limit exceeded.' };
    case 'failed':
      return { status: 500, code: 'InternalError', message: 'An internal error has occurred' };
    case 'malformed':
      return { status: 200, contentType: 'text/html', body: '<html><body>Sign in to continue</body></html>' };
    case 'timeout':
      return { status: 200, contentType: 'text/plain', body: '', failure: 'hang' };
    case 'network':
      return { status: 200, contentType: 'text/plain', body: '', failure: 'reset' };
  }
}

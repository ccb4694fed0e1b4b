/** STS: who am I, and let me be somebody else. */
import { type Identities, secretKeyOf, temporaryKeyOf } from './identities.ts';
import { type Answer, queryProblem } from './problems.ts';
import type { FakeRequest } from './request.ts';
import type { Caller } from './truth.ts';
import { type Tree, xmlDocument } from './xml.ts';

export function stsAnswer(request: FakeRequest, caller: Caller, identities: Identities): Answer {
  switch (request.action) {
    case 'GetCallerIdentity':
      return result(request, {
        Arn: `arn:aws:iam::${caller.accountId}:user/reader`,
        UserId: `AIDA${caller.accountId}`,
        Account: caller.accountId,
      });
    case 'AssumeRole':
      return assumeRole(request, identities);
    default:
      return queryProblem({ status: 400, code: 'InvalidAction', message: `Could not find operation ${request.action}` });
  }
}

function assumeRole(request: FakeRequest, identities: Identities): Answer {
  const roleArn = request.parameters.get('RoleArn') ?? '';
  const accountId = identities.accountOfRole(roleArn);
  if (accountId === null) {
    return queryProblem({
      status: 403,
      code: 'AccessDenied',
      message: `Not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    });
  }
  const session = request.parameters.get('RoleSessionName') ?? 'session';
  const role = roleArn.split('/').at(-1) ?? '';
  return result(request, {
    AssumedRoleUser: { Arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`, AssumedRoleId: `AROA${accountId}:${session}` },
    Credentials: {
      AccessKeyId: temporaryKeyOf(accountId),
      SecretAccessKey: secretKeyOf(accountId),
      SessionToken: `fake-session-of-${accountId}`,
      Expiration: '2099-01-01T00:00:00Z',
    },
  });
}

function result(request: FakeRequest, tree: Tree): Answer {
  const children = { [`${request.action}Result`]: tree, ResponseMetadata: { RequestId: '01234567-89ab-cdef-0123-456789abcdef' } };
  const body = xmlDocument(`${request.action}Response`, 'https://sts.amazonaws.com/doc/2011-06-15/', children, 'member');
  return { status: 200, contentType: 'text/xml', body };
}

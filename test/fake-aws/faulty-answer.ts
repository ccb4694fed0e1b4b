/** Answers whose content is wrong in one of the ways in which content goes wrong on its way. */
import { answerTo, problemOf } from './answer.ts';
import type { Answering } from './answering.ts';
import { disfigured } from './disfigured-answer.ts';
import type { FaultKind } from './faults.ts';
import { tokenOf, tokenOffset } from './paging.ts';
import type { Answer, Problem } from './problems.ts';
import type { FakeRequest } from './request.ts';

const html = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to this network</h1></body></html>';

const problems: Partial<Readonly<Record<FaultKind, Problem>>> = {
  throttle: { status: 503, code: 'RequestLimitExceeded', message: 'Request limit exceeded.' },
  'throttle-retry-after': { status: 503, code: 'RequestLimitExceeded', message: 'Request limit exceeded.' },
  'internal-error': { status: 500, code: 'InternalError', message: 'An internal error has occurred' },
  unavailable: { status: 503, code: 'Unavailable', message: 'The service is unavailable. Please try again shortly.' },
  'invalid-token': { status: 400, code: 'InvalidNextToken', message: 'The token is not valid.' },
  'expired-token': { status: 400, code: 'ExpiredToken', message: 'The security token included in the request is expired' },
  'auth-failure': { status: 401, code: 'AuthFailure', message: 'AWS was not able to validate the provided access credentials' },
  denied: { status: 403, code: 'UnauthorizedOperation', message: 'You are not authorized to perform this operation.' },
  'encoded-denial': {
    status: 403,
    code: 'UnauthorizedOperation',
    message: `You are not authorized. User: arn:aws:iam::999988887777:user/planted. Encoded authorization failure message: ${'plantedENCODED'.repeat(40)}`,
  },
  'request-expired': { status: 400, code: 'RequestExpired', message: 'Request has expired.' },
  'unknown-key': { status: 403, code: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.' },
  'skewed-clock': { status: 403, code: 'SignatureDoesNotMatch', message: 'Signature expired: it is now later than that.' },
};

/** What AWS's clock says where ours is wrong. */
const elsewhen: Partial<Readonly<Record<FaultKind, () => Readonly<Record<string, string>>>>> = {
  'skewed-clock': () => ({ date: new Date(Date.now() + 600_000).toUTCString() }),
};

const elsewhere = { location: 'http://127.0.0.1:1/' };

const pages: Partial<Readonly<Record<FaultKind, Answer>>> = {
  'bad-gateway-html': { status: 502, contentType: 'text/html', body: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
  'html-200': { status: 200, contentType: 'text/html', body: html },
  'empty-200': { status: 200, contentType: 'text/xml', body: '' },
  'json-200': { status: 200, contentType: 'application/json', body: '{"message":"ok"}' },
  redirect: { status: 302, contentType: 'text/html', body: html, headers: elsewhere },
  'redirect-permanent': { status: 301, contentType: 'text/html', body: html, headers: elsewhere },
  'redirect-temporary': { status: 307, contentType: 'text/html', body: '', headers: elsewhere },
  'proxy-login': { status: 407, contentType: 'text/html', body: html, headers: { 'proxy-authenticate': 'Basic realm="proxy"' } },
  'wrong-action': {
    status: 200,
    contentType: 'text/xml',
    body: '<DescribeTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><tagSet/></DescribeTagsResponse>',
  },
};

const pagings: Partial<Readonly<Record<FaultKind, (request: FakeRequest, answering: Answering) => Answer>>> = {
  'repeated-token': (request, answering) => answerTo(request, answering, { token: tokenOf(request.action, 0, 'again') }),
  'token-cycle': (request, answering) =>
    answerTo(request, answering, { token: tokenOf(request.action, 0, nextInCycle(request.parameters.get('NextToken'))) }),
  'duplicate-items': (request, answering) => answerTo(request, answering, { entries: 'twice' }),
  'empty-page': emptyPage,
  'endless-pages': (request, answering) =>
    answerTo(request, answering, {
      token: tokenOf(request.action, 0, String(Number(noiseOf(request.parameters.get('NextToken') ?? '')) + 1)),
    }),
  'moved-item': (request, answering) => answerTo(request, answering, { entries: 'moved' }),
};

/** The answer that a fault of content gives; `null` where the fault is of the connection, after a good answer. */
export function faultyAnswer(kind: FaultKind, request: FakeRequest, answering: Answering): Answer | null {
  const problem = problems[kind];
  if (problem !== undefined) return { ...problemOf(request, problem), headers: elsewhen[kind]?.() ?? {} };
  return pages[kind] ?? pagings[kind]?.(request, answering) ?? disfigured(kind, answerTo(request, answering));
}

/** Nothing, and a token that leads to what should have been here; asked for again, the page is full. */
function emptyPage(request: FakeRequest, answering: Answering): Answer {
  const token = request.parameters.get('NextToken') ?? request.parameters.get('Marker');
  if (noiseOf(token ?? '') === 'later') return answerTo(request, answering);
  const offset = token === undefined ? 0 : (tokenOffset(token, request.action) ?? 0);
  return answerTo(request, answering, { entries: 'none', token: tokenOf(request.action, offset, 'later') });
}

/** After a comes b, after b comes c, and then a again. */
function nextInCycle(token: string | undefined): string {
  const order = ['a', 'b', 'c'];
  return order[(order.indexOf(noiseOf(token ?? '')) + 1) % order.length] ?? 'a';
}

function noiseOf(token: string): string {
  return Buffer.from(token, 'base64url').toString().split('#')[1] ?? '';
}

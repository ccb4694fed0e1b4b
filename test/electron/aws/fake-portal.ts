/** A sign-in portal as IAM Identity Center has it, for people whose CLI has signed in. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrontAnswer, FrontRequest } from './front.ts';

export const portalToken = 'planted-portal-token';

export interface FakePortal {
  /** Roles by account. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** The key that credentials of an account carry. */
  readonly keysOf: (accountId: string) => { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Answers before anything else; `null` lets the portal answer. */
  readonly before?: (request: FrontRequest) => FrontAnswer | null;
  readonly pageSize?: number;
  readonly expiresInMs?: number;
}

/** The portal's answer; `null` where the request is for another service. */
export function portalAnswer(portal: FakePortal, request: FrontRequest): FrontAnswer | null {
  const isOurs = ['/assignment/accounts', '/assignment/roles', '/federation/credentials'].includes(request.path);
  if (!isOurs) return null;
  const early = portal.before?.(request) ?? null;
  if (early !== null) return early;
  if (request.headers['x-amz-sso_bearer_token'] !== portalToken) {
    return refused(401, 'UnauthorizedException', 'Session token not found or invalid');
  }
  const accountId = request.query.get('account_id') ?? '';
  const roles = portal.accounts[accountId] ?? [];
  if (request.path === '/assignment/accounts') return page(portal, request, 'accountList', Object.keys(portal.accounts).map(account));
  if (request.path === '/assignment/roles') {
    return page(
      portal,
      request,
      'roleList',
      roles.map((roleName) => ({ roleName, accountId })),
    );
  }
  if (!roles.includes(request.query.get('role_name') ?? '')) return refused(403, 'ForbiddenException', 'No access');
  const expiration = Date.now() + (portal.expiresInMs ?? 3_600_000);
  return json(200, { roleCredentials: { ...portal.keysOf(accountId), sessionToken: `session-of-${accountId}`, expiration } });
}

function account(accountId: string): Record<string, string> {
  return { accountId, accountName: `name of ${accountId}`, emailAddress: 'planted@example.com' };
}

function page({ pageSize = 2 }: FakePortal, request: FrontRequest, list: string, entries: readonly unknown[]): FrontAnswer {
  const from = Number(request.query.get('next_token') ?? '0');
  const next = from + pageSize;
  return json(200, { [list]: entries.slice(from, next), ...(next < entries.length ? { nextToken: String(next) } : {}) });
}

export function refused(status: number, code: string, message: string): FrontAnswer {
  return { ...json(status, { message }), headers: { 'content-type': 'application/json', 'x-amzn-errortype': code } };
}

function json(status: number, value: unknown): FrontAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Puts a token where the AWS CLI keeps it: by the name of the session, or by the start URL of an old profile. */
export function signIn(nameOrUrl: string, rest: Readonly<Record<string, unknown>> = {}): void {
  const folder = join(process.env['HOME'] ?? '', '.aws', 'sso', 'cache');
  mkdirSync(folder, { recursive: true });
  const token = {
    startUrl: 'https://x.awsapps.com/start',
    region: 'us-east-1',
    accessToken: portalToken,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    ...rest,
  };
  writeFileSync(join(folder, `${createHash('sha1').update(nameOrUrl).digest('hex')}.json`), JSON.stringify(token), { mode: 0o600 });
}

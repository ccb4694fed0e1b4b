/** What an IAM Identity Center portal gives a person who is signed in: accounts, the roles in them, and credentials for a role. */
import type { AccountId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { MemberAccount, ReadProblem } from '#electron/discovery/ports.ts';
import { credentialProblem, type Credentials } from './credentials.ts';
import { askPortal, noAnswer, type PortalAccess, type PortalCall, type SignIn } from './portal-request.ts';

const pageSize = '100';
/** More than any organisation has. */
const mostPages = 1_000;

type Entry = Readonly<Record<string, unknown>>;

/** Every account the portal shows. https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html */
export async function portalAccounts(
  access: PortalAccess,
  signIn: SignIn,
  signal: AbortSignal,
): Promise<Outcome<readonly MemberAccount[], ReadProblem>> {
  const call = { operation: 'ListAccounts', path: '/assignment/accounts', query: {} } as const;
  const entries = await allPages(access, signIn, call, 'accountList', signal);
  if (entries.kind === 'problem') return entries;
  const members = new Map<string, MemberAccount>();
  for (const entry of entries.value) {
    const { accountId, accountName } = entry;
    if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId)) continue;
    const name = typeof accountName === 'string' && accountName !== '' ? accountName : null;
    members.set(accountId, { accountId: accountId as AccountId, name, state: null, role: null });
  }
  return ok([...members.values()]);
}

/** Credentials of a role (a permission set) in an account. Where it is not assigned, the problem names those that are. */
export async function portalCredentials(
  access: PortalAccess,
  signIn: SignIn,
  role: { readonly accountId: string; readonly roleName: string },
  signal: AbortSignal,
): Promise<Outcome<Credentials, ReadProblem>> {
  const query = { account_id: role.accountId, role_name: role.roleName };
  const call: PortalCall = { operation: 'GetRoleCredentials', path: '/federation/credentials', query };
  const answer = await askPortal(access, signIn, call, signal);
  if (answer.kind === 'problem') {
    return answer.problem.code === 'ForbiddenException' ? failed(await notAssigned(access, signIn, role, signal)) : answer;
  }
  const given = (answer.value['roleCredentials'] ?? {}) as Entry;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = given;
  const isWhole = [accessKeyId, secretAccessKey, sessionToken].every((part) => typeof part === 'string' && part !== '');
  if (!isWhole || typeof expiration !== 'number') return failed(noAnswer(call, signIn.region));
  return ok({
    accessKeyId: accessKeyId as string,
    secretAccessKey: secretAccessKey as string,
    sessionToken: sessionToken as string,
    expiration: new Date(expiration),
  });
}

async function notAssigned(
  access: PortalAccess,
  signIn: SignIn,
  { accountId, roleName }: { readonly accountId: string; readonly roleName: string },
  signal: AbortSignal,
): Promise<ReadProblem> {
  const call = { operation: 'ListAccountRoles', path: '/assignment/roles', query: { account_id: accountId } } as const;
  const entries = await allPages(access, signIn, call, 'roleList', signal);
  const names =
    entries.kind === 'ok' ? sortedUnique(entries.value.flatMap(({ roleName: name }) => (typeof name === 'string' ? [name] : []))) : [];
  const others = names.filter((name) => name !== roleName);
  const hint = others.length === 0 ? '' : ` It gives there: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}.`;
  const message = `The sign-in of profile ${signIn.profile} gives no role ${roleName} in account ${accountId}.${hint}`;
  return credentialProblem('ForbiddenException', message);
}

async function allPages(
  access: PortalAccess,
  signIn: SignIn,
  call: PortalCall,
  list: string,
  signal: AbortSignal,
): Promise<Outcome<readonly Entry[], ReadProblem>> {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let token: string | null = null;
  do {
    const query = { ...call.query, max_result: pageSize, ...(token === null ? {} : { next_token: token }) };
    const answer: Outcome<Entry, ReadProblem> = await askPortal(access, signIn, { ...call, query }, signal);
    if (answer.kind === 'problem') return answer;
    const page = answer.value[list];
    if (!Array.isArray(page)) return failed(noAnswer(call, signIn.region));
    entries.push(...page.filter((entry): entry is Entry => typeof entry === 'object' && entry !== null));
    const next: unknown = answer.value['nextToken'];
    token = typeof next === 'string' && next !== '' ? next : null;
    if (token !== null && (seen.has(token) || seen.size >= mostPages)) return failed(endless(call));
    if (token !== null) seen.add(token);
  } while (token !== null);
  return ok(entries);
}

function endless(call: PortalCall): ReadProblem {
  const message = `${call.operation} gave the same page token twice, so the list may be incomplete. Give the accounts as a file with --accounts.`;
  return { kind: 'malformed', code: 'RepeatedToken', message, recovery: 'never' };
}

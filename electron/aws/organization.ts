/**
 * The accounts of an organisation. Only the management account and delegated
 * administrators may list them, twenty at a time.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { MemberAccount, ReadProblem } from '#electron/discovery/ports.ts';
import { classifyError } from './classify-error.ts';
import type { ClientSettings } from './service.ts';

/** A list that is read so far; a page that fails is asked for again, not the whole list. */
export interface AccountListing {
  /** Reads the pages that are still to come. Accounts in every state are listed. */
  rest(signal: AbortSignal): Promise<Outcome<readonly MemberAccount[], ReadProblem>>;
}

/** As Organizations gives an account. `Status` is the older word for `State`. */
interface ListedAccount {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly State?: string | undefined;
  readonly Status?: string | undefined;
}

const pageSize = 20;
/** More than any organisation has. */
const mostPages = 5_000;

export function accountListing(settings: ClientSettings, caller: { readonly profile: string; readonly region: Region }): AccountListing {
  const found = new Map<string, MemberAccount>();
  const seen = new Set<string>();
  let token: string | null = null;
  const nextPage = async (signal: AbortSignal): Promise<ReadProblem | null> => {
    const { ListAccountsCommand, OrganizationsClient } = await import('./organizations-commands.ts');
    const client = new OrganizationsClient({ ...settings, region: caller.region });
    const input = { MaxResults: pageSize, ...(token === null ? {} : { NextToken: token }) };
    const answer = await client.send(new ListAccountsCommand(input), { abortSignal: signal });
    if (!Array.isArray(answer.Accounts)) return noList;
    for (const account of answer.Accounts) {
      const member = memberOf(account);
      if (member !== null) found.set(member.accountId, member);
    }
    token = answer.NextToken ?? null;
    if (token !== null && (seen.has(token) || seen.size >= mostPages)) return endless;
    if (token !== null) seen.add(token);
    return null;
  };
  return {
    rest: async (signal) => {
      try {
        do {
          const problem = await nextPage(signal);
          if (problem !== null) return failed(problem);
        } while (token !== null);
        return ok([...found.values()]);
      } catch (error) {
        const problem = listProblem(error, caller);
        if (problem.recovery === 'restart') {
          token = null;
          seen.clear();
          return failed({ ...problem, recovery: 'transient' });
        }
        return failed(problem);
      }
    },
  };
}

function memberOf(account: ListedAccount): MemberAccount | null {
  const { Id, Name, State, Status } = account;
  if (Id === undefined || !/^\d{12}$/.test(Id)) return null;
  return { accountId: Id as AccountId, name: Name ?? null, state: State ?? Status ?? null, role: null };
}

function listProblem(error: unknown, caller: { readonly profile: string; readonly region: Region }): ReadProblem {
  const call = { operation: 'ListAccounts', action: 'organizations:ListAccounts', ...caller };
  const problem = classifyError(error, call, Date.now());
  if (problem.code === 'AWSOrganizationsNotInUseException') {
    const message = `The account of profile ${caller.profile} belongs to no organisation. Give the accounts as a file with --accounts.`;
    return { ...problem, message };
  }
  if (problem.kind !== 'denied') return problem;
  const message = `Profile ${caller.profile} may not list the accounts of its organisation: that takes the management account or a delegated administrator, and organizations:ListAccounts. Or give the list as a file with --accounts.`;
  return { ...problem, message };
}

const noList: ReadProblem = {
  kind: 'malformed',
  code: 'MalformedAnswer',
  message: 'ListAccounts answered without a list "Accounts"; something between here and AWS may have answered instead.',
  recovery: 'transient',
};

const endless: ReadProblem = {
  kind: 'malformed',
  code: 'RepeatedToken',
  message: 'ListAccounts gave the same page token twice, so the list of accounts may be incomplete. Give it as a file with --accounts.',
  recovery: 'never',
};

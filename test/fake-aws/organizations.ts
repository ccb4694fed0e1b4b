/** AWS Organizations in its JSON form: the accounts of the truth, twenty a page, for the management account only. */
import type { Answering } from './answering.ts';
import { type Answer, jsonProblem } from './problems.ts';
import type { FakeRequest } from './request.ts';
import type { Caller } from './truth.ts';

/** The organisation that the accounts of the truth belong to. */
export interface FakeOrganization {
  /** The one account that may list the others. */
  readonly managementAccount: string;
  /** Of accounts that are not `ACTIVE`. */
  readonly states?: Readonly<Record<string, string>>;
  /** Names; those of the truth where not given. */
  readonly names?: Readonly<Record<string, string>>;
  /** `Status` alone is what older answers hold. */
  readonly saysStatusOnly?: boolean;
}

const accountsPerPage = 20;

export function organizationsAnswer(request: FakeRequest, caller: Caller, { truth, organization, pageSize }: Answering): Answer {
  if (request.action !== 'ListAccounts') return jsonProblem({ status: 400, code: 'UnknownOperationException', message: request.action });
  if (organization === null)
    return jsonProblem({
      status: 400,
      code: 'AWSOrganizationsNotInUseException',
      message: 'Your account is not a member of an organization.',
    });
  if (caller.accountId !== organization.managementAccount)
    return jsonProblem({ status: 400, code: 'AccessDeniedException', message: 'You do not have permissions to access this resource.' });
  const all = [...truth.accounts].sort();
  const asked = Number(request.parameters.get('MaxResults') ?? accountsPerPage);
  if (asked > accountsPerPage) return jsonProblem({ status: 400, code: 'InvalidInputException', message: 'MaxResults is at most 20.' });
  const start = Number(request.parameters.get('NextToken') ?? 0);
  const end = start + Math.min(asked, pageSize);
  const accounts = all.slice(start, end).map((id) => entryOf(id, organization));
  return json({ Accounts: accounts, ...(end < all.length ? { NextToken: String(end) } : {}) });
}

function entryOf(id: string, { states = {}, names = {}, saysStatusOnly = false }: FakeOrganization): object {
  const state = states[id] ?? 'ACTIVE';
  const arn = `arn:aws:organizations::${id}:account/o-exampleorgid/${id}`;
  return { Id: id, Arn: arn, Name: names[id] ?? `name-of-${id}`, Status: state, ...(saysStatusOnly ? {} : { State: state }) };
}

function json(value: object): Answer {
  return { status: 200, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(value) };
}

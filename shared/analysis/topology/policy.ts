/** Reading endpoint policies. */
import { sortedUnique } from '#shared/base/sort.ts';
import { isWire, type Wire } from '#shared/model/wire.ts';

/**
 * `full`: everyone may do everything the service has; `open`: everyone may do
 * some things, on resources of any account; `restricted`: principals or
 * resources are narrowed; `unreadable`: no valid policy document.
 */
export type PolicyReach = 'full' | 'open' | 'restricted' | 'unreadable';

/**
 * How far a policy lets strangers: a statement that allows any principal any
 * resource without a condition that tells accounts apart, unless a denial does.
 */
export function policyReach(document: string): PolicyReach {
  const statements = statementsOf(document);
  if (statements === null) return 'unreadable';
  const open = statements.filter(
    (statement) => isAllowed(statement) && isAnybody(statement) && isAnything(statement) && !isNarrowed(statement),
  );
  if (open.length === 0 || statements.some(isPerimeter)) return 'restricted';
  return open.some((statement) => isEveryAction(statement['Action'])) ? 'full' : 'open';
}

/** Accounts whose principals a policy lets in by name, be it as principals or by a condition, unless another condition tells accounts apart. */
export function policyAccounts(document: string): readonly string[] {
  const principals = (statementsOf(document) ?? []).filter(isAllowed).flatMap((statement) => {
    const conditions = narrowing(statement);
    if (conditions.some(({ key }) => !namesAccounts.has(key))) return [];
    if (conditions.length > 0) return conditions.flatMap(({ values }) => values);
    const principal = statement['Principal'];
    return isWire(principal) ? textsOf(principal['AWS']) : textsOf(principal);
  });
  return sortedUnique(principals.flatMap((principal) => /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1] ?? []));
}

/** The statements of a policy document; `null` where it is none. */
export function statementsOf(document: string): readonly Wire[] | null {
  const parsed = parseJson(document);
  if (!isWire(parsed)) return null;
  const statement = parsed['Statement'];
  if (Array.isArray(statement)) return statement.filter(isWire);
  return isWire(statement) ? [statement] : null;
}

function isAllowed(statement: Wire): boolean {
  return statement['Effect'] === 'Allow';
}

/** A denial that keeps strangers out: one for all but those of a condition, or for all but some principals or resources. One of single actions or accounts leaves the rest open. */
function isPerimeter(statement: Wire): boolean {
  if (statement['Effect'] !== 'Deny') return false;
  if (conditionsOf(statement).some(({ operator }) => !isEqual.test(operator)) || 'NotPrincipal' in statement || 'NotResource' in statement)
    return true;
  const condition = statement['Condition'];
  const isBare = !isWire(condition) || Object.keys(condition).length === 0;
  return isBare && isAnybody(statement) && isAnything(statement) && isEveryAction(statement['Action']);
}

function isAnybody({ Principal: principal, ...statement }: Wire): boolean {
  return 'NotPrincipal' in statement || textsOf(isWire(principal) ? principal['AWS'] : principal).includes('*');
}

/** Resources of any account: everything, everything but some, or names that leave the account open. */
function isAnything(statement: Wire): boolean {
  return 'NotResource' in statement || textsOf(statement['Resource']).some((resource) => resource === '*' || isOfAnyAccount(resource));
}

/** `arn:aws:dynamodb:*:*:table/orders` is a table of whoever has one of that name; buckets have no account in theirs, but names that are nobody else's. */
function isOfAnyAccount(resource: string): boolean {
  const [scheme, , , , account, ...name] = resource.split(':');
  if (scheme !== 'arn') return false;
  return account === '*' || (account === '' && name.join(':').startsWith('*'));
}

/** `*`, or everything of one service, which is all an endpoint leads to. */
function isEveryAction(value: unknown): boolean {
  return textsOf(value).some((action) => /^(\*|[a-z0-9-]+:\*)$/i.test(action));
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? [one] : []));
}

/** Keys that hold for callers of every account alike: how, when and by which endpoint they come. */
const tellsNobodyApart: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:referer',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:useragent',
  'aws:viaawsservice',
]);

/** Keys by which a condition names the accounts that may come. */
const namesAccounts: ReadonlySet<string> = new Set(['aws:principalaccount', 'aws:principalarn', 'aws:sourceaccount', 'aws:sourceowner']);

const isEqual = /^(?:for(?:any|all)values?:)?(?:string|arn)(?:equals|like)/i;
/** `StringNotEquals`, `ArnNotLike`, `NotIpAddress`: an Allow with it lets in all but a few. */
const isUnequal = /not/i;

interface Condition {
  readonly operator: string;
  /** In lower case: AWS does not tell cases of keys apart. */
  readonly key: string;
  readonly values: readonly string[];
}

/** The conditions that tell principals or resources apart; one that matches anything does not. */
function conditionsOf(statement: Wire): readonly Condition[] {
  const condition = statement['Condition'];
  if (!isWire(condition)) return [];
  const all = Object.entries(condition).flatMap(([operator, keys]) =>
    isWire(keys) ? Object.entries(keys).map(([key, value]) => ({ operator, key: key.toLowerCase(), values: textsOf(value) })) : [],
  );
  return all.filter(({ key, values }) => !tellsNobodyApart.has(key) && !values.every((one) => one === '*'));
}

/** The conditions by which an Allow lets in some and nobody else. */
function narrowing(statement: Wire): readonly Condition[] {
  return conditionsOf(statement).filter(({ operator }) => !isUnequal.test(operator));
}

function isNarrowed(statement: Wire): boolean {
  return narrowing(statement).length > 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

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
    (statement) => isAllowed(statement) && isStar(statement['Principal']) && isStar(statement['Resource']) && !isNarrowed(statement),
  );
  if (open.length === 0 || statements.some(isPerimeter)) return 'restricted';
  return open.some((statement) => isEveryAction(statement['Action'])) ? 'full' : 'open';
}

/** Accounts whose principals a policy lets in by name, without a condition that tells accounts apart. */
export function policyAccounts(document: string): readonly string[] {
  const allowed = (statementsOf(document) ?? []).filter((statement) => isAllowed(statement) && !isNarrowed(statement));
  const principals = allowed.flatMap((statement) => {
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

/** A denial that keeps strangers out: one with a condition, or for all but some principals or resources. One of single actions leaves the rest open. */
function isPerimeter(statement: Wire): boolean {
  if (statement['Effect'] !== 'Deny') return false;
  return isNarrowed(statement) || 'NotPrincipal' in statement || 'NotResource' in statement || isEveryAction(statement['Action']);
}

function isStar(value: unknown): boolean {
  return textsOf(isWire(value) ? value['AWS'] : value).includes('*');
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

/** Whether a condition tells principals or resources apart; one that matches anything does not. */
function isNarrowed(statement: Wire): boolean {
  const condition = statement['Condition'];
  if (!isWire(condition)) return false;
  return Object.values(condition).some(
    (keys) =>
      isWire(keys) &&
      Object.entries(keys).some(([key, value]) => !tellsNobodyApart.has(key.toLowerCase()) && !textsOf(value).every((one) => one === '*')),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

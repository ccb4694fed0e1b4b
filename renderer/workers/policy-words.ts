/** Endpoint policies in words, statement by statement. What a statement says that is not known here stands as it is written. */
import { statementsOf } from '#shared/analysis/topology/policy.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { compareText, sortedUnique } from '#shared/base/sort.ts';
import { isWire, type Wire } from '#shared/model/wire.ts';

/** One sentence per statement, in the order of the document; `null` where it is no policy. */
export function policyWords(document: string): readonly string[] | null {
  return statementsOf(document)?.map(statementWords) ?? null;
}

/** Two policies with the same text here mean the same: order and spelling of lists do not count. */
export function policyKey(document: string): string {
  const statements = statementsOf(document);
  if (statements === null) return document;
  return JSON.stringify(statements.map((statement) => JSON.stringify(canonical(statement))).sort(compareText));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => canonical(entry));
    return entries.length === 1 ? entries[0] : entries.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  }
  if (!isWire(value)) return value;
  const names = Object.keys(value)
    .filter((name) => name !== 'Sid')
    .sort(compareText);
  return Object.fromEntries(names.map((name) => [name, canonical(value[name])]));
}

function statementWords(statement: Wire): string {
  const verb = statement['Effect'] === 'Deny' ? 'Denies' : 'Allows';
  const parts = [verb, principalWords(statement), actionWords(statement), 'on', resourceWords(statement)];
  const conditions = conditionWords(statement['Condition']);
  return `${parts.join(' ')}${conditions === '' ? '' : `, only if ${conditions}`}.`;
}

function principalWords(statement: Wire): string {
  if ('NotPrincipal' in statement) return `everyone but ${principals(statement['NotPrincipal'])}`;
  return 'Principal' in statement ? principals(statement['Principal']) : 'everyone';
}

function principals(value: unknown): string {
  const names = isWire(value) ? Object.values(value).flatMap(texts) : texts(value);
  return names.includes('*') ? 'everyone' : listed(names.map(principalName));
}

/** `arn:aws:iam::111122223333:root` is the whole account. */
function principalName(arn: string): string {
  const match = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::(.+))?$/.exec(arn);
  if (match?.[1] === undefined) return arn;
  const account = spacedAccount(match[1]);
  return match[2] === undefined || match[2] === 'root' ? `account ${account}` : `${match[2]} of ${account}`;
}

function actionWords(statement: Wire): string {
  const isNot = 'NotAction' in statement;
  const actions = texts(statement[isNot ? 'NotAction' : 'Action']);
  if (isNot) return `anything but ${listed(actions)}`;
  if (actions.includes('*')) return 'anything';
  return listed(actions.map((action) => (/^[\w-]+:\*$/.test(action) ? `everything of ${action.slice(0, -2)}` : action)));
}

function resourceWords(statement: Wire): string {
  const isNot = 'NotResource' in statement;
  const resources = texts(statement[isNot ? 'NotResource' : 'Resource']);
  if (isNot) return `everything but ${listed(resources.map(resourceName))}`;
  return resources.includes('*') ? 'everything' : listed(resources.map(resourceName));
}

/** Buckets by their name; other ARNs as they are. */
function resourceName(arn: string): string {
  const bucket = /^arn:[^:]+:s3:::(.+)$/.exec(arn)?.[1];
  return bucket === undefined ? arn : bucket.includes('/') ? `objects ${bucket}` : `bucket ${bucket}`;
}

const operators: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringEqualsIgnoreCase: 'is',
  StringNotEquals: 'is not',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  ArnEquals: 'is',
  ArnLike: 'is like',
  ArnNotLike: 'is not like',
  ArnNotEquals: 'is not',
  Bool: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
};

function conditionWords(condition: unknown): string {
  if (!isWire(condition)) return '';
  const parts = Object.entries(condition).flatMap(([operator, tests]) =>
    isWire(tests) ? Object.entries(tests).map(([key, value]) => testWords(operator, key, texts(value))) : [],
  );
  return parts.join(' and ');
}

function testWords(operator: string, key: string, values: readonly string[]): string {
  const [quantity, bare] = operator.includes(':') ? operator.split(':') : [null, operator];
  const isOptional = bare?.endsWith('IfExists') === true;
  const plain = (bare ?? operator).replace(/IfExists$/, '');
  if (plain === 'Null') return `${key} is ${values[0] === 'true' ? 'absent' : 'present'}`;
  const what = quantity === 'ForAllValues' ? `every ${key}` : quantity === 'ForAnyValue' ? `any ${key}` : key;
  return `${what} ${operators[plain] ?? plain} ${values.join(' or ')}${isOptional ? ' (or is absent)' : ''}`;
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  return value === undefined || value === null ? [] : [typeof value === 'string' ? value : JSON.stringify(value)];
}

/** More than this is counted, not named. */
const named = 6;

function listed(values: readonly string[]): string {
  const all = sortedUnique([...values]);
  if (all.length === 0) return 'nothing';
  const rest = all.length - named;
  return rest <= 0 ? all.join(', ') : `${all.slice(0, named).join(', ')} and ${String(rest)} more`;
}

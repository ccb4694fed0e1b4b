/** Reading endpoint policies. */
import { isWire, type Wire } from '#shared/model/wire.ts';

/** `full`: everyone may do everything; `restricted`: something narrows it; `unreadable`: no valid policy document. */
export type PolicyReach = 'full' | 'restricted' | 'unreadable';

/**
 * Whether a policy is the default full-access one or equal to it: a statement
 * that allows every action of every principal on everything without condition,
 * and no statement that denies.
 */
export function policyReach(document: string): PolicyReach {
  const statements = statementsOf(document);
  if (statements === null) return 'unreadable';
  const isOpen = statements.some(
    (statement) =>
      statement['Effect'] === 'Allow' &&
      isStar(statement['Principal']) &&
      isStar(statement['Action']) &&
      isStar(statement['Resource']) &&
      !hasCondition(statement),
  );
  return isOpen && !statements.some((statement) => statement['Effect'] === 'Deny') ? 'full' : 'restricted';
}

/** The statements of a policy document; `null` where it is none. */
export function statementsOf(document: string): readonly Wire[] | null {
  const parsed = parseJson(document);
  if (!isWire(parsed)) return null;
  const statement = parsed['Statement'];
  if (Array.isArray(statement)) return statement.filter(isWire);
  return isWire(statement) ? [statement] : null;
}

function isStar(value: unknown): boolean {
  if (value === '*') return true;
  if (Array.isArray(value)) return value.includes('*');
  return isWire(value) && isStar(value['AWS']);
}

function hasCondition(statement: Wire): boolean {
  const condition = statement['Condition'];
  return isWire(condition) && Object.keys(condition).length > 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

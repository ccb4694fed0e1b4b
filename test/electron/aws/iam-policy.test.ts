import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operations } from '#shared/model/operation.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Resource: string;
  readonly Action: readonly string[];
}

const text = readFileSync(new URL('../../../docs/iam-policy.json', import.meta.url), 'utf8');
const policy = JSON.parse(text) as { readonly Version: string; readonly Statement: readonly Statement[] };

function actionsOf(prefix: string): string[] {
  return policy.Statement.filter((statement) => statement.Sid.startsWith(prefix))
    .flatMap((statement) => statement.Action)
    .sort();
}

function catalogue(need: 'required' | 'optional'): string[] {
  return [...operations.values()]
    .filter((operation) => operation.need === need)
    .map((operation) => operation.action)
    .sort();
}

describe('docs/iam-policy.json', () => {
  it('allows exactly what the required operations need, in statements named Required…', () => {
    expect(actionsOf('Required')).toEqual(catalogue('required'));
  });

  it('and exactly what the optional ones and the list of accounts need, in statements named Optional…', () => {
    expect(actionsOf('Optional')).toEqual(['organizations:ListAccounts', ...catalogue('optional')].sort());
  });

  it('holds nothing else, and nothing that writes', () => {
    expect(policy.Version).toBe('2012-10-17');
    expect(policy.Statement.filter(({ Sid }) => !/^(Required|Optional)[A-Za-z]+$/.test(Sid))).toEqual([]);
    expect(policy.Statement.every(({ Effect, Resource }) => Effect === 'Allow' && Resource === '*')).toBe(true);
    expect(
      policy.Statement.flatMap(({ Action }) => Action).filter((action) => !/^[a-z0-9-]+:(Describe|List|Get|Search)[A-Za-z]+$/.test(action)),
    ).toEqual([]);
  });

  it('fits into one managed policy (6,144 characters without spaces)', () => {
    expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(6_144);
  });
});

import { compareText } from '#shared/base/sort.ts';
import { ignoredFields } from './resource-kinds.ts';

/** One difference between two values. */
export interface FieldDifference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Names of the fields by which the entries of a list are told apart, tried in order. */
const identifying = ['key', 'destination', 'ruleNumber', 'subnetId', 'targetId', 'region', 'scope', 'dnsName', 'allocationId', 'publicIp'];

/** The differences of two records, deepest first path, in order of path. Lists of texts are compared as sets. */
export function differencesOf(before: unknown, after: unknown, path = ''): FieldDifference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((name) => !ignoredFields.has(name))
      .sort(compareText);
    return names.flatMap((name) => differencesOf(before[name], after[name], path === '' ? name : `${path}.${name}`));
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], path: string): FieldDifference[] {
  const name = identifying.find((field) => [...before, ...after].every((entry) => isRecord(entry) && field in entry));
  if (name === undefined) return sameSet(before, after) ? [] : [{ path, before, after }];
  const keyed = (entries: readonly unknown[]): Map<string, unknown> =>
    new Map(entries.map((entry) => [String(isRecord(entry) ? entry[name] : ''), entry]));
  const [left, right] = [keyed(before), keyed(after)];
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort(compareText);
  return keys.flatMap((key) => differencesOf(left.get(key), right.get(key), `${path}[${key}]`));
}

function sameSet(before: readonly unknown[], after: readonly unknown[]): boolean {
  const plain = (entries: readonly unknown[]): string => JSON.stringify(entries.map((entry) => JSON.stringify(entry)).sort(compareText));
  return plain(before) === plain(after);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The part of Vitest that the tests of the analysis use, small enough to run a
 * test again thousands of times in one process. Stands in for `vitest` while
 * mutants are tried (`in-process-runner.ts`), and nowhere else.
 */
import { isDeepStrictEqual } from 'node:util';

/** A test as it was declared; `id` is the same in every process. */
export interface DeclaredTest {
  readonly id: string;
  readonly body: () => unknown;
}

/** Every test declared so far, in order. */
export const declared: DeclaredTest[] = [];

const names: string[] = [];

/** Declares a group; its name is part of the ids of the tests within. */
export function describe(name: string, body: () => void): void {
  names.push(name);
  body();
  names.pop();
}

/** Declares a test. */
export function it(name: string, body: () => unknown): void {
  const title = [...names, name].join(' > ');
  const same = declared.filter((one) => one.id === title || one.id.startsWith(`${title} #`)).length;
  declared.push({ id: same === 0 ? title : `${title} #${same}`, body });
}

describe.each = eachOf(describe);
it.each = eachOf(it);

/** Runs tests of one file within its path, so that equal names in two files stay apart. */
export async function inFile(file: string, load: () => Promise<unknown>): Promise<void> {
  names.push(file);
  await load();
  names.pop();
}

function eachOf(declare: (name: string, body: () => void) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, body: (...row: readonly unknown[]) => void): void => {
      for (const row of rows) declare(name, () => body(...(Array.isArray(row) ? row : [row])));
    };
}

interface Matcher {
  readonly matches: (value: unknown) => boolean;
}

/** The matchers in use; a failed one throws. Add here what a test of the analysis newly needs. */
export function expect(actual: unknown) {
  return { ...matchers(actual, false), not: matchers(actual, true) };
}

const asymmetric = Symbol('asymmetric matcher');

expect.arrayContaining = (wanted: readonly unknown[]) => ({
  [asymmetric]: (value: unknown) => Array.isArray(value) && wanted.every((one) => value.some((other) => isLike(other, one, true))),
});
expect.stringContaining = (part: string) => ({ [asymmetric]: (value: unknown) => typeof value === 'string' && value.includes(part) });
expect.any = (type: unknown) => ({
  [asymmetric]: (value: unknown) => typeof value === String((type as { name: string }).name).toLowerCase(),
});

function matchers(actual: unknown, isNegated: boolean) {
  const check = (holds: boolean, what: string): void => {
    if (holds === isNegated) throw new Error(`expected ${isNegated ? 'not ' : ''}${what}`);
  };
  return {
    toBe: (wanted: unknown) => check(Object.is(actual, wanted), 'to be the value'),
    toBeNull: () => check(actual === null, 'to be null'),
    toBeUndefined: () => check(actual === undefined, 'to be undefined'),
    toBeDefined: () => check(actual !== undefined, 'to be defined'),
    toBeGreaterThan: (least: number) => check((actual as number) > least, 'to be greater'),
    toEqual: (wanted: unknown) => check(isLike(actual, wanted, true), 'to equal'),
    toStrictEqual: (wanted: unknown) => check(isLike(actual, wanted, true), 'to equal'),
    toMatchObject: (wanted: unknown) => check(isLike(actual, wanted, false), 'to match the object'),
    toContain: (part: unknown) => check((actual as readonly unknown[]).includes(part), 'to contain'),
    toContainEqual: (part: unknown) =>
      check(
        (actual as readonly unknown[]).some((one) => isLike(one, part, true)),
        'to contain',
      ),
    toHaveLength: (length: number) => check((actual as readonly unknown[]).length === length, 'to have the length'),
    toHaveProperty: (name: string) => check(Object.hasOwn(actual as object, name), 'to have the property'),
    toMatch: (pattern: RegExp | string) => check(new RegExp(pattern).test(actual as string), 'to match'),
  };
}

/** Deep equality that takes `undefined` for absent; with `isWhole` false, objects may hold more than is wanted. */
function isLike(actual: unknown, wanted: unknown, isWhole: boolean): boolean {
  if (Object.is(actual, wanted)) return true;
  if (typeof wanted !== 'object' || wanted === null) return false;
  const matches = (wanted as { readonly [asymmetric]?: Matcher['matches'] })[asymmetric];
  if (matches !== undefined) return matches(actual);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(wanted)) return false;
  if (wanted instanceof Set || wanted instanceof Map) return isDeepStrictEqual(actual, wanted);
  if (Array.isArray(wanted) && (actual as readonly unknown[]).length !== wanted.length) return false;
  const keys = isWhole ? new Set([...Object.keys(actual), ...Object.keys(wanted)]) : Object.keys(wanted);
  return [...keys].every((key) => isLike((actual as Fields)[key], (wanted as Fields)[key], isWhole));
}

type Fields = Readonly<Record<string, unknown>>;

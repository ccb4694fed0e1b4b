/**
 * What an operation that can fail in a way a person can meet gives back.
 *
 * Bugs throw; everything a person can cause or repair (a denied call, a broken
 * file, a wrong argument) is a value, so that no caller can forget it.
 */
export type Outcome<Value, Failure> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: Failure };

/** The good outcome. */
export function ok<Value>(value: Value): { readonly kind: 'ok'; readonly value: Value } {
  return { kind: 'ok', value };
}

/** The bad outcome. */
export function failed<Failure>(problem: Failure): { readonly kind: 'problem'; readonly problem: Failure } {
  return { kind: 'problem', problem };
}

/**
 * A failure told in full: what happened, where, why, and what to do about it.
 * `code` is stable and meant for programs; the sentences are meant for people.
 */
export interface Problem {
  readonly code: string;
  readonly what: string;
  readonly where?: string;
  readonly why?: string;
  readonly remedy?: string;
}

/** One paragraph of a problem, as the CLI and the error banner print it. */
export function problemText(problem: Problem): string {
  const where = problem.where === undefined ? '' : ` (${problem.where})`;
  const why = problem.why === undefined ? '' : `: ${problem.why}`;
  const remedy = problem.remedy === undefined ? '' : ` ${problem.remedy}`;
  return `${problem.what}${where}${why}.${remedy}`;
}

import type { AppState } from './app-state.ts';

/** A selector that computes again only when one of its inputs is another object than before. */
export function derived<Values extends readonly unknown[], Result>(
  inputs: readonly [...{ [Index in keyof Values]: (state: AppState) => Values[Index] }],
  compute: (...values: Values) => Result,
): (state: AppState) => Result {
  let last: { readonly values: readonly unknown[]; readonly result: Result } | null = null;
  return (state) => {
    const values = inputs.map((input) => input(state));
    if (last !== null && values.every((value, index) => Object.is(value, last?.values[index]))) return last.result;
    last = { values, result: compute(...(values as unknown as Values)) };
    return last.result;
  };
}

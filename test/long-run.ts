/**
 * `LINKSCAPE_LONG=1 npm run test:unit`, and `test:integration`, take minutes and try more of the same:
 * for a change of the code that the cases are about, and before a release.
 */
export const isLongRun = process.env['LINKSCAPE_LONG'] === '1';

/** How many cases to try: enough to notice, or all of them. */
export function runs(usual: number, long: number): number {
  return isLongRun ? long : usual;
}

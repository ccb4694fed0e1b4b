/**
 * Which suite a test file is in. `test/architecture/suites.test.ts` holds the
 * lists to what the files reach, so that the unit suite stays one of seconds.
 */
export interface Suite {
  readonly name: 'architecture' | 'unit' | 'integration';
  /** Globs of test files, from the root of the project. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const architecture = ['test/architecture/*.test.ts'];

/** Tests that start nothing, listen to nothing and have no folder to write to. */
const pure = [
  'test/shared/**/*.test.ts',
  'test/renderer/**/*.test.{ts,tsx}',
  'test/electron/bad-inputs.test.ts',
  'test/electron/aws/{classify-error,digest,endpoint-host,iam-policy,ini}.test.ts',
  'test/electron/desktop/{harden,links,menu,preload}.test.ts',
  'test/electron/discovery/*.test.ts',
  'test/electron/imports/{call-error,conflicts,import-files,flow-logs/ground}.test.ts',
  'test/electron/imports/{hand-made,planted,second-world}/*.test.ts',
  'test/electron/imports/flow-logs/ground.test.ts',
  'test/electron/loopback/arguments.test.ts',
  'test/electron/services/{demo/demo-estate,price-refresh-products}.test.ts',
  'test/electron/storage/{document-codec,validate-document}.test.ts',
  'test/electron/web/*.test.ts',
  'test/fake-aws-tests/oracle.test.ts',
  'test/scripts/choose-host.test.ts',
];

/** Run by Playwright, and measurements. */
const ofOthers = ['test/e2e/**', 'test/bench/**'];

/** In the order in which they run: what answers soonest is first. A file that no other suite takes is of the last. */
export const suites: readonly Suite[] = [
  { name: 'architecture', include: architecture, exclude: [] },
  { name: 'unit', include: pure, exclude: [] },
  { name: 'integration', include: ['test/**/*.test.{ts,tsx}'], exclude: [...ofOthers, ...architecture, ...pure] },
];

/** The suite that runs a test file, if any does. */
export function suitesOf(file: string, matches: (file: string, glob: string) => boolean): Suite['name'][] {
  const isIn = (globs: readonly string[]): boolean => globs.some((glob) => matches(file, glob));
  return suites.filter(({ include, exclude }) => isIn(include) && !isIn(exclude)).map(({ name }) => name);
}

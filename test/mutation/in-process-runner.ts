/**
 * A test runner for StrykerJS that loads the tests once and then runs them in
 * the same process for every mutant: milliseconds for a mutant where a new
 * Vitest run takes seconds. Fit for `shared/analysis` because that is pure: the
 * one thing that outlives a call there, what `remembered` knows, is forgotten
 * between runs.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { type LoadHookSync, registerHooks, type ResolveHookSync } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { declared, type DeclaredTest, inFile } from './describe-it-expect.ts';

/** What instrumented code reads and writes while it runs. */
interface Instrument {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: Extract<DryRunResult, { status: 'complete' }>['mutantCoverage'];
}

const instrument: Instrument = ((globalThis as { __stryker__?: Instrument }).__stryker__ ??= {});

const memory = globalThis as { __forgotten__?: number };

/** Which tests are run: the option `inProcess` of Stryker's configuration. */
interface Settings {
  readonly inProcess: { readonly tests: readonly string[]; readonly except: readonly string[] };
}

function inProcessRunner(options: object): TestRunner {
  const { tests: globs, except } = (options as Settings).inProcess;
  const costs = new Map<string, number>();
  return {
    // Nothing is reloaded: what a test file computes while it loads is computed without the mutant, which can only let mutants live.
    capabilities: () => ({ reloadEnvironment: true }),
    init: async () => {
      registerHooks({ resolve: resolveVitest, load: loadForgetful });
      const files = globSync([...globs], { exclude: [...except] });
      for (const file of files.toSorted()) await inFile(file, () => import(pathToFileURL(path.resolve(file)).href));
      for (const [id, cost] of keptCosts()) costs.set(id, cost);
    },
    dryRun: () => dryRun(costs),
    mutantRun: (run) => mutantRun(run, costs),
  };
}
inProcessRunner.inject = tokens(commonTokens.options);

/** In the sandbox. A mutant that never ends takes its process with it, and the next one runs no tests without a mutant to learn this anew. */
const costsFile = 'costs-of-tests.json';

function keptCosts(): readonly (readonly [id: string, cost: number])[] {
  return existsSync(costsFile) ? (JSON.parse(readFileSync(costsFile, 'utf8')) as readonly (readonly [string, number])[]) : [];
}

/** Runs every test without a mutant; what each covers and costs is kept. */
async function dryRun(costs: Map<string, number>): Promise<DryRunResult> {
  const tests: TestResult[] = [];
  for (const test of declared) {
    instrument.currentTestId = test.id;
    const result = await outcomeOf(test);
    costs.set(test.id, result.timeSpentMs);
    tests.push(result);
  }
  writeFileSync(costsFile, JSON.stringify([...costs]));
  instrument.currentTestId = undefined;
  const { mutantCoverage } = instrument;
  return { status: DryRunStatus.Complete, tests, ...(mutantCoverage === undefined ? {} : { mutantCoverage }) };
}

/** Runs the tests that cover a mutant, the cheapest first, until one fails. */
async function mutantRun(options: MutantRunOptions, costs: ReadonlyMap<string, number>): Promise<MutantRunResult> {
  const wanted = options.testFilter === undefined ? undefined : new Set(options.testFilter);
  const cost = (test: DeclaredTest): number => costs.get(test.id) ?? 0;
  const chosen = declared.filter((test) => wanted?.has(test.id) ?? true).toSorted((a, b) => cost(a) - cost(b));
  Object.assign(instrument, { activeMutant: options.activeMutant.id, hitCount: 0, hitLimit: options.hitLimit });
  const tests: TestResult[] = [];
  for (const test of chosen) {
    const result = await outcomeOf(test);
    tests.push(result);
    if (result.status === TestStatus.Failed && !options.disableBail) break;
  }
  const { hitCount } = instrument;
  Object.assign(instrument, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
  const endless = determineHitLimitReached(hitCount, options.hitLimit);
  return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
}

async function outcomeOf({ id, body }: DeclaredTest): Promise<TestResult> {
  memory.__forgotten__ = (memory.__forgotten__ ?? 0) + 1;
  const start = performance.now();
  try {
    await body();
    return { id, name: id, status: TestStatus.Success, timeSpentMs: performance.now() - start };
  } catch (error) {
    return { id, name: id, status: TestStatus.Failed, timeSpentMs: performance.now() - start, failureMessage: String(error) };
  }
}

const standIn = new URL('./describe-it-expect.ts', import.meta.url).href;

const resolveVitest: ResolveHookSync = (specifier, context, next) =>
  specifier === 'vitest' ? { url: standIn, shortCircuit: true } : next(specifier, context);

/** `remembered` forgets whenever a test begins, or one mutant would hand its answers to the next. */
const loadForgetful: LoadHookSync = (url, context, next) => {
  const loaded = next(url, context);
  if (!url.startsWith('file:') || !fileURLToPath(url).endsWith(path.join('shared', 'base', 'remembered.ts'))) return loaded;
  const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
  const source = text
    .replace('const known = new WeakMap', 'let since = globalThis.__forgotten__;\n  let known = new WeakMap')
    .replace(
      'return (subject) => {',
      'return (subject) => {\n    if (since !== globalThis.__forgotten__) {\n      since = globalThis.__forgotten__;\n      known = new WeakMap();\n    }',
    );
  if (!source.includes('let known') || !source.includes('known = new WeakMap();')) throw new Error('remembered.ts is not as expected');
  return { ...loaded, source };
};

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', inProcessRunner)];

/** The shape of the option `inProcess`. */
export const strykerValidationSchema = {
  properties: {
    inProcess: {
      type: 'object',
      required: ['tests', 'except'],
      properties: {
        tests: { description: 'Files of tests, as globs.', type: 'array', items: { type: 'string' } },
        except: { description: 'Files among them to leave out.', type: 'array', items: { type: 'string' } },
      },
    },
  },
};

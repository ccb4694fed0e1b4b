/** How many tests passed, from the reports that the runners write. */
import { readFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** From Vitest's JSON report; a file that could not be loaded counts as one failure. `null`: there is no report. */
export function vitestCounts(file: string): Counts | null {
  const report = read(file) as VitestReport | null;
  if (report === null) return null;
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  const unexplained = !report.success && failed === 0 ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + unexplained, skipped: report.numPendingTests + report.numTodoTests };
}

/** From Playwright's JSON report; an error outside of a test counts as one failure. A test that passed at a second try counts as passed. */
export function playwrightCounts(file: string): Counts | null {
  const report = read(file) as PlaywrightReport | null;
  if (report === null) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

export function sum(all: readonly Counts[]): Counts {
  const add = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

/** The last lines of a test run; the very last is for programs. */
export function summary({ passed, failed, skipped }: Counts): string[] {
  const note = skipped === 0 ? [] : [`${skipped} skipped; each says why above.`];
  return [...note, `${passed} passed, ${failed} failed`];
}

interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
  readonly errors: readonly unknown[];
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { playwrightCounts, sum, summary, vitestCounts } from '../../scripts/test-counts.ts';

function report(content: unknown): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'linkscape-report-')), 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const clean = { success: true, numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

describe('the counts of Vitest', () => {
  it('are those of its report', () => {
    expect(vitestCounts(report(clean))).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it('count a file that could not be loaded, beside tests that failed', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ];
    expect(vitestCounts(report({ ...clean, success: false, numFailedTests: 1, testResults }))).toEqual({
      passed: 3,
      failed: 2,
      skipped: 1,
    });
  });

  it('never call a run good that was not', () => {
    expect(vitestCounts(report({ ...clean, success: false }))).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('are unknown without a report', () => {
    expect([vitestCounts('/nowhere.json'), vitestCounts(report('{'))]).toEqual([null, null]);
  });
});

it('the counts of Playwright include what failed outside of a test', () => {
  const file = report({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{ message: 'no test found' }] });
  expect(playwrightCounts(file)).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

it('the summary ends with the line that programs read', () => {
  const total = sum([
    { passed: 3, failed: 0, skipped: 1 },
    { passed: 7, failed: 2, skipped: 3 },
  ]);
  expect(summary(total)).toEqual(['4 skipped; each says why above.', '10 passed, 2 failed']);
  expect(summary({ passed: 1, failed: 0, skipped: 0 })).toEqual(['1 passed, 0 failed']);
});

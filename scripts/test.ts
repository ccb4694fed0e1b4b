/** `npm test [unit|e2e]`: runs the tests and ends with one line that counts them. */
import { rmSync } from 'node:fs';
import { ensureBuilt } from './build.ts';
import { inRoot, runPackage } from './project.ts';
import { type Counts, playwrightCounts, sum, summary, vitestCounts } from './test-counts.ts';

const wanted = process.argv.slice(2);
const wants = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
const failedToRun: Counts = { passed: 0, failed: 1, skipped: 0 };

const counts: Counts[] = [];
if (wants('unit')) counts.push(await unit());
if (wants('e2e')) counts.push(await endToEnd());

const total = sum(counts);
for (const line of summary(total)) process.stdout.write(`${line}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function unit(): Promise<Counts> {
  const report = inRoot('reports/vitest.json');
  rmSync(report, { force: true });
  await runPackage('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  return vitestCounts(report) ?? failedToRun;
}

async function endToEnd(): Promise<Counts> {
  const report = inRoot('reports/playwright.json');
  rmSync(report, { force: true });
  if (!(await ensureBuilt(['host', 'renderer']))) return failedToRun;
  await runPackage('@playwright/test/cli.js', ['test']);
  return playwrightCounts(report) ?? failedToRun;
}

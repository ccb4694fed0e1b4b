/**
 * `npm test [architecture|unit|integration|e2e …]`: runs these suites, or all of
 * them, what answers soonest first, and ends with one line that counts their tests.
 */
import { rmSync } from 'node:fs';
import { suites } from '../test/suites.ts';
import { ensureBuilt } from './build.ts';
import { inRoot, runPackage, say } from './project.ts';
import { type Counts, playwrightCounts, sum, summary, vitestCounts } from './test-counts.ts';

const known = [...suites.map(({ name }) => name), 'e2e'];
const given = process.argv.slice(2);
const wanted = given.length === 0 ? known : known.filter((name) => given.includes(name));
const unknown = given.filter((name) => !known.includes(name));
const failedToRun: Counts = { passed: 0, failed: 1, skipped: 0 };

const counts: Counts[] = [];
if (unknown.length > 0) {
  say(`There is no suite ${unknown.join(', ')}. Suites: ${known.join(', ')}.`);
  counts.push(failedToRun);
} else {
  const projects = wanted.filter((name) => name !== 'e2e');
  if (projects.length > 0) counts.push(await vitest(projects));
  if (wanted.includes('e2e')) counts.push(await endToEnd());
}

const total = sum(counts);
for (const line of summary(total)) process.stdout.write(`${line}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** One run of Vitest for all of them: it keeps their order (`groupOrder` of its configuration). */
async function vitest(projects: readonly string[]): Promise<Counts> {
  const report = inRoot('reports/vitest.json');
  rmSync(report, { force: true });
  const only = projects.map((name) => `--project=${name}`);
  await runPackage('vitest/vitest.mjs', ['run', ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  return vitestCounts(report) ?? failedToRun;
}

async function endToEnd(): Promise<Counts> {
  const report = inRoot('reports/playwright.json');
  rmSync(report, { force: true });
  if (!(await ensureBuilt(['host', 'renderer']))) return failedToRun;
  await runPackage('@playwright/test/cli.js', ['test']);
  return playwrightCounts(report) ?? failedToRun;
}

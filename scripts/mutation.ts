/**
 * Mutation tests of the analysis, piece by piece: `npm run mutation`, or
 * `npm run mutation -- availability cn` for some pieces. What a piece said is
 * kept in `reports/mutation`, so that a run that was interrupted goes on where
 * it stopped; it is asked anew once the code or the tests have changed. At the
 * end the scores stand on standard output, and in `reports/mutation/summary.json`
 * with those of every file.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot, root, runPackage, say } from './project.ts';

const analysis = 'shared/analysis';

/** Pieces of some minutes each; Stryker takes several globs with commas between them. */
const pieces: Readonly<Record<string, string>> = {
  availability: `${analysis}/availability/*.ts`,
  topology: `${analysis}/topology/*.ts`,
  findings: `${analysis}/findings/*.ts`,
  az: `${analysis}/findings/rules/az*.ts`,
  cn: `${analysis}/findings/rules/cn*.ts`,
  'dns-eg-nacl': ['dns', 'eg', 'nacl'].map((rules) => `${analysis}/findings/rules/${rules}*.ts`).join(),
  ep: `${analysis}/findings/rules/ep*.ts`,
  'nt-tp': ['nt', 'tp'].map((rules) => `${analysis}/findings/rules/${rules}*.ts`).join(),
};

/** A folder below this share of killed mutants fails the command. */
const leastScore = 85;

/** Files below this are named at the end. */
const weakScore = 80;

interface Mutant {
  readonly status: string;
}

/** The part of Stryker's report that is read here, and of which sources it speaks. */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
  readonly asked?: string;
}

/** Everything a mutant's fate rests on, as one hash. */
function sourcesHash(): string {
  const files = globSync(
    ['shared/**/*.ts', 'test/{shared,mutation,fixtures}/**/*.{ts,json}', 'test/electron/imports/**/*.{ts,json}', 'stryker.config.json'],
    { cwd: root },
  );
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(inRoot(file)));
  return hash.digest('hex');
}

function reportFile(piece: string): string {
  return inRoot('reports', 'mutation', `${piece}.json`);
}

function reportOf(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}

/** Runs Stryker over one piece and keeps its report; `null` where Stryker did not come to its end. */
async function ask(piece: string, glob: string, asked: string): Promise<Report | null> {
  say(`mutation: ${piece} (${glob})`);
  const before = Date.now();
  rmSync(reportFile('mutation'), { force: true });
  const own = ['--mutate', glob, '--concurrency', '1', '--logLevel', 'warn'];
  await runPackage('@stryker-mutator/core/bin/stryker.js', ['run', 'stryker.config.json', ...own]);
  const report = reportOf(reportFile('mutation'));
  if (report === null || Object.values(report.files).every(({ mutants }) => mutants.length === 0)) return null;
  writeFileSync(reportFile(piece), JSON.stringify({ ...report, asked }));
  say(`mutation: ${piece} took ${Math.round((Date.now() - before) / 60_000)} min`);
  return report;
}

interface Count {
  readonly name: string;
  readonly killed: number;
  readonly counted: number;
  /** Of a hundred. */
  readonly score: number;
}

/** Killed and counted mutants by what `nameOf` says of their file; those that could not be told apart from the code when it loads do not count. */
function countBy(reports: readonly Report[], nameOf: (file: string) => string): readonly Count[] {
  const statuses = new Map<string, string[]>();
  for (const [file, { mutants }] of reports.flatMap((report) => Object.entries(report.files))) {
    const counted = mutants
      .map(({ status }) => status)
      .filter((status) => isKilled(status) || status === 'Survived' || status === 'NoCoverage');
    const name = nameOf(file);
    if (counted.length > 0) statuses.set(name, [...(statuses.get(name) ?? []), ...counted]);
  }
  return [...statuses].map(([name, all]) => {
    const killed = all.filter(isKilled).length;
    return { name, killed, counted: all.length, score: Math.round((1000 * killed) / all.length) / 10 };
  });
}

function isKilled(status: string): boolean {
  return status === 'Killed' || status === 'Timeout';
}

/** Prints the folders and the weak files, and keeps all of them; whether every folder is good enough. */
function conclude(reports: readonly Report[]): boolean {
  const folders = countBy(reports, (file) => file.split('/')[2] ?? file);
  const files = countBy(reports, (file) => file).toSorted((a, b) => a.score - b.score);
  mkdirSync(inRoot('reports', 'mutation'), { recursive: true });
  writeFileSync(reportFile('summary'), JSON.stringify({ folders, files }, null, 2));
  const weak = files.filter(({ score }) => score < weakScore);
  for (const { name, killed, counted, score } of [...folders, ...weak])
    process.stdout.write(`${name.padEnd(12)} ${score.toFixed(1)} %  ${killed} of ${counted}\n`);
  return folders.every(({ score }) => score >= leastScore);
}

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((piece) => !(piece in pieces));
  if (unknown.length > 0) {
    say(`mutation: no piece ${unknown.join(', ')}; there are ${Object.keys(pieces).join(', ')}`);
    return 1;
  }
  const asked = sourcesHash();
  const reports: Report[] = [];
  const failed: string[] = [];
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
  for (const [piece, glob] of Object.entries(pieces).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
    const kept = reportOf(reportFile(piece));
    if (kept?.asked === asked) say(`mutation: ${piece} was asked already, nothing has changed since`);
    const report = kept?.asked === asked ? kept : await ask(piece, glob, asked);
    if (isStopped) return 1;
    if (report === null) failed.push(piece);
    else reports.push(report);
  }
  const isGood = conclude(reports);
  for (const piece of failed) say(`mutation: ${piece} did not come to its end; run it again`);
  return isGood && failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();

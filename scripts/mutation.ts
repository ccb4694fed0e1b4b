/**
 * Mutation tests of the analysis, piece by piece: `npm run mutation`, or
 * `npm run mutation -- availability cn` for some pieces. What a piece said is
 * kept in `reports/mutation`, so that a run that was interrupted goes on where
 * it stopped; it is asked anew once the code or the tests have changed.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  killed: number;
  counted: number;
}

/** Killed and counted mutants of each folder of the analysis; those that could not be told apart from the code when it loads do not count. */
function countFolders(reports: readonly Report[]): ReadonlyMap<string, Count> {
  const folders = new Map<string, Count>();
  for (const [file, { mutants }] of reports.flatMap((report) => Object.entries(report.files))) {
    const folder = file.split('/')[2] ?? file;
    const count = folders.get(folder) ?? { killed: 0, counted: 0 };
    for (const { status } of mutants) {
      if (status === 'Killed' || status === 'Timeout') count.killed += 1;
      if (['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status)) count.counted += 1;
    }
    folders.set(folder, count);
  }
  return folders;
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
  for (const [piece, glob] of Object.entries(pieces).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
    const kept = reportOf(reportFile(piece));
    if (kept?.asked === asked) say(`mutation: ${piece} was asked already, nothing has changed since`);
    const report = kept?.asked === asked ? kept : await ask(piece, glob, asked);
    if (report === null) return 1;
    reports.push(report);
  }
  const folders = [...countFolders(reports)].map(([folder, count]) => ({ folder, ...count, score: (100 * count.killed) / count.counted }));
  for (const { folder, killed, counted, score } of folders)
    process.stdout.write(`${folder.padEnd(12)} ${score.toFixed(1)} %  ${killed} of ${counted}\n`);
  return folders.every(({ score }) => score >= leastScore) ? 0 : 1;
}

process.exitCode = await main();

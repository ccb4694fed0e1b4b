/**
 * `npm run check [--skip-test]`: everything that must hold before a change goes in.
 * All steps run even where one fails, so that one run shows everything.
 */
import { inRoot, runPackage, say } from './project.ts';

interface Step {
  readonly name: string;
  /** A file of node_modules, or `scripts/…` for a script of ours. */
  readonly program: string;
  readonly args: readonly string[];
}

const tsc = 'typescript/bin/tsc';
const steps: readonly Step[] = [
  { name: 'format', program: '@biomejs/biome/bin/biome', args: ['format', '.'] },
  { name: 'lint', program: 'oxlint/bin/oxlint', args: ['--type-aware'] },
  ...['shared', 'electron', 'renderer', 'test'].map((project) => ({
    name: `types in ${project}`,
    program: tsc,
    args: ['-p', inRoot(project)],
  })),
  { name: 'test', program: '../scripts/launch.mjs', args: ['test'] },
  { name: 'build', program: '../scripts/launch.mjs', args: ['build'] },
];

const wanted = steps.filter((step) => step.name !== 'test' || !process.argv.includes('--skip-test'));
const failed: string[] = [];
for (const { name, program, args } of wanted) {
  // One after the other: each uses all cores, and their output must not mix.
  const ended = await runPackage(program, args);
  say(`${ended.code === 0 ? 'ok    ' : 'FAILED'} ${name} (${ended.seconds.toFixed(1)} s)`);
  if (ended.code !== 0) failed.push(name);
}

say(
  failed.length === 0 ? `All ${wanted.length} checks hold.` : `${failed.length} of ${wanted.length} checks failed: ${failed.join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

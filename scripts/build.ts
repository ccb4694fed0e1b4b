/** `npm run build [host|renderer]`: builds both halves, or one. */
import { pathToFileURL } from 'node:url';
import { withBuildLock } from './build-lock.ts';
import { type BuildTarget, isFresh, markBuilt } from './freshness.ts';
import { runPackage, say } from './project.ts';

const commands: Readonly<Record<BuildTarget, { readonly file: string; readonly args: readonly string[] }>> = {
  host: { file: 'rolldown/bin/cli.mjs', args: ['-c', 'rolldown.config.ts'] },
  renderer: { file: 'vite/bin/vite.js', args: ['build', '--logLevel', 'warn'] },
};

/** Builds what is missing or older than its sources; false where a build failed, which it then said. */
export async function ensureBuilt(targets: readonly BuildTarget[]): Promise<boolean> {
  if (targets.every(isFresh)) return true;
  return withBuildLock(() => buildAll(targets.filter((target) => !isFresh(target))));
}

async function buildAll(targets: readonly BuildTarget[]): Promise<boolean> {
  const built = await Promise.all(targets.map(build));
  return built.every((good) => good);
}

async function build(target: BuildTarget): Promise<boolean> {
  say(`Building the ${target} …`);
  const begun = new Date();
  const { file, args } = commands[target];
  const ended = await runPackage(file, args, { output: 'on-failure' });
  if (ended.code !== 0) {
    say(`The ${target} could not be built; the lines above say why.`);
    return false;
  }
  markBuilt(target, begun);
  say(`Built the ${target} in ${ended.seconds.toFixed(1)} s.`);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = process.argv.slice(2).filter((name): name is BuildTarget => name === 'host' || name === 'renderer');
  const good = await withBuildLock(() => buildAll(wanted.length === 0 ? ['host', 'renderer'] : wanted));
  process.exitCode = good ? 0 : 1;
}

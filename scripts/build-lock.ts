/** Keeps two builds of one checkout apart, as when a script calls the command line twice at the same time. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './project.ts';

const folder = inRoot('node_modules/.cache/linkscape');
const file = `${folder}/build.lock`;

/** Runs `work` while no other process builds; waits for one that does. */
export async function withBuildLock<Value>(work: () => Promise<Value>): Promise<Value> {
  mkdirSync(folder, { recursive: true });
  while (!taken()) await wait(100);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // Left behind by a build that was killed: the next round takes it.
    if (!ownerLives()) rmSync(file, { force: true });
    return false;
  }
}

function ownerLives(): boolean {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // A file that was just made and not written yet reads as 0; its owner is about to write it.
    return owner === 0 || process.kill(owner, 0);
  } catch {
    return false;
  }
}

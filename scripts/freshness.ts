/** Whether what was built is still what the sources say. */
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './project.ts';

/** The two halves that are built apart: the command line needs no renderer. */
export type BuildTarget = 'host' | 'renderer';

const sources: Readonly<Record<BuildTarget, readonly string[]>> = {
  host: ['electron', 'shared', 'rolldown.config.ts', 'package-lock.json'],
  renderer: ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'],
};

/** True where the target was built after its newest source changed. Folders count too: a deleted file changes its folder. */
export function isFresh(target: BuildTarget): boolean {
  const built = modified(stamp(target));
  return built !== null && sources[target].every((name) => newest(inRoot(name)) <= built);
}

/** Notes that the target now holds what the sources said when the build began. */
export function markBuilt(target: BuildTarget, begun: Date): void {
  writeFileSync(stamp(target), '');
  utimesSync(stamp(target), begun, begun);
}

function stamp(target: BuildTarget): string {
  return path.join(root, 'out', `.built-${target}`);
}

function newest(file: string): number {
  const own = modified(file) ?? 0;
  const entries = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(file) : [];
  return entries.reduce((latest, entry) => Math.max(latest, newest(path.join(file, entry))), own);
}

function modified(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

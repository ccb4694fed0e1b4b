/** Paths and processes that the scripts share. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/** The project's root folder. */
export const root = path.resolve(import.meta.dirname, '..');

/** A file below the root. */
export function inRoot(...segments: readonly string[]): string {
  return path.join(root, ...segments);
}

/** Where the person was when they called npm, which changes to the root before it runs a script. */
export function callersFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** One line of progress; standard output belongs to the program that is started. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

export interface RunOptions {
  /** Ends the process after this long; its code is then `null`. */
  readonly timeoutMs?: number;
  /** `on-failure` keeps what it prints and shows it where it did not end well; `none` never shows it. */
  readonly output?: 'inherit' | 'on-failure' | 'none';
  readonly cwd?: string;
}

/** How a process ended. */
export interface Ended {
  /** `null` where a signal or the time limit ended it. */
  readonly code: number | null;
  readonly seconds: number;
}

/** Runs a program to its end and passes signals on to it, so that nothing of ours outlives the script. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const started = performance.now();
  const output = options.output ?? 'inherit';
  const stdio = output === 'inherit' ? 'inherit' : 'pipe';
  const child = spawn(program, [...args], {
    cwd: options.cwd ?? root,
    stdio: ['inherit', stdio, stdio],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  const code = await exitCode(child);
  if (output === 'on-failure' && code !== 0) process.stderr.write(Buffer.concat(printed));
  return { code, seconds: (performance.now() - started) / 1000 };
}

/** Runs the JavaScript file of a package with this Node: no shell, no `.cmd` shims. */
export function runPackage(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, [inRoot('node_modules', file), ...args], options);
}

function exitCode(child: ChildProcess): Promise<number | null> {
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    });
  });
}

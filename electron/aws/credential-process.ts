/** Runs the command of a `credential_process`, which the person has agreed to, and reads the keys it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { Credentials } from './credentials.ts';

/** Longer than any sign-in needs that asks nobody. */
const timeLimitMs = 30_000;
/** Keys fit into a page; more is something else. */
const outputLimit = 65_536;

/** Never handed on: they would give the command more than it has by itself, or change how it runs. */
const withheld = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'];

/**
 * The keys, or one sentence of why there are none. What the command writes is
 * never shown: it may hold the secret.
 */
export async function runCredentialProcess(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Outcome<Credentials, string>> {
  const printed = await runCommand(command, env, signal);
  return printed.kind === 'ok' ? readKeys(printed.value) : printed;
}

function runCommand(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Outcome<string, string>> {
  const allowed = Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.includes(name)));
  const isGroup = process.platform !== 'win32';
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, env: allowed, stdio: ['ignore', 'pipe', 'ignore'], detached: isGroup, windowsHide: true });
    let output = '';
    const finish = (outcome: Outcome<string, string>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      endTree(child, isGroup);
      resolve(outcome);
    };
    const stop = (): void => finish(failed('The scan was cancelled.'));
    const timer = setTimeout(
      () => finish(failed(`credential_process did not end within ${timeLimitMs / 1000} s and was stopped.`)),
      timeLimitMs,
    );
    signal.addEventListener('abort', stop, { once: true });
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => {
      output += piece;
      if (output.length > outputLimit) finish(failed('credential_process printed more than credentials and was stopped.'));
    });
    child.on('error', () => finish(failed('credential_process could not be started.')));
    child.on('close', (code) => finish(code === 0 ? ok(output) : failed(`credential_process ended with code ${code ?? 'none'}.`)));
  });
}

/** Ends the command and whatever it started. */
function endTree(child: ChildProcess, isGroup: boolean): void {
  if (child.exitCode !== null || child.pid === undefined) return;
  try {
    if (isGroup) process.kill(-child.pid, 'SIGKILL');
    else spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
  } catch {
    child.kill('SIGKILL');
  }
}

function readKeys(text: string): Outcome<Credentials, string> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return failed('credential_process did not print JSON.');
  }
  const fields = new Map(Object.entries(typeof data === 'object' && data !== null ? data : {}));
  const field = (name: string): string | null => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const accessKeyId = field('AccessKeyId');
  const secretAccessKey = field('SecretAccessKey');
  if (fields.get('Version') !== 1) return failed('credential_process did not print "Version": 1.');
  if (accessKeyId === null || secretAccessKey === null) return failed('credential_process printed no AccessKeyId and SecretAccessKey.');
  const expiration = field('Expiration') === null ? null : new Date(field('Expiration') ?? '');
  if (expiration !== null && !(expiration.getTime() > Date.now()))
    return failed('credential_process printed credentials that have expired.');
  return ok({ accessKeyId, secretAccessKey, sessionToken: field('SessionToken'), expiration });
}

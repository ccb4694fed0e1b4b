/** The estate of the scan bench, and the fake that serves it. */
import { fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GeneratorOptions } from '#test/fake-aws/generate-estate.ts';
import type { FromFake, ToFake } from './scan-fake.ts';

export interface EstateOrder extends GeneratorOptions {
  readonly latencyMs: number;
  readonly faults: 'none' | 'standard';
}

export interface ServedEstate {
  readonly url: string;
  /** One profile per account, in the AWS files that the environment of this process now names. */
  readonly profiles: readonly string[];
  readonly keys: readonly { readonly accessKeyId: string; readonly secretAccessKey: string }[];
  stop(): Promise<Extract<FromFake, { kind: 'stopped' }>>;
}

/** Starts a process that serves the estate. */
export async function serveEstate(order: EstateOrder): Promise<ServedEstate> {
  const child = fork(path.join(import.meta.dirname, 'scan-fake.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const next = (): Promise<FromFake> => new Promise((resolve) => child.once('message', (message) => resolve(message as FromFake)));
  const say = (message: ToFake): boolean => child.send(message);
  const answer = next();
  say({ kind: 'start', order });
  const listening = await answer;
  if (listening.kind !== 'listening') throw new Error('the fake did not start');
  const profiles = listening.keys.map((_, index) => `account-${index}`);
  useProfiles(profiles, listening.keys);
  return {
    url: listening.url,
    profiles,
    keys: listening.keys,
    stop: async () => {
      const stopping = next();
      say({ kind: 'stop' });
      const stopped = await stopping;
      child.disconnect();
      if (stopped.kind !== 'stopped') throw new Error('the fake did not stop');
      if (stopped.problem !== null) throw new Error(stopped.problem);
      return stopped;
    },
  };
}

function useProfiles(profiles: readonly string[], keys: ServedEstate['keys']): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'linkscape-bench-'));
  const texts = profiles.map((profile, index) => {
    const { accessKeyId = '', secretAccessKey = '' } = keys[index] ?? {};
    return `[profile ${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nregion = us-east-1\n`;
  });
  writeFileSync(path.join(folder, 'config'), texts.join(''), { mode: 0o600 });
  Object.assign(process.env, {
    HOME: folder,
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  });
}

/** Scans the fake AWS through the real SDK, with a configuration of its own. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Region } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { awsSessions, type AwsSessionOptions } from '#electron/aws/sessions.ts';
import type { DiscoveryRequest, ScanProgress, ScanSettings } from '#electron/discovery/request.ts';
import { runScan } from '#electron/discovery/run-scan.ts';

export interface FakeScan {
  readonly url: string | null;
  /** Texts of the two files. */
  readonly config: string;
  readonly credentials?: string;
  readonly request: Partial<DiscoveryRequest> & { readonly profiles: readonly string[] };
  readonly sessions?: Partial<AwsSessionOptions>;
  readonly settings?: Partial<ScanSettings>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}

/** The environment of a person with these files. */
export function homeWith(config: string, credentials?: string): Record<string, string> {
  const home = mkdtempSync(join(tmpdir(), 'linkscape-home-'));
  const configFile = join(home, 'config');
  const credentialsFile = join(home, 'credentials');
  writeFileSync(configFile, config);
  if (credentials !== undefined) writeFileSync(credentialsFile, credentials);
  return { HOME: home, PATH: process.env['PATH'] ?? '', AWS_CONFIG_FILE: configFile, AWS_SHARED_CREDENTIALS_FILE: credentialsFile };
}

export function scanFake(options: FakeScan): Promise<Snapshot> {
  const sessions = awsSessions({
    env: homeWith(options.config, options.credentials),
    endpointUrl: options.url,
    consents: [],
    ask: () => Promise.resolve(null),
    ...options.sessions,
  });
  return runScan(
    { regions: ['us-east-1', 'eu-west-1'] as Region[], allRegions: false, ...options.request },
    {
      sessions,
      clock: () => Date.now(),
      sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
      random: Math.random,
      settings: { throttleBaseMs: 20, transientBaseMs: 5, backoffCapMs: 200, transientCapMs: 50, ...options.settings },
    },
    options.onProgress ?? (() => undefined),
    options.signal ?? new AbortController().signal,
  );
}

/** A profile with keys. */
export function keyProfile(
  name: string,
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string },
  region = 'us-east-1',
): string {
  const lines = [
    `[profile ${name}]`,
    `aws_access_key_id = ${keys.accessKeyId}`,
    `aws_secret_access_key = ${keys.secretAccessKey}`,
    `region = ${region}`,
  ];
  return `${lines.join('\n')}\n`;
}

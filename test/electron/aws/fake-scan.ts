/** Scans the fake AWS through the real SDK, with a configuration of its own. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Region } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { awsSessions, type AwsSessionOptions } from '#electron/aws/sessions.ts';
import {
  defaultSettings,
  type DiscoveryRequest,
  type ScanPorts,
  type ScanProgress,
  type ScanSettings,
} from '#electron/discovery/request.ts';
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
  /** How many times as fast the scan's own time passes; 20 where a test does not look at the pace. */
  readonly speed?: number;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Gets every time that the scan asks to wait, milliseconds of its own time. */
  readonly onWait?: (milliseconds: number) => void;
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

/**
 * Time in which waiting for tokens costs nothing: of some APIs AWS allows four
 * calls a second, and that a scan keeps to it is shown elsewhere.
 */
function hurriedTime(speed: number, onWait: (milliseconds: number) => void): Pick<ScanPorts, 'clock' | 'sleep'> {
  const begin = Date.now();
  return {
    clock: () => begin + (Date.now() - begin) * speed,
    sleep: (milliseconds, signal) => {
      onWait(milliseconds);
      return wait(milliseconds / speed, undefined, { signal }).catch(() => undefined);
    },
  };
}

/** Times that are no waiting for AWS, as long as ever in real time. */
function unhurried(settings: ScanSettings, speed: number): ScanSettings {
  return {
    ...settings,
    attemptDeadlineMs: settings.attemptDeadlineMs * speed,
    callBudgetMs: settings.callBudgetMs * speed,
    slowCallMs: settings.slowCallMs * speed,
    progressMs: settings.progressMs * speed,
  };
}

const shortWaits = { throttleBaseMs: 20, transientBaseMs: 5, backoffCapMs: 200, transientCapMs: 50 };
/** The stand-in answers in the thread that asks: with many calls in flight each would wait for all others, on a busy machine past its deadline. */
const fewAtOnce = { concurrency: 16, mostConcurrency: 24 };

export function scanFake(options: FakeScan): Promise<Snapshot> {
  const sessions = awsSessions({
    env: homeWith(options.config, options.credentials),
    endpointUrl: options.url,
    consents: [],
    ask: () => Promise.resolve(null),
    ...options.sessions,
  });
  const speed = options.speed ?? 20;
  return runScan(
    { regions: ['us-east-1', 'eu-west-1'] as Region[], allRegions: false, ...options.request },
    {
      sessions,
      ...hurriedTime(speed, options.onWait ?? (() => undefined)),
      random: Math.random,
      settings: unhurried({ ...defaultSettings, ...shortWaits, ...fewAtOnce, ...options.settings }, speed),
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

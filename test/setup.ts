/**
 * No test may see the AWS configuration of the machine it runs on, nor reach any
 * host but loopback. Files share a process, so each begins with the environment
 * that the first one found, whatever the file before it has set.
 */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, vi } from 'vitest';

const shared = globalThis as { environmentAtFirst?: Readonly<Record<string, string | undefined>> };
const first = (shared.environmentAtFirst ??= { ...process.env });

for (const name of Object.keys(process.env)) if (first[name] === undefined) delete process.env[name];
for (const [name, value] of Object.entries(first)) if (value !== undefined && process.env[name] !== value) process.env[name] = value;

const home = mkdtempSync(path.join(os.tmpdir(), 'linkscape-test-'));
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_') && name !== 'AWS_CA_BUNDLE') delete process.env[name];
process.env['HOME'] = home;
process.env['USERPROFILE'] = home;
process.env['AWS_CONFIG_FILE'] = path.join(home, 'config');
process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(home, 'credentials');
process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

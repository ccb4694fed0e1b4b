/** The program of a scan that will be killed: `node killed-scan.ts <JSON of KilledScan>`. */
import { flushCompileCache } from 'node:module';
import { keptScan } from '#electron/services/scan-resume.ts';
import { scan } from '#electron/services/scan.ts';
import type { DiscoveryRequest } from '#electron/discovery/request.ts';

export interface KilledScan {
  readonly journal: string;
  readonly request: DiscoveryRequest;
  readonly endpointUrl: string;
  readonly resumes: boolean;
}

// At the end it would be too late: this program does not end by itself.
flushCompileCache();

const { journal, request, endpointUrl, resumes } = JSON.parse(process.argv[2] ?? '{}') as KilledScan;
const asked = { request, endpointUrl, consents: [] };
const kept = await keptScan(journal, asked, resumes);
if (kept.kind === 'problem') throw new Error(kept.problem.what);
await scan({
  ...asked,
  ...kept.value.options,
  ask: () => Promise.resolve(null),
  onProgress: () => undefined,
  signal: new AbortController().signal,
  // A busy machine is no Region that does not answer.
  settings: { attemptDeadlineMs: 60_000 },
});

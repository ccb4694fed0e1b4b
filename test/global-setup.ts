/** Once for a run of Vitest, before its workers start; what comes back runs at the end, also after a failure. */
import path from 'node:path';
import { isLongRun } from './long-run.ts';
import { useOwnTempFolder } from './temp-folder.ts';

export function setup(): () => void {
  // Threads and programs that tests start load the same modules over and over: Node need not compile them every time.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, '../node_modules/.cache/compiled');
  if (isLongRun)
    console.info('LINKSCAPE_LONG=1: property tests try their full number of cases, pages are huge, and cfn-lint reads every template.');
  return useOwnTempFolder();
}

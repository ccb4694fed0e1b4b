import path from 'node:path';
import type { Problem } from '#shared/base/outcome.ts';

/**
 * What the engine threw, as a problem that says what to do. DuckDB begins its
 * messages with a kind ("IO Error: …") and names a full disk by the words of the
 * system, a full temporary folder by its own limit.
 */
export function engineProblem(why: string, folder: string): Problem {
  const place = path.dirname(folder);
  if (/no space left|disk full|max_temp_directory_size|offload data block/i.test(why)) {
    return {
      code: 'flow-logs-disk',
      what: 'There is no room for what the import sets aside',
      where: place,
      why,
      remedy: 'Make room there, or name another folder for temporary files with TMPDIR (TEMP on Windows), or import fewer days at a time.',
    };
  }
  if (/^(Out of Memory|.*could not allocate|.*bad_alloc)/i.test(why)) {
    return {
      code: 'flow-logs-memory',
      what: 'The import needs more memory than it may use',
      why,
      remedy: 'Import fewer days at a time, or the logs of the NAT gateways without those of the workloads.',
    };
  }
  return {
    code: 'flow-logs-engine',
    what: 'The flow logs could not be read to their end',
    why,
    remedy: 'Check that the files are whole and that the folder for temporary files has room.',
  };
}

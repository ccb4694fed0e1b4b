import type { Snapshot } from '#shared/model/snapshot.ts';
import type { DiscoveryRequest, ScanPorts, ScanProgress } from './request.ts';

/** Reads everything the request names. */
export function runScan(
  request: DiscoveryRequest,
  ports: ScanPorts,
  onProgress: (progress: ScanProgress) => void,
  signal: AbortSignal,
): Promise<Snapshot> {
  return Promise.reject(new Error(`not written yet: ${typeof request} ${typeof ports} ${typeof onProgress} ${String(signal.aborted)}`));
}

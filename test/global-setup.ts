/** Once for a run of Vitest, before its workers start; what comes back runs at the end, also after a failure. */
import { useOwnTempFolder } from './temp-folder.ts';

export function setup(): () => void {
  return useOwnTempFolder();
}

import type { Analysed } from '#electron/services/analyse.ts';
import { schemaVersion } from './schema-version.ts';

/** The alignment rows as programs read them: all zones as AZ IDs. */
export function alignJson({ alignment }: Analysed) {
  return { schemaVersion, rows: alignment };
}

import type { Outcome, Problem } from '#shared/base/outcome.ts';
import { collectorScript } from '#electron/imports/collector.ts';
import type { Imported, ImportOptions } from '#electron/imports/import-files.ts';
import { importPaths } from '#electron/imports/import-paths.ts';

/** Folders of AWS CLI JSON as a snapshot, with what could not be used. */
export function importFolders(paths: readonly string[], options: ImportOptions): Promise<Outcome<Imported, Problem>> {
  return importPaths(paths, options);
}

/** The read-only script that makes such folders. */
export function collectorText(regions: readonly string[]): string {
  return collectorScript(regions);
}

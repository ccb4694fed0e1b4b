import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { collectorScript } from '#electron/imports/collector.ts';
import type { Imported, ImportOptions } from '#electron/imports/import-files.ts';
import { importPaths } from '#electron/imports/import-paths.ts';
import { isRegionName } from '#electron/imports/places.ts';
import { importCode } from './planned-code.ts';

/** Folders of AWS CLI JSON, or else plans, states and templates, as a snapshot, with what could not be used. */
export async function importFolders(paths: readonly string[], options: ImportOptions): Promise<Outcome<Imported, Problem>> {
  const imported = await importPaths(paths, options);
  if (imported.kind === 'ok' || imported.problem.code !== 'import-unsupported') return imported;
  return (await importCode(paths, options)) ?? imported;
}

/** The read-only script that makes such folders; what is no Region is refused. */
export function collectorText(regions: readonly string[]): Outcome<string, Problem> {
  const wrong = regions.find((region) => !isRegionName(region));
  if (wrong !== undefined)
    return failed({ code: 'bad-region', what: `"${wrong}" is no Region`, remedy: 'Give a Region such as us-east-1.' });
  return ok(collectorScript(regions));
}

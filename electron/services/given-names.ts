import { givenNames, named } from '#shared/model/named.ts';
import { type Analysed, analyseDocument } from './analyse.ts';

/**
 * The same under the names that people gave in the window: what they take along
 * says what they see there. For exports and reports; `--json` of the command
 * line carries AWS's own names.
 */
export function underGivenNames(analysed: Analysed): Analysed {
  const names = givenNames(analysed.document);
  if (Object.keys(names).length === 0) return analysed;
  const snapshots = [...analysed.document.snapshots.slice(0, -1), named(analysed.snapshot, names)];
  const again = analyseDocument({ ...analysed.document, snapshots });
  // It was analysed once already, so it has a snapshot.
  return again.kind === 'ok' ? again.value : analysed;
}

import { completeness } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { schemaVersion } from './schema-version.ts';

/** The ledger as it is, and the share of planned cells that were read. */
export function coverageJson(snapshot: Snapshot) {
  return { schemaVersion, cells: snapshot.ledger, complete: completeness(snapshot.ledger) };
}

/** A small document with something in every part that storage treats in its own way. */
import type { AccountId, IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { importFiles } from '#electron/imports/import-files.ts';
import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';

const takenAt = '2026-11-21T00:00:00.000Z' as IsoTime;

/** `vpcs` sets the size. */
export function sampleDocument(vpcs = 3, notes = ''): LinkscapeDocument {
  const list = Array.from({ length: vpcs }, (_, index) => ({
    VpcId: `vpc-${index}`,
    OwnerId: '111122223333',
    Tags: [{ Key: '__proto__', Value: `name ${index} — \u{1f517}` }],
  }));
  const bytes = new TextEncoder().encode(JSON.stringify({ Vpcs: list }));
  const outcome = importFiles([{ name: '111122223333/eu-west-1/vpcs.json', bytes }], { takenAt });
  if (outcome.kind === 'problem') throw new Error(outcome.problem.what);
  return { ...documentOf({ ...outcome.value.snapshot, id: 'sample' as SnapshotId }, 'test'), notes };
}

export const sampleAccount = '111122223333' as AccountId;

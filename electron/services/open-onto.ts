/** What an open document would be once code is applied to it. */
import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { currentSnapshot, documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { decodeText } from '#electron/imports/decode-text.ts';
import { applyPlanned } from '#electron/imports/planned/apply-planned.ts';
import { plannedInText } from '#electron/imports/planned/import-planned.ts';
import { openBytes, type Opened, titleOf } from './open-bytes.ts';
import { onlyOne, stackResources } from './stack-resources.ts';

/** Opens bytes as `openBytes` does; a plan or template is applied to the newest snapshot of the document whose JSON is `base`. */
export function openOnto(bytes: Uint8Array, name: string, base: string | undefined, app: string, now: IsoTime): Outcome<Opened, Problem> {
  const document = base === undefined || isPacked(bytes) ? null : (JSON.parse(base) as LinkscapeDocument);
  const snapshot = document === null ? undefined : currentSnapshot(document);
  const planned = document === null || snapshot === undefined ? null : applied(bytes, name, document, snapshot, app);
  return planned === null ? openBytes(bytes, name, app, now) : ok(planned);
}

/** Documents are gzip; code never is. */
function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Traffic and what a person suppressed stay as they are, so that only the code makes a difference. */
function applied(bytes: Uint8Array, name: string, document: LinkscapeDocument, base: Snapshot, app: string): Opened | null {
  const estate = plannedInText(decodeText(bytes), {
    standing: stackResources(base, undefined),
    region: onlyOne(base.vpcs.map((vpc) => vpc.region)),
    accountId: onlyOne(base.vpcs.map((vpc) => vpc.accountId)),
  });
  if (estate === null) return null;
  const after: Snapshot = {
    ...applyPlanned(estate, base),
    id: `${base.id}-planned` as SnapshotId,
    takenAt: base.takenAt,
    kind: 'plan',
    title: `${base.title}, after ${titleOf(name)}`,
  };
  const { usage, suppressions } = document;
  return { document: { ...documentOf(after, app), usage, suppressions }, title: titleOf(name), notices: [...estate.notices] };
}

/** From the files of an import to a snapshot: the part that needs no disk. */
import { createHash } from 'node:crypto';
import { type AccountId, globalRegion, type IsoTime, type Region, type SnapshotId, unknownAccount } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { type Snapshot, snapshotBuilder } from '#shared/model/snapshot.ts';
import type { Answer, FailedCall, Found, ImportFile, Notice } from './answer.ts';
import { type Place, placesOf } from './attribute.ts';
import { type Conflict, conflictNotices, conflictsIn } from './conflicts.ts';
import { type CallGroup, readGroup } from './ledger-cells.ts';
import { isRegionName, partitionOfRegion } from './places.ts';
import { readFile } from './read-file.ts';

/** What the person says about an import. */
export interface ImportOptions {
  /** For answers that do not tell whose they are; twelve digits. */
  readonly accountId?: string | undefined;
  /** For answers that do not tell their Region. */
  readonly region?: string | undefined;
  readonly takenAt: IsoTime;
}

/** An import that gave something: the snapshot, and every file that was left aside with its reason. */
export interface Imported {
  readonly snapshot: Snapshot;
  readonly notices: string[];
}

/**
 * Imports files that are in memory, e.g. dropped on the browser. A name may be
 * a path (`123456789012/us-east-1/describe-vpcs.json`); its folders tell
 * account and Region. The order of the files does not matter.
 */
export function importFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  options: ImportOptions,
): Outcome<Imported, Problem> {
  const title = files.length === 1 ? (files[0]?.name ?? '') : commonFolder(files.map((file) => folderOf(file.name))) || 'imported files';
  return importAll(
    files.map((file) => ({ ...file, folder: folderOf(file.name), names: folderOf(file.name).split('/') })),
    options,
    title,
  );
}

/** The whole import; `title` names the snapshot, and the profile of files that stand in no folder. */
export function importAll(
  files: readonly ImportFile[],
  options: ImportOptions,
  title: string,
  earlierNotices: readonly string[] = [],
): Outcome<Imported, Problem> {
  const wrong = wrongOptions(options);
  if (wrong !== null) return failed(wrong);
  const sorted = sortedBy(files, (file) => file.name);
  const found = sorted.flatMap(readFile);
  const calls = found.filter((item) => item.kind === 'answer' || item.kind === 'failed');
  const notices = [...earlierNotices, ...found.filter((item) => item.kind === 'notice').map(noticeText)];
  if (!calls.some((call) => call.kind === 'answer')) return failed(nothingFound(found, calls, title, notices));
  const groups = groupsOf(found, calls, options, title);
  const { snapshot, conflicts } = snapshotOf(groups, { id: idOf(sorted, options), takenAt: options.takenAt, title });
  return ok({ snapshot, notices: [...notices, ...conflicts, ...doubts(groups)] });
}

function groupsOf(found: readonly Found[], calls: readonly (Answer | FailedCall)[], options: ImportOptions, title: string): CallGroup[] {
  const placeOf = placesOf(
    calls.filter((call) => call.kind === 'answer'),
    found.filter((item) => item.kind === 'identity'),
    { accountId: options.accountId as AccountId | undefined, region: options.region as Region | undefined },
  );
  const placed = calls.map((call) => ({ call, place: placeOf(call) }));
  const partitions = partitionsOf(placed.map(({ place }) => place));
  const groups = [...groupBy(placed, ({ call, place }) => groupKey(call, place)).values()].flatMap((members): CallGroup[] => {
    const [first] = members;
    if (first === undefined) return [];
    const { accountId, region } = first.place;
    const profile = commonFolder(members.map(({ call }) => call.origin.folder)) || title;
    const partition = partitions.get(accountId) ?? partitionOfRegion(region);
    return [{ profile, context: { accountId, region, partition }, calls: members.map(({ call }) => call) }];
  });
  return [...groups, ...missingGlobals(groups)];
}

/** Folders of an unknown account stay apart: nothing says that they are about the same one. */
function groupKey(call: Answer | FailedCall, place: Place): string {
  const folder = place.accountId === unknownAccount ? call.origin.folder : '';
  return `${place.accountId}\n${place.region}\n${folder}`;
}

function partitionsOf(places: readonly Place[]): Map<AccountId, CallGroup['context']['partition']> {
  const regional = places.filter((place) => place.region !== globalRegion);
  return new Map(regional.map((place) => [place.accountId, partitionOfRegion(place.region)]));
}

/** Every account has its row of global operations, also where none was provided. */
function missingGlobals(groups: readonly CallGroup[]): CallGroup[] {
  const have = new Set(groups.filter((group) => group.context.region === globalRegion).map((group) => group.context.accountId));
  const byAccount = groupBy(groups, (group) => group.context.accountId);
  return [...byAccount].flatMap(([accountId, list]) => {
    const first = list[0];
    if (first === undefined || have.has(accountId)) return [];
    const profile = commonFolder(list.map((group) => group.profile)) || first.profile;
    return [{ profile, context: { ...first.context, region: globalRegion }, calls: [] }];
  });
}

function snapshotOf(
  groups: readonly CallGroup[],
  head: Pick<Snapshot, 'id' | 'takenAt' | 'title'>,
): { snapshot: Snapshot; conflicts: string[] } {
  const builder = snapshotBuilder();
  const conflicts: Conflict[] = [];
  const names = new Map<string, string>();
  for (const group of groups) {
    const read = readGroup(group);
    conflicts.push(...conflictsIn(read.sightings));
    for (const { parts } of read.sightings) {
      builder.add(parts);
      for (const { accountId, alias } of parts.accountAliases ?? []) names.set(accountId, alias);
    }
    for (const cell of read.cells) builder.setCell(cell);
  }
  for (const [accountId, list] of groupBy(groups, (group) => group.context.accountId)) {
    const profiles = sortedUnique(list.filter((group) => group.calls.length > 0).map((group) => group.profile));
    const partition = list[0]?.context.partition ?? partitionOfRegion('' as Region);
    builder.addAccount({ accountId, partition, name: names.get(accountId) ?? null, profiles, state: null });
  }
  return { snapshot: builder.build({ ...head, kind: 'import' }), conflicts: conflictNotices(conflicts) };
}

function doubts(groups: readonly CallGroup[]): string[] {
  const unknown = groups.filter((group) => group.context.accountId === unknownAccount && group.calls.length > 0);
  const profiles = sortedUnique(unknown.map((group) => group.profile));
  const shown = profiles.slice(0, 5).join(', ') + (profiles.length > 5 ? ', …' : '');
  if (profiles.length === 0) return [];
  return [`The account could not be told for ${shown}. Give it with --account, or name the folder after it.`];
}

function noticeText(notice: Notice): string {
  return `${notice.origin.file}: ${notice.text}`;
}

function nothingFound(found: readonly Found[], calls: readonly unknown[], title: string, notices: readonly string[]): Problem {
  const unsupported = found.some((item) => item.kind === 'notice' && item.reason === 'unsupported');
  const shown = notices.slice(0, 3).join('; ') + (notices.length > 3 ? `; and ${notices.length - 3} more` : '');
  const onlyFailures = calls.length > 0 ? 'every call in it failed' : 'it holds no JSON file';
  return {
    code: unsupported ? 'import-unsupported' : 'import-empty',
    what: unsupported ? 'This input cannot be imported' : 'No answer of an AWS call was found',
    where: title,
    why: shown === '' ? onlyFailures : shown,
    remedy:
      'Give a folder of AWS CLI output (aws ec2 describe-vpcs --output json > describe-vpcs.json); "linkscape collector" prints a script that makes one.',
  };
}

function wrongOptions(options: ImportOptions): Problem | null {
  if (options.accountId !== undefined && !/^\d{12}$/.test(options.accountId)) {
    return { code: 'bad-account', what: `"${options.accountId}" is no account id`, remedy: 'An account id has twelve digits.' };
  }
  if (options.region !== undefined && !isRegionName(options.region)) {
    return { code: 'bad-region', what: `"${options.region}" is no Region`, remedy: 'Give a Region such as us-east-1.' };
  }
  return null;
}

/** The same files at the same time give the same id, wherever they stand. */
function idOf(files: readonly ImportFile[], options: ImportOptions): SnapshotId {
  const hash = createHash('sha256').update(JSON.stringify([options.takenAt, options.accountId ?? '', options.region ?? '']));
  for (const file of files) hash.update(`\n${file.name}\n${file.bytes.length}\n`).update(file.bytes);
  return `import-${hash.digest('hex').slice(0, 16)}` as SnapshotId;
}

/** The folders that all have in common, from the outside in. */
function commonFolder(folders: readonly string[]): string {
  const [first = '', ...rest] = sortedUnique(folders);
  const parts = first.split('/');
  const shared = parts.filter((_, index) =>
    rest.every(
      (folder) =>
        folder
          .split('/')
          .slice(0, index + 1)
          .join('/') === parts.slice(0, index + 1).join('/'),
    ),
  );
  return shared.join('/');
}

function folderOf(name: string): string {
  const plain = name.replaceAll('\\', '/');
  return plain.slice(0, Math.max(0, plain.lastIndexOf('/')));
}

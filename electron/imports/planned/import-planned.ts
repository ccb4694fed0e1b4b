/** Imports code that is not applied yet, or the state of what was: Terraform and CloudFormation. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type AccountId, type IsoTime, globalRegion, type Region, type SnapshotId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { compareText, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { collectionNames } from '#shared/model/collections.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { operations } from '#shared/model/operation.ts';
import { resourceCount, type Snapshot } from '#shared/model/snapshot.ts';
import { readTemplate, type TemplateOptions } from '../cloudformation/read-template.ts';
import { mayBeYamlTemplate, readYaml } from '../cloudformation/read-yaml.ts';
import { decodeText } from '../decode-text.ts';
import { partitionOfRegion } from '../places.ts';
import { maximumFileBytes } from '../read-file.ts';
import { readTerraform } from '../terraform/read-terraform.ts';
import { applyPlanned, bareSnapshot } from './apply-planned.ts';
import type { PlannedEstate } from './fact.ts';

export interface PlannedOptions extends TemplateOptions {
  readonly takenAt: IsoTime;
}

export interface ImportedPlan {
  readonly snapshot: Snapshot;
  readonly notices: string[];
}

/** What a text says, if it is a plan, a state or a template, which may be YAML; `null` otherwise. */
export function plannedInText(text: string, options: TemplateOptions): PlannedEstate | null {
  try {
    const value = mayBeYamlTemplate(text) ? readYaml(text) : (JSON.parse(text) as unknown);
    return readTerraform(value) ?? readTemplate(value, options);
  } catch {
    return null;
  }
}

/** Every plan, state and template in files and folders, as one; `null` where there is none. */
export async function plannedInPaths(paths: readonly string[], options: TemplateOptions): Promise<PlannedEstate | null> {
  const found: PlannedEstate[] = [];
  for (const file of (await Promise.all(paths.map((each) => filesIn(each, 0)))).flat().sort(compareText)) {
    const info = await stat(file);
    const estate = info.size > maximumFileBytes ? null : plannedInText(decodeText(await readFile(file)), options);
    if (estate !== null) found.push(estate);
  }
  return joined(found);
}

const maximumDepth = 8;

async function filesIn(place: string, depth: number): Promise<string[]> {
  const info = await stat(place);
  if (!info.isDirectory()) return [place];
  if (depth > maximumDepth) return [];
  const names = (await readdir(place)).filter((name) => name !== '.git' && name !== 'node_modules' && name !== '.terraform');
  const inside = await Promise.all(names.map((name) => filesIn(path.join(place, name), depth + 1)));
  return inside.flat().filter((file) => /\.(json|tfstate|template|ya?ml)$/i.test(file));
}

function joined(estates: readonly PlannedEstate[]): PlannedEstate | null {
  const [first] = estates;
  if (first === undefined) return null;
  return {
    what: sortedUnique(estates.map((each) => each.what)).join(', '),
    changes: estates.flatMap((each) => each.changes),
    zones: estates.flatMap((each) => each.zones),
    notices: sortedUnique(estates.flatMap((each) => each.notices)),
  };
}

/**
 * A snapshot of the code alone. Its ledger says of every operation that nothing
 * was provided: code tells what it manages, and nothing about what else is there.
 */
export function importPlanned(estate: PlannedEstate, title: string, options: PlannedOptions): Outcome<ImportedPlan, Problem> {
  const id = `plan-${createHash('sha256')
    .update(JSON.stringify([options.takenAt, title, estate.changes]))
    .digest('hex')
    .slice(0, 16)}` as SnapshotId;
  const defaults = { accountId: options.accountId as AccountId | undefined, region: options.region as Region | undefined };
  const bare = applyPlanned(estate, bareSnapshot(id, options.takenAt, title), defaults);
  if (resourceCount(bare) === 0) {
    return failed({
      code: 'import-empty',
      what: `The ${estate.what} holds no resource of a network that this version reads`,
      where: title,
      ...(estate.notices.length === 0 ? {} : { why: estate.notices.slice(0, 3).join('; ') }),
    });
  }
  return ok({ snapshot: withLedger(bare, title, estate.what), notices: [...estate.notices] });
}

function withLedger(snapshot: Snapshot, title: string, what: string): Snapshot {
  const sorted = Object.fromEntries(collectionNames.map((name) => [name, snapshot[name]]));
  const places = new Map(
    collectionNames.flatMap((name) =>
      snapshot[name].map(({ accountId, region }) => [`${accountId}/${region}`, { accountId, region: region as Region }] as const),
    ),
  );
  const accounts = sortedUnique([...places.values()].map((place) => place.accountId));
  const cells = [...places.values(), ...accounts.map((accountId) => ({ accountId, region: globalRegion }))].flatMap((place) =>
    cellsOf(place, title, what),
  );
  const regionOf = (accountId: AccountId): Region =>
    [...places.values()].find((place) => place.accountId === accountId)?.region ?? globalRegion;
  return {
    ...snapshot,
    ...sorted,
    accounts: accounts.map((accountId) => ({
      accountId,
      partition: partitionOfRegion(regionOf(accountId)),
      name: null,
      profiles: [title],
      state: null,
    })),
    ledger: sortedBy(cells, (cell) => [cell.accountId, cell.region, cell.operation, cell.profile]),
  } as Snapshot;
}

function cellsOf(
  { accountId, region }: { readonly accountId: AccountId; readonly region: Region },
  profile: string,
  what: string,
): LedgerCell[] {
  const scope = region === globalRegion ? 'global' : 'region';
  return [...operations.values()]
    .filter((operation) => operation.scope === scope)
    .map(({ operation }) => ({
      profile,
      accountId,
      region,
      operation,
      status: 'skipped',
      items: 0,
      reason: 'not-provided',
      message: `from a ${what}: it tells what it manages`,
    }));
}

/** What changed between the shown snapshot and another one, as a list and on the map. */
import type { Diff, ResourceChange } from '#shared/analysis/changes/change.ts';
import { diffOf, type DiffSide } from '#shared/analysis/changes/diff.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { type ChangeMark, markChanges } from '#shared/diagram/change-marks.ts';
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { inventoryOf } from '#shared/diagram/inventory.ts';
import { collectionNames, recordKey } from '#shared/model/collections.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { diagramInput, type Held, holdSnapshot, parsedParts } from './held.ts';
import { mergedSnapshot } from './merged-snapshot.ts';
import { narrowedMaps, wholeMaps } from './narrow.ts';
import type { SnapshotName, WholeView } from './protocol.ts';

/** The other side: another snapshot of the open document, or the newest of another document's JSON (UTF-8, in parts). */
export type Baseline =
  | { readonly kind: 'snapshot'; readonly id: string }
  | { readonly kind: 'document'; readonly json: readonly Uint8Array[] };

export interface ChangesRequest {
  readonly baseline: Baseline;
  /** Compares the other way round than time and kind suggest. */
  readonly isFlipped: boolean;
}

export type ChangedMaps = Readonly<Record<WholeView, Diagram>>;

export interface Changes {
  readonly before: SnapshotName;
  readonly after: SnapshotName;
  readonly diff: Diff;
  /** Names of accounts on either side, by id. */
  readonly accountNames: Readonly<Record<string, string>>;
  /** What became of a thing, by subject key. */
  readonly marks: Readonly<Record<string, ChangeMark>>;
  /** Both sides in one picture; what is gone stands where it was. */
  readonly everything: ChangedMaps;
  /** The same without what stayed as it was. */
  readonly onlyChanged: ChangedMaps;
}

/** Throws where the other side cannot be found; the message is for the person. */
export function changesOf(held: Held, request: ChangesRequest): Changes {
  const other = otherSide(held, request.baseline);
  const isPlain = isEarlier(other, held) !== request.isFlipped;
  const [before, after] = isPlain ? [other, held] : [held, other];
  const diff = diffOf(sideOf(before), sideOf(after));
  const [earlier, later] = [before.topology.index.snapshot, after.topology.index.snapshot];
  const both = holdSnapshot(after.document, mergedSnapshot(earlier, later), after.reading, after.list);
  const marks = marksOf(diff, both);
  const input = { ...diagramInput(both), findings: after.findings };
  const unchanged = inventoryOf(both).flatMap((item) => (marks.has(item.key) ? [] : [item.key]));
  return {
    before: nameOf(earlier),
    after: nameOf(later),
    diff,
    accountNames: accountNames([earlier, later]),
    marks: Object.fromEntries(marks),
    everything: marked(wholeMaps(input), marks, both),
    onlyChanged: marked(narrowedMaps(input, unchanged), marks, both),
  };
}

function otherSide(held: Held, baseline: Baseline): Held {
  if (baseline.kind === 'snapshot') {
    const snapshot = held.document.snapshots.find((each) => each.id === baseline.id);
    if (snapshot === undefined) throw new Error('The document holds no such snapshot any more.');
    return holdSnapshot(held.document, snapshot, held.reading, held.list);
  }
  const document = parsedParts(baseline.json) as LinkscapeDocument;
  const snapshot = document.snapshots.at(-1);
  if (snapshot === undefined) throw new Error('The other document holds no snapshot.');
  return holdSnapshot(document, snapshot, { ...held.reading, suppressions: document.suppressions }, held.list);
}

/** A plan is what comes after, whenever it was written. */
function isEarlier(other: Held, held: Held): boolean {
  const [theirs, ours] = [other.topology.index.snapshot, held.topology.index.snapshot];
  if ((theirs.kind === 'plan') !== (ours.kind === 'plan')) return ours.kind === 'plan';
  return theirs.takenAt <= ours.takenAt;
}

function sideOf({ document, topology, alignment, findings, book }: Held): DiffSide {
  const costs = compareCosts({ topology, usage: document.usage, book, scopes: [], options: {} });
  return { topology, alignment, findings, costs };
}

function nameOf({ id, takenAt, kind, title }: Snapshot): SnapshotName {
  return { id, takenAt, kind, title };
}

function accountNames(snapshots: readonly Snapshot[]): Readonly<Record<string, string>> {
  const pairs = snapshots.flatMap((snapshot) =>
    snapshot.accounts.flatMap((account): [string, string][] => (account.name === null ? [] : [[account.accountId, account.name]])),
  );
  return Object.fromEntries(pairs);
}

function marked(maps: ChangedMaps, marks: ReadonlyMap<string, ChangeMark>, both: Held): ChangedMaps {
  const mark = (diagram: Diagram): Diagram => markChanges(diagram, withFolded(diagram, marks, both));
  return { consumers: mark(maps.consumers), providers: mark(maps.providers), estate: mark(maps.estate) };
}

/** Where a VPC is drawn as one line, what changed in it shows on the VPC. */
function withFolded(diagram: Diagram, marks: ReadonlyMap<string, ChangeMark>, both: Held): ReadonlyMap<string, ChangeMark> {
  const drawn = new Set(diagram.nodes.flatMap((node) => (node.subject === null ? [] : [subjectKey(node.subject)])));
  const all = new Map(marks);
  const { endpoints, natGateways } = both.topology;
  const places = [
    ...endpoints.map(({ endpoint }) => [`vpc-endpoint/${endpoint.vpcEndpointId}`, endpoint.vpcId] as const),
    ...natGateways.map(({ natGateway }) => [`nat-gateway/${natGateway.natGatewayId}`, natGateway.vpcId] as const),
  ];
  const isFolded = (key: string): boolean => marks.has(key) && !drawn.has(key) && !diagram.nodes.some((node) => inBundle(node, key));
  for (const [key, vpcId] of places) if (vpcId !== null && isFolded(key) && !all.has(`vpc/${vpcId}`)) all.set(`vpc/${vpcId}`, 'changed');
  return all;
}

function inBundle(node: DiagramNode, key: string): boolean {
  return node.kind === 'bundle' && node.keywords.some((word) => key === `vpc-endpoint/${word}`);
}

/** What becomes of a thing beats what becomes of something that belongs to it. */
function marksOf(diff: Diff, both: Held): ReadonlyMap<string, ChangeMark> {
  const marks = new Map<string, ChangeMark>();
  const put = (key: string, mark: ChangeMark): void => {
    if (!marks.has(key)) marks.set(key, mark);
  };
  for (const change of diff.resources.added) put(keyOf(change), 'added');
  for (const change of diff.resources.removed) put(keyOf(change), 'removed');
  for (const change of diff.resources.changed) put(keyOf(change), 'changed');
  for (const change of diff.zones) put(`vpc-endpoint/${change.endpointId}`, 'changed');
  for (const change of [...diff.connections.added, ...diff.connections.changed]) put(`vpc-endpoint/${change.endpointId}`, 'changed');
  const owners = ownerIndex(both);
  const { added, removed, changed } = diff.resources;
  for (const change of [...added, ...removed, ...changed]) for (const owner of owners(change)) put(owner, 'changed');
  return marks;
}

function keyOf(change: Pick<ResourceChange, 'kind' | 'id'>): string {
  return `${change.kind}/${change.id}`;
}

/** What a record without a place on the map belongs to: its VPC, service or load balancer. */
function ownerIndex(both: Held): (change: ResourceChange) => readonly string[] {
  const { index } = both.topology;
  const onMap = new Set(['vpc', 'subnet', 'nat-gateway', 'vpc-endpoint', 'endpoint-service', 'load-balancer']);
  const owners = new Map<string, readonly string[]>();
  for (const name of collectionNames) {
    for (const record of index.snapshot[name] as readonly object[]) {
      const own = ownersOf(record);
      if (own.length > 0) owners.set(recordKey(name, record as never), own);
    }
  }
  return (change) => (onMap.has(change.kind) ? [] : (owners.get(change.id) ?? []));
}

const owningFields = { vpcId: 'vpc', serviceId: 'endpoint-service', loadBalancerArn: 'load-balancer' } as const;

function ownersOf(record: object): readonly string[] {
  const fields = new Map<string, unknown>(Object.entries(record));
  return Object.entries(owningFields).flatMap(([field, kind]) => {
    const id = fields.get(field);
    return typeof id === 'string' ? [`${kind}/${id}`] : [];
  });
}

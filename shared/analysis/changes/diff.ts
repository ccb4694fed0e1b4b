/**
 * What changed from one snapshot to another: resources, connections, zones,
 * findings and cost. What the later snapshot did not read is neither removed
 * nor unchanged: it is unknown.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { decimal, decimalText } from '#shared/base/decimal.ts';
import { indexBy, sortedBy } from '#shared/base/sort.ts';
import { type AnyRecord, type CollectionName, collectionNames, recordKey } from '#shared/model/collections.ts';
import type { Coverage } from '#shared/model/ledger.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import type { Finding, FindingReport } from '#shared/analysis/findings/finding.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { CostChange, Diff, FieldChange, ResourceChange, StateChange, ZoneChange } from './change.ts';
import { differencesOf } from './diff-fields.ts';
import { comparedKinds } from './resource-kinds.ts';

/** One side of a diff: a snapshot with what is computed from it. */
export interface DiffSide {
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
  readonly costs: CostComparison;
}

/** From `before` to `after`. Every list is in a stable order. */
export function diffOf(before: DiffSide, after: DiffSide): Diff {
  return {
    schemaVersion: 1,
    resources: resourceChanges(before.topology, after.topology),
    connections: connectionChanges(before.topology, after.topology),
    zones: zoneChanges(before.alignment, after.alignment),
    findings: findingChanges(before.findings, after.findings),
    cost: costChanges(before.costs, after.costs),
  };
}

function resourceChanges(before: Topology, after: Topology): Diff['resources'] {
  const added: ResourceChange[] = [];
  const gone: (ResourceChange & { readonly isKnown: boolean })[] = [];
  const changed: FieldChange[] = [];
  for (const name of collectionNames) {
    const kind = comparedKinds[name];
    if (kind === undefined) continue;
    const [left, right] = [recordsOf(before, name), recordsOf(after, name)];
    for (const [key, record] of right) if (!left.has(key)) added.push(changeOf(kind.kind, key, record));
    for (const [key, record] of left) {
      const now = right.get(key);
      const change = changeOf(kind.kind, key, record);
      if (now === undefined) gone.push({ ...change, isKnown: isRead(after.index.coverage, record, kind.operation) });
      else for (const difference of differencesOf(record, now)) changed.push({ ...change, ...difference });
    }
  }
  const plain = ({ isKnown: _isKnown, ...change }: (typeof gone)[number]): ResourceChange => change;
  return {
    added: inOrder(added),
    removed: inOrder(gone.filter((change) => change.isKnown).map(plain)),
    changed: sortedBy(changed, (change) => [change.kind, change.id, change.path]),
    unknown: inOrder(gone.filter((change) => !change.isKnown).map(plain)),
  };
}

function recordsOf(topology: Topology, name: CollectionName): ReadonlyMap<string, AnyRecord> {
  return indexBy(topology.index.snapshot[name] as readonly AnyRecord[], (record) => recordKey(name, record as never));
}

function changeOf(kind: string, id: string, record: AnyRecord): ResourceChange {
  const name = 'name' in record && typeof record.name === 'string' ? record.name : null;
  return { kind, id, name, accountId: record.accountId, region: record.region };
}

/** Whether the owner, or who read the record before, was asked again and answered. */
function isRead(coverage: Coverage, record: AnyRecord, operation: string): boolean {
  return [record.accountId, record.readBy].some((account: AccountId) => coverage.isRead(account, record.region as Region, operation));
}

function connectionChanges(before: Topology, after: Topology): Diff['connections'] {
  const states = (topology: Topology): ReadonlyMap<string, string | null> =>
    new Map(topology.connections.map((connection) => [`${connection.serviceId}/${connection.endpointId}`, connection.state]));
  const [left, right] = [states(before), states(after)];
  const stateOf = (key: string): StateChange => ({
    endpointId: key.split('/')[1] ?? key,
    before: left.get(key) ?? null,
    after: right.get(key) ?? null,
  });
  const keys = sortedBy(new Set([...left.keys(), ...right.keys()]), (key) => key);
  return {
    added: keys.filter((key) => !left.has(key)).map(stateOf),
    removed: keys.filter((key) => !right.has(key)).map(stateOf),
    changed: keys.filter((key) => left.has(key) && right.has(key) && left.get(key) !== right.get(key)).map(stateOf),
  };
}

function zoneChanges(before: readonly AlignmentRow[], after: readonly AlignmentRow[]): readonly ZoneChange[] {
  const earlier = indexBy(before, (row) => row.endpointId);
  return after.flatMap((row) => {
    const old = earlier.get(row.endpointId);
    if (old === undefined) return [];
    const zonesAdded = row.endpointZones.filter((zone) => !old.endpointZones.includes(zone));
    const zonesRemoved = old.endpointZones.filter((zone) => !row.endpointZones.includes(zone));
    if (old.verdict === row.verdict && zonesAdded.length === 0 && zonesRemoved.length === 0) return [];
    return [
      {
        endpointId: row.endpointId,
        shortName: row.shortName,
        verdictBefore: old.verdict,
        verdictAfter: row.verdict,
        zonesAdded,
        zonesRemoved,
      },
    ];
  });
}

/** A finding is the same while rule and first subject are; an unknown one is neither new nor resolved. */
function findingChanges(before: FindingReport, after: FindingReport): Diff['findings'] {
  const key = (finding: Finding): string => `${finding.ruleId}/${finding.subjects[0]?.kind ?? ''}/${finding.subjects[0]?.id ?? ''}`;
  const failing = (report: FindingReport): readonly Finding[] => report.findings.filter((finding) => finding.status === 'fail');
  const unclear = new Set([...before.findings, ...after.findings].filter((finding) => finding.status === 'unknown').map(key));
  const [left, right] = [new Set(failing(before).map(key)), new Set(failing(after).map(key))];
  return {
    new: failing(after).filter((finding) => !left.has(key(finding)) && !unclear.has(key(finding))),
    resolved: failing(before).filter((finding) => !right.has(key(finding)) && !unclear.has(key(finding))),
  };
}

function costChanges(before: CostComparison, after: CostComparison): readonly CostChange[] {
  const totals = (costs: CostComparison): ReadonlyMap<string, string | null> =>
    new Map(costs.scopes.map((scope) => [`${scope.scope}\u0000${scope.region}`, scope.today.totalUsd ?? null]));
  const [left, right] = [totals(before), totals(after)];
  const keys = sortedBy(new Set([...left.keys(), ...right.keys()]), (key) => key);
  return keys.flatMap((key) => {
    const [scope = '', region = ''] = key.split('\u0000');
    // A scope that is not on a side costs nothing there; one whose total is unknown stays unknown.
    const [earlier, later] = [left.has(key) ? (left.get(key) ?? null) : '0', right.has(key) ? (right.get(key) ?? null) : '0'];
    if (earlier === later) return [];
    const deltaUsd = earlier === null || later === null ? null : decimalText(decimal(later).minus(decimal(earlier)));
    return [{ scope, region, before: earlier, after: later, deltaUsd }];
  });
}

function inOrder(changes: readonly ResourceChange[]): ResourceChange[] {
  return sortedBy(changes, (change) => [change.kind, change.id]);
}

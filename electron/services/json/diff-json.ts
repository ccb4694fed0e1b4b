import { documentPriceBook } from '#electron/services/price-refresh-file.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { Diff } from '#shared/analysis/changes/change.ts';
import { diffOf, type DiffSide } from '#shared/analysis/changes/diff.ts';
import type { Analysed } from '#electron/services/analyse.ts';

export type { Diff } from '#shared/analysis/changes/change.ts';

/** What `--fail-on` of a diff watches. */
export const watchedChanges = ['any', 'findings', 'cost'] as const;
export type WatchedChange = (typeof watchedChanges)[number];

/** From one document's shown snapshot to another's. */
export function diffJson(before: Analysed, after: Analysed): Diff {
  return diffOf(sideOf(before), sideOf(after));
}

/** Whether the diff holds what is watched: any difference, new findings, or a cost that rose. */
export function isWatched(diff: Diff, watched: WatchedChange): boolean {
  if (watched === 'findings') return diff.findings.new.length > 0;
  if (watched === 'cost') return diff.cost.some((change) => change.deltaUsd === null || !change.deltaUsd.startsWith('-'));
  const { resources, connections, zones, findings, cost } = diff;
  const lists = [
    resources.added,
    resources.removed,
    resources.changed,
    connections.added,
    connections.removed,
    connections.changed,
    zones,
    findings.new,
    findings.resolved,
    cost,
  ];
  return lists.some((list) => list.length > 0);
}

/** A document as one side of a difference. */
export function sideOf({ document, topology, alignment, findings }: Analysed): DiffSide {
  return {
    topology,
    alignment,
    findings,
    costs: compareCosts({ topology, usage: document.usage, book: documentPriceBook(document), scopes: [], options: {} }),
  };
}

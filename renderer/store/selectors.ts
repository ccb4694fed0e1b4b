/** What views read from the store; computed again only when what it rests on changes. */
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import type { MapView } from '#renderer/workers/protocol.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { ServiceCoverageRow } from '#shared/analysis/topology/service-coverage.ts';
import { isAlarming } from '#shared/analysis/availability/alignment.ts';
import { indexBy } from '#shared/base/sort.ts';
import type { Diagram, DiagramEdge, DiagramNode } from '#shared/diagram/diagram.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { AppState } from './app-state.ts';
import { changeCount } from './change-count.ts';
import { isFiltering, isHidden, passesFilters } from './filters.ts';
import { derived } from './memo.ts';
import { matchesQuery, matchesText, parseQuery } from '#shared/diagram/query.ts';
import type { ViewName } from './view-slice.ts';
import { foundElements, hiddenElements } from '#shared/diagram/visibility.ts';
import { withinReach } from './within-reach.ts';

const none: readonly never[] = [];
const nothing: ReadonlySet<string> = new Set();

export const inventory = (state: AppState): readonly InventoryItem[] => state.opened?.inventory ?? none;

/** Items by `subjectKey`. */
export const itemsByKey = derived([inventory], (items): ReadonlyMap<string, InventoryItem> => indexBy(items, (item) => item.key));

/** The diagram of the view, or of the map that was shown last. */
export const currentDiagram = (state: AppState): Diagram | null => {
  if (state.lastMap === 'vpc') return state.vpcDiagram;
  const whole = state.opened?.diagrams[state.lastMap] ?? null;
  return isNarrowed(state) ? (state.narrowed?.diagrams[state.lastMap] ?? whole) : whole;
};

/** Whether the map is laid out for exactly what is left of it; until it is, what is hidden leaves holes. */
function isNarrowed(state: AppState): boolean {
  const { narrowed, lastMap } = state;
  return narrowed !== null && lastMap !== 'vpc' && narrowed.diagrams[lastMap] !== undefined && narrowed.leftOut === leftOutKeys(state);
}

export const queryTerms = derived([(state: AppState) => state.query], (query) => parseQuery(query));

const hiddenKeys = derived([(state: AppState) => state.hidden], (hidden): ReadonlySet<string> => new Set(hidden));
const pinnedKeys = derived([(state: AppState) => state.pinned], (pinned): ReadonlySet<string> => new Set(pinned));

/** Items that the person did not hide and that filters and a Hide search leave; what is pinned stays in any case. */
export const visibleItems = derived(
  [inventory, (state: AppState) => state.filters, queryTerms, (state: AppState) => state.searchMode, hiddenKeys, pinnedKeys],
  (items, filters, terms, mode, hidden, pinned): readonly InventoryItem[] => {
    const isPlain = !isFiltering(filters) && (mode === 'find' || terms.length === 0);
    // Nothing is narrowed before it is known what there is.
    if (items.length === 0) return items;
    if (isPlain && hidden.size === 0) return items;
    const passes = (item: InventoryItem): boolean =>
      isPlain || pinned.has(item.key) || (passesFilters(filters, item) && (mode === 'find' || matchesQuery(terms, item)));
    return items.filter((item) => !isHidden(hidden, item) && passes(item));
  },
);

/** Keys of the items that are not visible. */
export const leftOutKeys = derived([inventory, visibleItems], (items, visible): readonly string[] => {
  if (items === visible) return none;
  const left = new Set(visible);
  return items.flatMap((item) => (left.has(item) ? [] : [item.key]));
});

/** Keys of the items that are visible; `null` where nothing narrows. */
export const visibleKeys = derived([inventory, visibleItems], (items, visible): ReadonlySet<string> | null =>
  items === visible ? null : new Set(visible.map((item) => item.key)),
);

/** Node and edge ids that filters and a Hide search take away from a map that is not laid out without them yet. */
export const hiddenOnMap = derived(
  [currentDiagram, itemsByKey, visibleKeys, queryTerms, (state: AppState) => state.searchMode, isNarrowed],
  (diagram, items, visible, terms, mode, isDone): ReadonlySet<string> => {
    if (diagram === null || visible === null || isDone) return nothing;
    return hiddenElements(diagram, items, {
      item: (item) => visible.has(item.key),
      text: (text) => mode === 'hide' && matchesText(terms, text),
    });
  },
);

/** Node ids that a Find search lights, in reading order; `null` where nothing is searched. */
export const foundOnMap = derived(
  [currentDiagram, itemsByKey, queryTerms, (state: AppState) => state.searchMode, hiddenOnMap],
  (diagram, items, terms, mode, hidden): readonly string[] | null => {
    if (diagram === null || mode === 'hide' || terms.length === 0) return null;
    return foundElements(diagram, items, terms).filter((id) => !hidden.has(id));
  },
);

export const foundSet = derived([foundOnMap], (found): ReadonlySet<string> | null => (found === null ? null : new Set(found)));

/** Items a Find search matches, in the order of the table; `null` where nothing is searched. */
export const foundItems = derived(
  [visibleItems, queryTerms, (state: AppState) => state.searchMode],
  (items, terms, mode): ReadonlySet<string> | null =>
    mode === 'hide' || terms.length === 0 ? null : new Set(items.filter((item) => matchesQuery(terms, item)).map((item) => item.key)),
);

const elements = derived([currentDiagram], (diagram): ReadonlyMap<string, DiagramNode | DiagramEdge> => {
  const all: (DiagramNode | DiagramEdge)[] = [...(diagram?.edges ?? []), ...(diagram?.nodes ?? [])];
  return indexBy(all, (element) => element.id);
});

/** A node before an edge where both stand for the same thing. */
const elementIdsBySubject = derived([currentDiagram], (diagram): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  for (const element of [...(diagram?.nodes ?? []), ...(diagram?.edges ?? [])]) {
    if (element.subject !== null && !ids.has(subjectKey(element.subject))) ids.set(subjectKey(element.subject), element.id);
  }
  return ids;
});

export function elementOf(state: AppState, id: string): DiagramNode | DiagramEdge | undefined {
  return elements(state).get(id);
}

/** The element of the current map that stands for a thing; `null` where it is not on it. */
export function subjectElement(state: AppState, subject: Subject): string | null {
  return elementIdsBySubject(state).get(subjectKey(subject)) ?? null;
}

/** Whether a map shows a thing. */
export function elementOn(state: AppState, view: MapView, subject: Subject): boolean {
  const diagram = view === 'vpc' ? state.vpcDiagram : state.opened?.diagrams[view];
  const key = subjectKey(subject);
  return diagram?.nodes.some((node) => node.subject !== null && subjectKey(node.subject) === key) === true;
}

/** What is marked on the current map. */
export function selectedElement(state: AppState): string | null {
  if (state.elementId !== null && elements(state).has(state.elementId)) return state.elementId;
  return state.selected === null ? null : subjectElement(state, state.selected);
}

/**
 * Node and edge ids within one or two steps of the selection; `null` while the
 * spotlight is off. What stands in a box counts as the box: a VPC's endpoints lead on from the VPC.
 */
export const spotlightNodes = derived(
  [currentDiagram, (state: AppState) => state.spotlight, selectedElement],
  (diagram, reach, start): ReadonlySet<string> | null =>
    diagram === null || reach === 0 || start === null ? null : withinReach(diagram, start, reach),
);

export interface ViewCount {
  readonly count: number;
  readonly isAlarming: boolean;
}

/** Findings about something that filters and a Hide search leave. */
export const visibleFindings = derived([(state: AppState) => state.opened, visibleKeys], (opened, visible): readonly Finding[] => {
  const all = opened?.findings?.findings ?? none;
  return visible === null ? all : all.filter((finding) => finding.subjects.some((subject) => visible.has(subjectKey(subject))));
});

/**
 * VPCs of the service coverage that filters leave. A VPC stays while it or one
 * of its endpoints is left: who narrows to endpoints of a state
 * wants to see where they are.
 */
export const visibleServices = derived(
  [(state: AppState) => state.opened, visibleKeys],
  (opened, visible): readonly ServiceCoverageRow[] => {
    const rows = opened?.services?.rows ?? none;
    return visible === null ? rows : rows.filter((row) => isServiceRowLeft(row, visible));
  },
);

/** Whether the VPC of a row, or an endpoint of its own, is among the items of those keys. */
export function isServiceRowLeft(row: ServiceCoverageRow, keys: ReadonlySet<string>): boolean {
  return (
    keys.has(`vpc/${row.vpcId}`) ||
    row.cells.some((cell) => cell.how !== 'hub' && cell.endpointIds.some((id) => keys.has(`vpc-endpoint/${id}`)))
  );
}

/** The numbers on the tabs: what each view would show; a view whose number is not known yet has none. */
export const viewCounts = derived(
  [(state: AppState) => state.opened, visibleItems, visibleKeys, visibleFindings, visibleServices, (state: AppState) => state.changes],
  (opened, items, visible, findings, services, changes) => {
    const counts: Partial<Record<ViewName, ViewCount>> = {};
    if (opened?.alignment == null) return counts;
    const failing = findings.filter((finding) => finding.status === 'fail' && finding.suppressed === undefined);
    const rows = opened.alignment.filter((row) => visible === null || visible.has(`vpc-endpoint/${row.endpointId}`));
    const alarming = rows.filter((row) => isAlarming(row.verdict)).length;
    counts.consumers = calm(items.filter((item) => item.subject.kind === 'vpc-endpoint').length);
    counts.providers = calm(items.filter((item) => item.subject.kind === 'endpoint-service').length);
    counts.alignment = alarming > 0 ? { count: alarming, isAlarming: true } : calm(rows.length);
    counts.findings = { count: failing.length, isAlarming: failing.some((finding) => ['critical', 'high'].includes(finding.severity)) };
    if (changes !== null) counts.changes = calm(changeCount(changes));
    counts.coverage = calm(services.length);
    counts.estate = calm(opened.snapshot.accounts.length);
    counts.table = calm(items.length);
    return counts;
  },
);

function calm(count: number): ViewCount {
  return { count, isAlarming: false };
}

export interface CoverageSummary {
  readonly answered: number;
  readonly planned: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Calls of the ledger: a fan-out cell counts each of its calls. */
export const coverage = derived([(state: AppState) => state.opened], (opened): CoverageSummary | null => {
  if (opened === null) return null;
  const summary = { answered: 0, planned: 0, failed: 0, skipped: 0 };
  for (const cell of opened.snapshot.ledger) {
    if (cell.status === 'skipped') {
      summary.skipped += 1;
      continue;
    }
    const planned = cell.callsPlanned ?? 1;
    const answered = cell.status === 'ok' ? planned : (cell.callsOk ?? 0);
    summary.planned += planned;
    summary.answered += answered;
    summary.failed += planned - answered;
  }
  return summary;
});

/**
 * What is looked at as a short text: the fragment of the loopback address, and
 * the query of a `linkscape://view` link. A link says where to look and holds
 * nothing of the estate but the ids of what is chosen.
 */
import { type Subject, subjectKinds } from '#shared/model/subject.ts';
import { filterOf, filterText, type Narrowing } from './filter-text.ts';
import type { MapCamera } from './map-camera.ts';
import { isViewName, type ViewName } from './view-slice.ts';

/** Where a `linkscape:` link must lead. */
export const linkPrefix = 'linkscape://view?';
/** No link that this program writes is longer. */
export const longestLink = 8000;

export interface LinkState extends Narrowing {
  readonly view: ViewName;
  readonly selected: Subject | null;
  readonly vpcId: string | null;
  readonly camera: MapCamera | null;
  /** What a person hid and pinned, by subject key; both empty where the link says nothing of it. */
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
  /** Which snapshot it was about; another one may be open by now. */
  readonly snapshotId: string | null;
}

export function linkText(state: LinkState): string {
  const params = new URLSearchParams(filterText(state));
  params.set('view', state.view);
  if (state.vpcId !== null && state.view === 'vpc') params.set('vpc', state.vpcId);
  const { selected, camera } = state;
  if (selected !== null) params.set('at', [selected.kind, selected.accountId, selected.region, selected.id].join('/'));
  if (camera !== null)
    params.set('camera', [camera.x, camera.y, camera.zoom].map((value) => String(Math.round(value * 1000) / 1000)).join(','));
  if (state.snapshotId !== null) params.set('of', state.snapshotId);
  const plain = params.toString();
  for (const key of state.hidden) params.append('hidden', key);
  for (const key of state.pinned) params.append('pinned', key);
  // More than a link can hold is left out: a part of what was hidden would be another picture.
  const whole = params.toString();
  return whole.length <= longestLink ? whole : plain;
}

/** What a link says; `null` where it is none of ours. Parts that make no sense are left out. */
export function readLink(text: string): LinkState | null {
  if (text.length === 0 || text.length > longestLink) return null;
  const params = new URLSearchParams(text);
  const view = params.get('view') ?? '';
  if (!isViewName(view)) return null;
  return {
    ...filterOf(text),
    view,
    vpcId: plainId(params.get('vpc')),
    selected: readSubject(params.get('at')),
    camera: readCamera(params.get('camera')),
    hidden: keysOf(params, 'hidden'),
    pinned: keysOf(params, 'pinned'),
    snapshotId: plainId(params.get('of')),
  };
}

/** Ids of AWS and of snapshots: nothing that could be markup or a path. */
function plainId(text: string | null): string | null {
  return text !== null && /^[\w.:/-]{1,300}$/.test(text) ? text : null;
}

function keysOf(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name))].filter((key) => plainId(key) !== null);
}

function readSubject(text: string | null): Subject | null {
  const [kind, accountId, region, ...rest] = (text ?? '').split('/');
  const known = subjectKinds.find((each) => each === kind);
  const id = plainId(rest.join('/'));
  if (known === undefined || id === null || accountId === undefined || region === undefined) return null;
  return /^[\w-]{1,64}$/.test(accountId) && /^[\w-]{1,64}$/.test(region) ? { kind: known, id, accountId, region } : null;
}

function readCamera(text: string | null): MapCamera | null {
  const [x, y, zoom, ...more] = (text ?? '').split(',').map(Number);
  if (x === undefined || y === undefined || zoom === undefined || more.length > 0) return null;
  const isSound = [x, y, zoom].every(Number.isFinite) && zoom > 0.001 && zoom <= 10 && Math.abs(x) < 1e7 && Math.abs(y) < 1e7;
  return isSound ? { x, y, zoom } : null;
}

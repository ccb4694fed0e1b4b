import type { AppState, SliceTools } from './app-state.ts';
import { type LinkState, readLink } from './link.ts';
import { itemsByKey } from './selectors.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';

export interface LinkSlice {
  /** A link that waits for a document to be open. */
  readonly waitingLink: LinkState | null;
  /** Shows what a link says, as soon as something is open. False where it is no link of ours. */
  readonly linkOpened: (text: string) => boolean;
  /** Carries out the link that waited. */
  readonly linkFollowed: () => void;
}

export function createLinkSlice({ set, get }: SliceTools): LinkSlice {
  return {
    waitingLink: null,
    linkOpened: (text) => {
      const link = readLink(text);
      if (link === null) return false;
      set({ waitingLink: link, isWelcomeOpen: false });
      if (get().opened !== null) get().linkFollowed();
      return true;
    },
    linkFollowed: () => {
      const link = get().waitingLink;
      if (link === null) return;
      set({ waitingLink: null });
      follow(get, set, link);
    },
  };
}

function follow(get: SliceTools['get'], set: SliceTools['set'], link: LinkState): void {
  const { filters, query, searchMode } = link;
  set({ filters, query, searchMode, currentMatch: -1 });
  const { hidden, pinned } = link;
  // A link that says nothing of it leaves what this person hid; one that does can be undone.
  if (hidden.length + pinned.length > 0 && (String(hidden) !== String(get().hidden) || String(pinned) !== String(get().pinned)))
    void get().edited('open a link', { hidden, pinned });
  if (link.view === 'vpc' && link.vpcId !== null && itemsByKey(get()).has(`vpc/${link.vpcId}`)) get().vpcOpened(link.vpcId);
  else if (get().view !== link.view) get().viewChanged(link.view);
  const { selected } = link;
  const isThere = selected !== null && itemsByKey(get()).has(subjectKey(selected));
  if (isThere) get().subjectSelected(selected);
  get().mapNarrowed();
  if (link.camera !== null) get().cameraAsked(link.camera);
  const isOther = link.snapshotId !== null && link.snapshotId !== get().opened?.snapshot.id;
  if (isOther)
    set({ documentNotices: [...get().documentNotices, 'The link was made for another snapshot: what it pointed at may not be here.'] });
}

/** What a link to what is shown now says. */
export function linkStateOf(state: AppState): LinkState {
  const { view, selected, vpcId, camera, filters, query, searchMode, hidden, pinned, opened } = state;
  return { view, selected, vpcId, camera, filters, query, searchMode, hidden, pinned, snapshotId: opened?.snapshot.id ?? null };
}

import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';
import { elementOf, leftOutKeys } from './selectors.ts';

export interface FoldSlice {
  /** Accounts and VPCs that are unfolded in the Estate view, by subject key. */
  readonly unfolded: readonly string[];
  /** The box that was folded or unfolded last: the canvas holds it still. A new object each time. */
  readonly foldAnchor: { readonly id: string } | null;
  /** Unfolds a folded tile of the Estate view in its place, or folds it again. */
  readonly foldToggled: (elementId: string) => void;
  /** Folds what was unfolded last; nothing where nothing is. */
  readonly lastFolded: () => void;
  readonly allFolded: () => void;
  /** Another look has other things unfolded. */
  readonly foldsChosen: (keys: readonly string[]) => Promise<void>;
}

export function createFoldSlice({ set, get, engine }: SliceTools): FoldSlice {
  const show = async (unfolded: readonly string[], anchor: string | null): Promise<void> => {
    set({ unfolded });
    const { opened, narrowed } = get();
    if (opened === null) return;
    try {
      const { snapshot } = opened;
      const leftOut = narrowed?.diagrams.estate === undefined ? [] : leftOutKeys(get());
      const maps = await engine.ask('unfold', { unfolded, leftOut });
      const now = get();
      if (now.unfolded !== unfolded || now.opened?.snapshot !== snapshot) return;
      set({
        opened: { ...now.opened, diagrams: { ...now.opened.diagrams, estate: maps.whole } },
        ...(now.narrowed === null || maps.narrowed === null
          ? {}
          : { narrowed: { ...now.narrowed, diagrams: { ...now.narrowed.diagrams, estate: maps.narrowed } } }),
        ...(anchor === null ? {} : { foldAnchor: { id: anchor } }),
      });
    } catch (error) {
      set({ documentProblem: problemOf(error) });
    }
  };
  return {
    unfolded: [],
    foldAnchor: null,
    foldToggled: (elementId) => {
      const element = elementOf(get(), elementId);
      if (element === undefined || !('fold' in element) || element.subject === null) return;
      const key = subjectKey(element.subject);
      const { unfolded } = get();
      const isFolded = element.fold === 'folded';
      set({ announcement: `${element.label} is ${isFolded ? 'unfolded' : 'folded'}` });
      void show(isFolded ? [...unfolded, key] : unfolded.filter((each) => each !== key), elementId);
    },
    lastFolded: () => {
      const last = get().unfolded.at(-1);
      const node = get().opened?.diagrams.estate?.nodes.find((each) => each.subject !== null && subjectKey(each.subject) === last);
      if (get().view === 'estate' && node?.fold === 'unfolded') get().foldToggled(node.id);
    },
    allFolded: () => {
      if (get().unfolded.length === 0) return get().announced('Nothing is unfolded');
      get().announced('Everything is folded');
      void show([], null).then(() => get().canvasAsked('fit'));
    },
    foldsChosen: async (keys) => {
      if (String(keys) !== String(get().unfolded)) await show(keys, null);
    },
  };
}

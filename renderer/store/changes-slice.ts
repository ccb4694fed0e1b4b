import { readDocument } from '#renderer/host/connect.ts';
import type { Baseline, Changes } from '#renderer/workers/changes.ts';
import type { WholeView } from '#renderer/workers/protocol.ts';
import type { DocumentRef } from '#shared/api/contract.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { SliceTools } from './app-state.ts';
import { changeCount } from './change-count.ts';
import { problemOf } from './problem.ts';

export type ChangesStatus = 'empty' | 'loading' | 'ready' | 'problem';

export interface ChangesSlice {
  readonly changes: Changes | null;
  readonly changesStatus: ChangesStatus;
  readonly changesProblem: Problem | null;
  /** What is compared with; `null` before somebody chose. */
  readonly baseline: Baseline | null;
  readonly isFlipped: boolean;
  /** Whether the map of the comparison leaves out what stayed as it was. */
  readonly showsOnlyChanged: boolean;
  /** Which map of the comparison is shown. */
  readonly changesMap: WholeView;
  readonly changesMapChosen: (view: WholeView) => void;
  /** Another snapshot of the open document. */
  readonly snapshotCompared: (id: string) => Promise<void>;
  /** A file the person chose: a document, JSON of the AWS CLI, a plan. */
  readonly fileCompared: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Electron asks with a dialog of its own. */
  readonly fileComparisonAsked: () => Promise<void>;
  readonly changesFlipped: () => Promise<void>;
  readonly onlyChangedToggled: () => void;
  readonly changesCleared: () => void;
  /** The Changes view is shown, or what it compares is another now. */
  readonly changesNeeded: () => Promise<void>;
}

type Refuse = (problem: Problem) => void;
type Compare = (baseline: Baseline, isFlipped: boolean) => Promise<void>;

export function createChangesSlice(tools: SliceTools): ChangesSlice {
  const { set, get } = tools;
  const { compare, forget } = comparer(tools);
  return {
    changes: null,
    changesStatus: 'empty',
    changesProblem: null,
    baseline: null,
    isFlipped: false,
    showsOnlyChanged: false,
    changesMap: 'consumers',
    changesMapChosen: (changesMap) => set({ changesMap }),
    ...fileActions(tools, compare),
    snapshotCompared: (id) => compare({ kind: 'snapshot', id }, false),
    changesFlipped: async () => {
      const { baseline, isFlipped } = get();
      if (baseline !== null) await compare(baseline, !isFlipped);
    },
    onlyChangedToggled: () => set({ showsOnlyChanged: !get().showsOnlyChanged }),
    changesCleared: () => {
      forget();
      set({ changes: null, changesStatus: 'empty', changesProblem: null, baseline: null, isFlipped: false });
    },
    changesNeeded: async () => {
      const { baseline, changesStatus, opened, isFlipped } = get();
      if (opened === null || changesStatus === 'ready' || changesStatus === 'loading') return;
      const before = opened.snapshots.at(-2);
      if (baseline !== null) await compare(baseline, isFlipped);
      else if (before !== undefined) await compare({ kind: 'snapshot', id: before.id }, false);
    },
  };
}

/** Compares; of several questions only the last one's answer counts. */
function comparer({ set, engine }: SliceTools): { readonly compare: Compare; readonly forget: () => void } {
  let lastQuestion = 0;
  return {
    forget: () => {
      lastQuestion += 1;
    },
    compare: async (baseline, isFlipped) => {
      lastQuestion += 1;
      const question = lastQuestion;
      set({ baseline, isFlipped, changesStatus: 'loading', changesProblem: null });
      try {
        const changes = await engine.ask('changes', { baseline, isFlipped });
        if (question !== lastQuestion) return;
        set({ changes, changesStatus: 'ready', announcement: `${String(changeCount(changes))} changes found` });
      } catch (error) {
        if (question === lastQuestion) refusal(set)(problemOf(error));
      }
    },
  };
}

function refusal(set: SliceTools['set']): Refuse {
  return (problem) => set({ changesStatus: 'problem', changesProblem: problem, announcement: problem.what });
}

function fileActions({ set, get, client }: SliceTools, compare: Compare): Pick<ChangesSlice, 'fileCompared' | 'fileComparisonAsked'> {
  const refused = refusal(set);
  const compareDocument = async (document: DocumentRef): Promise<void> =>
    compare({ kind: 'document', json: await readDocument(client, document) }, false);
  // A plan says what it manages; only on top of what stands it says what would change.
  const onto = (): { onto?: string } => {
    const { documentId } = get();
    return documentId === null ? {} : { onto: documentId };
  };
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      refused(problemOf(error));
    }
  };
  return {
    fileCompared: (name, bytes) =>
      guarded(async () => {
        set({ changesStatus: 'loading', changesProblem: null });
        const answer = await client.call('document.open', { uploadId: await client.upload(bytes), name, ...onto() });
        if (answer.kind === 'problem') refused(answer.problem as Problem);
        else await compareDocument(answer.document);
      }),
    fileComparisonAsked: () =>
      guarded(async () => {
        const answer = await client.call('document.choose', onto());
        if (answer.kind === 'opened') await compareDocument(answer.document);
        if (answer.kind === 'problem') refused(answer.problem as Problem);
      }),
  };
}

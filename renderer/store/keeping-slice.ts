import type { Problem } from '#shared/base/outcome.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { Suppression } from '#shared/model/document.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { SliceTools } from './app-state.ts';
import { editsOf } from './look-slice.ts';
import { packDocument } from './pack-document.ts';
import { problemOf } from './problem.ts';

/** What a person adds to a document, and how it is kept. */
export interface KeepingSlice {
  /** The finding whose reason is being asked for. */
  readonly suppressing: Finding | null;
  readonly suppressionAsked: (finding: Finding) => void;
  readonly suppressionDismissed: () => void;
  readonly findingSuppressed: (finding: Finding, reason: string) => Promise<void>;
  readonly suppressionUndone: (finding: Finding) => Promise<void>;
  /** The document's bytes, to be handed to the person; `null` where they could not be made, with the problem shown. */
  readonly documentPacked: () => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Hands what is not saved to the host a second after the last edit, so that a crash loses at most that second. */
  readonly unsavedKeptSoon: () => void;
  /** What an earlier run kept and never saved. */
  readonly unsavedFound: { readonly title: string; readonly keptAt: string } | null;
  readonly unsavedLookedFor: () => Promise<void>;
  readonly unsavedOpened: () => Promise<void>;
  readonly unsavedDeclined: () => Promise<void>;
}

/** How long after the last edit the unsaved work is kept. */
export const keepAfterMs = 1000;

export function createKeepingSlice(tools: SliceTools): KeepingSlice {
  const { set, get, client } = tools;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    suppressing: null,
    ...unsavedActions(tools),
    suppressionAsked: (suppressing) => set({ suppressing }),
    suppressionDismissed: () => set({ suppressing: null }),
    findingSuppressed: async (finding, reason) => {
      const [subject] = finding.subjects;
      set({ suppressing: null });
      if (subject === undefined) return;
      const added = { ruleId: finding.ruleId, subject: subjectKey(subject), reason: reason.trim() };
      const others = get().suppressions.filter((each) => !isAbout(each, finding));
      await get().edited(`suppress ${finding.ruleId}`, { suppressions: [...others, added] });
      set({ announcement: `${finding.ruleId} is suppressed for ${subject.id}` });
    },
    suppressionUndone: async (finding) => {
      const suppressions = get().suppressions.filter((each) => !isAbout(each, finding));
      await get().edited(`bring ${finding.ruleId} back`, { suppressions });
      set({ announcement: `${finding.ruleId} is back` });
    },
    documentPacked: async () => {
      if (get().opened === null) return null;
      try {
        const { suppressions, notes, savedViews, scenarios, hidden, pinned, renamed } = get();
        const before = { suppressions, notes, savedViews, scenarios, hidden, pinned, renamed };
        const bytes = await packed(tools);
        // What was added while the bytes were made is not in them.
        if (Object.entries(before).every(([key, value]) => get()[key as keyof typeof before] === value)) get().savedNow();
        clearTimeout(timer);
        set({ announcement: 'The document is saved' });
        void client.call('unsaved.forget', { whose: 'own' }).catch(() => undefined);
        return bytes;
      } catch (error) {
        set({ documentProblem: problemOf(error) });
        return null;
      }
    },
    unsavedKeptSoon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void keepUnsaved(tools), keepAfterMs);
    },
  };
}

type UnsavedPart = Pick<KeepingSlice, 'unsavedFound' | 'unsavedLookedFor' | 'unsavedOpened' | 'unsavedDeclined'>;

function unsavedActions({ set, get, client }: SliceTools): UnsavedPart {
  return {
    unsavedFound: null,
    unsavedLookedFor: async () => {
      // A host that cannot tell has nothing to offer.
      set({ unsavedFound: await client.call('unsaved.find', {}).catch(() => null) });
    },
    unsavedOpened: async () => {
      try {
        const answer = await client.call('unsaved.open', {});
        set({ unsavedFound: null });
        if (answer.kind === 'problem') return set({ documentProblem: answer.problem as Problem });
        await get().documentArrived(answer.document);
        set({ savedAs: null, isEdited: true, isWelcomeOpen: false });
        get().unsavedKeptSoon();
        await client.call('unsaved.forget', { whose: 'earlier' });
      } catch (error) {
        set({ documentProblem: problemOf(error) });
      }
    },
    unsavedDeclined: async () => {
      set({ unsavedFound: null });
      for (const whose of ['earlier', 'own'] as const) await client.call('unsaved.forget', { whose }).catch(() => undefined);
    },
  };
}

/** An edit that was taken back leaves nothing to keep. A host that cannot keep it must not disturb the work. */
async function keepUnsaved(tools: SliceTools): Promise<void> {
  const { get, client } = tools;
  try {
    if (!get().isEdited) {
      await client.call('unsaved.forget', { whose: 'own' });
      return;
    }
    const uploadId = await client.upload(await packed(tools));
    await client.call('unsaved.keep', { uploadId, title: get().documentTitle });
  } catch {
    // The document is still marked as not saved, and closing asks.
  }
}

/** The document's bytes as it would be saved now. */
export async function packed({ get, client, engine }: SliceTools): Promise<Uint8Array<ArrayBuffer>> {
  const { version } = await client.call('app.info', {});
  const text = await engine.ask('save', { edits: editsOf(get()), app: `linkscape ${version}`, savedAt: new Date().toISOString() });
  return packDocument(text);
}

/** Whether a suppression is the one of a finding: by the subject's key, or by its bare id. */
function isAbout({ ruleId, subject }: Suppression, finding: Finding): boolean {
  const [first] = finding.subjects;
  return ruleId === finding.ruleId && first !== undefined && (subject === first.id || subject === subjectKey(first));
}

/** As the catalogue writes subjects in suppressions; asking it would bring every rule into the page. */
function subjectKey(subject: Subject): string {
  return `${subject.kind}:${subject.id}`;
}

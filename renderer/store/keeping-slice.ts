import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { Suppression } from '#shared/model/document.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { SliceTools } from './app-state.ts';
import { packDocument } from './pack-document.ts';
import { problemOf } from './problem.ts';

/** What a person adds to a document, and how it is kept. */
export interface KeepingSlice {
  /** Whether the person added something since the document was opened or saved. */
  readonly isEdited: boolean;
  /** The finding whose reason is being asked for. */
  readonly suppressing: Finding | null;
  readonly suppressionAsked: (finding: Finding) => void;
  readonly suppressionDismissed: () => void;
  readonly findingSuppressed: (finding: Finding, reason: string) => Promise<void>;
  readonly suppressionUndone: (finding: Finding) => Promise<void>;
  /** The document's bytes, to be handed to the person; `null` where they could not be made, with the problem shown. */
  readonly documentPacked: () => Promise<Uint8Array<ArrayBuffer> | null>;
}

export function createKeepingSlice({ set, get, client, engine }: SliceTools): KeepingSlice {
  const suppress = async (suppressions: readonly Suppression[]): Promise<void> => {
    try {
      set({ opened: await engine.ask('suppress', suppressions), isEdited: true });
      get().documentReplaced();
    } catch (error) {
      set({ documentProblem: problemOf(error) });
    }
  };
  const current = (): readonly Suppression[] => get().opened?.suppressions ?? [];
  return {
    isEdited: false,
    suppressing: null,
    suppressionAsked: (suppressing) => set({ suppressing }),
    suppressionDismissed: () => set({ suppressing: null }),
    findingSuppressed: async (finding, reason) => {
      const [subject] = finding.subjects;
      set({ suppressing: null });
      if (subject === undefined) return;
      const added = { ruleId: finding.ruleId, subject: subjectKey(subject), reason: reason.trim() };
      await suppress([...current().filter((each) => !isAbout(each, finding)), added]);
      set({ announcement: `${finding.ruleId} is suppressed for ${subject.id}` });
    },
    suppressionUndone: async (finding) => {
      await suppress(current().filter((each) => !isAbout(each, finding)));
      set({ announcement: `${finding.ruleId} is back` });
    },
    documentPacked: async () => {
      const before = get().opened;
      if (before === null) return null;
      try {
        const { version } = await client.call('app.info', {});
        const text = await engine.ask('save', { app: `linkscape ${version}`, savedAt: new Date().toISOString() });
        const bytes = await packDocument(text);
        // What was added while the bytes were made is not in them.
        if (get().opened === before) set({ isEdited: false });
        set({ announcement: 'The document is saved' });
        return bytes;
      } catch (error) {
        set({ documentProblem: problemOf(error) });
        return null;
      }
    },
  };
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

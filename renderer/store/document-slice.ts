import { readDocument } from '#renderer/host/connect.ts';
import type { OpenedDocument } from '#renderer/workers/protocol.ts';
import type { DocumentRef, EventPayload } from '#shared/api/contract.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { SliceTools } from './app-state.ts';
import { keptOf } from './look-slice.ts';
import { isIpRanges, isTrafficFile } from './traffic-file.ts';
import type { GivenFile } from './traffic-slice.ts';
import { wholeView } from './map-slice.ts';
import { problemOf } from './problem.ts';
import { readingOf } from './active-scenario.ts';

export type DocumentStatus = 'empty' | 'loading' | 'ready' | 'problem';

export interface DocumentSlice {
  readonly documentStatus: DocumentStatus;
  readonly documentTitle: string;
  /** What the host knows the open document by; `null` where nothing is open. */
  readonly documentId: string | null;
  readonly documentNotices: readonly string[];
  /** Why nothing, or nothing new, could be opened. What was open before stays. */
  readonly documentProblem: Problem | null;
  readonly opened: OpenedDocument | null;
  /** The document the host was started with, else the demo. */
  readonly appStarted: () => Promise<void>;
  readonly demoRequested: () => Promise<void>;
  /** The host's own file dialog; in a browser host the page asks for a file instead (`fileChosen`). */
  readonly fileRequested: () => Promise<void>;
  readonly fileChosen: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Several at once: files of traffic and AWS's ip-ranges.json join the open document together, else the first is opened. */
  readonly filesChosen: (files: readonly GivenFile[]) => Promise<void>;
  /** The host was handed a file while it runs: opened in the file manager, or by a second start. */
  readonly documentOffered: (offer: EventPayload<'document.offered'>) => Promise<void>;
  /** Something to show came from the host: a file, the demo, or what a scan has read so far. */
  readonly documentArrived: (document: DocumentRef) => Promise<void>;
  readonly documentProblemDismissed: () => void;
  /** Something that the page itself found. */
  readonly documentProblemShown: (problem: Problem) => void;
}

export function createDocumentSlice(tools: SliceTools): DocumentSlice {
  const { set, get, client } = tools;
  let choicesBefore: number | null = null;
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    mark('asked');
    const isFirst = choicesBefore === null;
    choicesBefore ??= get().viewChoices;
    set({ documentStatus: get().opened === null ? 'loading' : get().documentStatus, documentProblem: null });
    try {
      await work();
    } catch (error) {
      refused(problemOf(error));
    } finally {
      if (isFirst) choicesBefore = null;
    }
  };
  const refused = (problem: Problem): void =>
    set({ documentProblem: problem, documentStatus: get().opened === null ? 'problem' : 'ready', announcement: problem.what });
  const openUpload = async (upload: { readonly uploadId: string; readonly name: string }): Promise<void> => {
    const answer = await client.call('document.open', upload);
    if (answer.kind === 'problem') return refused(answer.problem as Problem);
    set({ isWelcomeOpen: false });
    await get().documentArrived(answer.document);
  };
  const settle = (): void => {
    if (get().documentStatus === 'loading') set({ documentStatus: get().opened === null ? 'empty' : 'ready' });
  };
  return {
    documentStatus: 'empty',
    documentTitle: '',
    documentId: null,
    documentNotices: [],
    documentProblem: null,
    opened: null,
    appStarted: () =>
      guarded(async () => {
        const initial = await client.call('document.initial', {});
        if (initial !== null) set({ isWelcomeOpen: false });
        await get().documentArrived(initial ?? (await client.call('document.demo', {})));
      }),
    demoRequested: () => guarded(async () => get().documentArrived(await client.call('document.demo', {}))),
    fileRequested: () =>
      guarded(async () => {
        const answer = await client.call('document.choose', {});
        if (answer.kind === 'opened') await get().documentArrived(answer.document);
        if (answer.kind === 'problem') refused(answer.problem as Problem);
        settle();
      }),
    ...fileActions(tools, (file) => guarded(async () => openUpload({ uploadId: await client.upload(file.bytes), name: file.name }))),
    documentOffered: (offer) => guarded(() => openUpload(offer)),
    documentArrived: (document) =>
      guarded(async () => {
        const before = choicesBefore ?? get().viewChoices;
        if (await analysed(tools, document, () => get().viewChoices !== before)) rested(get);
      }),
    documentProblemDismissed: () => set({ documentProblem: null }),
    documentProblemShown: refused,
  };
}

/** What becomes of files, by what they hold. */
function fileActions({ get }: SliceTools, open: (file: GivenFile) => Promise<void>): Pick<DocumentSlice, 'fileChosen' | 'filesChosen'> {
  return {
    fileChosen: (name, bytes) => get().filesChosen([{ name, bytes }]),
    filesChosen: async (files) => {
      const ranges = files.find(({ bytes }) => isIpRanges(bytes));
      if (ranges !== undefined) get().ipRangesGiven(ranges);
      const traffic = get().documentId === null ? [] : files.filter(({ name, bytes }) => isTrafficFile(name, bytes));
      if (traffic.length > 0) return get().trafficGiven(traffic);
      const other = files.find((file) => file !== ranges);
      if (other !== undefined) await open(other);
    },
  };
}

/** Steps of an opening on the browser's own timeline, for its developer tools and the bench. */
function mark(step: 'asked' | 'known' | 'text' | 'head' | 'whole'): void {
  performance.mark(`linkscape:${step}`);
}

/** What was waiting for a document to be known whole. */
function rested(get: SliceTools['get']): void {
  get().documentReplaced();
  get().mapNarrowed();
  get().linkFollowed();
}

/** What is still being made. */
const pending = { inventory: null, alignment: null, findings: null, services: null } as const;

/**
 * Shows a document: its map as soon as it is there, then the rest. False where
 * another document came in between. More of a scan that is open already keeps
 * what the person added to it in the meantime, and a view that was chosen since
 * the opening began stays.
 */
async function analysed(tools: SliceTools, document: DocumentRef, isChosen: () => boolean): Promise<boolean> {
  const { set, get, client, engine } = tools;
  mark('known');
  const [{ prices: taken }, json] = await Promise.all([client.call('prices.taken', {}), readDocument(client, document)]);
  mark('text');
  const shownId = get().opened?.snapshot.id ?? null;
  const head = await engine.ask('open', { json, view: wholeView(get().lastMap), isChosen: isChosen(), shownId, taken });
  mark('head');
  const before = get();
  const about = {
    narrowed: null,
    documentStatus: 'ready',
    documentTitle: document.title,
    documentId: document.documentId,
    documentNotices: document.notices,
  } as const;
  if (before.isEdited && shownId === head.snapshot.id) {
    const opened = await engine.ask('read', { reading: readingOf(before), view: wholeView(before.lastMap) });
    set({ opened, ...about, announcement: openText(document, opened.inventory.length) });
    return true;
  }
  set({
    opened: { ...head, ...pending },
    ...about,
    ...keptOf(head),
    undoSteps: [],
    redoSteps: [],
    activeScenario: null,
    scenarioFigures: [],
  });
  get().savedNow();
  if (isChosen()) void get().mapNeeded(wholeView(before.lastMap));
  else if (head.view !== wholeView(before.lastMap)) get().mapSuggested(head.view);
  const rest = await engine.ask('rest', head.view);
  const { opened } = get();
  // A person who was quick to edit has all of it already, and another document has its own.
  if (opened?.snapshot !== head.snapshot) return opened?.snapshot.id === head.snapshot.id;
  const diagrams = { ...rest.diagrams, ...opened.diagrams };
  set({ opened: { ...opened, ...rest, diagrams }, announcement: openText(document, rest.inventory.length) });
  mark('whole');
  return true;
}

function openText({ title }: DocumentRef, resources: number): string {
  return `${title} is open: ${resources.toLocaleString('en-US')} resources`;
}

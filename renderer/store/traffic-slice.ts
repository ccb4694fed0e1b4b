import type { EventPayload } from '#shared/api/contract.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Flow logs or a usage file on the way into the open document. */
export interface TrafficRun {
  readonly trafficId: string;
  /** What is read, for the person. */
  readonly what: string;
  readonly readBytes: number;
  /** 0 while it is prepared. */
  readonly totalBytes: number;
}

/** Traffic that the window was given. */
export interface TrafficSlice {
  /** `null`: nothing is being read. */
  readonly trafficRun: TrafficRun | null;
  /** AWS's ip-ranges.json as it was given last: it names what the flow logs after it do not. */
  readonly ipRanges: GivenFile | null;
  /** Files of traffic join the open document together. */
  readonly trafficGiven: (files: readonly GivenFile[]) => Promise<void>;
  readonly ipRangesGiven: (file: GivenFile | null) => void;
  readonly trafficCancelled: () => void;
  readonly trafficProgressed: (progress: EventPayload<'traffic.progress'>) => void;
}

/** As many as the contract takes in one call. */
export const mostTrafficFiles = 30;

export function createTrafficSlice(tools: SliceTools): TrafficSlice {
  const { set, get, client } = tools;
  const refused = (problem: Problem): void => set({ documentProblem: problem, announcement: problem.what });
  return {
    trafficRun: null,
    ipRanges: null,
    trafficGiven: async (files) => {
      if (get().trafficRun !== null) return refused(busy);
      if (files.length > mostTrafficFiles) return refused(tooMany(files.length));
      const trafficId = crypto.randomUUID();
      const what = files.length === 1 ? (files[0]?.name ?? '') : `${String(files.length)} files`;
      set({ trafficRun: { trafficId, what, readBytes: 0, totalBytes: 0 }, documentProblem: null });
      get().announced(`Reading the traffic in ${what}`);
      try {
        await addTraffic(tools, trafficId, files, refused);
      } catch (error) {
        if (get().trafficRun?.trafficId === trafficId) refused(problemOf(error));
      } finally {
        if (get().trafficRun?.trafficId === trafficId) set({ trafficRun: null });
      }
    },
    ipRangesGiven: (ipRanges) => {
      set({ ipRanges });
      get().announced(ipRanges === null ? 'No address ranges are used' : `${ipRanges.name} names addresses of the flow logs that follow`);
    },
    trafficCancelled: () => {
      const { trafficRun } = get();
      set({ trafficRun: null });
      if (trafficRun === null) return;
      get().announced('Reading the traffic was cancelled');
      void client.call('traffic.cancel', { trafficId: trafficRun.trafficId }).catch(() => undefined);
    },
    trafficProgressed: ({ trafficId, readBytes, totalBytes }) => {
      const { trafficRun } = get();
      if (trafficRun?.trafficId === trafficId) set({ trafficRun: { ...trafficRun, readBytes, totalBytes } });
    },
  };
}

/** The document comes back with the traffic in it; what the person edited stays, and the whole is not saved yet. */
async function addTraffic(
  { set, get, client }: SliceTools,
  trafficId: string,
  given: readonly GivenFile[],
  refused: (problem: Problem) => void,
): Promise<void> {
  const { documentId: onto, documentTitle: title, ipRanges } = get();
  if (onto === null) return;
  const files: { uploadId: string; name: string }[] = [];
  for (const { name, bytes } of given) files.push({ uploadId: await client.upload(bytes), name });
  const ipRangesUploadId = ipRanges === null ? null : await client.upload(ipRanges.bytes);
  const answer = await client.call('traffic.import', { trafficId, files, ipRangesUploadId, onto, title });
  // Cancelled, or another document came in between.
  if (get().trafficRun?.trafficId !== trafficId || get().documentId !== onto) return;
  if (answer.kind === 'problem') return refused(answer.problem as Problem);
  set({ isEdited: true, isWelcomeOpen: false });
  await get().documentArrived(answer.document);
  set({ savedAs: null, isEdited: true });
  get().unsavedKeptSoon();
  get().announced(answer.document.notices[0] ?? '');
}

const busy: Problem = {
  code: 'traffic-busy',
  what: 'Other traffic is being read',
  remedy: 'Wait until it is there, or cancel it.',
};

function tooMany(count: number): Problem {
  return {
    code: 'traffic-files',
    what: `${String(count)} files are more than the window reads at once`,
    why: `it takes ${String(mostTrafficFiles)}`,
    remedy: 'Read the folder they are in from disk: linkscape traffic import FOLDER --into DOCUMENT',
  };
}

import type { ResourceParts } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Question } from '#electron/discovery/ports.ts';
import type { ScanJournalHead } from '#electron/storage/scan-journal.ts';
import type { DiscoveryRequest, ScanProgress, ScanSettings } from '#electron/discovery/request.ts';

/** What a scan needs from whoever starts it. */
export interface ScanOptions {
  readonly request: DiscoveryRequest;
  readonly endpointUrl: string | null;
  readonly consents: readonly string[];
  readonly ask: (question: Question) => Promise<string | null>;
  readonly onProgress: (progress: ScanProgress) => void;
  readonly onParts?: (parts: ResourceParts) => void;
  /** Where `onParts` cannot keep up: resolves when more may be read; `null`: now. */
  readonly room?: () => Promise<void> | null;
  readonly signal: AbortSignal;
  /** A finished scan whose failed cells are to be read again; what was read in full is not. */
  readonly previous?: Snapshot;
  /** `previous` is a scan that never ended: cells that ended badly are not read again either. */
  readonly resumes?: boolean;
  /** Where what is read is kept while scanning. */
  readonly journal?: JournalPlace;
  /** An older scan of the same places: what it knew and this one cannot read stays, marked as stale. */
  readonly earlier?: Snapshot;
  readonly settings?: Partial<ScanSettings>;
  /** `false`: the snapshot at the end is without records and cells; they left by `onParts` and `onProgress`. */
  readonly keepsRecords?: boolean;
  /** The program of the worker; the one beside this file where not given, `null` for none: then the scan runs in this thread. */
  readonly worker?: URL | null;
  /** Gets the memory the worker's own heap and buffers hold, megabytes, with every progress. */
  readonly onWorkerMemory?: (megabytes: number) => void;
}

/** The file of a journal: a new one, or from `length` on the one that is there. */
export interface JournalPlace {
  readonly file: string;
  readonly head: ScanJournalHead;
  readonly length: number | null;
}

/** The part of the options that crosses into the worker. */
export type ScanOrder = Pick<ScanOptions, 'request' | 'endpointUrl' | 'consents'> & {
  readonly settings: Partial<ScanSettings>;
  /** Whether pieces of a previous scan came before. */
  readonly hasPrevious: boolean;
  readonly resumes: boolean;
  readonly journal: JournalPlace | null;
};

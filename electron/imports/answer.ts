/** What the files of an import hold, between reading and making a snapshot. */
import type { Operation } from '#shared/model/operation.ts';
import type { CellStatus } from '#shared/model/ledger.ts';
import type { Wire } from '#shared/model/wire.ts';
import type { AccountId, Region } from '#shared/base/ids.ts';

/** Where something stands: a file, and the place its names tell. */
export interface Origin {
  /** The file as the person knows it; for notices. */
  readonly file: string;
  /** The folder (and, inside a file that holds several answers, the keys that lead there). */
  readonly folder: string;
  /** Names that may tell account and Region, from the outside in: folders, file name, keys. */
  readonly names: readonly string[];
}

/** One answer of an operation. */
export interface Answer {
  readonly kind: 'answer';
  readonly origin: Origin;
  readonly operation: Operation;
  readonly wire: Wire;
  /** Tells calls of an operation that is called per resource apart. */
  readonly call: string;
  /** The answer ends with a token for a next page. */
  readonly hasNext: boolean;
  /** Why the answer is known to be only a part, if so. */
  readonly narrowed: string | null;
  /** `--region` of the command line that was recorded with the answer. */
  readonly commandRegion: Region | null;
  /** An example of a manual: what stands beside it is about other accounts. */
  readonly isExample: boolean;
}

/** A call that is known to have failed, or a file that should hold an answer and does not. */
export interface FailedCall {
  readonly kind: 'failed';
  readonly origin: Origin;
  readonly operation: Operation;
  readonly status: CellStatus;
  readonly code: string | null;
  readonly message: string;
  readonly call: string;
}

/** Whose credentials were used, from `sts get-caller-identity`. */
export interface Identity {
  readonly kind: 'identity';
  readonly origin: Origin;
  readonly accountId: AccountId;
}

/** Something that is not used; the person is told. */
export interface Notice {
  readonly kind: 'notice';
  readonly origin: Origin;
  /** `unsupported` input is known, but this version cannot read it. */
  readonly reason: 'not-recognised' | 'unreadable' | 'unsupported';
  readonly text: string;
}

export type Found = Answer | FailedCall | Identity | Notice;

/** A file of an import. `folder` and `names` as in `Origin`. */
export interface ImportFile {
  readonly name: string;
  readonly folder: string;
  readonly names: readonly string[];
  readonly bytes: Uint8Array;
}

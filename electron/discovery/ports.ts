/**
 * What discovery needs of the world, declared here and implemented by
 * `electron/aws` with the SDK and by the tests in memory. Nothing in this
 * folder knows the SDK.
 */
import type { AccountId, Partition, Region } from '#shared/base/ids.ts';
import type { Outcome } from '#shared/base/outcome.ts';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { CellStatus } from '#shared/model/ledger.ts';

/** The arguments of a call beside its page token. */
export interface ReadInput {
  /** What the call is about: VPCs, services, load balancers, …; one id where the API takes one. */
  readonly ids?: readonly string[];
  /** EC2 filters. */
  readonly filters?: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** `DescribeVpcAttribute` asks for one attribute per call. */
  readonly attribute?: string;
  /** `DescribeVpcEndpointServices`: the Regions that offer the services. */
  readonly serviceRegions?: readonly Region[];
  /** The same question in other words, for servers that fail on this one: not every emulator knows every filter. */
  readonly otherwise?: ReadInput;
}

/** One page of one operation, by its name in `shared/model/operation.ts`. */
export interface ReadCall {
  readonly operation: string;
  /** Where to ask; for calls without a Region, the session's home Region. */
  readonly region: Region;
  readonly input: ReadInput;
  /** The token of the page before; `null` for the first page. */
  readonly token: string | null;
}

/** What one page held. */
export interface ReadPage {
  readonly parts: ResourceParts;
  /** Entries without the id that makes them a record. */
  readonly unreadable: number;
  readonly nextToken: string | null;
  readonly requestId: string | null;
  /** Set where the server says that there is more, and gives no token to ask for it. */
  readonly isCut?: true;
}

/**
 * What may be done about a failed call: `never` ask again; wait as for
 * throttling, or shortly as for a passing fault; `connect`: as passing, but
 * counts towards giving the Region up; `refresh` the session first; `restart`
 * the chain of pages; `vanished`: what was asked about is gone.
 */
export type Recovery = 'never' | 'throttle' | 'transient' | 'connect' | 'refresh' | 'restart' | 'vanished';

/** Why a call failed. Holds no secret: only names, codes and ids from an allowlist, and sentences of our own. */
export interface ReadProblem {
  /** The status a cell gets that ends so. */
  readonly kind: Exclude<CellStatus, 'ok' | 'skipped'>;
  /** As AWS or the network gave it. */
  readonly code: string;
  /** One sentence: what happened and what to do. */
  readonly message: string;
  readonly recovery: Recovery;
  /** The IAM action that is missing. */
  readonly action?: string;
  readonly requestId?: string;
  /** How long the server asks to wait, milliseconds. */
  readonly retryAfterMs?: number;
}

/** Reads pages with the credentials of one session. */
export interface AccountReader {
  /** Must end soon after `signal` aborts; discovery goes on without waiting for it. */
  readPage(call: ReadCall, signal: AbortSignal): Promise<Outcome<ReadPage, ReadProblem>>;
  /** Whether this version can ask for the operation at all. */
  supports(operation: string): boolean;
  /** Every cell of the Region has ended: connections and clients for it can go. */
  release(region: Region): void;
}

/** A profile, or a role assumed from one, that has proven which account it leads into. */
export interface AccountSession {
  readonly profile: string;
  readonly accountId: AccountId;
  readonly partition: Partition;
  /** Of the caller, e.g. the assumed role's session. */
  readonly arn: string;
  /** Where calls without a Region go: always a Region that exists. */
  readonly homeRegion: Region;
  /** The Region scanned when none was asked for, as the profile names it, mistakes included; `null`: it names none. */
  readonly defaultRegion: Region | null;
  /** Set where calls go to another host than AWS's own. */
  readonly endpointUrl?: string;
  readonly reader: AccountReader;
  /** Gets new credentials after the old ones expired. */
  refresh(signal: AbortSignal): Promise<Outcome<null, ReadProblem>>;
}

/** What a profile says of itself without being resolved. */
export interface ProfileHint {
  readonly accountId: AccountId | null;
  readonly region: Region | null;
}

/** An account to enter by a role. */
export interface MemberAccount {
  readonly accountId: AccountId;
  readonly name: string | null;
  /** `ACTIVE`, `SUSPENDED`, …; `null` where the list does not tell. */
  readonly state: string | null;
  /** A role of its own, where the accounts file names one. */
  readonly role: string | null;
}

/**
 * Where a list of accounts comes from: AWS Organizations, whose accounts are
 * entered by a role of IAM, or the portal of an SSO profile, which gives
 * credentials itself.
 */
export type MembersFrom = 'organization' | 'portal';

/** Opens sessions. Credentials are resolved here and nowhere else. */
export interface Sessions {
  /** What the files say about a profile; used to attribute cells of a profile that cannot be opened. */
  hint(profile: string): ProfileHint;
  open(profile: string, signal: AbortSignal): Promise<Outcome<AccountSession, ReadProblem>>;
  /** Enters an account by its role, with the credentials of `base`, or from its portal: then without a name the role of `base` itself. */
  assume(
    base: AccountSession,
    account: MemberAccount,
    role: string,
    signal: AbortSignal,
    from: MembersFrom,
  ): Promise<Outcome<AccountSession, ReadProblem>>;
  /** Every account of the organisation `base` belongs to, or that its portal shows. */
  listAccounts(base: AccountSession, signal: AbortSignal, from: MembersFrom): Promise<Outcome<readonly MemberAccount[], ReadProblem>>;
}

/** Something only the person knows, e.g. an MFA code. */
export interface Question {
  readonly kind: 'mfa';
  readonly profile: string;
  readonly text: string;
}

/** Asks the person; `null`: they declined. */
export type Ask = (question: Question) => Promise<string | null>;

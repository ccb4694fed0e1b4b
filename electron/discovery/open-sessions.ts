/**
 * Finds out which account each profile leads into, and starts each account once
 * however many profiles lead there. Accounts start as soon as they are known;
 * a profile that waits for a person delays no other.
 */
import { type AccountId, globalRegion, type Region, unknownAccount, unknownRegion } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { operations } from '#shared/model/operation.ts';
import { cancelled } from './attempt.ts';
import { defaultOptionalOperations } from './collectors.ts';
import { liveSession, type LiveSession } from './live-session.ts';
import type { AccountSession, MemberAccount, MembersFrom, ReadProblem } from './ports.ts';
import { tryAgain } from './retry.ts';
import { partitionOfRegion } from './regions.ts';
import { type CellPlace, isoNow, type ScanContext, type ScannedAccount } from './scan-context.ts';
import { scanAccount } from './scan-account.ts';

/** How long a profile that may lead into the same account as an earlier one waits for it, milliseconds. */
const graceMs = 3_000;

/** Reads every account the profiles lead into. */
export async function scanProfiles(scan: ScanContext): Promise<void> {
  const profiles = [...new Set(scan.request.profiles)];
  const opening = profiles.map((profile) => openProfile(scan, profile));
  const allOpened = Promise.all(opening).then(() => undefined);
  const accounts = new Map<AccountId, ScannedAccount>();
  await Promise.all(
    profiles.map(async (profile, index) => {
      const opened = await opening[index];
      if (opened === undefined) return;
      if (opened.kind === 'problem') return failProfile(scan, profile, null, opened.problem);
      await waitBriefly(
        scan,
        opening.slice(0, index).filter((_, at) => mayShareAccount(scan, profile, profiles[at] ?? '')),
      );
      await startOrJoin(scan, accounts, liveSession(opened.value), allOpened);
    }),
  );
}

/** How accounts of a list are entered. */
interface Entrance {
  readonly role: string;
  readonly from: MembersFrom;
}

/** Reads every listed account of an organisation, or of a portal, by its role. */
export async function scanOrganization(scan: ScanContext, role: string, list: readonly MemberAccount[] | MembersFrom): Promise<void> {
  const entrance: Entrance = { role, from: list === 'portal' ? 'portal' : 'organization' };
  const done = Promise.resolve();
  const seen = new Set<AccountId>();
  for (const profile of new Set(scan.request.profiles)) {
    const opened = await openProfile(scan, profile);
    if (opened.kind === 'problem') {
      failProfile(scan, profile, null, opened.problem);
      continue;
    }
    const base = opened.value;
    const members = typeof list === 'string' ? await listMembers(scan, base, list) : ok(list);
    if (members.kind === 'problem') {
      failProfile(scan, profile, base.accountId, members.problem);
      continue;
    }
    const fresh = members.value.filter((member) => !seen.has(member.accountId));
    for (const member of fresh) seen.add(member.accountId);
    await Promise.all(fresh.map((member) => scanMember(scan, base, member, entrance, done)));
  }
}

function listMembers(scan: ScanContext, base: AccountSession, from: MembersFrom): Promise<Outcome<readonly MemberAccount[], ReadProblem>> {
  return unlessCancelled(
    scan,
    tryAgain(scan, () => scan.ports.sessions.listAccounts(base, scan.signal, from)),
  );
}

async function scanMember(
  scan: ScanContext,
  base: AccountSession,
  member: MemberAccount,
  entrance: Entrance,
  done: Promise<void>,
): Promise<void> {
  const { accountId, name, state } = member;
  scan.builder.addAccount({ accountId, name, state, partition: base.partition, profiles: [base.profile] });
  const entered = await enterMember(scan, base, member, entrance);
  if (entered.kind === 'problem') return failProfile(scan, base.profile, member.accountId, entered.problem);
  return scanAccount(scan, { accountId: member.accountId, sessions: [liveSession(entered.value)], complete: done });
}

function enterMember(
  scan: ScanContext,
  base: AccountSession,
  member: MemberAccount,
  { role, from }: Entrance,
): Promise<Outcome<AccountSession, ReadProblem>> {
  if (member.accountId === base.accountId && (from === 'organization' || role === '')) return Promise.resolve(ok(base));
  if (member.state !== null && member.state !== 'ACTIVE') {
    const message = `The organisation lists this account as ${member.state}; it cannot be entered.`;
    return Promise.resolve(failed({ kind: 'credential', code: 'AccountNotActive', message, recovery: 'never' }));
  }
  return unlessCancelled(
    scan,
    tryAgain(scan, () => scan.ports.sessions.assume(base, member, member.role ?? role, scan.signal, from)),
  );
}

function openProfile(scan: ScanContext, profile: string): Promise<Outcome<AccountSession, ReadProblem>> {
  return unlessCancelled(
    scan,
    tryAgain(scan, () => scan.ports.sessions.open(profile, scan.signal)),
  );
}

/** Does not wait for what cannot be stopped, such as a person at a prompt. */
function unlessCancelled<Value>(scan: ScanContext, work: Promise<Outcome<Value, ReadProblem>>): Promise<Outcome<Value, ReadProblem>> {
  if (scan.signal.aborted) return Promise.resolve(failed(cancelled));
  const stopped = new Promise<Outcome<Value, ReadProblem>>((resolve) => {
    scan.signal.addEventListener('abort', () => resolve(failed(cancelled)), { once: true });
  });
  return Promise.race([work, stopped]);
}

/** Lets earlier profiles go first, so that the same profile leads whenever answers take about as long as usual. */
async function waitBriefly(scan: ScanContext, earlier: readonly Promise<unknown>[]): Promise<void> {
  const enough = new AbortController();
  const grace = scan.ports.sleep(graceMs, AbortSignal.any([enough.signal, scan.signal]));
  await Promise.race([Promise.all(earlier), grace]);
  enough.abort();
}

/** Two profiles whose files name different accounts cannot meet. */
function mayShareAccount(scan: ScanContext, a: string, b: string): boolean {
  const first = scan.ports.sessions.hint(a).accountId;
  const second = scan.ports.sessions.hint(b).accountId;
  return first === null || second === null || first === second;
}

async function startOrJoin(
  scan: ScanContext,
  accounts: Map<AccountId, ScannedAccount>,
  live: LiveSession,
  complete: Promise<void>,
): Promise<void> {
  const { accountId, partition, profile } = live.session;
  scan.builder.addAccount({ accountId, partition, name: null, profiles: [profile], state: null });
  const known = accounts.get(accountId);
  if (known !== undefined) {
    known.sessions.push(live);
    return;
  }
  const account: ScannedAccount = { accountId, sessions: [live], complete };
  accounts.set(accountId, account);
  await scanAccount(scan, account);
}

/**
 * Attributes every cell of a profile that cannot be used, or of an account that
 * cannot be entered. Where an earlier scan knew which accounts the profile leads
 * into, it is their cells that are not read this time; what was read before stays.
 */
function failProfile(scan: ScanContext, profile: string, member: AccountId | null, problem: ReadProblem): void {
  const hint = scan.ports.sessions.hint(profile);
  const known = scan.previous?.reachedBy(profile) ?? new Map<AccountId, ReadonlySet<Region>>();
  const target = member ?? hint.accountId;
  if (member === null && hint.accountId !== null) {
    const partition = partitionOfRegion(hint.region ?? '');
    scan.builder.addAccount({ accountId: hint.accountId, partition, name: null, profiles: [profile], state: null });
  }
  const accounts = target !== null ? [target] : known.size > 0 ? [...known.keys()] : [unknownAccount];
  const { regions, allRegions } = scan.request;
  for (const accountId of accounts) {
    const asked = [...(known.get(accountId) ?? [])];
    const named = regions.length > 0 && !allRegions ? regions : asked.length > 0 ? asked : [hint.region ?? unknownRegion];
    failAccount(scan, profile, accountId, named, problem);
  }
}

function failAccount(scan: ScanContext, profile: string, accountId: AccountId, named: readonly Region[], problem: ReadProblem): void {
  const wanted = scan.request.optionalOperations ?? defaultOptionalOperations;
  for (const operation of operations.values()) {
    const regions: readonly Region[] = operation.scope === 'global' ? [globalRegion] : named;
    const isPlanned = operation.need === 'required' || wanted.includes(operation.operation);
    for (const region of new Set(regions)) {
      const place = { profile, accountId, region, operation: operation.operation };
      if (isSettled(scan, place)) continue;
      const cell = { ...place, items: 0, at: isoNow(scan) };
      setCell(scan, isPlanned ? { ...cell, ...failure(problem) } : { ...cell, status: 'skipped', reason: 'not-planned' });
    }
  }
}

/** Whether an earlier scan says of this cell what a failed sign-in does not undo. */
function isSettled(scan: ScanContext, place: CellPlace): boolean {
  const earlier = scan.previous?.cellAt(place);
  return earlier?.status === 'ok' || earlier?.status === 'skipped' || scan.previous?.ended(place) !== undefined;
}

function failure(problem: ReadProblem): Pick<LedgerCell, 'status' | 'code' | 'message' | 'action' | 'requestId'> {
  const { kind, code, message, action, requestId } = problem;
  return { status: kind, code, message, ...(action === undefined ? {} : { action }), ...(requestId === undefined ? {} : { requestId }) };
}

function setCell(scan: ScanContext, cell: LedgerCell): void {
  scan.builder.setCell(cell);
  scan.tally.cellEnded(cell);
}

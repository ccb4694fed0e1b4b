/**
 * Reads one operation in one account and Region, and says in the ledger how it
 * ended: one cell per profile. A second profile reads only what the first was
 * refused.
 */
import type { LedgerCell, SkipReason } from '#shared/model/ledger.ts';
import { worstStatus } from '#shared/model/ledger.ts';
import { operationNamed } from '#shared/model/operation.ts';
import { type ChainResult, readChain } from './read-chain.ts';
import { countOf, type LaneWork } from './lane-work.ts';
import type { LiveSession } from './live-session.ts';
import type { ReadInput, ReadProblem } from './ports.ts';
import { isoNow, wasRead } from './scan-context.ts';

/** How an operation ended, all profiles together: `null` where it was read in full. */
export type CellEnd = ReadProblem | null;

/** One input that was tried. */
interface Tried {
  readonly input: ReadInput;
  readonly result: ChainResult;
}

/** Reads the inputs. `dependency`: why they may not be all there are. */
export async function readCell(work: LaneWork, operation: string, inputs: readonly ReadInput[], dependency: CellEnd): Promise<CellEnd> {
  if (wasRead(work.scan, work.account.accountId, work.region, operation)) {
    for (const live of work.account.sessions) if (!standsFromBefore(work, live, operation)) skipAsRead(work, live, operation);
    return null;
  }
  const stored = storedEnd(work, operation);
  if (stored !== undefined) return stored;
  let open = inputs;
  let stuck: ReadProblem | null = null;
  let end: CellEnd = null;
  for (let index = 0; ; index += 1) {
    if (index >= work.account.sessions.length && open.length > 0 && index > 0) await work.account.complete;
    const live = work.account.sessions[index];
    if (live === undefined) return end;
    if (index > 0 && open.length === 0) {
      if (end === null) skipAsRead(work, live, operation);
      else endCell(work, live, operation, [], 0, end);
      continue;
    }
    const keys = new Set<string>();
    const tried = await readAll(work, live, operation, open, keys);
    end = worst([stuck, ...tried.map(({ result }) => result.problem)]) ?? explained(operation, dependency);
    endCell(work, live, operation, tried, keys.size, end);
    stuck = worst([stuck, ...tried.map(({ result }) => result.problem).filter((problem) => problem !== null && !isRefusal(problem))]);
    open = tried.filter(({ result }) => result.problem !== null && isRefusal(result.problem)).map(({ input }) => input);
  }
}

/** How the operation ended with every profile before the scan was interrupted; `undefined` where one has not been asked. */
function storedEnd(work: LaneWork, operation: string): CellEnd | undefined {
  const cells = work.account.sessions.map((live) => storedCell(work, live, operation));
  const bad = cells.flatMap((cell) => (cell === undefined || cell.status === 'ok' || cell.status === 'skipped' ? [] : problemOf(cell)));
  return cells.includes(undefined) || cells.length === 0 ? undefined : worst(bad);
}

function storedCell(work: LaneWork, live: LiveSession, operation: string): LedgerCell | undefined {
  const { profile } = live.session;
  return work.scan.previous?.ended({ profile, accountId: work.account.accountId, region: work.region, operation });
}

function problemOf({ status, code = '', message = '', action, requestId }: LedgerCell): ReadProblem[] {
  if (status === 'ok' || status === 'skipped') return [];
  const about = { ...(action === undefined ? {} : { action }), ...(requestId === undefined ? {} : { requestId }) };
  return [{ kind: status, code, message, recovery: 'never', ...about }];
}

/** A profile that opened late gets its cells too: what it leads to was read with another. */
export function skipLateSessions(work: LaneWork, operations: readonly string[]): void {
  for (const live of work.account.sessions) {
    for (const operation of operations) {
      const isDone =
        work.ended.has(`${live.session.profile}/${operation}`) ||
        standsFromBefore(work, live, operation) ||
        storedCell(work, live, operation) !== undefined;
      if (!isDone) skipAsRead(work, live, operation);
    }
  }
}

/** Whether an earlier scan read the cell, or said why this profile need not or may not read it, and it was read. */
function standsFromBefore(work: LaneWork, live: LiveSession, operation: string): boolean {
  const { scan, account, region } = work;
  if (!wasRead(scan, account.accountId, region, operation)) return false;
  const status = scan.previous?.cellAt({ profile: live.session.profile, accountId: account.accountId, region, operation })?.status;
  return status === 'ok' || status === 'skipped' || status === 'denied';
}

/** Says that another profile has read what this one leads to. */
function skipAsRead(work: LaneWork, live: LiveSession, operation: string): void {
  skipCell(work, live, operation, 'not-planned', readElsewhere(work, operation));
}

/** Ends the cell of every profile without asking. */
export function skipOperation(work: LaneWork, operation: string, reason: SkipReason, message: string): void {
  for (const live of work.account.sessions) skipCell(work, live, operation, reason, message);
}

/** Ends the cell of every profile with a problem, without asking. */
export function failOperation(work: LaneWork, operation: string, problem: ReadProblem): void {
  if (wasRead(work.scan, work.account.accountId, work.region, operation)) return;
  for (const live of work.account.sessions) endCell(work, live, operation, [], 0, problem);
}

/** Reads the inputs with one session, a few at a time, in their order. */
async function readAll(
  work: LaneWork,
  live: LiveSession,
  operation: string,
  inputs: readonly ReadInput[],
  keys: Set<string>,
): Promise<Tried[]> {
  const queue = [...inputs];
  const tried: Tried[] = [];
  const counted = countOf(work);
  counted.planned += inputs.length;
  const alsoAsk = (...more: readonly ReadInput[]): void => {
    queue.push(...more);
    counted.planned += more.length;
  };
  const worker = async (): Promise<void> => {
    for (let input = queue.shift(); input !== undefined; input = queue.shift()) {
      const result = await readChain(work, live, operation, input, keys);
      const ids = input.ids ?? [];
      if (result.problem?.recovery === 'vanished' && ids.length > 1) alsoAsk(...halves(input, ids));
      else if (result.problem?.kind === 'failed' && input.otherwise !== undefined) alsoAsk(input.otherwise);
      else tried.push({ input, result });
    }
  };
  await Promise.all(Array.from({ length: Math.min(work.scan.settings.laneConcurrency, queue.length) }, worker));
  return tried;
}

/** One of the ids is gone and AWS refuses them all; asking in halves finds the others. */
function halves(input: ReadInput, ids: readonly string[]): ReadInput[] {
  const middle = Math.ceil(ids.length / 2);
  return [
    { ...input, ids: ids.slice(0, middle) },
    { ...input, ids: ids.slice(middle) },
  ];
}

/** Another profile may be allowed what this one was refused. */
function isRefusal(problem: ReadProblem): boolean {
  return ['denied', 'credential', 'expired'].includes(problem.kind);
}

/** A resource that went away while the scan ran was rightly not read. */
function isHarmless(problem: ReadProblem): boolean {
  return problem.recovery === 'vanished';
}

function worst(problems: readonly (ReadProblem | null)[]): ReadProblem | null {
  return problems.reduce<ReadProblem | null>((found, problem) => {
    if (problem === null || isHarmless(problem)) return found;
    if (found === null) return problem;
    return found.kind !== problem.kind && worstStatus(found.kind, problem.kind) === problem.kind ? problem : found;
  }, null);
}

function readElsewhere({ scan, account, region }: LaneWork, operation: string): string {
  const earlier = scan.previous?.coverage.bestCell(account.accountId, region, operation);
  const reader = earlier?.status === 'ok' ? earlier.profile : account.sessions[0]?.session.profile;
  return `Read with the profile ${reader ?? ''}.`;
}

function explained(operation: string, dependency: CellEnd): CellEnd {
  if (dependency === null) return null;
  return {
    ...dependency,
    recovery: 'never',
    message: `What to ask ${operation} about is not fully known: ${dependency.message}`,
  };
}

function skipCell(work: LaneWork, live: LiveSession, operation: string, reason: SkipReason, message: string): void {
  setCell(work, { ...place(work, live, operation), status: 'skipped', items: 0, reason, message });
}

function endCell(
  work: LaneWork,
  live: LiveSession,
  operation: string,
  tried: readonly Tried[],
  items: number,
  problem: ReadProblem | null,
): void {
  const isFanOut = operationNamed(operation).fanOut || tried.length !== 1;
  const good = tried.filter(({ result }) => result.problem === null || isHarmless(result.problem)).length;
  const requestId = problem?.requestId ?? tried.at(-1)?.result.requestId ?? null;
  setCell(work, {
    ...place(work, live, operation),
    status: problem?.kind ?? 'ok',
    items,
    ...(isFanOut ? { callsOk: good, callsPlanned: tried.length } : {}),
    ...(problem === null ? {} : { code: problem.code, message: problem.message }),
    ...(problem?.action === undefined ? {} : { action: problem.action }),
    attempts: tried.reduce((sum, { result }) => sum + result.attempts, 0),
    pages: tried.reduce((sum, { result }) => sum + result.pages, 0),
    ...(requestId === null ? {} : { requestId }),
  });
}

function place(work: LaneWork, live: LiveSession, operation: string) {
  const { profile, endpointUrl } = live.session;
  return {
    profile,
    accountId: work.account.accountId,
    region: work.region,
    operation,
    at: isoNow(work.scan),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
}

function setCell(work: LaneWork, cell: LedgerCell): void {
  work.ended.add(`${cell.profile}/${cell.operation}`);
  work.scan.builder.setCell(cell);
  work.scan.tally.cellEnded(cell);
}

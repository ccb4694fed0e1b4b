/** Reads the pages of one call to the end, and takes no server's word for where the end is. */
import { type CollectionName, recordKey, type ResourceParts } from '#shared/model/collections.ts';
import { cancelled, readWithRetry } from './attempt.ts';
import { countOf, type LaneWork } from './lane-work.ts';
import type { LiveSession } from './live-session.ts';
import type { ReadInput, ReadPage, ReadProblem } from './ports.ts';

/** What became of one chain of pages. */
export interface ChainResult {
  readonly problem: ReadProblem | null;
  readonly attempts: number;
  readonly pages: number;
  readonly requestId: string | null;
}

/** The pages of one input. Records go to the snapshot as they come; `keys` collects which there were. */
export async function readChain(
  work: LaneWork,
  live: LiveSession,
  operation: string,
  input: ReadInput,
  keys: Set<string>,
): Promise<ChainResult> {
  const state = { attempts: 0, pages: 0, requestId: null as string | null, restarted: false, unreadable: 0 };
  const seen = new Set<string>();
  const counted = countOf(work);
  let token: string | null = null;
  // The first page of every input was planned by whoever knows how many inputs there are.
  let isFurther = false;
  while (true) {
    const call = { operation, region: work.callRegion(live), input, token };
    if (isFurther) counted.planned += 1;
    isFurther = true;
    const { outcome, attempts } = await readWithRetry(work.scan, work.lane, live, call);
    counted.done += 1;
    state.attempts += attempts;
    if (outcome.kind === 'problem') {
      if (outcome.problem.recovery === 'restart' && token !== null && !state.restarted) {
        state.restarted = true;
        token = null;
        seen.clear();
        continue;
      }
      return { ...state, requestId: outcome.problem.requestId ?? state.requestId, problem: restartFailed(outcome.problem) };
    }
    const page: ReadPage = outcome.value;
    state.pages += 1;
    state.requestId = page.requestId ?? state.requestId;
    state.unreadable += page.unreadable;
    keep(work, page.parts, keys);
    token = page.nextToken;
    if (token === null && page.isCut === true) return { ...state, problem: cut(operation) };
    if (token === null) return { ...state, problem: state.unreadable > 0 ? unreadable(operation, state.unreadable) : null };
    if (seen.has(token)) return { ...state, problem: cycle(operation) };
    if (state.pages >= work.scan.settings.pagesPerCell) return { ...state, problem: endless(operation, state.pages) };
    if (work.scan.signal.aborted) return { ...state, problem: cancelled };
    seen.add(token);
  }
}

function keep(work: LaneWork, parts: ResourceParts, keys: Set<string>): void {
  for (const name of Object.keys(parts) as CollectionName[]) {
    for (const record of parts[name] ?? []) keys.add(`${name}/${keyOf(name, record)}`);
  }
  work.records.add(parts);
  work.scan.tally.found(work.scan.builder.add(parts));
  work.scan.ports.onParts?.(parts);
}

function keyOf(name: CollectionName, record: unknown): string {
  return recordKey(name, record as never);
}

function restartFailed(problem: ReadProblem): ReadProblem {
  return problem.recovery === 'restart' ? { ...problem, kind: 'failed', recovery: 'never' } : problem;
}

function unreadable(operation: string, count: number): ReadProblem {
  const message = `${count} entries of ${operation} had no id and were left out; what they were is unknown.`;
  return { kind: 'malformed', code: 'EntryWithoutId', message, recovery: 'never' };
}

function cycle(operation: string): ReadProblem {
  const message = `${operation} gave the same page token twice; reading stopped there, so the list may be incomplete.`;
  return { kind: 'malformed', code: 'RepeatedToken', message, recovery: 'never' };
}

function cut(operation: string): ReadProblem {
  const message = `${operation} gave a part of its list and said that there is more, without a way to ask for it; what is missing is unknown.`;
  return { kind: 'failed', code: 'MoreExists', message, recovery: 'never' };
}

function endless(operation: string, pages: number): ReadProblem {
  const message = `${operation} still had more after ${pages} pages; reading stopped there, so the list is incomplete.`;
  return { kind: 'failed', code: 'TooManyPages', message, recovery: 'never' };
}

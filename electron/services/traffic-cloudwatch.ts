/** Measured traffic from CloudWatch: totals of NAT gateways, and what interface endpoints processed. */
import type { IsoTime } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { metricReader } from '#electron/aws/cloudwatch.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { AccountSession, Ask, ReadProblem } from '#electron/discovery/ports.ts';
import type { MetricReader, MetricSum, MetricWindow } from '#electron/discovery/traffic-ports.ts';
import { joinedRows, measure, type Subject, subjectsOf } from './traffic-metrics.ts';

/** How sessions for measuring are opened; the same as for a scan. */
export interface MeasuringAccess {
  readonly profiles: readonly string[];
  readonly endpointUrl: string | null;
  readonly consents: readonly string[];
  readonly ask: Ask;
  readonly signal: AbortSignal;
}

export interface CloudWatchRequest extends MeasuringAccess {
  /** Days to look back, 1 to 455. */
  readonly days: number;
}

/** Opens a session per profile. The first that cannot be opened is the problem: figures of half an estate mislead. */
export async function openSessions(access: MeasuringAccess): Promise<Outcome<readonly AccountSession[], Problem>> {
  const { endpointUrl, consents, ask } = access;
  const sessions = awsSessions({ env: process.env, endpointUrl, consents, ask });
  const opened: AccountSession[] = [];
  for (const profile of access.profiles) {
    const session = await sessions.open(profile, access.signal);
    if (session.kind === 'problem') return failed(problemOf(session.problem, profile));
    opened.push(session.value);
  }
  return ok(opened);
}

/** A failed call as a problem for the person. */
export function problemOf(problem: ReadProblem, where: string): Problem {
  return { code: problem.kind, what: problem.message, where, why: problem.code };
}

/** Measures what the profiles' accounts hold of the snapshot. */
export async function measureCloudWatch(
  snapshot: Snapshot,
  now: IsoTime,
  request: CloudWatchRequest,
): Promise<Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem>> {
  const sessions = await openSessions(request);
  if (sessions.kind === 'problem') return sessions;
  const window = windowOf(now, request.days);
  const rows: UsageRow[] = [];
  const notices: string[] = [];
  const accounts = new Map(sessions.value.map((session) => [session.accountId, session]));
  for (const [accountId, session] of accounts) {
    const result = await measureAccount(metricReader(session), subjectsOf(snapshot, accountId), window, request.signal);
    rows.push(...result.rows);
    notices.push(...result.notices);
  }
  const others = new Set(snapshot.natGateways.map((nat) => nat.accountId).filter((id) => !accounts.has(id)));
  if (others.size > 0) notices.push(`NAT gateways of ${[...others].sort().join(', ')} were not measured: give profiles of those accounts.`);
  if (request.signal.aborted) return failed({ code: 'cancelled', what: 'Measuring was cancelled' });
  const source = `CloudWatch: hourly sums of ${request.days} days, ${window.start} to ${window.end}, extrapolated to 730 hours`;
  return ok({ usage: { schemaVersion: 1, name: `CloudWatch ${window.end.slice(0, 10)}`, source, rows: joinedRows(rows) }, notices });
}

/** Sums of the subjects of one account, Region by Region; a Region that cannot be read is told and gives no row. */
export async function measureAccount(
  reader: MetricReader,
  subjects: readonly Subject[],
  window: MetricWindow,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly UsageRow[]; readonly notices: readonly string[] }> {
  const rows: UsageRow[] = [];
  const notices: string[] = [];
  for (const [region, group] of groupBy(subjects, (subject) => subject.region)) {
    const queries = group.flatMap((subject) => subject.groups.flat());
    const sums = await reader.sums(region, queries, window, signal);
    if (sums.kind === 'problem') {
      notices.push(`${region}: ${sums.problem.message} Its ${group.length} NAT gateways and endpoints stay unknown.`);
      continue;
    }
    let next = 0;
    for (const subject of group) {
      const own = subject.groups.map((series): MetricSum[] => series.map(() => sums.value[next++] ?? { sum: null, isComplete: false }));
      const measured = measure(subject, own, window);
      if (measured.kind === 'row') rows.push(measured.row);
      else notices.push(measured.why);
    }
  }
  return { rows, notices };
}

/** Whole hours up to now. */
export function windowOf(now: IsoTime, days: number): MetricWindow {
  const end = Math.floor(Date.parse(now) / 3_600_000) * 3_600_000;
  const time = (ms: number): IsoTime => new Date(ms).toISOString() as IsoTime;
  return { start: time(end - days * 86_400_000), end: time(end) };
}

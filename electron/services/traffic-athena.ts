import type { Region } from '#shared/base/ids.ts';
import { failed, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { athenaReader } from '#electron/aws/athena.ts';
import { type AthenaQuery, athenaQuery, athenaUsage, usualColumns } from '#electron/imports/flow-logs/athena-query.ts';
import type { DayWindow } from '#electron/imports/flow-logs/partitions.ts';
import { type MeasuringAccess, openSessions, problemOf } from './traffic-cloudwatch.ts';

export interface AthenaRequest extends MeasuringAccess {
  readonly workgroup: string;
  readonly database: string;
  readonly table: string;
  readonly output: string | null;
  /** `null`: the profile's own. */
  readonly region: Region | null;
  /** Days of UTC, both inclusive. */
  readonly window: DayWindow;
}

/** The text of the query over a table with the usual fields, or those named; asks nobody. */
export function athenaSql(
  snapshot: Snapshot,
  place: Pick<AthenaRequest, 'database' | 'table' | 'window'>,
  fields: readonly string[] = usualColumns,
  partitions: readonly string[] = [],
): Outcome<Pick<AthenaQuery, 'sql' | 'notices'>, Problem> {
  const keys = partitions.map((text) => {
    const [name = text, type = 'string'] = text.toLowerCase().split(':');
    return { name, type, format: null };
  });
  return athenaQuery(snapshot, place, { columns: fields, partitions: keys }, place.window);
}

/** The last so many whole days before `now`. */
export function lastDays(days: number, now: Date): DayWindow {
  const dayOf = (ago: number): string => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  return { from: dayOf(days), to: dayOf(1) };
}

/** Runs the query where the logs are. Athena bills the bytes it reads. */
export async function measureAthena(
  snapshot: Snapshot,
  request: AthenaRequest,
): Promise<Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem>> {
  const sessions = await openSessions(request);
  if (sessions.kind === 'problem') return sessions;
  const [session] = sessions.value;
  if (session === undefined) return failed({ code: 'profile', what: 'No profile was given', remedy: 'Name one with --profile.' });
  const { workgroup, database, table, output } = request;
  const place = { region: request.region ?? session.defaultRegion ?? session.homeRegion, workgroup, database, output };
  const where = `${database}.${table}`;
  const reader = athenaReader(session);
  const shape = await reader.table(place, table, request.signal);
  if (shape.kind === 'problem') return failed(problemOf(shape.problem, where));
  const query = athenaQuery(snapshot, { database, table }, shape.value, request.window);
  if (query.kind === 'problem') return query;
  const answer = await reader.select(place, query.value.sql, request.signal);
  return answer.kind === 'problem' ? failed(problemOf(answer.problem, where)) : athenaUsage(query.value, answer.value, where);
}

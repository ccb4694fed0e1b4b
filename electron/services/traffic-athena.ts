import type { Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { athenaReader } from '#electron/aws/athena.ts';
import { athenaQuery, athenaUsage, usualColumns } from '#electron/imports/flow-logs/athena-query.ts';
import { type MeasuringAccess, openSessions, problemOf } from './traffic-cloudwatch.ts';

export interface AthenaRequest extends MeasuringAccess {
  readonly workgroup: string;
  readonly database: string;
  readonly table: string;
  readonly output: string | null;
  /** `null`: the profile's own. */
  readonly region: Region | null;
}

/** The text of the query over a table with the usual fields, or those named; asks nobody. */
export function athenaSql(
  snapshot: Snapshot,
  place: Pick<AthenaRequest, 'database' | 'table'>,
  fields: readonly string[] = usualColumns,
): Outcome<string, Problem> {
  const query = athenaQuery(snapshot, place.database, place.table, fields);
  return query.kind === 'problem' ? query : ok(query.value.sql);
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
  const columns = await reader.columns(place, table, request.signal);
  if (columns.kind === 'problem') return failed(problemOf(columns.problem, where));
  const query = athenaQuery(snapshot, database, table, columns.value);
  if (query.kind === 'problem') return query;
  const answer = await reader.select(place, query.value.sql, request.signal);
  return answer.kind === 'problem' ? failed(problemOf(answer.problem, where)) : athenaUsage(query.value, answer.value, where);
}

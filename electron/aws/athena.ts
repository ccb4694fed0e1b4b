/** Athena: one SELECT, run in the person's workgroup, read to its end. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetTableMetadataCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { Region } from '#shared/base/ids.ts';
import { failed, ok } from '#shared/base/outcome.ts';
import type { AccountSession } from '#electron/discovery/ports.ts';
import type { AthenaPlace, AthenaReader } from '#electron/discovery/traffic-ports.ts';
import { classifyError } from './classify-error.ts';
import { clientSettingsOf } from './metrics-session.ts';

/** Between two looks at a query that runs. */
const pollMs = 1000;

/** Queries with the credentials of the session. */
export function athenaReader(session: AccountSession): AthenaReader {
  const clientOf = (region: Region): AthenaClient => new AthenaClient({ ...clientSettingsOf(session), region });
  const problemOf = (error: unknown, operation: string, { region }: AthenaPlace) =>
    failed(classifyError(error, { operation, action: `athena:${operation}`, region, profile: session.profile }, Date.now()));
  return {
    table: async (place, table, abortSignal) => {
      try {
        const answer = await clientOf(place.region).send(
          new GetTableMetadataCommand({
            CatalogName: 'AwsDataCatalog',
            DatabaseName: place.database,
            TableName: table,
            WorkGroup: place.workgroup,
          }),
          { abortSignal },
        );
        const { Columns: columns = [], PartitionKeys: keys = [], Parameters: parameters = {} } = answer.TableMetadata ?? {};
        return ok({
          columns: columns.flatMap((column) => column.Name?.toLowerCase() ?? []),
          partitions: keys.flatMap(({ Name: name, Type: type = 'string' }) =>
            name === undefined
              ? []
              : [{ name: name.toLowerCase(), type: type.toLowerCase(), format: parameters[`projection.${name}.format`] ?? null }],
          ),
        });
      } catch (error) {
        return problemOf(error, 'GetTableMetadata', place);
      }
    },
    select: async (place, sql, signal) => {
      try {
        return ok(await selectRows(clientOf(place.region), place, sql, signal));
      } catch (error) {
        return problemOf(error, 'StartQueryExecution', place);
      }
    },
  };
}

async function selectRows(client: AthenaClient, place: AthenaPlace, sql: string, abortSignal: AbortSignal) {
  const started = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: place.workgroup,
      QueryExecutionContext: { Database: place.database },
      ...(place.output === null ? {} : { ResultConfiguration: { OutputLocation: place.output } }),
    }),
    { abortSignal },
  );
  const QueryExecutionId = started.QueryExecutionId ?? '';
  for (;;) {
    const { QueryExecution: execution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }), { abortSignal });
    const state = execution?.Status?.State;
    if (state === 'SUCCEEDED') break;
    if (state === 'FAILED' || state === 'CANCELLED')
      throw Object.assign(new Error(`the query ended as ${state}`), { name: `Query${state}` });
    await wait(pollMs, undefined, { signal: abortSignal });
  }
  const rows: Record<string, string | null>[] = [];
  let names: readonly string[] | null = null;
  for await (const page of paginateGetQueryResults({ client }, { QueryExecutionId }, { abortSignal })) {
    for (const row of page.ResultSet?.Rows ?? []) {
      const cells = (row.Data ?? []).map((cell) => cell.VarCharValue ?? null);
      // The first row of the first page holds the column names.
      if (names === null) names = cells.map((cell) => cell ?? '');
      else rows.push(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null])));
    }
  }
  return rows;
}

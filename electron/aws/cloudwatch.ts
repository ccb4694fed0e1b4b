/** CloudWatch metrics of a session, by GetMetricData. */
import { CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { decimal, decimalText, type Exact, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { failed, ok } from '#shared/base/outcome.ts';
import type { AccountSession } from '#electron/discovery/ports.ts';
import type { MetricQuery, MetricReader, MetricSum, MetricWindow } from '#electron/discovery/traffic-ports.ts';
import { classifyError } from './classify-error.ts';
import { clientSettingsOf } from './metrics-session.ts';

/** The most GetMetricData takes in one call. */
const queriesPerCall = 500;
/** One value an hour: kept for 455 days, and a month of them fits an answer. */
const periodSeconds = 3600;

/** Reads sums with the credentials of the session. */
export function metricReader(session: AccountSession): MetricReader {
  const clients = new Map<Region, CloudWatchClient>();
  const clientOf = (region: Region): CloudWatchClient => {
    const client = clients.get(region) ?? new CloudWatchClient({ ...clientSettingsOf(session), region });
    clients.set(region, client);
    return client;
  };
  return {
    sums: async (region, queries, window, signal) => {
      const sums: MetricSum[] = [];
      try {
        for (let next = 0; next < queries.length; next += queriesPerCall) {
          sums.push(...(await sumsOf(clientOf(region), queries.slice(next, next + queriesPerCall), window, signal)));
        }
        return ok(sums);
      } catch (error) {
        const call = { operation: 'GetMetricData', action: 'cloudwatch:GetMetricData', region, profile: session.profile };
        return failed(classifyError(error, call, Date.now()));
      }
    },
  };
}

async function sumsOf(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
  window: MetricWindow,
  abortSignal: AbortSignal,
): Promise<MetricSum[]> {
  const found = new Map<string, { sum: Exact; hasValues: boolean; isComplete: boolean }>();
  let token: string | undefined;
  do {
    const answer = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(window.start),
        EndTime: new Date(window.end),
        MetricDataQueries: queries.map((query, index) => ({
          Id: `m${index}`,
          MetricStat: { Metric: metricOf(query), Period: periodSeconds, Stat: 'Sum' },
        })),
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal },
    );
    for (const result of answer.MetricDataResults ?? []) addTo(found, result);
    token = answer.NextToken;
  } while (token !== undefined && token !== '');
  return queries.map((_query, index) => {
    const series = found.get(`m${index}`);
    if (series === undefined) return { sum: null, isComplete: false };
    return { sum: series.hasValues ? decimalText(series.sum) : null, isComplete: series.isComplete };
  });
}

function metricOf(query: MetricQuery) {
  return {
    Namespace: query.namespace,
    MetricName: query.metricName,
    Dimensions: query.dimensions.map(({ name, value }) => ({ Name: name, Value: value })),
  };
}

/** A series may go on in the next page, where it was only "PartialData" before. */
function addTo(found: Map<string, { sum: Exact; hasValues: boolean; isComplete: boolean }>, result: MetricDataResult): void {
  const id = result.Id ?? '';
  const before = found.get(id) ?? { sum: zero, hasValues: false, isComplete: false };
  const values = result.Values ?? [];
  found.set(id, {
    sum: values.reduce((total, value) => total.plus(decimal(value)), before.sum),
    hasValues: before.hasValues || values.length > 0,
    isComplete: result.StatusCode === 'Complete',
  });
}

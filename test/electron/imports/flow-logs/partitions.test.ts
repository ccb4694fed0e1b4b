import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { columnName } from '#electron/imports/flow-logs/fields.ts';
import { groundOf } from '#electron/imports/flow-logs/ground.ts';
import { type PartitionKey, partitionFilter, windowFilter } from '#electron/imports/flow-logs/partitions.ts';
import { attributionSql } from '#electron/imports/flow-logs/query.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { recordsOf, version5 } from './generate.ts';

const window = { from: '2026-10-30', to: '2026-11-01' };
const key = (name: string, type = 'string', format: string | null = null): PartitionKey => ({ name, type, format });

describe('partitions of a window', () => {
  it.each([
    [
      'Hive keys across a month',
      [key('year'), key('month'), key('day')],
      `(("year" = '2026' AND "month" = '10' AND "day" IN ('30', '31')) OR ("year" = '2026' AND "month" = '11' AND "day" IN ('01', '02')))`,
    ],
    [
      'Hive keys that are numbers, by month only',
      [key('year', 'int'), key('month', 'int')],
      '(("year" = 2026 AND "month" = 10) OR ("year" = 2026 AND "month" = 11))',
    ],
    ['a date', [key('date', 'date')], `"date" BETWEEN DATE '2026-10-30' AND DATE '2026-11-02'`],
    ['a projected day', [key('day', 'string', 'yyyy/MM/dd')], `"day" BETWEEN '2026/10/30' AND '2026/11/02'`],
    [
      'a text of any style',
      [key('dt')],
      `("dt" BETWEEN '2026-10-30' AND '2026-11-02' OR "dt" BETWEEN '2026/10/30' AND '2026/11/02' OR "dt" BETWEEN '20261030' AND '20261102')`,
    ],
    ['a number', [key('dt', 'bigint')], '"dt" BETWEEN 20261030 AND 20261102'],
    [
      'with a Region',
      [key('date', 'date'), key('aws-region')],
      `"date" BETWEEN DATE '2026-10-30' AND DATE '2026-11-02' AND "aws-region" IN ('eu-west-1')`,
    ],
    ['no key of the day', [key('account'), key('region')], null],
    ['no key', [], null],
  ])('%s', (_what, keys, wanted) => {
    expect(partitionFilter(keys, window, ['eu-west-1'])).toBe(wanted);
  });
});

describe('the query over a window', () => {
  it('gives what the same query gives over the records of those days alone', async () => {
    const snapshot = demoSnapshot();
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const columns = version5.split(' ').map(columnName);
    const names = columns.map((column) => `"${column}" VARCHAR`).join(', ');
    await connection.run(`CREATE TABLE all_logs (${names}, "date" DATE)`);
    const next = recordsOf(snapshot, 5);
    const appender = await connection.createAppender('all_logs');
    for (let count = 0; count < 3000; count += 1) {
      const record = next();
      for (const field of version5.split(' ')) appender.appendVarchar(record[field] ?? '-');
      appender.appendNull();
      appender.endRow();
    }
    appender.closeSync();
    await connection.run('UPDATE all_logs SET "date" = CAST(make_timestamp(CAST(start AS BIGINT) * 1000000) AS DATE)');
    const days = { from: '2026-09-22', to: '2026-09-23' };
    await connection.run(
      `CREATE TABLE those_days AS SELECT * FROM all_logs WHERE "date" BETWEEN DATE '${days.from}' AND DATE '${days.to}'`,
    );
    const ground = groundOf(snapshot, null, 2 ** 24);
    const filter = `${partitionFilter([key('date', 'date')], days, []) ?? ''} AND ${windowFilter(days)}`;
    const answerOf = async (relation: string, more: { readonly filter?: string }) => {
      const sql = attributionSql({ sources: [{ relation, columns, ...more }], ground, dimensions: 'inline' });
      return (await connection.runAndReadAll(sql)).getRowObjectsJson();
    };
    const windowed = await answerOf('all_logs', { filter });
    expect(windowed).toEqual(await answerOf('those_days', {}));
    expect(windowed.length).toBeGreaterThan(20);
    expect(windowed).not.toEqual(await answerOf('all_logs', {}));
    connection.closeSync();
  });
});

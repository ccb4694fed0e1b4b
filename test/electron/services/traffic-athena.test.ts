import { beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { athenaSql, measureAthena } from '#electron/services/traffic-athena.ts';
import { probeEnvironment, startStandIn } from './aws-stand-in.ts';

const snapshot = demoSnapshot();
const [nat] = snapshot.natGateways.filter((each) => each.availabilityMode === 'zonal');
if (nat === undefined) throw new Error('the demo estate has a NAT gateway');
const place = {
  workgroup: 'primary',
  database: 'logs',
  table: 'vpc',
  output: 's3://answers/',
  region: 'us-east-1' as Region,
  window: { from: '2026-10-01', to: '2026-10-30' },
};
const columns = ['interface_id', 'srcaddr', 'dstaddr', 'bytes', 'start', 'end', 'pkt_srcaddr', 'pkt_dstaddr', 'pkt_dst_aws_service'];

beforeAll(probeEnvironment);

describe('traffic athena', () => {
  it('prints a query that names the table and fits Athena', () => {
    const sql = athenaSql(snapshot, place);
    expect(sql.kind === 'ok' ? [sql.value.sql.includes('FROM "logs"."vpc"'), sql.value.sql.length < 262_144] : sql).toEqual([true, true]);
    expect(sql.kind === 'ok' ? sql.value.notices : sql).toEqual([
      'No partition key of the table tells the day: Athena reads, and bills, the whole table whatever the window.',
    ]);
    const pruned = athenaSql(snapshot, place, undefined, ['day', 'hour']);
    expect(
      pruned.kind === 'ok' ? [pruned.value.sql.includes(`"day" BETWEEN '2026-10-01' AND '2026-10-31'`), pruned.value.notices] : pruned,
    ).toEqual([true, []]);
  });

  it('asks for the columns, runs that query, and makes usage of its answer', async () => {
    const names = [
      'origin',
      'nat_id',
      'scope',
      'from_zone',
      'to_zone',
      'direction',
      'remote_kind',
      'field_service',
      'range_service',
      'range_region',
    ];
    const header = [...names, 'total_bytes', 'record_count', 'first_start', 'last_end'];
    const cells = [
      'own',
      nat.natGatewayId,
      nat.vpcId,
      null,
      null,
      'out',
      'ipv4',
      '-',
      null,
      null,
      String(2 ** 30),
      '3',
      '1790000000',
      '1790003600',
    ];
    const row = (values: readonly (string | null)[]) => ({ Data: values.map((value) => (value === null ? {} : { VarCharValue: value })) });
    const standIn = await startStandIn('111122223333', (target) => {
      if (target.endsWith('.GetTableMetadata')) {
        const PartitionKeys = [{ Name: 'day', Type: 'string' }];
        const Parameters = { 'projection.day.format': 'yyyy/MM/dd' };
        return { TableMetadata: { Name: 'vpc', Columns: columns.map((Name) => ({ Name })), PartitionKeys, Parameters } };
      }
      if (target.endsWith('.StartQueryExecution')) return { QueryExecutionId: 'q1' };
      if (target.endsWith('.GetQueryExecution')) return { QueryExecution: { Status: { State: 'SUCCEEDED' } } };
      return { ResultSet: { Rows: [row(header), row(cells)] } };
    });
    try {
      const access = { profiles: ['probe'], endpointUrl: standIn.url, consents: [], ask: () => Promise.resolve(null) };
      const measured = await measureAthena(snapshot, { ...access, ...place, signal: new AbortController().signal });
      if (measured.kind === 'problem') throw new Error(JSON.stringify(measured.problem));
      expect(
        measured.value.usage.rows.map((each) => [each.kind, each.nat_gateway_id, each.class, each.service, each.gb_per_month]),
      ).toEqual([
        ['demand', nat.natGatewayId, 'I', 'internet', '730'],
        ['control', nat.natGatewayId, undefined, 'unattributed', '730'],
      ]);
      const started = standIn.calls.find(({ target }) => target.endsWith('.StartQueryExecution'));
      const query = String(started?.body['QueryString']);
      expect(query).toContain(`FROM "logs"."vpc" WHERE "day" BETWEEN '2026/10/01' AND '2026/10/31' AND TRY_CAST(`);
      expect(query).toContain(`>= ${Date.parse('2026-10-01T00:00:00Z') / 1000} AND `);
    } finally {
      await standIn.close();
    }
  });
});

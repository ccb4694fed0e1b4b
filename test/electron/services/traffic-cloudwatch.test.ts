import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, IsoTime } from '#shared/base/ids.ts';
import { ok } from '#shared/base/outcome.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import type { MetricReader } from '#electron/discovery/traffic-ports.ts';
import { measureAccount, measureCloudWatch, windowOf } from '#electron/services/traffic-cloudwatch.ts';
import { subjectsOf } from '#electron/services/traffic-metrics.ts';
import { probeEnvironment, startStandIn } from './aws-stand-in.ts';

const snapshot = demoSnapshot();
const now = '2026-11-02T09:30:00.000Z' as IsoTime;
const [regional] = snapshot.natGateways.filter((nat) => nat.availabilityMode === 'regional');
const [zonal] = snapshot.natGateways.filter((nat) => nat.availabilityMode === 'zonal');
if (regional === undefined || zonal === undefined) throw new Error('the demo estate has both kinds');
const signal = new AbortController().signal;
const gib = 2 ** 30;

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Period: number;
    readonly Stat: string;
    readonly Metric: { readonly MetricName: string; readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[] };
  };
}

beforeAll(probeEnvironment);

describe('measuring with CloudWatch', () => {
  it('asks for both bytes in, never for the bytes out, in pages, and adds them', async () => {
    const standIn = await startStandIn(zonal.accountId, (_target, body) => {
      const queries = body['MetricDataQueries'] as Query[];
      const isSecond = body['NextToken'] === 'more';
      const results = queries.map(({ Id, MetricStat }) => {
        const isNat = MetricStat.Metric.Dimensions[0]?.Name === 'NatGatewayId';
        return { Id, StatusCode: isSecond ? 'Complete' : 'PartialData', Timestamps: [], Values: isNat ? [gib * 360, gib * 0.5] : [] };
      });
      return { MetricDataResults: results, ...(isSecond ? {} : { NextToken: 'more' }) };
    });
    try {
      const request = { profiles: ['probe'], endpointUrl: standIn.url, consents: [], ask: () => Promise.resolve(null), signal, days: 30 };
      const measured = await measureCloudWatch(snapshot, now, request);
      if (measured.kind === 'problem') throw new Error(JSON.stringify(measured.problem));
      const row = measured.value.usage.rows.find((each) => each.nat_gateway_id === zonal.natGatewayId);
      expect(row).toEqual({
        scope: zonal.vpcId,
        region: zonal.region,
        service: 'unattributed',
        kind: 'control',
        nat_gateway_id: zonal.natGatewayId,
        direction: 'both',
        basis: 'measured',
        // Two metrics of two pages of 360.5 GB in 720 hours.
        gb_per_month: '1462.027777777778',
        window_start: '2026-10-03T09:00:00.000Z',
        window_end: '2026-11-02T09:00:00.000Z',
      });
      const asked = standIn.calls.flatMap(({ body }) => body['MetricDataQueries'] as Query[]).map((query) => query.MetricStat);
      expect(new Set(asked.map((stat) => stat.Metric.MetricName))).toEqual(
        new Set(['BytesInFromSource', 'BytesInFromDestination', 'BytesProcessed']),
      );
      expect(new Set(asked.map((stat) => `${stat.Stat} ${stat.Period}`))).toEqual(new Set(['Sum 3600']));
      const tuple = asked.find((stat) => stat.Metric.MetricName === 'BytesProcessed')?.Metric.Dimensions.map((each) => each.Name);
      expect(tuple).toEqual(['VPC Id', 'VPC Endpoint Id', 'Endpoint Type', 'Service Name']);
    } finally {
      await standIn.close();
    }
  });

  it('gives no row where the call is denied, and says so', async () => {
    const standIn = await startStandIn(zonal.accountId, () => ({ refuse: 'AccessDeniedException' }));
    try {
      const request = { profiles: ['probe'], endpointUrl: standIn.url, consents: [], ask: () => Promise.resolve(null), signal, days: 1 };
      const measured = await measureCloudWatch(snapshot, now, request);
      expect(measured.kind === 'ok' ? measured.value.usage.rows : null).toEqual([]);
      expect(measured.kind === 'ok' ? measured.value.notices[0] : '').toContain('cloudwatch:GetMetricData');
    } finally {
      await standIn.close();
    }
  });
});

describe('what a missing metric means', () => {
  const window = windowOf(now, 30);
  const silent: MetricReader = { sums: (_region, queries) => Promise.resolve(ok(queries.map(() => ({ sum: null, isComplete: true })))) };
  const of = async (reader: MetricReader, estate = snapshot, accountId: AccountId = zonal.accountId) => {
    const { rows, notices } = await measureAccount(reader, subjectsOf(estate, accountId), window, signal);
    return {
      row: rows.find((row) => row.nat_gateway_id === zonal.natGatewayId)?.gb_per_month,
      notice: notices.find((text) => text.startsWith(zonal.natGatewayId)),
    };
  };

  it('is zero for a gateway that stood the whole window', async () => {
    expect(await of(silent)).toEqual({ row: '0', notice: undefined });
  });

  it('is unknown for a younger one, and where CloudWatch did not give everything', async () => {
    const young = { ...snapshot, natGateways: [{ ...zonal, createTime: '2026-10-20T00:00:00.000Z' as IsoTime }] };
    expect((await of(silent, young)).row).toBeUndefined();
    expect((await of(silent, young)).notice).toContain('it is not shown that there was no traffic');
    const partial: MetricReader = { sums: (_region, queries) => Promise.resolve(ok(queries.map(() => ({ sum: '5', isComplete: false })))) };
    expect(await of(partial)).toEqual({ row: undefined, notice: `${zonal.natGatewayId}: CloudWatch did not give all of its values.` });
  });

  it('names a regional gateway with its zones, by ID and by name, and takes the one that has values', async () => {
    const [subject] = subjectsOf({ ...snapshot, natGateways: [regional] }, regional.accountId);
    const dimensions = subject?.groups.flat().map((query) => query.dimensions.map((each) => each.name).join('+'));
    expect(new Set(dimensions)).toEqual(new Set(['NatGatewayId+AvailabilityZone']));
    const byName: MetricReader = {
      sums: (_region, queries) =>
        Promise.resolve(
          ok(queries.map(({ dimensions: [, zone] }) => ({ sum: /-az\d$/.test(zone?.value ?? '') ? null : String(gib), isComplete: true }))),
        ),
    };
    const { rows } = await measureAccount(byName, subjectsOf({ ...snapshot, natGateways: [regional] }, regional.accountId), window, signal);
    // Two metrics in two zones, a GB each in 720 hours.
    expect(rows.find((row) => row.kind === 'control')?.gb_per_month).toBe('4.055555555556');
    expect(
      (await measureAccount(silent, subjectsOf({ ...snapshot, natGateways: [regional] }, regional.accountId), window, signal)).rows.filter(
        (row) => row.kind === 'control',
      ),
    ).toEqual([]);
  });
});

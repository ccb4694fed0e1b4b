import { describe, expect, it } from 'vitest';
import { serviceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import { gatewayEndpoint, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { unread } from '#shared/model/estate/alter.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, ofAccounts, oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

/** How each VPC has each service, as words. */
function matrix(snapshot: Snapshot): Record<string, Record<string, string>> {
  const { rows } = serviceCoverage(analysed(snapshot).topology);
  return Object.fromEntries(
    rows.map((row) => [
      row.vpcName,
      Object.fromEntries(row.cells.map((cell) => [cell.service, cell.isDuplicate ? `${cell.how} twice` : cell.how])),
    ]),
  );
}

describe('serviceCoverage', () => {
  it('has a row per VPC and a column per service, gateway services first', () => {
    const snapshot = oneVpc({
      endpoints: [
        interfaceEndpoint('kms', 'az1'),
        gatewayEndpoint('s3', 'app'),
        interfaceEndpoint('sts', 'az1'),
        interfaceEndpoint('sts', 'az2', { name: 'again', privateDns: false }),
      ],
    });
    expect(matrix(snapshot)).toEqual({ shop: { s3: 'gateway', dynamodb: 'none', kms: 'interface', sts: 'interface twice' } });
  });

  it('says hub where a hosted zone leads to an endpoint of another VPC', () => {
    const { rows } = serviceCoverage(analysed(hubAndSpoke()).topology);
    const cell = rows.find((row) => row.vpcName === 'spoke')?.cells.find((one) => one.service === 'kms');
    expect(cell).toEqual({ service: 'kms', how: 'hub', endpointIds: [endpointIdOf('hub-kms')], isDuplicate: false });
  });

  it('does not say none where endpoints were denied', () => {
    const shop = vpc('shop', '10.0.0.0/16', { tiers: [tier('app', 'az1', { routes: [] })] });
    const snapshot = ofAccounts(
      account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs: [shop], cells: { DescribeVpcEndpoints: 'denied' } })]),
    );
    expect(matrix(snapshot)).toEqual({ shop: { s3: 'unknown', dynamodb: 'unknown' } });
  });

  it('does not say none where a hub may serve it and the hosted zones were not read', () => {
    const { rows } = serviceCoverage(analysed(unread(hubAndSpoke(), { operation: 'ListHostedZonesByVPC' })).topology);
    expect(rows.find((row) => row.vpcName === 'spoke')?.cells.map((cell) => [cell.service, cell.how])).toEqual([
      ['s3', 'none'],
      ['dynamodb', 'none'],
      ['kms', 'unknown'],
    ]);
  });

  it('does not count an endpoint that does not work', () => {
    expect(matrix(oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1', { state: 'Failed' })] }))['shop']?.['kms']).toBe('none');
  });
});

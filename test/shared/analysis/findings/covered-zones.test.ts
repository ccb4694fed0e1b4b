/** AZ-03: zones with callers and without the endpoint, and what stands in the way of saying so. */
import { describe, expect, it } from 'vitest';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { type EndpointDescription, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { tier } from '#shared/model/estate/describe.ts';
import { endpointIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { oneVpc, pair, thirdAccount } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge } from './judging.ts';

const kms = endpointIdOf('shop-kms');

/** Callers in three zones, KMS in the first, and a second endpoint. */
function shop(...more: readonly EndpointDescription[]): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1 az2 az3', { holds: { instance: 1 }, routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az1'), ...more],
  });
}

const second = (zones: string, state: string, service = 'kms'): EndpointDescription =>
  interfaceEndpoint(service, zones, { name: 'second', state, privateDns: false });

/** The zones that are told of KMS, and how often the rule passed. */
function said(snapshot: Snapshot) {
  const own = findingsOf('AZ-03', snapshot).filter((one) => one.subjects[0]?.id === kms);
  return [own.map((one) => /callers in ([^ ]+(?:, [^ ]+)*) but/.exec(one.summary)?.[1] ?? one.summary), judge('AZ-03', snapshot).passed];
}

describe('a zone with callers and no network interface of the endpoint', () => {
  it.each([
    ['is told with the others', shop(), [['euc1-az2, euc1-az3'], 0]],
    ['is on its way where another endpoint waits there', shop(second('az2 az3', 'PendingAcceptance')), [[], 1]],
    ['is on its way where another endpoint is being made there', shop(second('az2 az3', 'Pending')), [[], 1]],
    ['is told beside one that is on its way', shop(second('az2', 'PendingAcceptance')), [['euc1-az3'], 0]],
    ['is told where the other endpoint failed', shop(second('az2 az3', 'Failed')), [['euc1-az2, euc1-az3'], 0]],
    ['is told where the other endpoint was deleted', shop(second('az2 az3', 'Deleted')), [['euc1-az2, euc1-az3'], 0]],
    [
      'is told where an endpoint of another service waits there',
      shop(second('az2 az3', 'PendingAcceptance', 'sts')),
      [['euc1-az2, euc1-az3'], 0],
    ],
    [
      'is told where nobody knows where the other one will stand',
      altered(shop(second('az2 az3', 'PendingAcceptance')), 'vpcEndpoints', (one) =>
        one.vpcEndpointId === endpointIdOf('second') ? { ...one, subnetIds: ['subnet-0' as never], networkInterfaceIds: [] } : one,
      ),
      [['euc1-az2, euc1-az3'], 0],
    ],
    [
      'is not told where the VPC is not',
      altered(shop(), 'vpcEndpoints', (one) => ({ ...one, vpcId: null })),
      [['unknown: not every account that shares the VPC was read, so callers may be missing'], 0],
    ],
    [
      'may be there where an account that shares the VPC was not read',
      altered(oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1 az2')] }), 'subnets', (one) => ({
        ...one,
        participants: [thirdAccount as AccountId],
      })),
      [['unknown: not every account that shares the VPC was read, so callers may be missing'], 0],
    ],
    [
      'may be there where nobody read who calls',
      unread(shop(), { operation: 'DescribeNetworkInterfaces' }),
      [['unknown: ec2:DescribeNetworkInterfaces was denied in 1111 2222 3333 / eu-central-1'], 0],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });

  it('gets a subnet, or an endpoint of its own behind a Gateway Load Balancer', () => {
    const half = pair({ endpointZones: 'az4' });
    const gateway = altered(half, 'vpcEndpoints', (one) => ({ ...one, vpcEndpointType: 'GatewayLoadBalancer' }));
    const ledger = endpointIdOf('shop-ledger');
    const service = half.vpcEndpoints[0]?.serviceName ?? '';
    expect([half, gateway].map((one) => findingsOf('AZ-03', one)[0]?.remedy)).toEqual([
      `Add a subnet of use1-az6: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${ledger} --add-subnet-ids <subnet> --region us-east-1`,
      `Create an endpoint in use1-az6, and lead the route tables of that zone to it: aws ec2 create-vpc-endpoint --vpc-endpoint-type GatewayLoadBalancer --service-name ${service} --vpc-id ${vpcIdOf('shop')} --subnet-ids <subnet> --region us-east-1`,
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { type CollectionName, collectionNames } from '#shared/model/collections.ts';
import { coverageOf } from '#shared/model/ledger.ts';
import { operations } from '#shared/model/operation.ts';
import { type Snapshot, type SnapshotBuilder, snapshotBuilder } from '#shared/model/snapshot.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { type Input, type SdkReader, sdkReader } from './sdk-reader.ts';

const truth = demoSnapshot();
/** Read through other protocols; the scan of the demo estate reads them. */
const unread: readonly CollectionName[] = [
  'hostedZoneAssociations',
  'dnsRecords',
  'resolverRules',
  'resolverRuleAssociations',
  'resolverEndpoints',
  'dnsProfiles',
  'profileAssociations',
  'profileResources',
  'firewalls',
  'accountAliases',
];

let fake: FakeAws;
let found: Snapshot;

beforeAll(async () => {
  fake = await startFakeAws({ snapshot: truth, pageSize: 7 });
  const builder = snapshotBuilder();
  const coverage = coverageOf(truth.ledger);
  for (const { accountId } of truth.accounts) {
    const regions = truth.regions.filter((record) => record.accountId === accountId && record.optInStatus !== 'not-opted-in');
    await withReader(accountId, 'us-east-1', async (reader) => {
      for (const parts of await reader.read('DescribeRegions', { AllRegions: true })) builder.add(parts);
    });
    for (const { region } of regions) {
      const readable = (operation: string) => coverage.isRead(accountId, region, operation);
      await withReader(accountId, region, (reader) => readRegion(reader, builder, accountId, region, readable));
    }
  }
  found = builder.build({ id: truth.id, takenAt: truth.takenAt, kind: truth.kind, title: truth.title });
}, 60_000);

afterAll(() => fake.close());

async function withReader(accountId: string, region: string, use: (reader: SdkReader) => Promise<void>): Promise<void> {
  const reader = sdkReader(fake, accountId, region);
  await use(reader);
  reader.destroy();
}

async function readRegion(
  reader: SdkReader,
  builder: SnapshotBuilder,
  accountId: string,
  region: string,
  readable: (operation: string) => boolean,
): Promise<void> {
  const read = async (operation: string, input?: Input, extra?: Input): Promise<void> => {
    if (!readable(operation)) return;
    for (const parts of await reader.read(operation, input, extra)) builder.add(parts);
  };
  const own = <Name extends CollectionName>(name: Name) =>
    truth[name].filter((record) => record.readBy === accountId && record.region === region);
  const plain = [...operations.values()].filter((operation) => operation.scope === 'region' && !operation.fanOut);
  for (const { operation, action } of plain) if (/^(?:ec2|elasticloadbalancing):/.test(action)) await read(operation);
  for (const record of own('vpcDnsAttributes')) {
    const { vpcId: VpcId } = record as (typeof truth.vpcDnsAttributes)[number];
    await read('DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsSupport' });
    await read('DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsHostnames' });
  }
  for (const { serviceId: ServiceId } of own('endpointServices') as typeof truth.endpointServices) {
    await read('DescribeVpcEndpointServicePermissions', { ServiceId });
  }
  for (const { loadBalancerArn: LoadBalancerArn } of own('loadBalancers') as typeof truth.loadBalancers) {
    await read('DescribeLoadBalancerAttributes', { LoadBalancerArn }, { LoadBalancerArn });
    await read('DescribeListeners', { LoadBalancerArn });
    await read('DescribeTargetGroups', { LoadBalancerArn });
  }
  for (const { targetGroupArn: TargetGroupArn } of own('targetGroups') as typeof truth.targetGroups) {
    await read('DescribeTargetGroupAttributes', { TargetGroupArn }, { TargetGroupArn });
    await read('DescribeTargetHealth', { TargetGroupArn }, { TargetGroupArn });
  }
  for (const { transitGatewayRouteTableId: id } of own('transitGatewayRouteTables') as typeof truth.transitGatewayRouteTables) {
    const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];
    await read('SearchTransitGatewayRoutes', { TransitGatewayRouteTableId: id, Filters }, { TransitGatewayRouteTableId: id });
  }
}

describe('the demo estate through the fake, the SDK and the parsers', () => {
  it.each(collectionNames.filter((name) => !unread.includes(name)))('gives back %s', (name) => {
    expect(truth[name].length).toBeGreaterThan(0);
    expect(found[name]).toEqual(truth[name]);
  });

  it('read nothing but what reads', () => {
    expect(fake.calls.length).toBeGreaterThan(400);
    expect(fake.calls.filter((call) => !/^(?:Describe|Search)/.test(call.action))).toEqual([]);
  });
});

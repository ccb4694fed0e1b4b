/** Every folder of recorded data imports; figures were counted in the files with another program. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { type ImportOptions, type Imported } from '#electron/imports/import-files.ts';
import { importPaths } from '#electron/imports/import-paths.ts';
import { validateDocument } from '#electron/storage/validate-document.ts';
import { documentOf } from '#shared/model/document.ts';
import { recorded } from '#test/recorded.ts';

const takenAt = '2026-11-21T00:00:00.000Z' as IsoTime;
const root = recorded();

async function imported(folder: string, options: Partial<ImportOptions> = {}): Promise<Imported> {
  const outcome = await importPaths([path.join(root ?? '', folder)], { takenAt, ...options });
  if (outcome.kind === 'problem') throw new Error(`${outcome.problem.what}: ${outcome.problem.why}`);
  return outcome.value;
}

function cell(snapshot: Snapshot, region: string, operation: string): Partial<LedgerCell> | undefined {
  const found = snapshot.ledger.find((candidate) => candidate.region === region && candidate.operation === operation);
  if (found === undefined) return undefined;
  const { profile: _profile, accountId: _account, region: _region, operation: _operation, pages: _pages, ...rest } = found;
  return rest;
}

function counts(snapshot: Snapshot): Record<string, unknown> {
  return {
    accounts: snapshot.accounts.map((account) => account.accountId),
    vpcs: snapshot.vpcs.length,
    subnets: snapshot.subnets.length,
    routeTables: snapshot.routeTables.length,
    endpoints: snapshot.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId),
    nats: snapshot.natGateways.map((nat) => nat.natGatewayId),
    loadBalancers: snapshot.loadBalancers.length,
    targetGroups: snapshot.targetGroups.length,
    subnetZones: sortedUnique(snapshot.subnets.map((subnet) => subnet.zoneId ?? 'unknown')),
    zones: snapshot.zones.map((zone) => zone.zoneId ?? zone.zoneName).sort(),
  };
}

async function resultOf(folder: string): Promise<string> {
  const outcome = await importPaths([folder], { takenAt });
  if (outcome.kind === 'problem') return outcome.problem.code;
  const faults = validateDocument(documentOf(outcome.value.snapshot, 'test')).filter((fault) => !fault.includes('which is not there'));
  const hasAnswers = outcome.value.snapshot.ledger.some((entry) => entry.status !== 'skipped');
  return faults.length === 0 && hasAnswers ? 'imported' : `imported with faults: ${faults.join('; ')}`;
}

const eastZones = ['use1-az1', 'use1-az2', 'use1-az3', 'use1-az4', 'use1-az5', 'use1-az6'];

describe.skipIf(root === null)('recorded labs', () => {
  it('reads both Regions of aws_demo with the account that the dump tells', async () => {
    const { snapshot } = await imported('lab/aws_demo');
    expect(counts(snapshot)).toEqual({
      accounts: ['028403472736'],
      vpcs: 4,
      subnets: 13,
      routeTables: 10,
      endpoints: [],
      nats: ['nat-02c8db084c7402763', 'nat-044f518facb617e97', 'nat-0cad0aa2f7c20bced', 'nat-0dd42c998eea1b189'],
      loadBalancers: 3,
      targetGroups: 6,
      subnetZones: ['use1-az2', 'usw1-az1'],
      zones: [...eastZones, 'usw1-az1', 'usw1-az3'],
    });
    expect(cell(snapshot, 'us-east-1', 'DescribeVpcEndpoints')).toEqual({ status: 'ok', items: 0 });
    expect(cell(snapshot, 'us-east-1', 'DescribeTargetHealth')).toEqual({ status: 'ok', items: 4, callsOk: 4, callsPlanned: 4 });
    expect(cell(snapshot, 'us-east-1', 'DescribeVpcEndpointConnections')).toEqual({ status: 'skipped', reason: 'not-provided', items: 0 });
    expect(cell(snapshot, 'us-east-1', 'SearchTransitGatewayRoutes')).toEqual({
      status: 'failed',
      code: 'Filtered',
      items: 0,
      callsOk: 0,
      callsPlanned: 1,
      message: 'aws_configs/us-east-1/TransitGatewayStaticRoutes.json: only static routes were recorded',
    });
    expect(validateDocument(documentOf(snapshot, 'test'))).toEqual([]);
  });

  it('gives a Region without resources the account of its sister Region, and says none where none is known', async () => {
    const { snapshot } = await imported('lab/aws_nlb_multi_az');
    expect(counts(snapshot)).toEqual({
      accounts: ['028403472736'],
      vpcs: 1,
      subnets: 6,
      routeTables: 3,
      endpoints: [],
      nats: ['nat-068428a2315c6fefc'],
      loadBalancers: 3,
      targetGroups: 3,
      subnetZones: ['use1-az2', 'use1-az4', 'use1-az6'],
      zones: [...eastZones, 'usw1-az1', 'usw1-az3'],
    });
    expect(cell(snapshot, 'us-west-1', 'DescribeVpcs')).toEqual({ status: 'ok', items: 0 });
    expect(cell(snapshot, 'us-west-1', 'DescribeTargetHealth')).toEqual({ status: 'ok', items: 0, callsOk: 0, callsPlanned: 0 });
    expect(snapshot.loadBalancerAttributes.map((record) => record.attributes.length > 0)).toEqual([true, true, true]);
  });

  it('reads the Region from zones where no folder names one', async () => {
    const balancer = await imported('lab/extra/test-load-balancer');
    expect(counts(balancer.snapshot)).toMatchObject({ accounts: ['554773406868'], vpcs: 1, loadBalancers: 1, targetGroups: 4 });
    expect(cell(balancer.snapshot, 'us-east-2', 'DescribeTargetHealth')).toEqual({
      status: 'skipped',
      reason: 'not-provided',
      items: 1,
      callsOk: 1,
      callsPlanned: 4,
    });
    const nat = await imported('lab/extra/test-nat-gateway');
    expect(counts(nat.snapshot)).toMatchObject({ accounts: ['554773406868'], nats: ['nat-07ab4846da51f4612'], subnetZones: ['use2-az2'] });
    expect(nat.snapshot.natGateways.map((gateway) => gateway.region)).toEqual(['us-east-2']);
  });

  it('reads the endpoints', async () => {
    const gateway = await imported('lab/extra/test-vpc-endpoint-gateway');
    expect(counts(gateway.snapshot)).toMatchObject({ accounts: ['554773406868'], endpoints: ['vpce-0b7357542bb7b83ec'], routeTables: 3 });
    const { snapshot } = await imported('lab/extra/test-vpc-endpoint-interface');
    expect(snapshot.vpcEndpoints).toMatchObject([
      {
        vpcEndpointId: 'vpce-083c683a6be29b889',
        accountId: '554773406868',
        region: 'us-east-1',
        state: 'Available',
        serviceName: 'com.amazonaws.us-east-1.cloudtrail',
        subnetIds: ['subnet-0bb8615d8368ece31'],
        creationTimestamp: '2020-05-08T03:45:53.000Z',
      },
    ]);
    expect(snapshot.serviceDetails.every((detail) => detail.zoneIds === null)).toBe(true);
  });

  it('takes accounts and Regions from folders', async () => {
    const { snapshot } = await imported('lab/extra/test-transit-gateway-peering');
    expect(snapshot.vpcs.map((vpc) => `${vpc.readBy} ${vpc.region}`).sort()).toEqual([
      '732168539940 us-east-1',
      '732168539940 us-east-1',
      '804819755326 us-west-1',
    ]);
    expect(snapshot.accounts.map((account) => account.profiles)).toEqual([
      ['aws_configs/accounts/732168539940/us-east-1'],
      ['aws_configs/accounts/804819755326/us-west-1'],
    ]);
  });

  it('reads a folder below which everything is named by the folders above it', async () => {
    const { snapshot } = await imported('lab/extra/test-transit-gateway-peering/aws_configs/accounts/804819755326/us-west-1');
    expect(snapshot.accounts).toEqual([{ accountId: '804819755326', partition: 'aws', name: null, profiles: ['us-west-1'], state: null }]);
  });
});

describe.skipIf(root === null)('other recordings', () => {
  it('reads a flat dump without zone IDs and leaves classic load balancers aside', async () => {
    const { snapshot, notices } = await imported('cloudmapper');
    expect(counts(snapshot)).toEqual({
      accounts: ['123456789012'],
      vpcs: 1,
      subnets: 4,
      routeTables: 0,
      endpoints: ['vpce-00000000000000001', 'vpce-00000000000000002'],
      nats: [],
      loadBalancers: 1,
      targetGroups: 0,
      subnetZones: ['unknown'],
      zones: ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d', 'us-east-1e', 'us-east-1f'],
    });
    expect(cell(snapshot, 'us-east-1', 'DescribeRouteTables')).toEqual({ status: 'skipped', reason: 'not-provided', items: 0 });
    expect(notices).toEqual([
      'Left aside, no JSON: LICENSE',
      'ec2-describe-snapshots.json: not recognised as an answer this version uses (it holds Snapshots)',
      'elb-describe-load-balancers.json: not recognised as an answer this version uses (classic load balancers cannot carry PrivateLink)',
    ]);
  });

  it('reads the examples of the manual without an account, and says which were only a part', async () => {
    const { snapshot, notices } = await imported('aws-cli-examples');
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual(['unknown']);
    expect(snapshot.endpointConnections.map((connection) => connection.vpcEndpointState)).toEqual(['PendingAcceptance']);
    expect(snapshot.allowedPrincipals.map((permission) => permission.serviceId)).toEqual(['vpce-svc-03d5ebb7d9579a2b3']);
    expect(cell(snapshot, 'unknown', 'DescribeVpcEndpointConnections')).toMatchObject({ status: 'failed', code: 'Filtered', items: 1 });
    expect(cell(snapshot, 'unknown', 'DescribeTargetHealth')).toMatchObject({ status: 'malformed', items: 0 });
    expect(snapshot.vpcDnsAttributes).toMatchObject([{ vpcId: 'vpc-a01106c2', enableDnsSupport: true, enableDnsHostnames: true }]);
    expect(cell(snapshot, 'global', 'DescribeRegions')).toEqual({ status: 'ok', items: 19 });
    expect(notices.at(-1)).toBe('The account could not be told for aws-cli-examples. Give it with --account, or name the folder after it.');
  });

  it('takes account and Region from the person where nothing tells', async () => {
    const { snapshot } = await imported('aws-cli-examples', { accountId: '111122223333', region: 'eu-west-1' });
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual(['111122223333']);
    expect(snapshot.vpcs.map((vpc) => vpc.region)).toEqual(['eu-west-1', 'eu-west-1']);
    expect(snapshot.zones.map((zone) => zone.region)).toEqual(Array.from({ length: snapshot.zones.length }, () => 'us-west-2'));
  });

  it('unwraps recorded calls, their times and attributes', async () => {
    const { snapshot } = await imported('custodian/test_vpc_attributes');
    expect(snapshot.vpcDnsAttributes).toMatchObject([
      { vpcId: 'vpc-d2d616b5', enableDnsSupport: true, enableDnsHostnames: true },
      { vpcId: 'vpc-f1516b97', enableDnsSupport: true, enableDnsHostnames: false },
    ]);
    const nats = await imported('custodian/test_nat_gateways_query');
    expect(nats.snapshot.natGateways).toMatchObject([{ natGatewayId: 'nat-0000000000000000', createTime: '2017-09-08T19:21:16.000Z' }]);
  });

  it('reads the services of the emulator', async () => {
    const { snapshot } = await imported('moto');
    expect(snapshot.serviceDetails.length).toBe(257);
    expect(new Set(snapshot.serviceDetails.map((detail) => detail.region))).toEqual(new Set(['us-east-1']));
  });

  it('imports every folder, or says why not', async () => {
    const folders = ['lab', 'cloudmapper', 'aws-cli-examples', 'localstack', 'moto', 'terraform', 'ec2-xml', 'ip-ranges', 'aws-config'];
    const tests = readdirSync(path.join(root ?? '', 'custodian'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const all = [...folders, 'custodian', ...tests.map((entry) => `custodian/${entry.name}`)];
    const results = await Promise.all(all.map(async (folder) => [folder, await resultOf(path.join(root ?? '', folder))] as const));
    const notImported = results.filter(([, result]) => result !== 'imported');
    expect(Object.fromEntries(notImported)).toEqual({
      localstack: 'import-empty',
      terraform: 'import-unsupported',
      'ec2-xml': 'import-empty',
      'ip-ranges': 'import-empty',
      'aws-config': 'import-empty',
      'custodian/test_lattice_listener_query': 'import-empty',
      'custodian/test_lattice_network_both_logs': 'import-empty',
    });
  });

  it('says that Terraform is no answer of the AWS CLI, and that placeholders are no ids', async () => {
    const terraform = await importPaths([path.join(root ?? '', 'terraform')], { takenAt });
    expect(terraform).toMatchObject({ kind: 'problem', problem: { code: 'import-unsupported' } });
    const tokenised = await importPaths([path.join(root ?? '', 'localstack', 'ec2.test_ec2.snapshot.json')], { takenAt });
    expect(tokenised).toMatchObject({ kind: 'problem', problem: { code: 'import-empty', why: expect.stringContaining('placeholders') } });
  });
});

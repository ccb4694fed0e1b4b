import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oldNetwork, payments, retail, tenant } from '#electron/services/demo/cast.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { accessKeyOf } from '#test/fake-aws/identities.ts';
import { generateEstate } from '#test/fake-aws/generate-estate.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { danglingConsumer, pair, providerAccount } from '#test/fixtures/small-estates.ts';
import { type Input, sdkReader } from './sdk-reader.ts';

const truth = demoSnapshot();
let fake: FakeAws;

beforeAll(async () => {
  fake = await startFakeAws({ snapshot: truth, closedAccounts: [tenant] });
});
afterAll(() => fake.close());

interface Raw {
  readonly status: number;
  readonly body: string;
}

/** A call without the SDK, to see the bytes. */
async function raw(
  target: FakeAws,
  accountId: string,
  region: string,
  service: string,
  parameters: Record<string, string>,
  path = '/',
): Promise<Raw> {
  const scope = `AWS4-HMAC-SHA256 Credential=${accessKeyOf(accountId)}/20261102/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const isQuery = path === '/';
  const response = await fetch(`${target.url}${path}`, {
    method: isQuery ? 'POST' : 'GET',
    headers: { authorization: scope },
    ...(isQuery ? { body: new URLSearchParams(parameters) } : {}),
  });
  return { status: response.status, body: await response.text() };
}

async function failure(accountId: string, region: string, operation: string, input: Input = {}): Promise<readonly [string, number]> {
  const reader = sdkReader(fake, accountId, region);
  try {
    await reader.call(operation, input);
    return ['none', 200];
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata: { httpStatusCode: number } };
    return [name, $metadata.httpStatusCode];
  } finally {
    reader.destroy();
  }
}

describe('the wire', () => {
  it('has the casing of AWS, not of the SDK', async () => {
    const endpoints = await raw(fake, payments, 'us-east-1', 'ec2', { Action: 'DescribeVpcEndpoints' });
    expect(endpoints.body).toContain('<state>pendingAcceptance</state>');
    expect(endpoints.body).not.toContain('<state>PendingAcceptance');
    const interfaces = await raw(fake, payments, 'us-east-1', 'ec2', { Action: 'DescribeNetworkInterfaces' });
    expect(interfaces.body).toContain('<interfaceType>nat_gateway</interfaceType>');
  });

  it('tells an empty list from a missing one', async () => {
    const { body } = await raw(fake, tenant, 'us-east-1', 'ec2', { Action: 'DescribeVpcEndpoints', MaxResults: '1000' });
    expect(body).toContain('<vpcEndpointSet/>');
  });

  it('writes errors as EC2 does', async () => {
    const { status, body } = await raw(fake, payments, 'ap-southeast-2', 'ec2', { Action: 'DescribeVpcs' });
    expect(status).toBe(401);
    expect(body).toContain('<Response><Errors><Error><Code>AuthFailure</Code>');
  });
});

describe('what goes wrong without any fault', () => {
  it('is what AWS says in each case', async () => {
    expect({
      disabled: await failure(payments, 'ap-southeast-2', 'DescribeVpcs'),
      elsewhere: await failure(payments, 'eu-north-1', 'DescribeVpcs'),
      denied: await failure(retail, 'eu-west-1', 'DescribeNetworkInterfaces'),
      throttled: await failure(retail, 'eu-west-1', 'DescribeSecurityGroups'),
      pageTooLarge: await failure(payments, 'us-east-1', 'DescribeRouteTables', { MaxResults: 1000 }),
      foreignToken: await failure(payments, 'us-east-1', 'DescribeVpcs', { NextToken: 'not-ours' }),
      filter: await failure(payments, 'us-east-1', 'DescribeVpcs', { Filters: [{ Name: 'vpcid', Values: ['x'] }] }),
      permissions: await failure(payments, 'us-east-1', 'DescribeTargetHealth', { TargetGroupArn: 'arn:of:nobody' }),
      nobody: await failure('999999999999', 'us-east-1', 'DescribeVpcs'),
    }).toEqual({
      disabled: ['AuthFailure', 401],
      elsewhere: ['AuthFailure', 401],
      denied: ['UnauthorizedOperation', 403],
      throttled: ['RequestLimitExceeded', 503],
      pageTooLarge: ['InvalidMaxResults', 400],
      foreignToken: ['InvalidNextToken', 400],
      filter: ['InvalidParameterValue', 400],
      permissions: ['TargetGroupNotFoundException', 400],
      nobody: ['AuthFailure', 401],
    });
  });
});

describe('what an account sees', () => {
  it('is, of a shared VPC, its subnets and tables but none of its endpoints and groups', async () => {
    const reader = sdkReader(fake, tenant, 'us-east-1');
    const seen = {
      vpcs: (await reader.call('DescribeVpcs'))['Vpcs'],
      subnets: (await reader.call('DescribeSubnets'))['Subnets'],
      tables: (await reader.call('DescribeRouteTables'))['RouteTables'],
      endpoints: (await reader.call('DescribeVpcEndpoints'))['VpcEndpoints'],
      groups: (await reader.call('DescribeSecurityGroups'))['SecurityGroups'],
    } as Record<string, readonly Record<string, unknown>[]>;
    reader.destroy();
    expect(new Set(seen['vpcs']?.map((vpc) => vpc['OwnerId']))).toEqual(new Set([retail, oldNetwork]));
    expect(seen['subnets']?.map((subnet) => [subnet['AvailabilityZoneId'], subnet['AvailabilityZone'], subnet['OwnerId']])).toEqual(
      expect.arrayContaining([
        ['use1-az1', 'us-east-1a', retail],
        ['use1-az4', 'us-east-1b', retail],
      ]),
    );
    expect([seen['tables']?.length, seen['endpoints'], seen['groups']]).toEqual([4, [], []]);
  });

  it('is narrowed by filters and ids', async () => {
    const reader = sdkReader(fake, payments, 'us-east-1');
    const one = truth.vpcEndpoints.find((endpoint) => endpoint.name === 'payments-ledger');
    const byName = await reader.call('DescribeVpcEndpoints', { Filters: [{ Name: 'service-name', Values: [one?.serviceName] }] });
    const byId = await reader.call('DescribeVpcEndpoints', { VpcEndpointIds: [one?.vpcEndpointId] });
    reader.destroy();
    const ids = [byName, byId].map((answer) =>
      (answer['VpcEndpoints'] as { VpcEndpointId: string }[]).map((endpoint) => endpoint.VpcEndpointId),
    );
    expect(ids).toEqual([[one?.vpcEndpointId], [one?.vpcEndpointId]]);
  });
});

describe('STS', () => {
  const client = (accountId: string): STSClient =>
    new STSClient({ region: 'us-east-1', endpoint: fake.url, credentials: fake.accessKeyFor(accountId), maxAttempts: 1 });

  it('says who one is, and lets one become somebody else', async () => {
    const sts = client(payments);
    expect((await sts.send(new GetCallerIdentityCommand())).Account).toBe(payments);
    const assumed = await sts.send(new AssumeRoleCommand({ RoleArn: fake.roleArnFor(retail), RoleSessionName: 'scan' }));
    sts.destroy();
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = assumed.Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const other = new STSClient({ region: 'us-east-1', endpoint: fake.url, credentials });
    expect((await other.send(new GetCallerIdentityCommand())).Account).toBe(retail);
    other.destroy();
  });

  it('refuses roles that trust nobody or do not exist', async () => {
    const sts = client(payments);
    const assume = (arn: string) => sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'scan' }));
    await expect(assume(fake.roleArnFor(tenant))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume('arn:aws:iam::999999999999:role/LinkscapeReadOnly')).rejects.toMatchObject({ name: 'AccessDenied' });
    sts.destroy();
  });
});

describe('Route 53', () => {
  it('lists the zones of a VPC, and the records of a zone to its owner', async () => {
    const zone = truth.hostedZoneAssociations.find((association) => association.zoneDomain === 'ledger.internal.example');
    const zones = await raw(
      fake,
      payments,
      'us-east-1',
      'route53',
      {},
      `/2013-04-01/hostedzonesbyvpc?vpcid=${zone?.vpcId ?? ''}&vpcregion=us-east-1`,
    );
    expect(zones.status).toBe(200);
    expect(zones.body).toContain(`<HostedZoneId>${zone?.hostedZoneId ?? ''}</HostedZoneId><Name>ledger.internal.example.</Name>`);
    const records = await raw(fake, payments, 'us-east-1', 'route53', {}, `/2013-04-01/hostedzone/${zone?.hostedZoneId ?? ''}/rrset`);
    expect(records.body).toContain('<Name>batch.ledger.internal.example.</Name><Type>A</Type><AliasTarget>');
    const denied = await raw(fake, retail, 'us-east-1', 'route53', {}, `/2013-04-01/hostedzone/${zone?.hostedZoneId ?? ''}/rrset`);
    expect([denied.status, denied.body.includes('<Code>AccessDenied</Code>')]).toEqual([403, true]);
  });
});

describe('the recorder', () => {
  it('fails a test in which anything but reading was asked for', async () => {
    const own = await startFakeAws({ snapshot: pair() });
    await raw(own, providerAccount, 'us-east-1', 'ec2', { Action: 'RejectVpcEndpointConnections' });
    expect(own.calls.map((call) => [call.accountId, call.service, call.action])).toEqual([
      [providerAccount, 'ec2', 'RejectVpcEndpointConnections'],
    ]);
    await expect(own.close()).rejects.toThrow('calls that do not only read: ec2:RejectVpcEndpointConnections');
  });

  it('lets everything else pass', async () => {
    const own = await startFakeAws({ snapshot: danglingConsumer() });
    await raw(own, providerAccount, 'us-east-1', 'ec2', { Action: 'DescribeVpcs' });
    await expect(own.close()).resolves.toBeUndefined();
  });
});

describe('generated estates', () => {
  it('are the same for the same seed and others for another', () => {
    const options = { accounts: 3, regions: ['us-east-1', 'eu-central-1'], seed: 7, hostileRate: 0.3 };
    expect(generateEstate(options)).toEqual(generateEstate(options));
    expect(generateEstate({ ...options, seed: 8 }).vpcEndpoints).not.toEqual(generateEstate(options).vpcEndpoints);
  });

  it('carry hostile names over the wire unchanged', async () => {
    const snapshot = generateEstate({ accounts: 6, regions: ['us-east-1'], seed: 11, hostileRate: 1, vpcs: 4 });
    const own = await startFakeAws({ snapshot });
    const names: unknown[] = [];
    for (const { accountId } of snapshot.accounts) {
      const reader = sdkReader(own, accountId, 'us-east-1');
      const [vpcs] = await reader.read('DescribeVpcs');
      const [endpoints] = await reader.read('DescribeVpcEndpoints');
      names.push(...(vpcs?.vpcs ?? []), ...(endpoints?.vpcEndpoints ?? []));
      reader.destroy();
    }
    await own.close();
    const tagsOf = (records: readonly unknown[]) =>
      (records as { name: string; tags: unknown }[])
        .map(({ name, tags }) => JSON.stringify([name, tags]))
        .toSorted((a, b) => (a < b ? -1 : 1));
    expect(new Set(snapshot.vpcs.map((vpc) => vpc.name)).size).toBeGreaterThan(10);
    expect(tagsOf(names)).toEqual(tagsOf([...snapshot.vpcs, ...snapshot.vpcEndpoints]));
  });
});

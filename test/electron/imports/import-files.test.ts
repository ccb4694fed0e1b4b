import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { operations } from '#shared/model/operation.ts';
import { type Imported, importFiles, type ImportOptions } from '#electron/imports/import-files.ts';

const takenAt = '2026-11-21T00:00:00.000Z' as IsoTime;
type Files = Readonly<Record<string, unknown>>;

function run(files: Files, options: Partial<ImportOptions> = {}) {
  const list = Object.entries(files).map(([name, content]) => ({ name, bytes: bytesOf(content) }));
  return importFiles(list, { takenAt, ...options });
}

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
}

function imported(files: Files, options: Partial<ImportOptions> = {}): Imported {
  const outcome = run(files, options);
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

function cells(files: Files, operation: string): Partial<LedgerCell>[] {
  const { snapshot } = imported(files);
  return snapshot.ledger
    .filter((cell) => cell.operation === operation)
    .map(({ profile: _profile, operation: _operation, ...rest }) => rest);
}

const place = { accountId: '111122223333', region: 'eu-west-1' };
const folder = '111122223333/eu-west-1';
const vpc = (id: string, owner = '111122223333') => ({ VpcId: id, OwnerId: owner, CidrBlock: '10.0.0.0/16' });
const subnet = (id: string, zone: string, owner = '111122223333') => ({
  SubnetId: id,
  VpcId: 'vpc-1',
  OwnerId: owner,
  AvailabilityZone: zone,
});

describe('what a file is', () => {
  it('is told by its content, whatever its name', () => {
    const { snapshot } = imported({ [`${folder}/anything.json`]: { Vpcs: [vpc('vpc-1')] } });
    expect(snapshot.vpcs.map((record) => `${record.accountId} ${record.region} ${record.vpcId}`)).toEqual(['111122223333 eu-west-1 vpc-1']);
  });

  it('may be several answers in one, also below account and Region', () => {
    const { snapshot } = imported({
      'all.json': { '111122223333': { 'eu-west-1': { Vpcs: [vpc('vpc-1')], Subnets: [] }, 'us-east-1': { Vpcs: [vpc('vpc-2')] } } },
    });
    expect(snapshot.vpcs.map((record) => `${record.accountId} ${record.region} ${record.vpcId}`)).toEqual([
      '111122223333 eu-west-1 vpc-1',
      '111122223333 us-east-1 vpc-2',
    ]);
  });

  it.each([
    ['in a line each', 0],
    ['page after page', 2],
  ])('may be several answers %s', (_how, indent) => {
    const written = (answer: object): string => JSON.stringify(answer, null, indent);
    const text = `${written({ Vpcs: [vpc('vpc-1')], NextToken: 'a "} ]' })}\n${written({ Vpcs: [vpc('vpc-2')] })}\n`;
    const { snapshot } = imported({ [`${folder}/describe-vpcs.json`]: text });
    expect(snapshot.vpcs.map((record) => record.vpcId)).toEqual(['vpc-1', 'vpc-2']);
    for (const broken of [text.slice(0, -3), `${text}and more`]) {
      const files = { [`${folder}/describe-vpcs.json`]: broken, [`${folder}/describe-subnets.json`]: { Subnets: [] } };
      expect(cells(files, 'DescribeVpcs')).toMatchObject([{ status: 'malformed', items: 0 }]);
    }
  });

  it('is read in UTF-8 with a mark and in UTF-16', () => {
    const text = JSON.stringify({ Vpcs: [vpc('vpc-1')] });
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const bigEndian = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
    const bare = new Uint8Array(Buffer.from(text, 'utf16le'));
    for (const bytes of [utf16, bigEndian, bare, bytesOf(`\ufeff${text}`)]) {
      expect(imported({ [`${folder}/vpcs.json`]: bytes }).snapshot.vpcs.length).toBe(1);
    }
  });

  it('tells the two prefix list calls apart', () => {
    const files = {
      [`${folder}/describe-managed-prefix-lists.json`]: { PrefixLists: [] },
      [`${folder}/b.json`]: { PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'com.amazonaws.eu-west-1.s3', Cidrs: ['3.0.0.0/8'] }] },
    };
    expect(cells(files, 'DescribeManagedPrefixLists')).toEqual([{ ...place, status: 'ok', items: 0, pages: 1 }]);
    expect(cells(files, 'DescribePrefixLists')).toEqual([{ ...place, status: 'ok', items: 1, pages: 1 }]);
  });

  describe('entries of prefix lists', () => {
    const entries = (...blocks: readonly string[]) => blocks.map((Cidr) => ({ Cidr }));
    const one = { PrefixListId: 'pl-11112222', PrefixListName: 'office', OwnerId: '111122223333', PrefixListArn: 'arn:x' };
    const lists = { [`${folder}/describe-managed-prefix-lists.json`]: { PrefixLists: [one] } };
    const name = `${folder}/get-managed-prefix-list-entries.pl-11112222`;
    const blocksOf = (files: Files) => imported({ ...lists, ...files }).snapshot.prefixLists.map((list) => list.cidrBlocks);
    const cellsOf = (files: Files) => cells(files, 'GetManagedPrefixListEntries');

    it.each([
      ['by the name of the file', { [`${name}.json`]: { Entries: entries('10.0.0.0/8') } }],
      [
        'by the command',
        {
          [`${folder}/x.json`]: {
            command: 'aws ec2 get-managed-prefix-list-entries --prefix-list-id pl-11112222',
            output: { Entries: [{ Cidr: '10.0.0.0/8', Description: 'all of it' }] },
          },
        },
      ],
      ['page by page', { [`${name}_1.json`]: { Entries: [], NextToken: 'x' }, [`${name}_2.json`]: { Entries: entries('10.0.0.0/8') } }],
    ])('are told %s', (_how, files) => {
      expect(blocksOf(files)).toEqual([['10.0.0.0/8']]);
      expect(cellsOf(files)).toMatchObject([{ ...place, status: 'ok', items: 1, callsOk: 1, callsPlanned: 1 }]);
    });

    it('may be none, where the file says so', () => {
      expect(blocksOf({ [`${name}.json`]: { Entries: [] } })).toEqual([[]]);
    });

    it('are unknown where no file holds them, or not the last page', () => {
      const cut = { [`${name}.json`]: { Entries: entries('10.0.0.0/8'), NextToken: 'x' } };
      expect([blocksOf({}), blocksOf(cut), cellsOf(lists), cellsOf(cut)]).toMatchObject([
        [null],
        [null],
        [{ ...place, status: 'skipped', reason: 'not-provided' }],
        [{ ...place, status: 'failed', code: 'Truncated' }],
      ]);
    });

    it('of an older version are not the list as it is', () => {
      const command = 'aws ec2 get-managed-prefix-list-entries --prefix-list-id pl-11112222 --target-version 1';
      const files = { [`${folder}/x.json`]: { command, output: { Entries: entries('10.0.0.0/8') } } };
      expect(cellsOf(files)).toMatchObject([{ ...place, status: 'failed', code: 'Filtered' }]);
    });

    it('of nobody knows which list are malformed; entries of something else are none', () => {
      const unnamed = { [`${folder}/get-managed-prefix-list-entries.json`]: { Entries: entries('10.0.0.0/8') } };
      expect(cellsOf({ ...lists, ...unnamed })).toMatchObject([{ ...place, status: 'malformed' }]);
      expect(cellsOf({ ...lists, [`${folder}/acl.json`]: { Entries: [{ CidrBlock: '10.0.0.0/8', RuleNumber: 1 }] } })).toMatchObject([
        { status: 'skipped' },
      ]);
    });
  });

  it('does not take the inner lists of other answers for answers', () => {
    const launched = { Instances: [{ InstanceId: 'i-1', SecurityGroups: [{ GroupId: 'sg-1' }] }] };
    const database = { DBInstance: { DBSubnetGroup: { Subnets: [{ SubnetIdentifier: 'subnet-1' }], Vpcs: [] } } };
    const outcome = run({ 'a.json': launched, 'b.json': database });
    expect(outcome).toMatchObject({ kind: 'problem', problem: { code: 'import-empty' } });
  });

  it('keeps keys such as __proto__ as data', () => {
    const text =
      '{"Vpcs":[{"VpcId":"vpc-1","Tags":[{"Key":"__proto__","Value":"x"}],"__proto__":{"IsDefault":true}}],"__proto__":{"Subnets":[]}}';
    const { snapshot } = imported({ [`${folder}/a.json`]: text });
    expect(snapshot.vpcs).toMatchObject([{ tags: [{ key: '__proto__', value: 'x' }], isDefault: null }]);
    expect(Object.prototype).not.toHaveProperty('Subnets');
  });
});

describe('whose it is', () => {
  it('believes get-caller-identity before the folder', () => {
    const identity = { UserId: 'A', Account: '444455556666', Arn: 'arn:aws:sts::444455556666:assumed-role/x/y' };
    const { snapshot } = imported({ 'dump/get-caller-identity.json': identity, 'dump/eu-west-1/vpcs.json': { Vpcs: [vpc('vpc-1')] } });
    expect(snapshot.vpcs).toMatchObject([{ accountId: '111122223333', readBy: '444455556666', region: 'eu-west-1' }]);
  });

  it('believes the folder of an account below the identity of another one', () => {
    const identity = { UserId: 'A', Account: '444455556666', Arn: 'arn:aws:sts::444455556666:assumed-role/x/y' };
    const files = { 'dump/get-caller-identity.json': identity, 'dump/111122223333/eu-west-1/vpcs.json': { Vpcs: [vpc('vpc-1')] } };
    expect(imported(files).snapshot.vpcs).toMatchObject([{ readBy: '111122223333' }]);
  });

  it('does not take a date for an account', () => {
    const { snapshot } = imported({
      'dump-202611210426/eu-west-1/e.json': { VpcEndpoints: [{ VpcEndpointId: 'vpce-1', OwnerId: '111122223333' }] },
    });
    expect(snapshot.vpcEndpoints).toMatchObject([{ readBy: '111122223333' }]);
  });

  it('does not take the owner of a shared VPC for the caller', () => {
    const { snapshot } = imported({
      'dump/eu-west-1/vpcs.json': { Vpcs: [vpc('vpc-1', '999999999999')] },
      'dump/eu-west-1/subnets.json': { Subnets: [subnet('subnet-1', 'eu-west-1a', '999999999999')] },
      'dump/eu-west-1/endpoints.json': { VpcEndpoints: [{ VpcEndpointId: 'vpce-1', OwnerId: '111122223333' }] },
    });
    expect(snapshot.subnets).toMatchObject([{ accountId: '999999999999', readBy: '111122223333', participants: ['111122223333'] }]);
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual(['111122223333']);
  });

  it('leaves the account unknown where owners disagree', () => {
    const { snapshot, notices } = imported({ 'a/vpcs.json': { Vpcs: [vpc('vpc-1', '111111111111'), vpc('vpc-2', '222222222222')] } });
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual(['unknown']);
    expect(notices).toEqual(['The account could not be told for a. Give it with --account, or name the folder after it.']);
  });

  it('sees a shared subnet once, the owner’s copy first', () => {
    const shared = subnet('subnet-1', 'eu-west-1a');
    const { snapshot } = imported({
      '111122223333/eu-west-1/s.json': { Subnets: [{ ...shared, AvailabilityZoneId: 'euw1-az1' }] },
      '444455556666/eu-west-1/s.json': { Subnets: [{ ...shared, AvailabilityZone: 'eu-west-1b' }] },
    });
    expect(snapshot.subnets).toMatchObject([
      { subnetId: 'subnet-1', readBy: '111122223333', zoneName: 'eu-west-1a', zoneId: 'euw1-az1', participants: ['444455556666'] },
    ]);
  });

  it('takes account and Region of a folder below from the one above that tells', () => {
    const { snapshot } = imported({
      'dump/e.json': { VpcEndpoints: [{ VpcEndpointId: 'vpce-1', OwnerId: '111122223333' }] },
      'dump/s.json': { Subnets: [subnet('subnet-1', 'eu-west-1a')] },
      'dump/ec2-describe-vpc-attribute/vpc-1': { VpcId: 'vpc-1', EnableDnsSupport: { Value: true } },
    });
    expect(snapshot.vpcDnsAttributes).toMatchObject([{ readBy: '111122223333', region: 'eu-west-1', enableDnsSupport: true }]);
  });

  it('takes the Region from zones, Local Zones included, and ARNs', () => {
    const { snapshot } = imported({
      '111122223333/s.json': { Subnets: [subnet('subnet-1', 'us-west-2-lax-1a')] },
      '111122223333/l.json': {
        LoadBalancers: [{ LoadBalancerArn: 'arn:aws-cn:elasticloadbalancing:cn-north-1:111122223333:loadbalancer/net/a/1' }],
      },
    });
    expect(snapshot.subnets.map((record) => record.region)).toEqual(['us-west-2']);
    expect(snapshot.loadBalancers.map((record) => record.region)).toEqual(['cn-north-1']);
  });

  it('refuses an account or Region that is none', () => {
    expect(run({ 'a.json': { Vpcs: [] } }, { accountId: '123' })).toMatchObject({ problem: { code: 'bad-account' } });
    expect(run({ 'a.json': { Vpcs: [] } }, { region: 'nowhere' })).toMatchObject({ problem: { code: 'bad-region' } });
  });
});

describe('the ledger of an import', () => {
  it('has one cell per operation for every account and Region, and what was not there is not provided', () => {
    const { snapshot } = imported({ [`${folder}/v.json`]: { Vpcs: [] } });
    expect(snapshot.ledger.length).toBe(operations.size);
    const provided = snapshot.ledger.filter((cell) => cell.reason !== 'not-provided').map((cell) => `${cell.operation} ${cell.status}`);
    // Without VPCs there is nothing to ask about per VPC.
    expect(provided).toEqual(['DescribeVpcAttribute ok', 'DescribeVpcs ok', 'ListHostedZonesByVPC ok']);
  });

  it('calls a list that is no list malformed, and an empty one none', () => {
    expect(cells({ [`${folder}/a.json`]: { Vpcs: null }, [`${folder}/b.json`]: { Subnets: [] } }, 'DescribeVpcs')).toMatchObject([
      { status: 'malformed', items: 0 },
    ]);
    expect(cells({ [`${folder}/b.json`]: { Subnets: [] } }, 'DescribeSubnets')).toEqual([{ ...place, status: 'ok', items: 0, pages: 1 }]);
  });

  it('marks a file that should hold an answer and cannot be read', () => {
    const whole = JSON.stringify({ Vpcs: [vpc('vpc-1')] });
    const files = { [`${folder}/describe-vpcs.json`]: whole.slice(0, 30), [`${folder}/s.json`]: { Subnets: [] } };
    expect(cells(files, 'DescribeVpcs')).toMatchObject([
      { status: 'malformed', items: 0, message: expect.stringContaining('not valid JSON') },
    ]);
    expect(imported(files).notices).toMatchObject([expect.stringContaining(`${folder}/describe-vpcs.json: not valid JSON`)]);
  });

  it('keeps the entries that have an id and says that others had none', () => {
    const files = { [`${folder}/v.json`]: { Vpcs: [vpc('vpc-1'), { CidrBlock: '10.1.0.0/16' }] } };
    expect(cells(files, 'DescribeVpcs')).toMatchObject([{ status: 'malformed', items: 1 }]);
  });

  it('joins pages, and notices a missing last page', () => {
    const first = { Vpcs: [vpc('vpc-1')], NextToken: 'x' };
    const pages = { [`${folder}/vpcs_2.json`]: first, [`${folder}/vpcs_10.json`]: { Vpcs: [vpc('vpc-2')] } };
    expect(cells(pages, 'DescribeVpcs')).toEqual([{ ...place, status: 'ok', items: 2, pages: 2 }]);
    expect(cells({ [`${folder}/vpcs.json`]: first }, 'DescribeVpcs')).toMatchObject([{ status: 'failed', code: 'Truncated', items: 1 }]);
  });

  it('knows denied calls of the AWS CLI and of recordings', () => {
    const error = 'An error occurred (UnauthorizedOperation) when calling the DescribeNatGateways operation: You are not authorized.';
    const files = {
      [`${folder}/describe-nat-gateways.error`]: `\n${error}\n`,
      [`${folder}/ec2.DescribeVpcEndpoints_1.json`]: {
        status_code: 403,
        data: { Error: { Code: 'UnauthorizedOperation', Message: 'no' } },
      },
      [`${folder}/v.json`]: { Vpcs: [] },
    };
    expect(cells(files, 'DescribeNatGateways')).toEqual([
      {
        ...place,
        status: 'denied',
        items: 0,
        code: 'UnauthorizedOperation',
        action: 'ec2:DescribeNatGateways',
        message: 'You are not authorized.',
      },
    ]);
    expect(cells(files, 'DescribeVpcEndpoints')).toMatchObject([{ status: 'denied', action: 'ec2:DescribeVpcEndpoints', message: 'no' }]);
  });

  it('counts calls per resource, and those that do not say what they are about', () => {
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/1';
    const files = {
      [`${folder}/t.json`]: { TargetGroups: [{ TargetGroupArn: arn }] },
      [`${folder}/h.json`]: {
        command: `aws elbv2 describe-target-health --target-group-arn ${arn}`,
        output: { TargetHealthDescriptions: [] },
      },
      [`${folder}/c.json`]: { ServiceConfigurations: [{ ServiceId: 'vpce-svc-1' }, { ServiceId: 'vpce-svc-2' }] },
      [`${folder}/p.json`]: {
        command: 'aws ec2 describe-vpc-endpoint-service-permissions --service-id vpce-svc-1',
        output: { AllowedPrincipals: [{ Principal: '*' }] },
      },
      [`${folder}/q.json`]: { AllowedPrincipals: [{ Principal: '*' }] },
    };
    expect(cells(files, 'DescribeTargetHealth')).toEqual([{ ...place, status: 'ok', items: 1, callsOk: 1, callsPlanned: 1, pages: 1 }]);
    expect(cells(files, 'DescribeVpcEndpointServicePermissions')).toMatchObject([
      { status: 'malformed', items: 1, callsOk: 1, callsPlanned: 2 },
    ]);
  });
});

describe('calls per resource', () => {
  it('may be named by their folder and the encoded ARN', () => {
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef';
    const file = `${folder}/elbv2-describe-target-health/${encodeURIComponent(arn)}`;
    const files = { [`${folder}/t.json`]: { TargetGroups: [{ TargetGroupArn: arn }] }, [file]: { TargetHealthDescriptions: [] } };
    expect(imported(files).snapshot.targetHealth.map((health) => health.targetGroupArn)).toEqual([arn]);
    expect(cells(files, 'DescribeTargetHealth')).toMatchObject([{ status: 'ok', callsOk: 1, callsPlanned: 1 }]);
  });
});

describe('an import as a whole', () => {
  it('is a problem without a single answer, and says why', () => {
    expect(run({})).toMatchObject({ kind: 'problem', problem: { code: 'import-empty' } });
    expect(run({ 'a.json': '{"a":' })).toMatchObject({
      problem: { code: 'import-empty', why: expect.stringContaining('a.json: not valid JSON') },
    });
    expect(run({ 'a.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}\n' })).toMatchObject({
      problem: { code: 'import-unsupported' },
    });
    expect(run({ 'a.json': { planned_values: {} } })).toMatchObject({
      problem: { code: 'import-unsupported', why: expect.stringContaining('Terraform') },
    });
    expect(run({ 'a.json': { Resources: { A: { Type: 'AWS::EC2::VPC' } } } })).toMatchObject({ problem: { code: 'import-unsupported' } });
    expect(run({ 'a.json': `${'['.repeat(1e6)}${']'.repeat(1e6)}` })).toMatchObject({
      problem: { why: expect.stringContaining('nested deeper than 64') },
    });
  });

  it('is the same whatever the order of the files', () => {
    const files = Object.entries({
      '111122223333/eu-west-1/v.json': { Vpcs: [vpc('vpc-1'), vpc('vpc-2')] },
      '444455556666/eu-west-1/v.json': { Vpcs: [vpc('vpc-1')] },
      '444455556666/eu-west-1/s_1.json': { Subnets: [subnet('subnet-1', 'eu-west-1a')], NextToken: 'x' },
      '444455556666/eu-west-1/s_2.json': { Subnets: [subnet('subnet-2', 'eu-west-1b')] },
      'loose/s.json': { Subnets: [subnet('subnet-3', 'eu-west-1b')] },
    }).map(([name, content]) => ({ name, bytes: bytesOf(content) }));
    const expected = importFiles(files, { takenAt });
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(importFiles(shuffled, { takenAt })).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('never throws, whatever the bytes and names', () => {
    const names = fc.constantFrom('describe-vpcs.json', 'ec2.DescribeSubnets_1.json', 'x.json', 'elb.json', 'get-caller-identity.json');
    const keys = fc.constantFrom(
      'Vpcs',
      'Routes',
      'Attributes',
      'examples',
      'output',
      'command',
      'data',
      'status_code',
      'Error',
      'Code',
      'Firewall',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, 1, '', 'x', true), fc.array(tie('any')), fc.dictionary(keys, tie('any'))),
    })).any;
    const bytes = fc.oneof(
      fc.uint8Array(),
      value.map((content) => bytesOf(JSON.stringify(content) ?? '')),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ name: names, bytes }), { maxLength: 4 }), (files) => {
        expect(importFiles(files, { takenAt }).kind).toMatch(/^(ok|problem)$/);
      }),
      { numRuns: 500 },
    );
  });
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '#electron/cli/program.ts';
import { openBytes } from '#electron/services/open-bytes.ts';
import type { IsoTime } from '#shared/base/ids.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linkscape-check-'));
const demo = path.join(folder, 'demo.linkscape');

async function linkscape(...args: string[]) {
  const printed = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.err += String(text);
    return true;
  });
  const code = await runCommandLine(['node', 'linkscape', ...args]);
  vi.restoreAllMocks();
  return { code, ...printed };
}

function planFile(name: string, changes: readonly object[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', resource_changes: changes, configuration: {} }));
  return file;
}

function change(type: string, actions: readonly string[], before: object | null, after: object | null) {
  return { address: `${type}.it`, mode: 'managed', type, name: 'it', change: { actions, before, after, after_unknown: {} } };
}

interface Topology {
  readonly natGateways: readonly { readonly natGatewayId: string; readonly vpcId: string }[];
  readonly endpoints: readonly { readonly endpointId: string; readonly vpcId: string; readonly type: string }[];
}

async function demoTopology(): Promise<Topology> {
  return JSON.parse((await linkscape('topology', demo, '--json')).out);
}

beforeAll(async () => {
  await linkscape('demo', '-o', demo);
});

describe('check', () => {
  it('says that a plan without changes changes nothing', async () => {
    const run = await linkscape('check', planFile('same.json', []), '--against', demo, '--fail-on', 'any', '--json');
    const check = JSON.parse(run.out);
    expect({ code: run.code, plan: check.plan, new: check.findings.new, cost: check.cost }).toEqual({
      code: 0,
      plan: { what: 'Terraform plan', create: 0, update: 0, replace: 0, delete: 0, unknown: [] },
      new: [],
      cost: [],
    });
  });

  it('says what a plan takes away, what that breaks and what it costs', async () => {
    const { natGateways } = await demoTopology();
    const natGatewayId = natGateways[0]?.natGatewayId ?? '';
    const plan = planFile('no-nat.json', [change('aws_nat_gateway', ['delete'], { id: natGatewayId }, null)]);
    const run = await linkscape('check', plan, '--against', demo, '--fail-on', 'findings', '--json');
    const check = JSON.parse(run.out);
    expect(check.resources.removed.map((each: { id: string }) => each.id)).toContain(natGatewayId);
    expect(check.findings.new.length).toBeGreaterThan(0);
    expect(run.code).toBe(2);
    expect(check.cost.length).toBeGreaterThan(0);
  });

  it('shows what is added under an id that says it is planned', async () => {
    const { natGateways } = await demoTopology();
    const after = {
      vpc_id: natGateways[0]?.vpcId,
      service_name: 'com.amazonaws.us-east-1.athena',
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
    };
    const run = await linkscape('check', planFile('more.json', [change('aws_vpc_endpoint', ['create'], null, after)]), '--against', demo);
    expect(run.out).toContain('+ vpc-endpoint vpce-planned-aws-vpc-endpoint-it');
    expect(run.err).toContain('1 resource to create, 0 to update, 0 to replace, 0 to delete.');
    expect((await linkscape('check', planFile('more.json', []), '--against', demo, '--fail-on', 'any')).code).toBe(0);
  });

  it('refuses what is no plan', async () => {
    const file = path.join(folder, 'other.json');
    writeFileSync(file, '{"Vpcs":[]}');
    const run = await linkscape('check', file, '--against', demo, '--json');
    expect({ code: run.code, out: run.out }).toEqual({ code: 1, out: '' });
    expect(run.err).toContain('This is no Terraform plan or state and no CloudFormation template');
    expect((await linkscape('check', path.join(folder, 'none.json'), '--against', demo)).err).toContain('there is no such file');
  });
});

describe('import of code', () => {
  const vpc = {
    address: 'aws_vpc.it',
    mode: 'managed',
    type: 'aws_vpc',
    name: 'it',
    change: { actions: ['create'], before: null, after: { cidr_block: '10.0.0.0/16' }, after_unknown: { id: true } },
  };

  it('writes a document of kind plan', async () => {
    const out = path.join(folder, 'plan.linkscape');
    const run = await linkscape('import', planFile('vpc.json', [vpc]), '--region', 'eu-west-1', '--account', '111122223333', '-o', out);
    expect(run.code).toBe(0);
    expect(JSON.parse((await linkscape('topology', out, '--json')).out).vpcs).toMatchObject([
      { vpcId: 'vpc-planned-aws-vpc-it', ownerId: '111122223333', region: 'eu-west-1' },
    ]);
    expect((await linkscape('validate', out)).code).toBe(0);
  });

  it('opens a plan that is dropped, and a template', () => {
    const now = '2026-11-21T00:00:00.000Z' as IsoTime;
    const plan = openBytes(readFileSync(planFile('vpc.json', [vpc])), 'vpc.json', 'test', now);
    expect(plan).toMatchObject({ kind: 'ok', value: { document: { snapshots: [{ kind: 'plan' }] } } });
    const template = JSON.stringify({ Resources: { Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } });
    const opened = openBytes(new TextEncoder().encode(template), 'net.template.json', 'test', now);
    expect(opened).toMatchObject({
      kind: 'ok',
      value: { document: { snapshots: [{ vpcs: [{ vpcId: 'vpc-planned-net', accountId: 'unknown' }] }] } },
    });
  });

  it('reads a template in YAML, and says what one without resources is', async () => {
    const yaml = path.join(folder, 'net.yaml');
    writeFileSync(yaml, 'Resources:\n  Net:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: !Sub 10.0.0.0/16 }\n');
    expect((await linkscape('import', yaml, '-o', path.join(folder, 'x.linkscape'))).code).toBe(0);
    writeFileSync(yaml, 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}\n');
    expect((await linkscape('import', yaml, '-o', path.join(folder, 'y.linkscape'))).err).toContain('a CloudFormation template');
  });
});

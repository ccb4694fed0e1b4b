import { describe, expect, it } from 'vitest';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { crossZoneNat, hubAndSpoke } from '#test/fixtures/small-estates.ts';
import { planned, type PlanCase } from './plans.ts';

const kms = { services: { include: ['kms'] } };

/** Codes with the service or VPC they are about, sorted as the plan sorts them. */
function codes(issues: Plan['blockedBy']): readonly string[] {
  return [...new Set(issues.map((issue) => issue.code))];
}

function blocked(given: PlanCase): readonly string[] {
  return codes(planned(given).plan.blockedBy);
}

function warned(given: PlanCase): readonly string[] {
  return codes(planned(given).plan.warnings);
}

describe('a plan is blocked by', () => {
  it('nothing, where everything fits', () => {
    expect(blocked({ snapshot: crossZoneNat(), constraints: kms })).toEqual([]);
  });

  it('a hosted zone that owns the private name, with the command that frees it', () => {
    const snapshot = crossZoneNat({ hostedZones: [{ domain: 'kms.eu-central-1.amazonaws.com' }] });
    const { blockedBy } = planned({ snapshot, constraints: kms }).plan;
    expect(blockedBy.map(({ code, service, command }) => ({ code, service, command: command?.split(' ').slice(0, 3).join(' ') }))).toEqual([
      { code: 'private-dns-conflict', service: 'kms', command: 'aws route53 disassociate-vpc-from-hosted-zone' },
    ]);
  });

  it('not a hosted zone of a domain above the name', () => {
    const snapshot = crossZoneNat({ hostedZones: [{ domain: 'amazonaws.com' }] });
    expect(blocked({ snapshot, constraints: kms })).toEqual([]);
  });

  it('a VPC whose DNS attribute is off', () => {
    const snapshot = altered(crossZoneNat(), 'vpcDnsAttributes', (each) => ({ ...each, enableDnsHostnames: false }));
    const { blockedBy } = planned({ snapshot, constraints: kms }).plan;
    expect(blockedBy.map((issue) => [issue.code, issue.command])).toEqual([
      [
        'vpc-dns-attribute',
        `aws ec2 modify-vpc-attribute --vpc-id ${vpcIdOf('shop')} --enable-dns-hostnames '{"Value":true}' --region eu-central-1`,
      ],
    ]);
  });

  it('a subnet without free addresses', () => {
    const snapshot = altered(crossZoneNat(), 'subnets', (subnet) => ({ ...subnet, availableIpAddressCount: 0 }));
    expect(blocked({ snapshot, constraints: kms })).toEqual(['addresses']);
  });

  it('the quota of 50 interface endpoints in a VPC, with the request', () => {
    const services = Array.from({ length: 49 }, (_, index) => `made-up-${index}`);
    const snapshot = crossZoneNat({ endpoints: services.map((service) => interfaceEndpoint(service, 'az1', { name: service })) });
    const [issue] = planned({ snapshot, constraints: { services: { include: ['kms', 'sts'] } } }).plan.blockedBy;
    expect(issue).toEqual({
      code: 'quota',
      vpcId: vpcIdOf('shop'),
      service: null,
      what: `${vpcIdOf('shop')} would hold 51 interface endpoints; the default quota is 50 per VPC`,
      remedy: 'Request a higher quota in the account of the VPC, then run the plan.',
      command:
        'aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-29B6F2EB --desired-value 51 --region eu-central-1',
    });
  });

  it('zones that were asked for and cannot be', () => {
    expect(blocked({ snapshot: crossZoneNat(), constraints: { ...kms, zones: { cover: ['euc1-az3'] } } })).toEqual(['zone-not-covered']);
    expect(blocked({ snapshot: crossZoneNat(), constraints: { ...kms, zones: { min: 3 } } })).toEqual(['too-few-zones']);
  });

  it('a budget below the cheapest plan', () => {
    const rows = [
      {
        scope: vpcIdOf('shop'),
        region: 'eu-central-1' as never,
        service: 'kms',
        gb_per_month: '10',
        kind: 'demand',
        direction: 'both',
        basis: 'typed',
      } as const,
    ];
    expect(blocked({ snapshot: crossZoneNat(), rows, constraints: { ...kms, budgetUsd: '10' } })).toEqual(['budget']);
    expect(blocked({ snapshot: crossZoneNat(), rows, constraints: { ...kms, budgetUsd: '1000' } })).toEqual([]);
  });
});

describe('a plan warns of', () => {
  it('what was not read, with the call that is missing', () => {
    const snapshot = unread(unread(crossZoneNat(), { operation: 'DescribeVpcAttribute' }), { operation: 'ListHostedZonesByVPC' });
    const { warnings } = planned({ snapshot, constraints: kms }).plan;
    const calls = warnings
      .filter((issue) => issue.code.endsWith('unread'))
      .map((issue) => `${issue.code}: ${issue.command?.split(' ').slice(1, 3).join(' ') ?? ''}`);
    expect(calls).toEqual(
      expect.arrayContaining([
        'hosted-zones-unread: route53 list-hosted-zones-by-vpc',
        'vpc-dns-attribute-unread: ec2 describe-vpc-attribute',
      ]),
    );
  });

  it('a lone zone, and VPCs without traffic figures', () => {
    expect(warned({ snapshot: crossZoneNat(), constraints: { ...kms, zones: { min: 1, cover: ['euc1-az1'] } } })).toEqual(
      expect.arrayContaining(['no-usage', 'no-zone-redundancy']),
    );
  });
});

describe('a required service', () => {
  it('that the hub serves already gets no second path', () => {
    const { plan } = planned({ snapshot: hubAndSpoke(), constraints: kms });
    expect(plan.chosen.map((path) => path.vpcId)).toEqual([]);
  });

  it('stands in the zones with callers', () => {
    const { plan } = planned({ snapshot: crossZoneNat(), constraints: { services: { include: ['kms', 's3'] } } });
    expect(plan.chosen.map(({ service, how, zones, why }) => ({ service, how, zones, why }))).toEqual([
      { service: 'kms', how: 'interface', zones: ['euc1-az1', 'euc1-az2'], why: 'included' },
      { service: 's3', how: 'gateway', zones: [], why: 'included' },
    ]);
  });
});

describe('the steps', () => {
  const { plan } = planned({ snapshot: crossZoneNat(), constraints: { services: { include: ['kms', 's3'] } } });

  it('come in the safe order, numbered', () => {
    expect(plan.steps.map((step) => [step.n, step.phase])).toEqual([
      [1, 'ready'],
      [2, 'policy'],
      [3, 'create'],
      [4, 'gateway'],
      [5, 'private-dns'],
      [6, 'measure'],
    ]);
  });

  it('create with private DNS off and turn it on later', () => {
    const lines = plan.steps.flatMap((step) => step.command.split('\n')).filter((line) => /private-dns-enabled/.test(line));
    expect(lines.map((line) => /--(no-)?private-dns-enabled/.exec(line)?.[0])).toEqual([
      '--no-private-dns-enabled',
      '--private-dns-enabled',
    ]);
  });

  it('each say how it is measured and the way back', () => {
    expect(plan.steps.filter((step) => step.precheck === '' || step.measure === '' || step.wayBack === '')).toEqual([]);
  });
});
